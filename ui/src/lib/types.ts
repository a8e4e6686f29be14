// The types of contact that the team has: which built-in ones it hides, and what its own are called.
import { useSyncExternalStore } from "react";

export type KnownType = { key: string; name: string | null; hidden: boolean };

let known: KnownType[] = [];
const hearers = new Set<() => void>();

export function knowTypes(types: KnownType[]): void {
  known = types;
  for (const hear of [...hearers]) hear();
}

export function useTypes(): KnownType[] {
  return useSyncExternalStore(subscribe, () => known);
}

export const nameOfType = (key: string) => known.find((type) => type.key === key)?.name ?? null;

export const ownTypes = () => known.filter((type) => type.name !== null);

export const isHiddenType = (key: string) => known.some((type) => type.key === key && type.hidden);

function subscribe(hear: () => void) {
  hearers.add(hear);
  return () => hearers.delete(hear);
}
