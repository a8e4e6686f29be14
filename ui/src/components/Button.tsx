// The button in its looks; a dead one stays focusable and says why.
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { isSecondClick } from "../lib/gestures";
import styles from "./Button.module.css";
import { Tooltip } from "./Tooltip";

type Look = "primary" | "outline" | "quiet" | "danger" | "link";
type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
  look?: Look;
  isSmall?: boolean;
  /** The name of a button that shows only an icon. */
  name?: string;
  /** The key that does the same, in the tooltip of a button that shows only an icon. */
  keys?: string;
  /** Pressed fast it goes on, a step for each press; others act once for a double click. */
  isStep?: boolean;
  /** Why the button cannot be used now; it is dead exactly when this is set. */
  reason?: string | null;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
};

export function Button({
  look = "outline",
  isSmall,
  name,
  keys,
  isStep,
  reason,
  children,
  onClick,
  type = "button",
  ...rest
}: Props) {
  const classes = [styles.button, styles[look], isSmall && styles.isSmall, name && styles.isIcon];
  const button = (
    <button
      {...rest}
      type={type}
      className={classes.filter(Boolean).join(" ")}
      aria-label={name ?? rest["aria-label"]}
      aria-disabled={reason ? true : undefined}
      onClick={(event) => {
        if (reason || (!isStep && isSecondClick(event))) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
  const hint = reason ?? name;
  if (!hint) return button;
  return (
    <Tooltip text={hint} keys={reason ? undefined : keys} isReason={Boolean(reason)}>
      {button}
    </Tooltip>
  );
}
