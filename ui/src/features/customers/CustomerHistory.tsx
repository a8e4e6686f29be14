// Every change made to the customer.
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { Empty } from "../../components/Empty";
import { HistoryTable } from "../../components/HistoryTable";
import { ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { customerFieldWord } from "../../lib/customerWords";
import { showMoment } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";

type Props = { id: string; isShown: boolean; timeZone: string; onUndo: () => void; onChanged: () => void };

export function CustomerHistory({ id, isShown, timeZone, onUndo, onChanged }: Props) {
  const { t, locale } = useT();
  const history = useQuery({ queryKey: ["history", id], queryFn: () => ipc.contactHistory(id), enabled: isShown });
  if (!history.data) return null;
  if (history.data.length === 0) return <Empty icon={<History aria-hidden="true" />} title={t("history.none")} />;
  const value = (field: string, text: string | null) => (text && field === "deleted" ? t("yes") : text || t("empty"));
  const changes = history.data.toReversed().map((entry) => ({
    when: showMoment(entry.at, timeZone, locale),
    who: entry.user_name,
    field: entry.field_name ?? customerFieldWord(entry.field, t),
    before: entry.old_name ?? value(entry.field, entry.old),
    after: entry.new_name ?? value(entry.field, entry.new),
    onRestore: entry.key
      ? () =>
          void ipc.valueRestore(id, entry.change, entry.key ?? "").then(() => {
            toast({
              text: t("history.restored", { field: entry.field_name ?? customerFieldWord(entry.field, t) }),
              action: { label: t("undo"), key: t("undo.key"), run: onUndo },
            });
            onChanged();
          }, toastError)
      : undefined,
  }));
  return <HistoryTable changes={changes} />;
}
