// Several emails at once in Chromium, on the invented book, in both languages and at 200 %: nothing is cut, axe finds
// nothing serious, and there is a picture of each.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "./harness/axe.ts";
import { allLooks, isWhole, type Look, openPages, type Pages } from "./harness/page.ts";

const shots = join(dirname(fileURLToPath(import.meta.url)), "shots");
let pages: Pages;
let looks: Look[] = [];

beforeAll(async () => {
  pages = await openPages();
  looks = await allLooks(pages);
});

afterAll(async () => {
  await pages?.close();
});

const pick = (page: Page) => page.keyboard.press("Control+Shift+N");
const rows = (page: Page) => page.getByRole("dialog").locator("[data-place]");
const create = (page: Page) => page.getByRole("dialog").locator("footer button").first();
/** The first one that is nobody's. */
const toUnknown = async (page: Page) => {
  await pick(page);
  await rows(page).first().waitFor();
  for (let down = 0; down < 3; down++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox").last().waitFor();
};

const assume = async (page: Page) => {
  await page.keyboard.press("Control+N");
  const form = page.locator("[data-layer]:has([data-jump])");
  await form.getByRole("button", { name: /Tipo de contacto|\bType\b/ }).click();
  await page.getByRole("option", { name: "Email" }).click();
  await form.locator("button:has(.lucide-mail-plus)").click();
  await page.getByRole("dialog").waitFor();
};

const screens: [name: string, address: string, open: (page: Page) => Promise<unknown>][] = [
  ["preview", "/", (page) => pick(page).then(() => rows(page).first().waitFor())],
  ["reading", "/?emails=reading", (page) => pick(page).then(() => page.getByRole("progressbar").waitFor())],
  [
    "picker",
    "/",
    async (page) => {
      await toUnknown(page);
      await page.keyboard.type("muestr");
      await page.getByRole("option").nth(1).waitFor();
    },
  ],
  [
    "made",
    "/",
    async (page) => {
      await toUnknown(page);
      await page.keyboard.type("Floristería Nueva");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("B12345674").first().waitFor();
    },
  ],
  [
    "refused",
    "/?emails=refused",
    async (page) => {
      await pick(page);
      await rows(page).first().waitFor();
      await create(page).click();
      await page.getByRole("alert").waitFor();
    },
  ],
  ["mailbox", "/?emails=mailbox", (page) => pick(page).then(() => rows(page).first().waitFor())],
  ["assumed", "/?emails=known", assume],
  ["sent", "/?emails=sent", assume],
  ["invitation", "/?emails=invitation", assume],
  ["bounce", "/?emails=bounce", assume],
];

for (const [name, address, open] of screens) {
  test(`s53: emails, ${name}: whole in both languages and at 200 %`, () => isWhole(looks, `emails-${name}`, address, open, audit));
}

test("s53: five hundred emails are moved through and ticked at once", async () => {
  const page = await pages.open("/?emails=many");
  await page.locator("h1").first().waitFor();
  await pick(page);
  await rows(page).nth(499).waitFor({ state: "attached" });
  /** From the key to the next frame that shows it. */
  const spent = await page.evaluate(async () => {
    const times = [];
    for (const key of ["ArrowDown", " ", "ArrowDown", " ", "End", " "]) {
      const from = performance.now();
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      times.push(performance.now() - from);
    }
    return times;
  });
  await page.screenshot({ path: join(shots, "look-emails-many.png") });
  expect(spent.sort((a, b) => a - b)[3], spent.map(Math.round).join(" ")).toBeLessThan(100);
});
