// The focus is always somewhere that keys work: when what had it goes away, the layer on top takes it.

/** What is on top: a dialog, or else the layer that is not covered. */
function top(): HTMLElement | null {
  const [dialog] = [...document.querySelectorAll<HTMLElement>("[role=dialog]")].slice(-1);
  if (dialog) return dialog;
  const layer = [...document.querySelectorAll<HTMLElement>("[data-layer]:not([inert], [hidden])")].at(-1);
  for (const what of ["[role=grid]", "[tabindex='-1']", "input, button"]) {
    const found = layer?.querySelector<HTMLElement>(what);
    if (found) return found;
  }
  return null;
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
    if (!isLost() || !had || (had.isConnected && !had.closest("[inert], [hidden]"))) return;
    had = null;
    top()?.focus({ preventScroll: true });
  };
  // After whoever gives the focus back by itself: they do it in a frame.
  const later = () => {
    if (frame === 0) frame = requestAnimationFrame(() => (frame = requestAnimationFrame(look)));
  };
  const observer = new MutationObserver(() => isLost() && later());
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["inert", "hidden"] });
  document.addEventListener("focusin", remember);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    document.removeEventListener("focusin", remember);
  };
}
