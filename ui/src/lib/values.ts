// The values of a form, each heard for by itself: a letter typed into one field makes no other field again.
import { useCallback, useSyncExternalStore } from "react";

export type Values<T extends object> = {
  get: () => T;
  set: (part: Partial<T>) => void;
  subscribe: (listener: () => void) => () => void;
};

export function valuesOf<T extends object>(first: T): Values<T> {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set: (part) => {
      now = { ...now, ...part };
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useValue<T extends object, Key extends keyof T>(values: Values<T>, key: Key): T[Key] {
  const read = useCallback(() => values.get()[key], [values, key]);
  return useSyncExternalStore(values.subscribe, read);
}
