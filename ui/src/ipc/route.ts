// Where the user is, kept by the program while it runs: a page whose process was lost comes back to the same place.
import { ipc } from "./index";

/** Each screen keeps its own part, in its own words. */
let route: Record<string, unknown> = {};
/** As it was when the page was loaded; empty in a program that has just started. */
let kept: Record<string, unknown> = {};

export async function loadRoute(): Promise<void> {
  try {
    const json = await ipc.routeKept();
    const read: unknown = json ? JSON.parse(json) : null;
    kept = typeof read === "object" && read !== null ? { ...read } : {};
  } catch {
    // A place that cannot be read is no reason to show nothing.
    kept = {};
  }
  route = { ...kept };
}

export function keptRoute<Part>(part: string): Part | null {
  return (kept[part] as Part | undefined) ?? null;
}

export function keepRoute(part: string, value: unknown): void {
  route[part] = value;
  ipc.routeKeep(JSON.stringify(route)).catch(() => {});
}
