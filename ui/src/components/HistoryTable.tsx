// Changes of a record, the last first: when, who, which field, before and after.
import { RotateCcw } from "lucide-react";
import { useT } from "../lib/i18n";
import { Button } from "./Button";
import styles from "./HistoryTable.module.css";

/** Each in the words that a person reads. */
export type Change = {
  when: string;
  who: string | null;
  field: string;
  before: string;
  after: string;
  /** Makes the field what it was before; without it there is another way back. */
  onRestore?: () => void;
};

export function HistoryTable({ changes }: { changes: Change[] }) {
  const { t } = useT();
  return (
    <table className={styles.history}>
      <thead>
        <tr>
          <th scope="col">{t("history.when")}</th>
          <th scope="col">{t("history.who")}</th>
          <th scope="col">{t("history.field")}</th>
          <th scope="col">{t("history.old")}</th>
          <th scope="col">{t("history.new")}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no id and never move.
          <tr key={index}>
            <td className="tnum">{change.when}</td>
            <td>{change.who}</td>
            <td>{change.field}</td>
            <td className="faint">{change.before}</td>
            <td className="medium">{change.after}</td>
            <td>
              {change.onRestore && (
                <Button
                  look="quiet"
                  isSmall
                  name={t("history.restore", { field: change.field, value: change.before })}
                  onClick={change.onRestore}
                >
                  <RotateCcw aria-hidden="true" />
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
