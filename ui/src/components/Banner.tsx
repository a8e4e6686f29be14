// One line that says something about the view, with one or two actions at its end.
import { CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Banner.module.css";

type Props = {
  tone: "info" | "warning" | "error";
  /** Instead of the one of its tone. */
  icon?: LucideIcon;
  children: ReactNode;
  actions?: ReactNode;
};
const icons = { info: Info, warning: TriangleAlert, error: CircleX };

export function Banner({ tone, icon: Icon = icons[tone], children, actions }: Props) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role={tone === "error" ? "alert" : "status"}>
      <Icon aria-hidden="true" />
      <span className="grow">{children}</span>
      {actions}
    </div>
  );
}
