// A key printed beside the word that it works for, as it is called on this keyboard.
import { keyCaps } from "../lib/keyCaps";
import styles from "./Kbd.module.css";

export function Kbd({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key cap never takes the focus.
    <kbd className={styles.kbd} aria-hidden="true">
      {keyCaps(children)}
    </kbd>
  );
}
