// What others change of a record while it is open in a form: an untouched form shows it, another one is told.
import { useEffect, useRef, useState } from "react";
import type { HistoryEntry } from "./bindings";
import { ipc, listen } from "./index";

type Editing = {
  /** Null for what is not saved yet. */
  id: string | null;
  /** The revision that the form was opened on, as it stands now. */
  base: () => string | null;
  /** The revision that is stored. */
  stored: (id: string) => Promise<string>;
  isTouched: () => boolean;
  /** The revision that the form shows then. */
  reload: () => Promise<string | null>;
};

/** The entries that came since; empty where nobody can tell which they are. */
export type Arrived = HistoryEntry[];

export function useOthersChanges(editing: Editing): Arrived | null {
  const latest = useRef(editing);
  latest.current = editing;
  const [arrived, tell] = useState<Arrived | null>(null);
  const { id } = editing;
  useEffect(() => {
    if (id === null) return;
    let isGone = false;
    /** The changes that the form's values come from; null until they are known, and for a draft of another day. */
    let known: Set<string> | null = null;
    let seen: string | null = null;
    const read = async (base: string | null) => {
      const history = await ipc.contactHistory(id);
      if ((await latest.current.stored(id)) !== base) return;
      known = new Set(history.map((entry) => entry.change));
    };
    const look = async () => {
      const stored = await latest.current.stored(id);
      if (isGone || stored === latest.current.base() || stored === seen) return;
      if (!latest.current.isTouched()) {
        const base = await latest.current.reload();
        if (!isGone) await read(base);
        return;
      }
      const before = known;
      const history = before ? await ipc.contactHistory(id) : [];
      if (isGone) return;
      seen = stored;
      tell(history.filter((entry) => !before?.has(entry.change)));
    };
    // What cannot be read now is not told; saving finds it all the same.
    const quietly = (work: Promise<void>) => void work.catch(() => {});
    quietly(read(latest.current.base()));
    const unsubscribe = listen("bookChanged", () => quietly(look()));
    return () => {
      isGone = true;
      unsubscribe();
    };
  }, [id]);
  return arrived;
}
