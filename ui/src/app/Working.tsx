// Long work of the program, told when it lasts: how far it is, and the way to stop it.
import { useEffect, useState, useSyncExternalStore } from "react";
import { Progress } from "../components/Progress";
import { ipc } from "../ipc";
import { useT } from "../lib/i18n";
import { workStore } from "../lib/work";
import styles from "./Working.module.css";

/** Shorter work is over before it could be read. */
const TELL_AFTER_MS = 400;
const ASK_EVERY_MS = 150;

export function Working() {
  const { t } = useT();
  const words = useSyncExternalStore(workStore.subscribe, workStore.get);
  const [percent, setPercent] = useState<number | null>(null);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (words === null) return;
    setPercent(null);
    const ask = () =>
      ipc.workProgress().then(
        (work) => setPercent(work && work.total > 0 ? (100 * work.done) / work.total : null),
        () => {},
      );
    let asking: ReturnType<typeof setInterval>;
    const waiting = setTimeout(() => {
      void ask();
      setLong(true);
      asking = setInterval(ask, ASK_EVERY_MS);
    }, TELL_AFTER_MS);
    return () => {
      clearTimeout(waiting);
      clearInterval(asking);
      setLong(false);
    };
  }, [words]);
  if (words === null || !isLong) return null;
  return (
    <div className={styles.place}>
      <Progress
        label={words}
        value={percent}
        stop={t("work.stop")}
        onStop={() => void ipc.workStop().catch(() => {})}
      />
    </div>
  );
}
