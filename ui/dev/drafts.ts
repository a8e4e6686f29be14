// What forms keep, in memory.
import type { Commands } from "../src/ipc";

export function draftAnswers() {
  const drafts = new Map<string, string>();
  return {
    draftSave: async (key, json) => {
      drafts.set(key, json);
      return null;
    },
    draftLoad: async (key) => drafts.get(key) ?? null,
    draftDrop: async (key) => {
      drafts.delete(key);
      return null;
    },
  } satisfies Partial<Commands>;
}
