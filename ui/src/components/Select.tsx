// One value out of a short list.
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue } from "react-aria-components";
import { useT } from "../lib/i18n";
import styles from "./Field.module.css";

export type Choice = { id: string; text: string; icon?: ReactNode };
type Props = {
  label: string;
  choices: Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  /** The word for no value; without it a value is always chosen. */
  none?: string;
  error?: string | null;
  isReadOnly?: boolean;
  isLabelHidden?: boolean;
};

const NONE = "none";

export function Select({ label, choices, value, onChange, none, error, isReadOnly, isLabelHidden }: Props) {
  const { t } = useT();
  const chosen = choices.find((choice) => choice.id === value);
  if (isReadOnly)
    return (
      <div className={styles.field}>
        <span className={styles.label}>{label}</span>
        <span className={styles.box}>
          {chosen?.icon}
          <input aria-label={label} readOnly value={chosen?.text ?? none ?? ""} />
        </span>
      </div>
    );
  const all = none ? [{ id: NONE, text: none }, ...choices] : choices;
  return (
    <AriaSelect
      className={styles.field}
      value={value ?? (none ? NONE : null)}
      onChange={(key) => onChange(key === NONE || key === null ? null : String(key))}
      isInvalid={Boolean(error)}
    >
      <Label className={isLabelHidden ? "sr" : styles.label}>{label}</Label>
      <Button className={styles.box}>
        {chosen?.icon}
        <SelectValue className={styles.value} data-placeholder={chosen ? undefined : true}>
          {() => chosen?.text ?? none ?? t("select.choose")}
        </SelectValue>
        <ChevronDown className="small" aria-hidden="true" />
      </Button>
      {error && <p className={styles.error}>{error}</p>}
      <Popover offset={4} style={{ minWidth: "var(--trigger-width)" }}>
        <ListBox className={styles.list} items={all}>
          {(choice: Choice) => (
            <ListBoxItem id={choice.id} textValue={choice.text} className={styles.option}>
              {choice.icon}
              {choice.text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
