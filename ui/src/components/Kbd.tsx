// A key printed beside the word that it works for, as it is called on this keyboard.
import { keyCaps } from "../lib/keyCaps";
import styles from "./Kbd.module.css";

type Props = {
  children: string;
  /** Works only from a field or the button itself: shown while the focus is there, in what is marked `data-keys`. */
  isHere?: boolean;
};

export function Kbd({ children, isHere }: Props) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key cap never takes the focus.
    <kbd className={styles.kbd} data-here={isHere || undefined} aria-hidden="true">
      {keyCaps(children)}
    </kbd>
  );
}
