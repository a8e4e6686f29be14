// One gesture, one act: what is left of a gesture that closed something means nothing to what stands there now.
import { isSubmitEnter } from "./keys";

/** A second Enter or click within this time is the same gesture: held, bounced, or a double click. */
const ECHO_MS = 400;
const MODIFIERS = ["Control", "Shift", "Alt", "Meta"];

export function endGesture(): void {
  const began = performance.now();
  const isFresh = () => performance.now() - began < ECHO_MS;
  const drop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onKey = (event: KeyboardEvent) => {
    if (MODIFIERS.includes(event.key)) return;
    if (isSubmitEnter(event) && (event.repeat || isFresh())) drop(event);
    else end();
  };
  const onPress = (event: MouseEvent) => {
    if (event.detail > 1 && isFresh()) drop(event);
    else end();
  };
  const presses = ["mousedown", "mouseup", "click", "dblclick"] as const;
  const end = () => {
    window.removeEventListener("keydown", onKey, true);
    for (const press of presses) window.removeEventListener(press, onPress, true);
  };
  // The event that closed it is still on its way up, and is none of the echoes.
  setTimeout(() => {
    window.addEventListener("keydown", onKey, true);
    for (const press of presses) window.addEventListener(press, onPress, true);
  });
}
