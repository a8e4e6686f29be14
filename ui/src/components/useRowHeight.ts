// The height of a table's row in the present density, from the one place that says it: the token.
import { useSyncExternalStore } from "react";

export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read);
}

const read = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row-height")) || 28;

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-density"] });
  return () => observer.disconnect();
}
