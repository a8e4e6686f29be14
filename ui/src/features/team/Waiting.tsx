// Asked, and not let in yet: the four words to read aloud, and nothing else to do.
import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Hourglass } from "lucide-react";
import { useEffect, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import type { SyncStatus } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { useT } from "../../lib/i18n";
import { JoinForm } from "./JoinForm";
import styles from "./Start.module.css";
import { troubleWords } from "./state";
import { Unlock } from "./Unlock";
import { useStart } from "./useStart";
import { teamKey } from "./useTeam";

type Props = { status: SyncStatus; onSync: () => void };

/** Should the program's word be lost, somebody stands at the telephone all the same. */
const LOOK_EVERY_MS = 4_000;

export function Waiting({ status, onSync }: Props) {
  const { changed } = useFrame();
  const { t } = useT();
  const queries = useQueryClient();
  const [isAnother, another] = useState(false);
  const start = useStart();
  useEffect(() => {
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: teamKey("status") }), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [queries]);
  const trouble = status.folders.find((folder) => folder.trouble)?.trouble;
  const words = status.team?.code?.split(/[\s-]+/) ?? [];
  if (isAnother)
    return (
      <div className={styles.start}>
        <div>
          <Button look="quiet" onClick={() => another(false)}>
            <ArrowLeft aria-hidden="true" />
            {t("back")}
          </Button>
        </div>
        <JoinForm
          start={start}
          onDone={() => {
            another(false);
            void changed();
          }}
        />
      </div>
    );
  return (
    <div className={styles.start}>
      {status.is_locked && (
        <Unlock
          onOpened={() => {
            void changed();
            onSync();
          }}
        />
      )}
      {trouble && <Banner tone="warning">{troubleWords(trouble, t)}</Banner>}
      <h2 className={styles.title}>{t("wait.title")}</h2>
      <ol className={styles.code} aria-label={t("wait.words")}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ol>
      <p className="muted">{t("wait.text")}</p>
      <p className={styles.waiting} role="status">
        <Hourglass aria-hidden="true" />
        {t("sync.pending")}
      </p>
      <div className={styles.go}>
        <Button onClick={onSync}>{t("wait.look")}</Button>
        <Button look="quiet" onClick={() => another(true)}>
          {t("wait.again")}
        </Button>
      </div>
    </div>
  );
}
