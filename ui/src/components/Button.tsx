// The button in its five looks; a dead one stays focusable and says why.
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Focusable, Tooltip, TooltipTrigger } from "react-aria-components";
import styles from "./Button.module.css";

type Look = "primary" | "outline" | "quiet" | "danger" | "link";
type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
  look?: Look;
  isSmall?: boolean;
  /** The name of a button that shows only an icon. */
  name?: string;
  /** Why the button cannot be used now; it is dead exactly when this is set. */
  reason?: string | null;
  children: ReactNode;
};

export function Button({
  look = "outline",
  isSmall,
  name,
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
      aria-label={name}
      aria-disabled={reason ? true : undefined}
      onClick={reason ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  );
  const hint = reason ?? name;
  if (!hint) return button;
  return (
    <TooltipTrigger delay={reason ? 100 : 600} closeDelay={0}>
      <Focusable>{button}</Focusable>
      <Tooltip className={styles.tooltip} offset={6}>
        {hint}
      </Tooltip>
    </TooltipTrigger>
  );
}
