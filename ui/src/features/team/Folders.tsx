// The folders through which the team agrees: when each was last used, what is the matter, and a look at it.
import { Check, Ellipsis, FolderSync, FolderX, Pause, Play, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { MenuButton } from "../../components/Menu";
import { Tag } from "../../components/Tag";
import { type FolderCheck, type FolderStatus, ipc, type SyncStatus } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { dayAndTime } from "../../lib/moments";
import { showCount } from "../../lib/numbers";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { troubleWords } from "./state";
import styles from "./Team.module.css";

/** Asks for a folder, and exchanges through it from then on. */
export function useAddFolder(): () => void {
  const { changed } = useFrame();
  const { t } = useT();
  const once = useOnce();
  return () =>
    once.run(async () => {
      const picked = await ipc.folderPick();
      if (!picked) return;
      await ipc.folderAdd(picked.handle);
      toast({ text: t("folders.added") });
      void changed();
    }, toastError);
}

export function Folders({ status }: { status: SyncStatus }) {
  const { t } = useT();
  const { folders } = status;
  const add = useAddFolder();
  return (
    <section aria-labelledby="team-folders">
      <header className={styles.head}>
        <h3 id="team-folders" className="grow">
          {t("folders.title", { n: Math.max(1, folders.length) })}
        </h3>
        <Button look="link" onClick={add}>
          {t(folders.length > 0 ? "folders.add" : "folders.addFirst")}
        </Button>
      </header>
      <ul className={styles.folders}>
        {folders.map((folder) => (
          <Folder key={folder.folder} folder={folder} isOnly={folders.length === 1} />
        ))}
      </ul>
    </section>
  );
}

type FolderProps = {
  folder: FolderStatus;
  /** What is the matter with the only one is said above, for the whole. */
  isOnly: boolean;
};

function Folder({ folder, isOnly }: FolderProps) {
  const { today, timeZone, changed } = useFrame();
  const { t } = useT();
  const [check, setCheck] = useState<FolderCheck | null>(null);
  const [isChecking, work] = useState(false);
  const { place, is_paused, last_exchange, trouble } = folder;
  const look = () => {
    if (isChecking) return;
    work(true);
    ipc
      .folderCheck(folder.folder)
      .then(setCheck, (error) => {
        setCheck(null);
        toastError(error);
      })
      .finally(() => work(false));
  };
  const once = useOnce();
  const pause = () => once.run(() => ipc.folderPause(folder.folder, !is_paused).then(changed), toastError);
  const forget = () =>
    once.run(async () => {
      await ipc.folderForget(folder.folder);
      toast({ text: t("folders.forgotten") });
      void changed();
    }, toastError);
  return (
    <li>
      <div className={styles.path}>
        <FolderSync aria-hidden="true" />
        <span className={styles.place} title={place}>
          {place}
        </span>
        {is_paused && (
          <Tag>
            <Pause aria-hidden="true" />
            {t("folders.paused")}
          </Tag>
        )}
        <span className={`small faint tnum ${styles.when}`}>
          {last_exchange
            ? t("folders.last", { when: dayAndTime(last_exchange, today, timeZone, t) })
            : t("team.noPass")}
        </span>
        <Button look="quiet" isSmall onClick={look} aria-busy={isChecking || undefined}>
          {t(isChecking ? "folders.checking" : "folders.check")}
        </Button>
        <MenuButton
          label={t("folders.menu", { place })}
          isIcon
          entries={[
            {
              id: "pause",
              text: t(is_paused ? "folders.resume" : "folders.pause"),
              icon: is_paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />,
              onAct: pause,
            },
            "line",
            { id: "forget", text: t("folders.forget"), icon: <FolderX aria-hidden="true" />, onAct: forget },
          ]}
        >
          <Ellipsis aria-hidden="true" />
        </MenuButton>
      </div>
      {trouble && !is_paused && !isOnly && (
        <p className={styles.trouble}>
          <TriangleAlert className="small" aria-hidden="true" />
          {troubleWords(trouble, t)}
        </p>
      )}
      {check && <Checks check={check} />}
    </li>
  );
}

/** A folder that takes longer makes everybody wait. */
const SLOW_MS = 2_000;

function Checks({ check }: { check: FolderCheck }) {
  const { t, locale } = useT();
  const isSlow = check.milliseconds > SLOW_MS;
  const word = (isRight: boolean) => t(isRight ? "check.right" : "check.wrong");
  const rows: [isRight: boolean, text: string, value: string][] = [
    [check.is_readable, t(check.is_readable ? "check.read" : "check.notRead"), word(check.is_readable)],
    [check.is_writable, t(check.is_writable ? "check.write" : "check.notWrite"), word(check.is_writable)],
    [check.keeps_both, t(check.keeps_both ? "check.keepsBoth" : "check.notKeepsBoth"), word(check.keeps_both)],
    [!isSlow, t(isSlow ? "check.slow" : "check.quick"), `${showCount(check.milliseconds, locale)}\u00a0ms`],
    [true, t("check.files"), showCount(check.files, locale)],
  ];
  return (
    <ul className={styles.checks} aria-label={t("check.title")}>
      {rows.map(([isRight, text, value]) => (
        <li key={text}>
          {isRight ? (
            <Check className="small ok" aria-hidden="true" />
          ) : (
            <TriangleAlert className="small due-today" aria-hidden="true" />
          )}
          <span className="grow">{text}</span>
          <span className="faint small tnum">{value}</span>
        </li>
      ))}
    </ul>
  );
}
