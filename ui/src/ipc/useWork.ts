// How far the long work of the program is, asked for as long as it runs.
import { useEffect, useState } from "react";
import { ipc, type Progress } from "./index";

const ASK_EVERY_MS = 150;

/** Null where nobody knows yet. */
export function useWork(isRunning: boolean): Progress | null {
  const [work, setWork] = useState<Progress | null>(null);
  useEffect(() => {
    if (!isRunning) return;
    const ask = () => ipc.workProgress().then(setWork, () => {});
    void ask();
    const asking = setInterval(ask, ASK_EVERY_MS);
    return () => {
      clearInterval(asking);
      setWork(null);
    };
  }, [isRunning]);
  return isRunning && work && work.total > 0 ? work : null;
}

export const percentOf = (work: Progress | null): number | null => work && (100 * work.done) / work.total;
