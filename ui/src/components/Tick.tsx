// A box to tick, with its question and what it means.
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "react-aria-components";
import styles from "./Tick.module.css";

type Props = {
  isOn: boolean;
  isSome?: boolean;
  onChange: (isOn: boolean) => void;
  name?: string;
  help?: string;
  children?: ReactNode;
};

export function Tick({ isOn, isSome, onChange, name, help, children }: Props) {
  return (
    <Checkbox className={styles.check} aria-label={name} isSelected={isOn} isIndeterminate={isSome} onChange={onChange}>
      <span className={styles.box}>{isSome ? <Minus aria-hidden="true" /> : isOn && <Check aria-hidden="true" />}</span>
      {children && (
        <span>
          {children}
          {help && <span className={styles.help}>{help}</span>}
        </span>
      )}
    </Checkbox>
  );
}
