// What can be done for a damaged book: its own backups, what is readable, and where it lies.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "../components/Banner";
import { Button } from "../components/Button";
import { Radios } from "../components/Radios";
import { asAppError, ipc, type Recovered } from "../ipc";
import { errorSentence } from "../ipc/errors";
import { showDate } from "../lib/dates";
import { useT } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { useOnce } from "../lib/useOnce";
import styles from "./Recovery.module.css";

/** More would be older than anybody wants. */
const SHOWN_MAX = 5;

export function Recovery({ onRecovered }: { onRecovered: () => void }) {
  const { t } = useT();
  const backups = useQuery({ queryKey: ["backups"], queryFn: () => ipc.backupsList() }).data ?? [];
  const folder = useQuery({ queryKey: ["profileFolder"], queryFn: () => ipc.profileFolder() }).data;
  const [chosen, choose] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [recovered, setRecovered] = useState<Recovered | null>(null);
  const name = chosen ?? backups[0]?.name ?? "";
  const once = useOnce();
  const run = (way: () => Promise<Recovered>) => {
    setFailure(null);
    once.run(
      async () => setRecovered(await way()),
      (error) => setFailure(errorSentence(asAppError(error), t)),
    );
  };
  if (recovered) return <Outcome recovered={recovered} onOpen={onRecovered} />;
  return (
    <div className={styles.ways}>
      {failure && <Banner tone="error">{failure}</Banner>}
      {backups.length === 0 ? (
        <p>{t("recovery.noBackups")}</p>
      ) : (
        <>
          <Radios
            label={t("recovery.backups")}
            look="cards"
            value={name}
            onChange={choose}
            choices={backups.slice(0, SHOWN_MAX).map((one) => ({
              id: one.name,
              text: t("recovery.backup", { date: showDate(one.date), time: one.time, n: one.documents }),
            }))}
          />
          <Button look="primary" onClick={() => run(() => ipc.recoverBackup(name))}>
            {t("recovery.restore")}
          </Button>
        </>
      )}
      <div>
        <Button onClick={() => run(() => ipc.recoverReadable())}>{t("recovery.readable")}</Button>
        <p className="small muted">{t("recovery.readableHelp")}</p>
      </div>
      <p role="status">{once.isRunning ? t("recovery.working") : t("recovery.aside")}</p>
      {folder && (
        <p className={styles.folder}>
          <span className="muted">{t("recovery.folder")}</span>
          <code>{folder}</code>
          <Button
            look="link"
            onClick={() => void navigator.clipboard.writeText(folder).then(() => toast({ text: t("recovery.copied") }))}
          >
            {t("recovery.copyFolder")}
          </Button>
        </p>
      )}
    </div>
  );
}

function Outcome({ recovered, onOpen }: { recovered: Recovered; onOpen: () => void }) {
  const { t } = useT();
  return (
    <div className={styles.ways} role="status">
      <h2>{t("recovery.done")}</h2>
      <p>{t("recovery.doneText", { n: recovered.documents, lost: recovered.lost })}</p>
      {recovered.fromBackup > 0 && <p>{t("recovery.fromBackup", { n: recovered.fromBackup })}</p>}
      {recovered.keptAs && <p>{t("recovery.keptAs", { file: recovered.keptAs })}</p>}
      <Button look="primary" onClick={onOpen} autoFocus>
        {t("recovery.open")}
      </Button>
    </div>
  );
}
