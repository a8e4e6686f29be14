// Whether what was written here has left, at the foot of the places: a shape and words, and the way to the team.
import {
  Check,
  FolderX,
  HardDriveUpload,
  Hourglass,
  KeyRound,
  type LucideIcon,
  Pause,
  TriangleAlert,
  Users,
  UserX,
} from "lucide-react";
import { Tooltip } from "../components/Tooltip";
import { stateOf, type TeamState } from "../features/team/state";
import type { SyncStatus } from "../ipc";
import { useT } from "../lib/i18n";
import styles from "./Sidebar.module.css";

const icons: Record<TeamState, LucideIcon> = {
  alone: Users,
  locked: KeyRound,
  pending: Hourglass,
  out: UserX,
  trouble: TriangleAlert,
  paused: Pause,
  noFolder: FolderX,
  unshared: HardDriveUpload,
  shared: Check,
};

type Props = { status: SyncStatus | undefined; isHere: boolean; isRail: boolean; onGo: () => void };

export function SyncLine({ status, isHere, isRail, onGo }: Props) {
  const { t } = useT();
  const state = status ? stateOf(status) : "alone";
  const Icon = icons[state];
  const words = t(`sync.${state}`, { n: status?.unpublished ?? 0 });
  const line = (
    <button
      type="button"
      className={styles.sync}
      data-state={state}
      aria-current={isHere ? "page" : undefined}
      aria-label={words}
      onClick={onGo}
    >
      <Icon aria-hidden="true" />
      <span className={styles.word}>{words}</span>
    </button>
  );
  return isRail ? (
    <Tooltip text={words} placement="right">
      {line}
    </Tooltip>
  ) : (
    line
  );
}
