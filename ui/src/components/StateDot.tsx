// The state of a contact as a shape: alone on a thread, or in the knot of a row.
import { useT } from "../lib/i18n";
import styles from "./StateDot.module.css";

export type ContactState = "open" | "today" | "overdue" | "done";

/** Done is done; an open contact is judged by its own date. */
export function stateOf(contact: { done: boolean; date: string }, today: string): ContactState {
  if (contact.done) return "done";
  if (contact.date === today) return "today";
  return contact.date < today ? "overdue" : "open";
}

type Props = {
  state: ContactState;
  /** The record that is open. */
  isHere?: boolean;
};

export function StateDot({ state, isHere }: Props) {
  const { t } = useT();
  return (
    <svg className={styles.bead} viewBox="0 0 14 14" role="img" aria-label={t(`state.${state}`)}>
      <BeadShape state={state} isHere={isHere} />
    </svg>
  );
}

/** Drawn in a square of 14. */
export function BeadShape({ state, isHere }: Props) {
  return (
    <g className={`${styles.shape} ${isHere ? styles.here : styles[state]}`}>
      <circle className={styles.ring} cx="7" cy="7" r={state === "open" ? 4.75 : 5.25} />
      {!isHere && state === "done" && <path className={styles.glyph} d="M4.7 7.2l1.6 1.6 3-3.3" />}
      {!isHere && state === "today" && <path className={styles.tone} d="M7 3.6a3.4 3.4 0 0 1 0 6.8z" />}
      {!isHere && state === "overdue" && <path className={styles.glyph} d="M7 4.2v3.4M7 9.8v.1" />}
    </g>
  );
}
