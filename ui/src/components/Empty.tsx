// What is missing here and what to do about it.
import type { ReactNode } from "react";
import styles from "./Empty.module.css";

type Props = { icon: ReactNode; title: string; help?: string; action?: ReactNode };

export function Empty({ icon, title, help, action }: Props) {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.title}>{title}</p>
      {help && <p>{help}</p>}
      {action}
    </div>
  );
}
