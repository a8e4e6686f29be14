// One subject of the settings: its name, what it is for, and its fields.
import { type ReactNode, useId } from "react";
import styles from "./Settings.module.css";

export function Section({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <p className="muted">{help}</p>
      </header>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
