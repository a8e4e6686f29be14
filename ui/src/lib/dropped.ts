// Files that are dropped on the window go to whatever holds files and came last.
import { useEffect, useRef } from "react";

export type Dropped = { handle: string; fileName: string; size: number };
type Take = (files: Dropped[]) => void;

const takers: { take: Take }[] = [];

/** False: nothing on the screen holds files. */
export function offerFiles(files: Dropped[]): boolean {
  const taker = takers.at(-1);
  taker?.take(files);
  return taker !== undefined;
}

/** Null: what is shown cannot be changed. */
export function useDroppedFiles(take: Take | null): void {
  const latest = useRef(take);
  latest.current = take;
  const isTaking = take !== null;
  useEffect(() => {
    if (!isTaking) return;
    const taker = { take: (files: Dropped[]) => latest.current?.(files) };
    takers.push(taker);
    return () => {
      takers.splice(takers.indexOf(taker), 1);
    };
  }, [isTaking]);
}
