// The records that were last found by name, kept with the book.
import { ipc } from "../ipc";
import { type Found, isFound } from "../ipc/found";

const KEY = "palette.recent";
const RECENT_MAX = 6;

async function kept(): Promise<Found[]> {
  const read: unknown = JSON.parse((await ipc.draftLoad(KEY)) ?? "[]");
  return Array.isArray(read) ? read.filter(isFound) : [];
}

/** As they are called today, without those that are gone. */
export async function recent(): Promise<Found[]> {
  const now = await Promise.allSettled((await kept()).map(asItIs));
  return now.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : []));
}

async function asItIs(record: Found): Promise<Found | null> {
  if (record.kind === "email" || record.kind === "file") return record;
  if (record.kind === "contact") return (await ipc.contactShow(record.id)).deleted ? null : record;
  const show = record.kind === "customer" ? ipc.customerShow : ipc.personShow;
  const { name, deleted } = await show(record.id);
  return deleted ? null : { ...record, title: name };
}

export function remember(record: Found): void {
  kept()
    .then((before) => {
      const others = before.filter((one) => one.id !== record.id);
      return ipc.draftSave(KEY, JSON.stringify([record, ...others].slice(0, RECENT_MAX)));
    })
    .catch(() => {});
}
