// A box to tick, with its question and what it means.
import { Check, Minus } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components";
import styles from "./Checkbox.module.css";

type Props = {
  isOn: boolean;
  isSome?: boolean;
  onChange: (isOn: boolean) => void;
  name?: string;
  help?: string;
  isDisabled?: boolean;
  /** Where a key of the list around it does the same. */
  isOutOfTabOrder?: boolean;
  children?: ReactNode;
};

export function Checkbox({ isOn, isSome, onChange, name, help, isDisabled, isOutOfTabOrder, children }: Props) {
  const id = useId();
  return (
    <AriaCheckbox
      className={styles.check}
      aria-label={name}
      aria-labelledby={children ? `${id}-question` : undefined}
      aria-describedby={help ? `${id}-help` : undefined}
      isSelected={isOn}
      isIndeterminate={isSome}
      isDisabled={isDisabled}
      excludeFromTabOrder={isOutOfTabOrder}
      onChange={onChange}
    >
      <span className={styles.box}>{isSome ? <Minus aria-hidden="true" /> : isOn && <Check aria-hidden="true" />}</span>
      {children && (
        <span>
          <span id={`${id}-question`}>{children}</span>
          {help && (
            <span id={`${id}-help`} className={styles.help}>
              {help}
            </span>
          )}
        </span>
      )}
    </AriaCheckbox>
  );
}
