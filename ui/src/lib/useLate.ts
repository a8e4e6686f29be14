// What is nearly always over before anybody could see it is not worth a sign.
import { useEffect, useState } from "react";

/** True once `isSo` has lasted `ms` milliseconds, until it is over. */
export function useLate(isSo: boolean, ms: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isSo) return setLate(false);
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [isSo, ms]);
  return isSo && isLate;
}
