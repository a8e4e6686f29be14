// The backups that the book makes of itself.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../components/Button";
import { ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { showDate } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { Section } from "./Section";

export function BackupsSection() {
  const { t } = useT();
  const queries = useQueryClient();
  const last = useQuery({ queryKey: ["backups"], queryFn: () => ipc.backupsList() }).data?.[0];
  const once = useOnce();
  const backUp = () =>
    once.run(async () => {
      await ipc.backupNow();
      toast({ text: t("backups.made") });
      await queries.invalidateQueries({ queryKey: ["backups"] });
    }, toastError);
  return (
    <Section title={t("backups.title")} help={t("backups.help")}>
      <p>{last ? t("backups.last", { date: showDate(last.date), time: last.time }) : t("backups.none")}</p>
      <div>
        <Button onClick={backUp} aria-busy={once.isRunning || undefined}>
          {t("backups.now")}
        </Button>
      </div>
    </Section>
  );
}
