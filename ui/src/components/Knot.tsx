// The state of a contact as a shape, and whether its thread comes from or goes on to another contact.
import { useT } from "../lib/i18n";
import styles from "./Knot.module.css";

export type ContactState = "open" | "today" | "overdue" | "done";

/** Done is done; an open contact is judged by its own date. */
export function stateOf(contact: { done: boolean; date: string }, today: string): ContactState {
  if (contact.done) return "done";
  if (contact.date === today) return "today";
  return contact.date < today ? "overdue" : "open";
}

type Props = { state: ContactState; comesFrom?: boolean; goesOn?: boolean };

export function Knot({ state, comesFrom, goesOn }: Props) {
  const { t } = useT();
  return (
    <svg className={`${styles.knot} ${styles[state]}`} viewBox="0 0 32 16" role="img" aria-label={t(`state.${state}`)}>
      {comesFrom && <path className={styles.line} d="M2 8h7" />}
      {goesOn && <path className={styles.line} d="M23 8h7" />}
      <g transform="translate(8 0)">
        <circle className={styles.ring} cx="8" cy="8" r={state === "open" ? 4.75 : 5.25} />
        {state === "done" && <path className={styles.glyph} d="M5.7 8.2l1.6 1.6 3-3.3" />}
        {state === "today" && <path className={styles.tone} d="M8 4.6a3.4 3.4 0 0 1 0 6.8z" />}
        {state === "overdue" && <path className={styles.glyph} d="M8 5.2v3.4M8 10.8v.1" />}
      </g>
    </svg>
  );
}
