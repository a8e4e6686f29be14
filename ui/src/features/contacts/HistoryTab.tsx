// Every change made to the contact: when, who, which field, before and after.
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { Empty } from "../../components/Empty";
import { ipc } from "../../ipc";
import { showMoment } from "../../lib/dates";
import { fieldWord } from "../../lib/fieldWords";
import { useT } from "../../lib/i18n";
import styles from "./ContactForm.module.css";
import { valueWord } from "./historyWords";

export function HistoryTab({ id, timeZone }: { id: string | null; timeZone: string }) {
  const { t, locale } = useT();
  const history = useQuery({
    queryKey: ["history", id],
    queryFn: () => ipc.contactHistory(id ?? ""),
    enabled: id !== null,
  });
  if (id === null) return <Empty icon={<History aria-hidden="true" />} title={t("history.unsaved")} />;
  if (history.data?.length === 0)
    return <Empty icon={<History aria-hidden="true" />} title={t("history.none")} help={t("history.noneHelp")} />;
  return (
    <table className={styles.history}>
      <thead>
        <tr>
          <th scope="col">{t("history.when")}</th>
          <th scope="col">{t("history.who")}</th>
          <th scope="col">{t("history.field")}</th>
          <th scope="col">{t("history.old")}</th>
          <th scope="col">{t("history.new")}</th>
        </tr>
      </thead>
      <tbody>
        {history.data?.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id and never move.
          <tr key={index}>
            <td className="tnum">{showMoment(entry.at, timeZone, locale)}</td>
            <td>{entry.user_name}</td>
            <td>{fieldWord(entry.field, t)}</td>
            <td className="faint">{entry.old_name ?? valueWord(entry.field, entry.old, t)}</td>
            <td className="medium">{entry.new_name ?? valueWord(entry.field, entry.new, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
