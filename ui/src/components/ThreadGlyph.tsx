// The state of a contact in its row, and whether its thread comes from or goes on to another contact.
import { useT } from "../lib/i18n";
import { BeadShape, type ContactState } from "./StateDot";
import styles from "./ThreadGlyph.module.css";

type Props = { state: ContactState; comesFrom?: boolean; goesOn?: boolean };

export function ThreadGlyph({ state, comesFrom, goesOn }: Props) {
  const { t } = useT();
  return (
    <svg className={styles.knot} viewBox="0 0 32 16" role="img" aria-label={t(`state.${state}`)}>
      {comesFrom && <path className={styles.line} d="M2 8h7" />}
      {goesOn && <path className={styles.line} d="M23 8h7" />}
      <g transform="translate(9 1)">
        <BeadShape state={state} />
      </g>
    </svg>
  );
}
