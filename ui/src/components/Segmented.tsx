// Two or three choices side by side, one of them on.
import { Radio, RadioGroup } from "react-aria-components";
import { useT } from "../lib/i18n";
import { showCount } from "../lib/numbers";
import styles from "./Segmented.module.css";

type Props<Id extends string> = {
  label: string;
  /** Shows the label above, as fields do. */
  isField?: boolean;
  choices: { id: Id; text: string; count?: number }[];
  value: Id;
  onChange: (id: Id) => void;
  isReadOnly?: boolean;
};

export function Segmented<Id extends string>({ label, isField, choices, value, onChange, isReadOnly }: Props<Id>) {
  const { locale } = useT();
  return (
    <RadioGroup
      className={isField ? styles.field : styles.group}
      aria-label={label}
      orientation="horizontal"
      value={value}
      isReadOnly={isReadOnly}
      onChange={(id) => onChange(id as Id)}
    >
      {isField && (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      )}
      <div className={styles.track}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={styles.choice}>
            {choice.text}
            {choice.count !== undefined && <span className={styles.count}>{showCount(choice.count, locale)}</span>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
