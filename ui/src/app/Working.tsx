// Long work of the program, told when it lasts: how far it is, and the way to stop it.
import { useEffect, useState, useSyncExternalStore } from "react";
import { Progress } from "../components/Progress";
import { ipc } from "../ipc";
import { percentOf, useWork } from "../ipc/useWork";
import { useT } from "../lib/i18n";
import { workStore } from "../lib/work";
import styles from "./Working.module.css";

/** Shorter work is over before it could be read. */
const TELL_AFTER_MS = 400;

export function Working() {
  const { t } = useT();
  const words = useSyncExternalStore(workStore.subscribe, workStore.get);
  const isWaiting = useSyncExternalStore(workStore.subscribe, workStore.isWaiting);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (words === null) return;
    const waiting = setTimeout(() => setLong(true), TELL_AFTER_MS);
    return () => {
      clearTimeout(waiting);
      setLong(false);
    };
  }, [words]);
  const work = useWork(isLong);
  if (words === null || !isLong)
    return (
      isWaiting && (
        <p className={`${styles.place} ${styles.waiting}`} role="status">
          {t("saving.list")}
        </p>
      )
    );
  return (
    <div className={styles.place}>
      <Progress
        label={words}
        value={percentOf(work)}
        stop={t("work.stop")}
        onStop={() => void ipc.workStop().catch(() => {})}
      />
    </div>
  );
}
