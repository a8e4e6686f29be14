// Every change made to the customer: when, who, which field, before and after.
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { Empty } from "../../components/Empty";
import { ipc } from "../../ipc";
import { customerFieldWord } from "../../lib/customerWords";
import { showMoment } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import styles from "./Customers.module.css";

export function CustomerHistory({ id, isShown, timeZone }: { id: string; isShown: boolean; timeZone: string }) {
  const { t, locale } = useT();
  const history = useQuery({ queryKey: ["history", id], queryFn: () => ipc.contactHistory(id), enabled: isShown });
  if (history.data?.length === 0) return <Empty icon={<History aria-hidden="true" />} title={t("history.none")} />;
  const value = (field: string, text: string | null) => (text && field === "deleted" ? t("yes") : text || t("empty"));
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
        {history.data?.toReversed().map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id and never move.
          <tr key={index}>
            <td className="tnum">{showMoment(entry.at, timeZone, locale)}</td>
            <td>{entry.user_name}</td>
            <td>{customerFieldWord(entry.field, t)}</td>
            <td className="faint">{entry.old_name ?? value(entry.field, entry.old)}</td>
            <td className="medium">{entry.new_name ?? value(entry.field, entry.new)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
