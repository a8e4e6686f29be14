// One choice out of a few that need a word of explanation each.
import type { ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import styles from "./Radios.module.css";

type Props<Id extends string> = {
  label: string;
  choices: { id: Id; text: string; help?: string; icon?: ReactNode }[];
  look?: "plain" | "cards";
  value: Id;
  onChange: (id: Id) => void;
};

export function Radios<Id extends string>({ label, choices, look = "plain", value, onChange }: Props<Id>) {
  return (
    <RadioGroup
      aria-label={label}
      className={styles.group}
      data-look={look}
      value={value}
      onChange={(id) => onChange(id as Id)}
    >
      {choices.map((choice) => (
        <Radio key={choice.id} value={choice.id} className={styles.radio}>
          <span className={styles.dot} />
          <span className={styles.text}>
            {choice.text}
            {choice.help && <span className={styles.help}>{choice.help}</span>}
          </span>
          {choice.icon}
        </Radio>
      ))}
    </RadioGroup>
  );
}
