// Two halves of one edge, from and to.
import { useId } from "react";
import { isSubmitEnter } from "../lib/keys";
import styles from "./Field.module.css";
import { FieldFrame } from "./FieldFrame";

type Props = {
  label: string;
  from: string;
  to: string;
  fromLabel: string;
  toLabel: string;
  onChange: (range: { from: string; to: string }) => void;
  /** The field is left, or what is in it is asked for. */
  onBlur?: () => void;
  error?: string | null;
  /** What is understood of what is typed. */
  hint?: string;
  /** Of the two halves, which one is wrong; without it both. */
  wrong?: "from" | "to";
};

export function RangeField({ label, from, to, fromLabel, toLabel, onChange, onBlur, error, hint, wrong }: Props) {
  const id = useId();
  const half = (which: "from" | "to", value: string, name: string) => (
    <input
      id={which === "from" ? id : undefined}
      aria-label={`${label}, ${name}`}
      aria-invalid={(error && (!wrong || wrong === which)) || undefined}
      aria-describedby={error ? `${id}-note` : undefined}
      autoComplete="off"
      spellCheck={false}
      value={value}
      placeholder={name}
      onBlur={onBlur}
      onKeyDown={(event) => isSubmitEnter(event) && onBlur?.()}
      onChange={(event) => onChange({ from, to, [which]: event.target.value })}
    />
  );
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint}>
      <span className={`${styles.box} ${styles.range}`}>
        {half("from", from, fromLabel)}
        {half("to", to, toLabel)}
      </span>
    </FieldFrame>
  );
}
