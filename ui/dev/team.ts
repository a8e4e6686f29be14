// The invented team: its computers, its folder, who asks to get in.
import {
  type AppError,
  type Commands,
  type DeviceStatus,
  type ErrorCode,
  emit,
  type JoinRequest,
  type Member,
  type Quarantined,
  type SyncStatus,
} from "../src/ipc";

/** What stands at the beginning: nobody, everything well, or one thing that is not. */
export type FakeTeam =
  | "none"
  | "shared"
  | "unshared"
  | "pending"
  | "locked"
  | "trouble"
  | "paused"
  | "asking"
  | "removed"
  | "member";

const WORDS = "faro cobre mesa lago";
const LINK = "hilo:entrar?e=AEQdTj0kq3Jm2sYx7VbW9uHc5nRfLzPa8oGiKt1DyEw&n=Xb4mQ2";
export const PLACE = "C:\\Users\\Marta\\Equipo comercial\\Hilo";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const device = (
  number: number,
  name: string,
  device_name: string,
  minutes: number | null,
  ahead: number,
  behind: number,
): DeviceStatus => ({
  device: `device-${number}`,
  user: { "Marta Soler": "user-1", "Iván Prieto": "user-2", "Núria Camps": "user-3" }[name] ?? "user-4",
  name,
  device_name,
  is_this: number === 1,
  last_seen: minutes === null ? null : ago(minutes),
  ahead,
  behind,
});

const everybody = () => [
  device(1, "Marta Soler", "portátil", null, 0, 0),
  device(2, "Iván Prieto", "portátil", 3, 0, 3),
  device(3, "Núria Camps", "portátil", 2 * 60, 0, 12),
  device(4, "Núria Camps", "sobremesa", 26 * 60, 0, 46),
  device(5, "Óscar Lemos", "portátil", 9 * 24 * 60, 2, 211),
  device(6, "Iván Prieto", "tableta", null, 0, 0),
];

const aside: Quarantined[] = [
  { what: "incomplete", name: "c/7f/7f31a0c2-000031.hls", device_name: null, count: 1 },
  { what: "waiting", name: null, device_name: null, count: 4 },
];

const nobody: SyncStatus = {
  all_shared: false,
  unpublished: 0,
  devices: [],
  team: null,
  folders: [],
  quarantine: [],
  conflicts: 0,
  is_locked: false,
};

function statusOf(kind: FakeTeam): SyncStatus {
  if (kind === "none") return nobody;
  const team = {
    id: "team-1",
    name: kind === "pending" ? "" : "Etiquetas Demo",
    state: kind === "pending" ? ("pending" as const) : ("done" as const),
    code: kind === "pending" ? WORDS : null,
    can_invite: !["pending", "member", "removed", "locked"].includes(kind),
  };
  const trouble = { trouble: "folder_missing", removed: "not_member" }[kind as string] ?? null;
  const isBehind = ["unshared", "trouble", "paused", "locked"].includes(kind);
  return {
    all_shared: !isBehind && kind !== "pending",
    unpublished: isBehind ? 3 : 0,
    devices: kind === "pending" ? [] : everybody(),
    team,
    folders: [
      {
        folder: 1,
        place: PLACE,
        is_paused: kind === "paused",
        last_exchange: kind === "pending" ? null : ago(1),
        trouble,
      },
    ],
    quarantine: kind === "unshared" ? aside : [],
    conflicts: 0,
    is_locked: kind === "locked",
  };
}

const refuse = (code: ErrorCode, field: string | null = null, detail: string | null = null): never => {
  throw { code, field, detail } satisfies AppError;
};

