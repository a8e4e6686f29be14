// The records that were last found by name, kept with the book.
import { ipc, type SearchHit } from "../ipc";

export type Found = SearchHit & { kind: "customer" | "person" | "contact" | "email" };

const KEY = "palette.recent";
const RECENT_MAX = 6;

export const isRecord = (hit: SearchHit): hit is Found => ["customer", "person", "contact", "email"].includes(hit.kind);

export async function recent(): Promise<Found[]> {
  const kept: unknown = JSON.parse((await ipc.draftLoad(KEY)) ?? "[]");
  return Array.isArray(kept) ? kept.filter(isRecord) : [];
}

export function remember(record: Found): void {
  recent()
    .then((before) => {
      const others = before.filter((one) => one.id !== record.id);
      return ipc.draftSave(KEY, JSON.stringify([record, ...others].slice(0, RECENT_MAX)));
    })
    .catch(() => {});
}
