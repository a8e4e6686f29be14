// The book cannot be opened: what happened, that the data is safe, and what to do.
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "../components/Button";
import type { AppError, ErrorCode } from "../ipc";
import { useT } from "../lib/i18n";
import { showSize } from "../lib/size";
import { Recovery } from "./Recovery";
import styles from "./Refused.module.css";
import { Report } from "./Report";

type Told = "newer_version" | "damaged" | "foreign_database" | "profile_in_use" | "disk_full" | "read_only";
const told: Record<Told, true> = {
  newer_version: true,
  damaged: true,
  foreign_database: true,
  profile_in_use: true,
  disk_full: true,
  read_only: true,
};
const isTold = (code: ErrorCode | undefined): code is Told => code !== undefined && code in told;

export function Refused({ error, onRecovered }: { error: AppError | null; onRecovered: () => void }) {
  const { t, locale } = useT();
  const [isReporting, report] = useState(false);
  const code = isTold(error?.code) ? error.code : "other";
  return (
    <main className={styles.page}>
      <TriangleAlert aria-hidden="true" />
      <h1>{t(`refused.${code}`)}</h1>
      <p>{t(`refused.${code}Text`)}</p>
      {code === "newer_version" && error?.detail && <p>{t("refused.newer_versionNamed", { version: error.detail })}</p>}
      {code === "disk_full" && error?.detail && (
        <p>{t("refused.disk_fullNeeded", { size: showSize(Number(error.detail), locale) })}</p>
      )}
      {code === "damaged" && <Recovery onRecovered={onRecovered} />}
      <Button onClick={() => report(true)}>{t("report.open")}</Button>
      {isReporting && <Report onClose={() => report(false)} />}
    </main>
  );
}
