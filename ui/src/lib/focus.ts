// The focus is always somewhere that keys work: a place that is gone to gives it to its list, and when what had it goes away,
// the layer on top takes it. Nobody who types in a field loses it.
import { isTyping } from "./keys";

/** Chips are a grid too, without a count of rows. */
const LIST = "[role=grid][aria-rowcount]";

const dialogs = () => [...document.querySelectorAll<HTMLElement>("[role=dialog]")];
const isShown = (element: Element) => element.isConnected && element.closest("[inert], [hidden]") === null;

/** The place that is shown, or the form over it. */
function topLayer(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>("[data-layer]")].filter(isShown).at(-1);
}

/** Where keys work in the layer on top: its list, or the first criterion of one that is not loaded, or its screen itself. */
export function heartOfLayer(): HTMLElement | null {
  const layer = topLayer();
  for (const what of [LIST, "[data-criteria] input", "[tabindex='-1']", "input, button"]) {
    const found = [...(layer?.querySelectorAll<HTMLElement>(what) ?? [])].find(isShown);
    if (found) return found;
  }
  return null;
}

export const toHeart = () => heartOfLayer()?.focus({ preventScroll: true });

/** A screen that has the focus for want of a list. */
const WAITING = "[data-layer] > [tabindex='-1']:not([data-window])";

/** Whoever goes to a place works there at once. What the place has given the focus to by itself keeps it. */
export function enterPlace(): void {
  const { activeElement: had } = document;
  if (dialogs().length > 0 || (had && topLayer()?.contains(had) && !had.matches(WAITING))) return;
  toHeart();
}

/** To what has come by itself: never from under somebody who types, nor to what is covered. */
export function offerFocus(to: HTMLElement | null | undefined): void {
  const { activeElement: had } = document;
  if (!to || !isShown(to) || dialogs().length > 0 || (had && isTyping(had) && isShown(had))) return;
  to.focus();
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;

/** Until the answer is called. Only what goes away is made up for: a click beside everything stays where it is. */
export function keepFocus(): () => void {
  let had: Element | null = null;
  let frame = 0;
  const remember = () => {
    had = document.activeElement;
  };
  const look = () => {
    frame = 0;
    if (!isLost() || !had || isShown(had)) return;
    had = null;
    (dialogs().at(-1) ?? heartOfLayer())?.focus({ preventScroll: true });
  };
  // After whoever gives the focus back by itself: they do it in a frame.
  const later = () => {
    if (frame === 0) frame = requestAnimationFrame(() => (frame = requestAnimationFrame(look)));
  };
  const observer = new MutationObserver(() => {
    if (isLost()) later();
    // The list has come that the screen has waited for.
    else if (document.activeElement?.matches(WAITING))
      offerFocus([...document.activeElement.querySelectorAll<HTMLElement>(LIST)].find(isShown));
  });
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["inert", "hidden"] });
  document.addEventListener("focusin", remember);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    document.removeEventListener("focusin", remember);
  };
}
