// What was last chosen in the palette, records and commands, kept with the book.
import { ipc, type SearchHit } from "../ipc";
import { type Found, isFound } from "../ipc/found";

const RECORDS = "palette.recent";
const COMMANDS = "palette.commands";
const RECENT_MAX = { [RECORDS]: 6, [COMMANDS]: 3 };
type Key = keyof typeof RECENT_MAX;

async function kept<One>(key: Key, isOne: (read: unknown) => read is One): Promise<One[]> {
  const read: unknown = JSON.parse((await ipc.draftLoad(key)) ?? "[]");
  return Array.isArray(read) ? read.filter(isOne) : [];
}

/** The records as they are called today, without those that are gone; the commands by their ids. The last comes first. */
export async function recent(): Promise<{ records: Found[]; commands: string[] }> {
  const [records, commands] = await Promise.all([kept(RECORDS, isRecord), kept(COMMANDS, isId)]);
  const now = await Promise.allSettled(records.map(asItIs));
  return { records: now.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : [])), commands };
}

async function asItIs(record: Found): Promise<Found | null> {
  if (record.kind === "email" || record.kind === "file") return record;
  if (record.kind === "contact") return (await ipc.contactShow(record.id)).deleted ? null : record;
  const show = record.kind === "customer" ? ipc.customerShow : ipc.personShow;
  const { name, deleted } = await show(record.id);
  return deleted ? null : { ...record, title: name };
}

export function remember(record: Found): void {
  put(RECORDS, isRecord, record, (one) => one.id !== record.id);
}

export function rememberCommand(id: string): void {
  put(COMMANDS, isId, id, (one) => one !== id);
}

function put<One>(key: Key, isOne: (read: unknown) => read is One, last: One, isOther: (one: One) => boolean): void {
  kept(key, isOne)
    .then((before) => ipc.draftSave(key, JSON.stringify([last, ...before.filter(isOther)].slice(0, RECENT_MAX[key]))))
    .catch(() => {});
}

const isRecord = (read: unknown): read is Found => isFound(read as SearchHit);

const isId = (read: unknown): read is string => typeof read === "string";
