// What each stop of Tab looks like, with the focus and without it.
import type { Page } from "playwright-core";

/** What the focus changes in the look of the element or of the frame around it. */
const look = () => {
  const styles = [];
  let element = document.activeElement;
  for (let up = 0; element && up < 3; up++, element = element.parentElement) {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
    styles.push([outlineStyle === "none" ? "" : outlineStyle + outlineWidth, boxShadow, borderColor].join("|"));
  }
  // A radio or a tick shows the focus on what is drawn for it.
  const drawn = document.activeElement?.closest("label")?.querySelectorAll("*") ?? [];
  // A list shows it on the row where the keys are.
  const row = document.getElementById(document.activeElement?.getAttribute("aria-activedescendant") ?? "");
  for (const one of [...drawn, row, document.activeElement?.querySelector("[aria-selected=true]")]) {
    if (!one) continue;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    styles.push([outlineStyle === "none" ? "" : outlineStyle + outlineWidth, boxShadow].join("|"));
  }
  return styles.join("\n");
};

export async function focusedLooks(page: Page): Promise<{ name: string; focused: string; blurred: string }[]> {
  const seen = [];
  // Once past the last stop and on from the first one: a screen may begin in the middle.
  for (let [step, hasLeft] = [0, false]; step < 120; step++) {
    await page.keyboard.press("Tab");
    const isOutside = await page.evaluate(() => document.activeElement === document.body);
    if (isOutside && !hasLeft) {
      hasLeft = true;
      continue;
    }
    const name = await page.evaluate(() => {
      const active = document.activeElement;
      if (!active || active === document.body || active.getAttribute("data-visited")) return "";
      active.setAttribute("data-visited", "true");
      return active.getAttribute("aria-label") || active.textContent || active.closest("label")?.textContent || active.tagName;
    });
    if (name === "") break;
    const focused = await page.evaluate(look);
    const active = await page.evaluateHandle(() => document.activeElement as HTMLElement);
    const blurred = await page.evaluate(
      async ([element, source]) => {
        const of = new Function(`return (${source})()`) as () => string;
        element.blur();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        // As if it were the active one, but without the focus.
        const own = Object.getOwnPropertyDescriptor(Document.prototype, "activeElement") as PropertyDescriptor;
        Object.defineProperty(document, "activeElement", { configurable: true, get: () => element });
        const text = of();
        Object.defineProperty(document, "activeElement", own);
        element.focus();
        return text;
      },
      [active, look.toString()] as const,
    );
    seen.push({ name: name.slice(0, 60), focused, blurred });
  }
  return seen;
}
