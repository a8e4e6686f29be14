// The values of a form, each heard for by itself: a letter typed into one field makes no other field again.
import { useCallback, useSyncExternalStore } from "react";

export type Values<T extends object> = {
  get: () => T;
  set: (part: Partial<T>) => void;
  subscribe: (hear: () => void) => () => void;
};

export function valuesOf<T extends object>(first: T): Values<T> {
  let now = first;
  const hearers = new Set<() => void>();
  return {
    get: () => now,
    set: (part) => {
      now = { ...now, ...part };
      for (const hear of [...hearers]) hear();
    },
    subscribe: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
}

export function useValue<T extends object, Key extends keyof T>(values: Values<T>, key: Key): T[Key] {
  const read = useCallback(() => values.get()[key], [values, key]);
  return useSyncExternalStore(values.subscribe, read);
}
