// The regions of the window, which F6 walks through (look: Keyboard).
const FOCUSABLE = 'button, input, textarea, select, a[href], [tabindex]:not([tabindex="-1"])';

/** To the next region, or the one before, around the end; where a region has been left it is entered anew. */
export function toNextRegion(isBackwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(isReachable);
  if (regions.length === 0) return;
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  const step = isBackwards ? -1 : 1;
  const start = here < 0 ? (isBackwards ? 0 : -1) : here;
  for (let count = 1; count <= regions.length; count++) {
    const region = regions[(start + step * count + regions.length * 2) % regions.length];
    const first = region && firstFocusable(region);
    if (!first) continue;
    first.focus();
    return;
  }
}

function firstFocusable(region: HTMLElement): HTMLElement | undefined {
  if (region.matches(FOCUSABLE)) return region;
  const all = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => !one.hasAttribute("disabled"));
  // A table is the heart of its region.
  return all.find((one) => one.getAttribute("role") === "grid") ?? all.find((one) => one.tabIndex >= 0);
}

function isReachable(region: HTMLElement): boolean {
  return region.closest("[inert], [hidden]") === null;
}

/** Into the field in which the screen that is shown is searched; false where it has none. */
export function toFindField(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>("[data-layer] [data-find] input");
  const field = [...fields].find(isReachable);
  field?.focus();
  field?.select();
  return field !== undefined;
}
