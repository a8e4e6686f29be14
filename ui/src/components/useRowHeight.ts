// The height of a table's row in the present density, from the one place that says it: the token.
import { useSyncExternalStore } from "react";

export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read);
}

/** Of each density: asking for a style works out those of the whole page first. */
const heights = new Map<string, number>();

function read(): number {
  const root = document.documentElement;
  const density = root.dataset.density ?? "";
  const known = heights.get(density);
  if (known !== undefined) return known;
  const height = Number.parseFloat(getComputedStyle(root).getPropertyValue("--row-height"));
  if (height > 0) heights.set(density, height);
  return height || 28;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-density"] });
  return () => observer.disconnect();
}
