// The words that a control shows on hover and on focus: its name, its keys, or why it cannot be used now.
import type { ComponentProps } from "react";
import { Tooltip as AriaTooltip, Focusable, TooltipTrigger } from "react-aria-components";
import { Kbd } from "./Kbd";
import styles from "./Tooltip.module.css";

type Props = {
  text: string;
  /** Printed after the text, as a key cap. */
  keys?: string;
  /** A reason cannot wait: who meets a dead control wants to know at once. */
  isReason?: boolean;
  placement?: "top" | "right" | "bottom";
  /** One element that can take the focus and a ref. */
  children: ComponentProps<typeof Focusable>["children"];
};

export function Tooltip({ text, keys, isReason, placement = "top", children }: Props) {
  return (
    <TooltipTrigger delay={isReason ? 100 : 600} closeDelay={0}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className={styles.tooltip} offset={6} placement={placement}>
        {text}
        {keys && <Kbd>{keys}</Kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
