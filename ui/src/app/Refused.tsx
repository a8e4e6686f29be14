// The book cannot be opened: what happened, that the data is safe, and what to do.
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "../components/Button";
import type { AppError, ErrorCode } from "../ipc";
import { useT } from "../lib/i18n";
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

export function Refused({ error }: { error: AppError | null }) {
  const { t } = useT();
  const [isReporting, report] = useState(false);
  const code = isTold(error?.code) ? error.code : "other";
  return (
    <main className={styles.page}>
      <TriangleAlert aria-hidden="true" />
      <h1>{t(`refused.${code}`)}</h1>
      <p>{t(`refused.${code}Text`)}</p>
      <Button onClick={() => report(true)}>{t("report.open")}</Button>
      {isReporting && <Report onClose={() => report(false)} />}
    </main>
  );
}
