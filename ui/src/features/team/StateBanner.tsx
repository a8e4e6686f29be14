// How this computer stands to its team: what is safe, what has left, and what is in the way.
import { CircleCheck, FolderX, HardDriveUpload, type LucideIcon, Pause, TriangleAlert, UserX } from "lucide-react";
import { Button } from "../../components/Button";
import { CopyDetails } from "../../components/CopyDetails";
import type { SyncStatus } from "../../ipc";
import { useT } from "../../lib/i18n";
import { useAddFolder } from "./Folders";
import { type TeamState, troubleWords } from "./state";
import styles from "./Team.module.css";

type Props = { status: SyncStatus; state: TeamState };

const icons: Partial<Record<TeamState, LucideIcon>> = {
  shared: CircleCheck,
  unshared: HardDriveUpload,
  trouble: TriangleAlert,
  paused: Pause,
  noFolder: FolderX,
  out: UserX,
};
/** Being offline is not an error; a folder that does not work is worth a look. */
const warns = new Set<TeamState>(["trouble", "noFolder", "out"]);

export function StateBanner({ status, state }: Props) {
  const { t } = useT();
  const Icon = icons[state] ?? CircleCheck;
  const n = status.unpublished;
  const add = useAddFolder();
  const { trouble, place } = status.folders.find((folder) => !folder.is_paused && folder.trouble) ?? {};
  const unshared = n > 0 && state !== "unshared" ? `${t("team.unshared", { n })}. ` : "";
  const [title, text] =
    state === "unshared"
      ? [t("team.unshared", { n }), t("team.unsharedText", { n })]
      : state === "trouble"
        ? [t("team.trouble"), unshared + troubleWords(trouble ?? "", t)]
        : state === "paused"
          ? [t("team.paused"), unshared + t("team.pausedText")]
          : state === "noFolder"
            ? [t("team.noFolder"), unshared + t("team.noFolderText")]
            : state === "out"
              ? [t("team.out"), t("team.outText")]
              : [t("team.shared"), t("team.sharedText")];
  return (
    <div className={styles.state} data-tone={warns.has(state) ? "warning" : state} role="status">
      <Icon aria-hidden="true" />
      <div className="grow">
        <h2>{title}</h2>
        <p className="muted">{text}</p>
        {(state === "trouble" || state === "noFolder") && (
          <div className={styles.ways}>
            <Button onClick={add}>{t(state === "noFolder" ? "folders.pickFirst" : "folders.pick")}</Button>
            {trouble && <CopyDetails details={["Hilo", place, trouble].join(" · ")} />}
          </div>
        )}
      </div>
    </div>
  );
}
