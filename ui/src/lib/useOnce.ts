// One gesture, one command: what is asked again while it runs, or after it has ended its form, is not done again.
import { useEffect, useMemo, useRef, useState } from "react";
import { wait as tellWaiting } from "./work";

/** Shorter work is over before it could be read. */
const TELL_AFTER_MS = 300;
/** The program answers within a tenth of a second: what lasts longer waits for somebody. */
const LONG_AFTER_MS = 1_000;

/** What is said of work that lasts: nothing yet, that it is done, or that it waits for another program. */
export type Wait = "none" | "short" | "long";

export type Once = {
  /** Starts the work, unless some runs; `onError` hears why it failed, and then it may be tried again. */
  run: (work: () => Promise<unknown>, onError: (thrown: unknown) => void) => void;
  /** Asked in a handler: what a render knows may be late. */
  isFree: () => boolean;
  isRunning: boolean;
  wait: Wait;
};

/** `isLast`: what succeeds ends the form it stands in, and nothing follows however long the form stays. */
export function useOnce({ isLast = false } = {}): Once {
  const state = useRef<"free" | "busy" | "over">("free");
  const [isRunning, setRunning] = useState(false);
  const [wait, setWait] = useState<Wait>("none");
  useEffect(() => {
    if (!isRunning) return;
    const timers = [
      setTimeout(() => setWait("short"), TELL_AFTER_MS),
      setTimeout(() => setWait("long"), LONG_AFTER_MS),
    ];
    return () => {
      for (const timer of timers) clearTimeout(timer);
      setWait("none");
    };
  }, [isRunning]);
  // A form says it beside its button.
  useEffect(() => (wait === "long" && !isLast ? tellWaiting() : undefined), [wait, isLast]);
  const doors = useMemo(() => {
    const start = async (work: () => Promise<unknown>, onError: (thrown: unknown) => void) => {
      state.current = "busy";
      setRunning(true);
      try {
        await work();
        state.current = isLast ? "over" : "free";
      } catch (thrown) {
        state.current = "free";
        onError(thrown);
      } finally {
        setRunning(false);
      }
    };
    return {
      run: (work: () => Promise<unknown>, onError: (thrown: unknown) => void) => {
        if (state.current === "free") void start(work, onError);
      },
      isFree: () => state.current === "free",
    };
  }, [isLast]);
  return { ...doors, isRunning, wait };
}
