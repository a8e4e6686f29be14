// Whether the window is as narrow as one of 1366 pixels is at 200 %: lists then show only what they cannot go without.
import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 900px)");

export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener("change", listener);
      return () => narrow.removeEventListener("change", listener);
    },
    () => narrow.matches,
  );
}
