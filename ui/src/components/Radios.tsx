// One choice out of a few that need a word of explanation each.
import { Radio, RadioGroup } from "react-aria-components";
import styles from "./Radios.module.css";

type Props<Id extends string> = {
  label: string;
  choices: { id: Id; text: string; help?: string }[];
  value: Id;
  onChange: (id: Id) => void;
};

export function Radios<Id extends string>({ label, choices, value, onChange }: Props<Id>) {
  return (
    <RadioGroup aria-label={label} className={styles.group} value={value} onChange={(id) => onChange(id as Id)}>
      {choices.map((choice) => (
        <Radio key={choice.id} value={choice.id} className={styles.radio}>
          <span className={styles.dot} />
          <span>
            {choice.text}
            {choice.help && <span className={styles.help}>{choice.help}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
