// What the page owes to its window: its last words, a sign of life, and no habits of a browser.
import { ipc, listen, type ZoomStep } from "../ipc";
import { isCommand, isTyping } from "../lib/keys";
import { saveAll } from "../lib/lastWords";

const LAST_KEYS_MS = 100;

export function followWindow(): void {
  listen("windowClosing", () => {
    // The last keys may still be on their way into the fields.
    setTimeout(() => void saveAll().finally(() => ipc.readyToClose()), LAST_KEYS_MS);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void saveAll();
  });
  window.addEventListener("hilo:pulse", () => void ipc.pulse());
  window.addEventListener("keydown", onKey);
  window.addEventListener("contextmenu", (event) => {
    if (!isForText(event.target)) event.preventDefault();
  });
  // Files come through the window itself; one that slipped through must not open in place of the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
}

const zoomKeys: Record<string, ZoomStep> = { "+": "in", "=": "in", "-": "out", "0": "reset" };
/** Reload, print, save the page, its source, downloads; find again and caret browsing. */
const browserKeys = new Set(["r", "p", "s", "u", "j", "g"]);
const browserFunctionKeys = new Set(["F3", "F5", "F7"]);

function onKey(event: KeyboardEvent): void {
  const step = isCommand(event) ? zoomKeys[event.key] : undefined;
  if (step) void ipc.zoomStep(step).catch(() => {});
  const isBrowsers = isCommand(event) ? browserKeys.has(event.key.toLowerCase()) : browserFunctionKeys.has(event.key);
  if (step || isBrowsers || event.key === "F5") event.preventDefault();
}

function isForText(target: EventTarget | null): boolean {
  return isTyping(target) || document.getSelection()?.isCollapsed === false;
}
