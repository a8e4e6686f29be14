// A key printed beside the word that it works for.
import styles from "./Kbd.module.css";

export function Kbd({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key cap never takes the focus.
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  );
}
