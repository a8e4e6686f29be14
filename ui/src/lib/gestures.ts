// Key presses that would act more often than they were meant, or on what lies under something else.
import { isCommand, isSubmitEnter, isTyping } from "./keys";

/** They move, and may be held down. */
const moving = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End", "Tab"]);
const zooming = new Set(["+", "=", "-"]);

/** Whether a key that is held down goes on doing what it does: it moves, or it writes. */
function mayRepeat(event: KeyboardEvent): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isSubmitEnter(event)) return !isCommand && event.target instanceof HTMLTextAreaElement;
  if (event.key === "Escape" || /^F\d+$/.test(event.key)) return false;
  return isTyping(event.target) || moving.has(event.key) || (isCommand && zooming.has(event.key));
}

function onKey(event: KeyboardEvent): void {
  const isCovered = event.target instanceof Element && event.target.closest("[inert]") !== null;
  if (!isCovered && (!event.repeat || mayRepeat(event))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Outside a field it would select the words of the window, as in a page of the web. */
function keepWords(event: KeyboardEvent): void {
  if (event.key.toLowerCase() === "a" && isCommand(event) && !isTyping(event.target)) event.preventDefault();
}

/** One press of a key acts once, and never on what a layer covers; until the answer is called. */
export function guardKeys(): () => void {
  // Before anybody else hears it.
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("keydown", keepWords);
  return () => {
    window.removeEventListener("keydown", onKey, true);
    window.removeEventListener("keydown", keepWords);
  };
}

/** The second click of a double one: what is under the pointer by then may be another thing. */
export function isSecondClick(event: { detail: number }): boolean {
  return event.detail > 1;
}
