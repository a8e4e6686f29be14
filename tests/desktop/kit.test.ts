// The components in Chromium: accessible, visible in high contrast, whole at 200 %, still where motion is not wanted.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "./harness/axe.ts";
import { focusedLooks } from "./harness/focus.ts";
import { DOUBLE, openPages, overflowing, type Pages } from "./harness/page.ts";

const here = dirname(fileURLToPath(import.meta.url));
const themes = ["light", "dark"] as const;
const densities = ["compact", "comfortable"] as const;
let pages: Pages;

beforeAll(async () => {
  pages = await openPages();
});

afterAll(async () => {
  await pages?.close();
});

async function kit(query: string, options: Parameters<Pages["open"]>[1] = {}): Promise<Page> {
  const page = await pages.open(`/kit.html?${query}`, options);
  await page.getByRole("heading", { name: "Botones" }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

for (const theme of themes) {
  for (const density of densities) {
    test(`l27: axe finds nothing serious among the components, ${theme} and ${density}`, async () => {
      const page = await kit(`theme=${theme}&density=${density}`);
      await page.screenshot({ path: join(here, "shots", `kit-${theme}-${density}.png`), fullPage: true });
      expect(await page.evaluate(audit)).toEqual([]);
      await page.context().close();
    });
  }
}

for (const open of ["Más", "Diálogo", "Pregunta", "Elegir en el calendario: Fecha", "Tipo de contacto", "Mensaje con deshacer"]) {
  test(`l27: axe finds nothing serious while it is open: ${open}`, async () => {
    for (const theme of themes) {
      const page = await kit(`theme=${theme}`);
      await page.getByRole("button", { name: open }).first().click();
      await page.waitForTimeout(300);
      const name = open.replace(/\W+/g, "-").toLowerCase();
      await page.screenshot({ path: join(here, "shots", `kit-open-${name}-${theme}.png`) });
      expect(await page.evaluate(audit), theme).toEqual([]);
      await page.context().close();
    }
  });
}

for (const forcedColors of ["none", "active"] as const) {
  test(`l8 l27: the focus is seen on every stop of Tab, forced colours ${forcedColors}`, async () => {
    const page = await kit("theme=light", { forcedColors });
    const seen = await focusedLooks(page);
    expect(seen.length, "Tab walks through the page").toBeGreaterThan(40);
    expect(seen.filter(({ focused, blurred }) => focused === blurred).map(({ name }) => name)).toEqual([]);
    await page.context().close();
  });
}

test("l27: in forced colours what is chosen differs from what is not", async () => {
  const page = await kit("theme=light", { forcedColors: "active" });
  await page.screenshot({ path: join(here, "shots", "kit-forced-colors.png"), fullPage: true });
  const differs = (chosen: string, other: string) =>
    page.evaluate(
      ([one, two]) => {
        const of = (selector: string) => {
          const element = document.querySelector(selector);
          if (!element) throw new Error(`${selector} is not there`);
          const { backgroundColor, color, borderBottomStyle, borderBottomWidth } = getComputedStyle(element);
          return [backgroundColor, color, borderBottomStyle, borderBottomWidth].join();
        };
        return of(one) !== of(two);
      },
      [chosen, other] as const,
    );
  expect(await differs("[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]"), "tab").toBe(true);
  expect(await differs("[role=row][aria-selected=true]", "[role=row][aria-selected=false]"), "row").toBe(true);
  expect(await differs("[role=radiogroup] [data-selected]", "[role=radiogroup] label:not([data-selected])"), "choice").toBe(true);
  await page.context().close();
});

test("l28: at 200 % nothing is cut and nothing scrolls sideways", async () => {
  for (const language of ["es", "en"]) {
    const page = await kit(`density=comfortable&language=${language}`, DOUBLE);
    expect(await page.evaluate(overflowing)).toEqual([]);
    await page.screenshot({ path: join(here, "shots", `kit-200-${language}.png`) });
    await page.context().close();
  }
});

test("l28: where motion is not wanted nothing moves", async () => {
  const page = await kit("theme=light", { reducedMotion: "reduce" });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      const longest = (times: string) => Math.max(...times.split(",").map((time) => Number.parseFloat(time) * (time.includes("ms") ? 1 : 1000)));
      // A millisecond of nothing but opacity, late by design: the skeleton waits before it shows.
      return longest(transitionDuration) > 0 || (animationName !== "none" && longest(animationDuration) > 1);
    }).map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(moving).toEqual([]);
  await page.context().close();
});

test("the page of components does not ship", () => {
  const dist = join(here, "..", "..", "ui", "dist");
  if (!existsSync(dist)) return;
  expect(readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => /kit/i.test(file))).toEqual([]);
});
