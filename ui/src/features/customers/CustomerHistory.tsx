// Every change made to the customer.
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { EmptyState } from "../../components/EmptyState";
import { type Change, HistoryTable } from "../../components/HistoryTable";
import { type HistoryEntry, ipc } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { customerFieldWord } from "../../lib/customerWords";
import { showMoment } from "../../lib/dates";
import { type Locale, type Translate, useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";

export function CustomerHistory({ id, isShown }: { id: string; isShown: boolean }) {
  const { timeZone, undo, changed } = useFrame();
  const { t, locale } = useT();
  const once = useOnce();
  const history = useQuery({ queryKey: ["history", id], queryFn: () => ipc.contactHistory(id), enabled: isShown });
  if (!history.data) return null;
  if (history.data.length === 0) return <EmptyState icon={<History aria-hidden="true" />} title={t("history.none")} />;
  const changes = history.data.toReversed().map((entry) => ({
    ...changeWords(entry, timeZone, t, locale),
    onRestore: entry.key
      ? () =>
          once.run(async () => {
            await ipc.valueRestore(id, entry.change, entry.key ?? "");
            toast({
              text: t("history.restored", { field: entry.field_name ?? customerFieldWord(entry.field, t) }),
              action: { label: t("undo"), key: t("undo.key"), run: undo },
            });
            await changed();
          }, toastError)
      : undefined,
  }));
  return <HistoryTable changes={changes} />;
}

export function changeWords(entry: HistoryEntry, timeZone: string, t: Translate, locale: Locale): Change {
  const value = (text: string | null) => (text && entry.field === "deleted" ? t("yes") : text || t("empty"));
  return {
    when: showMoment(entry.at, timeZone, locale),
    who: entry.user_name,
    field: entry.field_name ?? customerFieldWord(entry.field, t),
    before: entry.old_name ?? value(entry.old),
    after: entry.new_name ?? value(entry.new),
  };
}
