// One gesture, one act: what is left of a gesture that closed something means nothing to what stands there now.
import { isSubmitEnter } from "./keys";

/** A second Enter or click within this time is the same gesture: held, bounced, or a double click. */
const ECHO_MS = 400;
const MODIFIERS = ["Control", "Shift", "Alt", "Meta"];

/** Called when a key or a click has done its one thing: what comes of it yet is dropped. */
export function endGesture(by: "key" | "click"): void {
  let began = performance.now();
  // Drawing what was opened takes time, and is none of the gesture's.
  setTimeout(() => {
    began = performance.now();
  });
  const isFresh = () => performance.now() - began < ECHO_MS;
  const drop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const listener = (event: Event) => {
    if (event instanceof KeyboardEvent) {
      if (MODIFIERS.includes(event.key)) return;
      if (by === "key" && isSubmitEnter(event) && (event.repeat || isFresh())) return drop(event);
    } else if (by === "click" && event instanceof MouseEvent && isFresh()) {
      if (event.detail > 1) return drop(event);
      // The first click still ends.
      if (event.type === "mouseup" || event.type === "click") return;
    }
    end();
  };
  const names = ["keydown", "mousedown", "mouseup", "click", "dblclick"];
  const end = () => {
    for (const name of names) window.removeEventListener(name, listener, true);
  };
  // The event that did it has passed here already.
  for (const name of names) window.addEventListener(name, listener, true);
}
