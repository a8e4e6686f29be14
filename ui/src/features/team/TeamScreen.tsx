// How the team's computers agree, and what two people changed at once.
import { RefreshCw } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../../components/Button";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Kbd } from "../../components/Kbd";
import page from "../../components/Page.module.css";
import type { SyncStatus } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toldError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { dayAndTime } from "../../lib/moments";
import { Inbox } from "./Inbox";
import { NoTeam } from "./NoTeam";
import { lastPass, type RecordRef, stateOf } from "./state";
import styles from "./Team.module.css";
import { TeamPanel } from "./TeamPanel";
import { Waiting } from "./Waiting";

type Props = {
  /** How many sample records there are, which no team gets. */
  samples: number;
  status: SyncStatus | undefined;
  /** Why it is not known. */
  error: unknown;
  /** The link of a team that is to be joined. */
  invitation: string | null;
  /** The conflicts are what is asked for, perhaps those of one record. */
  isInbox: boolean;
  record?: string;
  onSync: () => void;
  onOpen: (record: RecordRef) => void;
};

export function TeamScreen({ samples, status, error, invitation, isInbox, record, onSync, onOpen }: Props) {
  const { t } = useT();
  const { today, timeZone } = useFrame();
  const screen = useRef<HTMLElement>(null);
  const isKnown = status !== undefined;
  const state = status ? stateOf(status) : "alone";
  const hasTeam = status?.team != null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stage of the screen takes the focus along.
  useEffect(() => {
    // A field that waits to be filled in has it already.
    if (isKnown && !isInbox && !screen.current?.contains(document.activeElement)) screen.current?.focus();
  }, [isKnown, isInbox, hasTeam]);
  const last = status && lastPass(status.folders);
  const isWaiting = status?.team?.state === "pending";
  const hasInbox = (hasTeam && !isWaiting) || isInbox || (status?.conflicts ?? 0) > 0;
  return (
    <section ref={screen} className={page.page} aria-label={t("team.title")} tabIndex={-1}>
      <header className={page.bar} data-region>
        <h1 className="clip">{t("team.title")}</h1>
        <span className="grow" />
        {hasTeam && !isWaiting && (
          <>
            <span className={`small faint tnum clip ${styles.pass}`}>
              {last ? t("team.last", { when: dayAndTime(last, today, timeZone, t) }) : t("team.never")}
            </span>
            <Button onClick={onSync} reason={state === "locked" ? t("unlock.title") : null}>
              <RefreshCw aria-hidden="true" />
              {t("team.now")}
              <Kbd>{t("team.nowKey")}</Kbd>
            </Button>
          </>
        )}
      </header>
      <ErrorBanner error={toldError(error)} onRetry={onSync} />
      {status && (
        <div className={styles.columns} data-alone={!hasInbox || undefined}>
          <div className={styles.left} data-region>
            {!hasTeam ? (
              <NoTeam invitation={invitation} samples={samples} />
            ) : isWaiting ? (
              <Waiting status={status} onSync={onSync} />
            ) : (
              <TeamPanel status={status} state={state} onSync={onSync} />
            )}
          </div>
          {hasInbox && <Inbox status={status} isAsked={isInbox} record={record} onOpen={onOpen} />}
        </div>
      )}
    </section>
  );
}
