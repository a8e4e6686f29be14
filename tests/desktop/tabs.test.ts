// The keyboard alone, in Chromium: Tab walks through every screen in the order of reading, and is seen at each stop.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { focusedLooks } from "./harness/focus.ts";
import { openPages, type Pages } from "./harness/page.ts";

let pages: Pages;

beforeAll(async () => {
  pages = await openPages();
});

afterAll(async () => {
  await pages?.close();
});

const load = async (page: Page) => {
  await page.getByRole("button", { name: "Cargar" }).first().click();
  await page.getByRole("gridcell").first().waitFor();
};
const place = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

/** Each screen, how it is reached, and fewer stops than it has. */
const screens: [name: string, stops: number, open: (page: Page) => Promise<unknown>][] = [
  ["criteria", 25, async () => {}],
  ["list", 10, load],
  ["form", 25, async (page) => load(page).then(() => page.keyboard.press("F2")).then(() => page.getByRole("textbox", { name: "Notas (motivo)" }).waitFor())],
  ["customers", 12, (page) => place(page, "Clientes")],
  ["alarms", 1, (page) => place(page, /^Avisos/)],
  ["settings", 40, (page) => place(page, "Parámetros")],
];

for (const [name, stops, open] of screens) {
  test(`l8: ${name} is walked by Tab, and every stop is seen`, async () => {
    const page = await pages.open("/?fields");
    await page.locator("h1").first().waitFor();
    await open(page);
    await page.waitForTimeout(300);
    expect(await page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count(), "no order but that of reading").toBe(0);
    const seen = await focusedLooks(page);
    expect(seen.length, "stops").toBeGreaterThan(stops);
    expect(seen.filter(({ focused, blurred }) => focused === blurred).map(({ name }) => name)).toEqual([]);
    await page.context().close();
  });
}
