// What every field shares: the label above, and the mistake or the help below.
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Field.module.css";

type Props = {
  id: string;
  label: string;
  error?: string | null;
  /** Accepted all the same. */
  warning?: string | null;
  help?: string;
  /** What is understood of what is typed, said while it is typed; it lies over what is below and moves nothing. */
  hint?: string;
  /** For whoever does not see that a heading says it. */
  isLabelHidden?: boolean;
  children: ReactNode;
};

export function FieldFrame({ id, label, error, warning, help, hint, isLabelHidden, children }: Props) {
  return (
    <div className={styles.field}>
      <label className={isLabelHidden ? styles.hidden : styles.label} htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p className={styles.hint} aria-live="polite">
          {hint}
        </p>
      )}
      {error ? (
        <p className={styles.error} id={`${id}-note`} role="alert">
          <CircleAlert className="small" aria-hidden="true" />
          {error}
        </p>
      ) : warning ? (
        <p className={styles.warning} id={`${id}-note`} role="status">
          <TriangleAlert className="small" aria-hidden="true" />
          {warning}
        </p>
      ) : (
        help && (
          <p className={styles.help} id={`${id}-note`}>
            {help}
          </p>
        )
      )}
    </div>
  );
}
