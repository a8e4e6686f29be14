// A labelled line of text, or several lines, with its help, its mistake and what it reads as.
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { useId } from "react";
import styles from "./Field.module.css";
import { FieldFrame } from "./FieldFrame";

export type FieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  error?: string | null;
  warning?: string | null;
  help?: string;
  /** What is understood of what is typed, as long as it is told. */
  hint?: string;
  placeholder?: string;
  suffix?: string;
  icon?: ReactNode;
  /** At the end of the line: a button that helps to fill it in. */
  end?: ReactNode;
  isReadOnly?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  /** What is typed is not shown. */
  isSecret?: boolean;
  rows?: number;
  inputRef?: Ref<HTMLInputElement>;
};

export function Field({
  label,
  error,
  warning,
  help,
  hint,
  suffix,
  icon,
  end,
  isReadOnly,
  isRequired,
  isSecret,
  rows,
  inputRef,
  ...input
}: FieldProps) {
  const id = useId();
  const shared = {
    id,
    readOnly: isReadOnly,
    "aria-invalid": error ? true : undefined,
    "aria-required": isRequired || undefined,
    "aria-describedby": error || warning || help ? `${id}-note` : undefined,
    autoComplete: "off",
    spellCheck: rows !== undefined,
    value: input.value,
    placeholder: isReadOnly ? undefined : input.placeholder,
    onBlur: input.onBlur,
    onKeyDown: input.onKeyDown,
    autoFocus: input.autoFocus,
  };
  return (
    <FieldFrame id={id} label={label} error={error} warning={warning} help={help} hint={hint}>
      {rows ? (
        <textarea
          {...shared}
          className={styles.area}
          rows={rows}
          onChange={(event) => input.onChange(event.target.value)}
        />
      ) : (
        <span className={styles.box}>
          {icon}
          <input
            {...shared}
            ref={inputRef}
            type={isSecret ? "password" : undefined}
            onChange={(event) => input.onChange(event.target.value)}
          />
          {suffix && <span className={styles.suffix}>{suffix}</span>}
          {end}
        </span>
      )}
    </FieldFrame>
  );
}
