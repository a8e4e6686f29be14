// Actions to take, to read: what is done is ticked and struck through.
import { Square, SquareCheckBig } from "lucide-react";
import type { ActionLine } from "../../../ipc";
import { useT } from "../../../lib/i18n";
import styles from "./ActionList.module.css";

export function ActionList({ lines }: { lines: ActionLine[] }) {
  const { t } = useT();
  if (lines.length === 0) return null;
  return (
    <ul className={styles.read}>
      {lines.map((line) => (
        <li key={line.id ?? line.text} data-done={line.done || undefined}>
          {line.done ? (
            <SquareCheckBig className="small" role="img" aria-label={t("actions.done")} />
          ) : (
            <Square className="small" role="img" aria-label={t("actions.open")} />
          )}
          <span>{line.text}</span>
        </li>
      ))}
    </ul>
  );
}
