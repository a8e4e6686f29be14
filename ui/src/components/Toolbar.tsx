// Buttons in a line: one tab stop, arrows move inside it.
import type { ReactNode } from "react";
import { Toolbar as AriaToolbar } from "react-aria-components";
import styles from "./Toolbar.module.css";

type Props = {
  /** What its buttons act on. */
  label: string;
  children: ReactNode;
};

export function Toolbar({ label, children }: Props) {
  return (
    <AriaToolbar className={styles.toolbar} aria-label={label}>
      {children}
    </AriaToolbar>
  );
}

/** Parts two groups of a toolbar. */
export function ToolbarGap() {
  return <span className={styles.gap} aria-hidden="true" />;
}
