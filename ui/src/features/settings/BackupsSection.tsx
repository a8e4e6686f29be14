// The backups that the book makes of itself.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/Button";
import { ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { showDate } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { Section } from "./Section";

export function BackupsSection() {
  const { t } = useT();
  const queries = useQueryClient();
  const [isWorking, setWorking] = useState(false);
  const last = useQuery({ queryKey: ["backups"], queryFn: () => ipc.backupsList() }).data?.[0];
  const backUp = () => {
    if (isWorking) return;
    setWorking(true);
    ipc
      .backupNow()
      .then(() => {
        toast({ text: t("backups.made") });
        return queries.invalidateQueries({ queryKey: ["backups"] });
      }, toastError)
      .finally(() => setWorking(false));
  };
  return (
    <Section title={t("backups.title")} help={t("backups.help")}>
      <p>{last ? t("backups.last", { date: showDate(last.date), time: last.time }) : t("backups.none")}</p>
      <div>
        <Button onClick={backUp} aria-busy={isWorking || undefined}>
          {t("backups.now")}
        </Button>
      </div>
    </Section>
  );
}
