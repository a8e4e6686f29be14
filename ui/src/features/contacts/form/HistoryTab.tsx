// Every change made to the contact.
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { EmptyState } from "../../../components/EmptyState";
import { HistoryTable } from "../../../components/HistoryTable";
import { ipc } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { toastError } from "../../../ipc/toastError";
import { showMoment } from "../../../lib/dates";
import { fieldWord } from "../../../lib/fieldWords";
import { useT } from "../../../lib/i18n";
import { toast } from "../../../lib/toasts";
import { useOnce } from "../../../lib/useOnce";
import { valueWord } from "../../../lib/valueWords";

type Props = {
  id: string | null;
  /** Of a contact that is only read nothing comes back. */
  onRestored?: () => unknown;
};

export function HistoryTab({ id, onRestored }: Props) {
  const { timeZone } = useFrame();
  const { t, locale } = useT();
  const history = useQuery({
    queryKey: ["history", id],
    queryFn: () => ipc.contactHistory(id ?? ""),
    enabled: id !== null,
  });
  const once = useOnce();
  if (id === null) return <EmptyState icon={<History aria-hidden="true" />} title={t("history.unsaved")} />;
  if (!history.data) return null;
  if (history.data.length === 0)
    return <EmptyState icon={<History aria-hidden="true" />} title={t("history.none")} help={t("history.noneHelp")} />;
  const changes = history.data.toReversed().map((entry) => ({
    when: showMoment(entry.at, timeZone, locale),
    who: entry.user_name,
    field: entry.field_name ?? fieldWord(entry.field, t),
    before: entry.old_name ?? valueWord(entry.field, entry.old, t),
    after: entry.new_name ?? valueWord(entry.field, entry.new, t),
    onRestore:
      entry.key && onRestored
        ? () =>
            once.run(async () => {
              await ipc.valueRestore(id, entry.change, entry.key ?? "");
              toast({ text: t("history.restored", { field: entry.field_name ?? fieldWord(entry.field, t) }) });
              await onRestored();
            }, toastError)
        : undefined,
  }));
  return <HistoryTable changes={changes} />;
}
