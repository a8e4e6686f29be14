// A value in a word: it is never clicked and never taken away.
import type { ReactNode } from "react";
import styles from "./Tag.module.css";

type Props = { tone?: "neutral" | "accent" | "success" | "overdue" | "today"; children: ReactNode };

export function Tag({ tone = "neutral", children }: Props) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>;
}
