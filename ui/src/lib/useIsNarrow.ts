// Whether the window is narrow; by default as one of 1366 pixels is at 200 %: lists then show only what they cannot go without.
import { useSyncExternalStore } from "react";

const NARROW = 900;

export function useIsNarrow(below = NARROW): boolean {
  const query = `(max-width: ${below}px)`;
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}
