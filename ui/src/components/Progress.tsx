// How far long work is, with the way to stop it.
import { ProgressBar } from "react-aria-components";
import { Button } from "./Button";
import styles from "./Progress.module.css";

/** `value` in per cent; null where nobody knows yet. */
type Props = {
  label: string;
  value: number | null;
  stop: string;
  onStop: () => void;
  /** Part of what it stands in, instead of over it. */
  isInline?: boolean;
};

export function Progress({ label, value, stop, onStop, isInline }: Props) {
  return (
    <div className={styles.progress} data-inline={isInline || undefined}>
      <ProgressBar
        aria-label={label}
        value={value ?? undefined}
        isIndeterminate={value === null}
        className={styles.bar}
      >
        <span className={styles.words}>
          <span className="clip">{label}</span>
          <span className="tnum">{value === null ? "" : `${Math.round(value)} %`}</span>
        </span>
        <span className={styles.track} data-unknown={value === null || undefined}>
          <span className={styles.done} style={{ width: `${value ?? 30}%` }} />
        </span>
      </ProgressBar>
      <Button onClick={onStop}>{stop}</Button>
    </div>
  );
}
