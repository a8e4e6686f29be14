// How this computer stands to its team, as one thing that can be said in a few words.
import type { ErrorCode, FolderStatus, SyncStatus } from "../../ipc";
import { errorMessage } from "../../ipc/errors";
import type { Translate } from "../../lib/i18n";

export type TeamState =
  | "alone"
  | "locked"
  | "pending"
  | "out"
  | "trouble"
  | "paused"
  | "noFolder"
  | "unshared"
  | "shared";

/** What stands in the way comes before what is behind it. */
export function stateOf(status: SyncStatus): TeamState {
  const { team, folders } = status;
  if (!team) return "alone";
  if (status.is_locked) return "locked";
  if (team.state === "pending") return "pending";
  const working = folders.filter((folder) => !folder.is_paused);
  if (working.some((folder) => folder.trouble === "not_member")) return "out";
  if (folders.length === 0) return "noFolder";
  if (working.length === 0) return "paused";
  // Of two folders one is enough.
  if (working.every((folder) => folder.trouble)) return "trouble";
  return status.unpublished > 0 || !status.all_shared ? "unshared" : "shared";
}

const told = new Set<string>([
  "folder_missing",
  "folder_foreign",
  "folder_refused",
  "not_member",
  "invite_used",
  "invite_expired",
  "passphrase_needed",
  "passphrase_wrong",
  "newer_version",
]);

/** What is the matter with a folder, that nothing is lost, and what to do. */
export function troubleWords(code: string, t: Translate): string {
  if (code === "disk_full") return t("team.trouble.disk_full");
  return told.has(code) ? t(errorMessage(code as ErrorCode)) : t("team.trouble.other", { code });
}

export function lastPass(folders: FolderStatus[]): string | null {
  const passes = folders.flatMap((folder) => folder.last_exchange ?? []);
  return passes.sort().at(-1) ?? null;
}

export type RecordRef = { kind: string; id: string };