/** `needsPhrase`: the system of the invented computer keeps no secrets. */
export function teamAnswers(kind: FakeTeam, needsPhrase: boolean, conflicts: () => number) {
  let status = statusOf(kind);
  let requests: JoinRequest[] =
    kind === "asking" || kind === "unshared"
      ? [{ request: "request-1", name: "Lucía Vega", device_name: "portátil de Lucía", code: WORDS }]
      : [];
  const changeFolder = (folder: number, part: Partial<SyncStatus["folders"][number]>) => {
    status = {
      ...status,
      folders: status.folders.map((one) => (one.folder === folder ? { ...one, ...part } : one)),
    };
  };
  const memberOf = (one: DeviceStatus): Member => ({
    device: one.device,
    user: one.user,
    name: one.name,
    device_name: one.device_name,
    role: one.is_this ? "owner" : "member",
    state: "active",
  });
  const needPhrase = (passphrase: string | null) => {
    if (needsPhrase && !passphrase) refuse("passphrase_needed");
  };
  const answers = {
    folderPick: async () => ({ handle: "folder-1", place: PLACE }),
    teamCreate: async (name, _folder, passphrase) => {
      if (!name.trim()) refuse("invalid", "name", "required");
      needPhrase(passphrase);
      const made = statusOf("shared");
      status = { ...made, devices: made.devices.slice(0, 1), team: made.team && { ...made.team, name } };
      return { team: "team-1", device: "device-1" };
    },
    teamInvite: async (hours) => ({ link: LINK, expires: new Date(Date.now() + hours * 3_600_000).toISOString() }),
    teamJoin: async (link, _folder, passphrase) => {
      if (!link.startsWith("hilo:")) refuse("invalid", "link", "malformed");
      needPhrase(passphrase);
      status = statusOf("pending");
      return { request: "request-2", code: WORDS, state: "pending" };
    },
    teamRequests: async () => requests,
    teamApprove: async (request, code) => {
      const asked = requests.find((one) => one.request === request) ?? refuse("not_found");
      if (
        code
          .toLowerCase()
          .split(/[\s,.-]+/)
          .join(" ")
          .trim() !== asked.code
      )
        refuse("code_mismatch");
      requests = requests.filter((one) => one !== asked);
      const let_in = device(7, asked.name, asked.device_name, null, 0, 0);
      status = { ...status, devices: [...status.devices, let_in] };
      return memberOf(let_in);
    },
    teamMembers: async () => status.devices.map(memberOf),
    teamRemove: async (id) => {
      const gone = status.devices.find((one) => one.device === id) ?? refuse("not_found");
      status = { ...status, devices: status.devices.filter((one) => one !== gone) };
      return { ...memberOf(gone), state: "removed" };
    },
    teamUnlock: async (passphrase) => {
      if (passphrase !== "correcta caballo") refuse("passphrase_wrong");
      status = statusOf("shared");
      return null;
    },
    syncNow: async () => {
      const [folder] = status.folders;
      if (folder?.trouble) refuse(folder.trouble as ErrorCode);
      if (status.team?.state === "done") status = { ...status, unpublished: 0, all_shared: true };
      emit("teamChanged", null);
      const none = { published: 1, applied: 0, pending: 0, quarantined: 0, conflicts: 0, blobs_missing: 0 };
      return { state: status.team?.state ?? "done", ...none };
    },
    syncStatus: async () => ({ ...status, conflicts: conflicts() }),
    folderAdd: async () => {
      const made = { folder: status.folders.length + 1, place: "Z:\\Comercial\\Hilo", is_paused: false };
      status = { ...status, folders: [...status.folders, { ...made, last_exchange: null, trouble: null }] };
      return null;
    },
    folderForget: async (folder) => {
      status = { ...status, folders: status.folders.filter((one) => one.folder !== folder) };
      return null;
    },
    folderPause: async (folder, is_paused) => {
      changeFolder(folder, { is_paused });
      return null;
    },
    folderCheck: async () => ({
      is_readable: true,
      is_writable: true,
      keeps_both: true,
      milliseconds: kind === "trouble" ? 4200 : 12,
      files: 318,
    }),
  } satisfies Partial<Commands>;
  return answers;
}
