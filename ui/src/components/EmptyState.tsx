// What is missing here and what to do about it.
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

type Props = { icon: ReactNode; title: string; help?: string; action?: ReactNode };

export function EmptyState({ icon, title, help, action }: Props) {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.title}>{title}</p>
      {help && <p>{help}</p>}
      {action}
    </div>
  );
}
