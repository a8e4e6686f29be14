// The state of a contact on the line of its customer's thread.
import { useT } from "../lib/i18n";
import styles from "./Bead.module.css";
import type { ContactState } from "./Knot";

type Props = {
  state: ContactState;
  /** The record that is open. */
  isHere?: boolean;
};

export function Bead({ state, isHere }: Props) {
  const { t } = useT();
  return (
    <svg
      className={`${styles.bead} ${isHere ? styles.here : styles[state]}`}
      viewBox="0 0 14 14"
      role="img"
      aria-label={t(`state.${state}`)}
    >
      <circle className={styles.ring} cx="7" cy="7" r={state === "open" ? 4.75 : 5.25} />
      {!isHere && state === "done" && <path className={styles.glyph} d="M4.7 7.2l1.6 1.6 3-3.3" />}
      {!isHere && state === "today" && <path className={styles.tone} d="M7 3.6a3.4 3.4 0 0 1 0 6.8z" />}
      {!isHere && state === "overdue" && <path className={styles.glyph} d="M7 4.2v3.4M7 9.8v.1" />}
    </svg>
  );
}
