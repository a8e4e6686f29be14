// The types of contact that the team has: which built-in ones it hides, and what its own are called.
import { useSyncExternalStore } from "react";
import type { Translate } from "./i18n";

export const builtInTypes = ["phone", "email", "visit", "demo", "fair", "web", "fax", "post", "other"] as const;
export type BuiltInType = (typeof builtInTypes)[number];

export type KnownType = { key: string; name: string | null; hidden: boolean };

let known: KnownType[] = [];
const listeners = new Set<() => void>();

export function setTypes(types: KnownType[]): void {
  known = types;
  for (const listener of [...listeners]) listener();
}

export function useTypes(): KnownType[] {
  return useSyncExternalStore(subscribe, () => known);
}

export const nameOfType = (key: string) => known.find((type) => type.key === key)?.name ?? null;

export const ownTypes = () => known.filter((type) => type.name !== null);

export const isHiddenType = (key: string) => known.some((type) => type.key === key && type.hidden);

export const isBuiltIn = (type: string): type is BuiltInType => (builtInTypes as readonly string[]).includes(type);

export function typeWord(type: string, t: Translate, other = t("type.other")): string {
  return isBuiltIn(type) ? t(`type.${type}`) : (nameOfType(type) ?? other);
}

/** Every type with its word, hidden ones too: contacts may have them. */
export function typeWords(t: Translate): [string, string][] {
  return [...builtInTypes, ...ownTypes().map((type) => type.key)].map((key) => [key, typeWord(key, t)]);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
