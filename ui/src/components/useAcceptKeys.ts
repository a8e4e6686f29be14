// Ctrl+Enter accepts wherever the focus is inside a dialog or a form, or in what floats over it.
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import { isAccept, isAcceptClosed, isTyping } from "../lib/keys";

/** The root of a dialog or of a form carries `data-window`; the last one is on top. */
function isOnTop(root: Element | null): boolean {
  return root !== null && [...document.querySelectorAll("[data-window]")].at(-1) === root;
}

/** `acceptClosed` is what Ctrl+Shift+Enter does, where there is something to close. */
export function useAcceptKeys(
  root: RefObject<HTMLElement | null>,
  accept: (() => void) | undefined,
  acceptClosed?: () => void,
) {
  const take = (event: KeyboardEvent) => {
    const act = isAccept(event) ? accept : isAcceptClosed(event) ? acceptClosed : undefined;
    if (!act || event.defaultPrevented || event.repeat || !isOnTop(root.current)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return {
    // Buttons and lists keep their keys for themselves; fields that still hold something hear it first.
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (!isTyping(event.target)) take(event);
    },
    onKeyDown: take,
  };
}

/** What is typed while it is being saved would be lost with the form. */
export function useStill(root: RefObject<HTMLElement | null>, isRunning: boolean): void {
  useEffect(() => {
    const element = root.current;
    if (!element || !isRunning) return;
    const refuse = (event: Event) => event.preventDefault();
    element.addEventListener("beforeinput", refuse);
    return () => element.removeEventListener("beforeinput", refuse);
  }, [root, isRunning]);
}
