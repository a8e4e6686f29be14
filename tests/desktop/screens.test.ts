// The screens with a book full of sample contacts, in both languages: long lists by keyboard, and the pictures of the
// README (`UPDATE_IMAGES=1` writes them anew).
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get, waitForText } from "./harness/find.ts";
import { picture } from "./harness/picture.ts";
import * as pages from "./pages.ts";

const CONTACTS = 600;

let desk: Desk;
let app: App;

beforeAll(async () => {
  desk = await openDesk();
  const profile = join(desk.folder, "profile");
  const hilo = (...args: string[]) => execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", ...args]);
  hilo("init", "--user", "Marta Soler", "--email", "marta@nosotros.example");
  hilo("sample", "--contacts", `${CONTACTS}`, "--customers", "40");
  app = await openApp(desk, profile);
});

afterAll(async () => {
  await desk?.shot("screens-end").catch(() => undefined);
  await app?.close();
  await desk?.close();
});

const rowIndex = () =>
  app.browser.execute(() => document.querySelector("[role=row][aria-selected=true]")?.getAttribute("aria-rowindex") ?? "");

test("S3 S5: criteria first, then the list with its counts", async () => {
  await get(app.browser, "button", "Cargar");
  await picture(desk, "criteria");
  await pages.load(app);
  await waitForText(app.browser, `Todos`);
  const rows = () => app.browser.execute(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount"));
  await app.browser.waitUntil(async () => Number(await rows()) >= CONTACTS, { timeoutMsg: `not ${CONTACTS} rows, as many as there are` });
});

test("a long list is walked by keyboard to its very end and back", async () => {
  const grid = await app.browser.$("[role=grid]");
  await grid.click();
  await app.browser.keys("End");
  await app.browser.waitUntil(async () => Number(await rowIndex()) >= CONTACTS, { timeoutMsg: "End does not reach the last row" });
  await app.browser.keys("Home");
  await app.browser.waitUntil(async () => Number(await rowIndex()) <= 2, { timeoutMsg: "Home does not reach the first row" });
  for (let down = 0; down < 4; down++) await app.browser.keys("ArrowDown");
  await picture(desk, "contacts-es", true);
});

test("S7: Intro opens the contact to view, Esc comes back to the same row", async () => {
  const before = await rowIndex();
  await app.browser.keys("Enter");
  await waitForText(app.browser, "Notas (motivo)");
  await picture(desk, "contact-es", true);
  await app.browser.keys("Escape");
  await get(app.browser, "button", "Añadir");
  expect(await rowIndex()).toBe(before);
});

test("S8: Supr deletes at once, Ctrl Z brings it back", async () => {
  const all = () => app.browser.execute(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount"));
  const before = await all();
  await app.browser.keys("Delete");
  await waitForText(app.browser, "Deshacer");
  await picture(desk, "deleted");
  await app.browser.waitUntil(async () => (await all()) !== before, { timeoutMsg: "the row is still there" });
  await app.browser.keys(["Control", "z"]);
  await app.browser.waitUntil(async () => (await all()) === before, { timeoutMsg: "the row does not come back" });
});

test("what is typed is undone and redone by keys", async () => {
  await app.browser.keys("n");
  const notes = await get(app.browser, "textbox", "Notas (motivo)");
  const text = () => app.browser.execute(() => (document.activeElement as HTMLTextAreaElement).value);
  await notes.click();
  for (const letter of "Llamar por la tarifa") await app.browser.keys(letter);
  expect(await text()).toBe("Llamar por la tarifa");
  await app.browser.keys(["Control", "a"]);
  await app.browser.keys("Delete");
  await app.browser.waitUntil(async () => (await text()) === "", { timeoutMsg: "the text is still there" });
  await app.browser.keys(["Control", "z"]);
  await expect.poll(text, { timeout: 5000 }).toBe("Llamar por la tarifa");
  await app.browser.keys("Escape");
  await click(app.browser, "button", "Descartar cambios");
  await app.browser.waitUntil(async () => (await app.browser.$$("[data-back]").length) === 0, { timeoutMsg: "the form does not close" });
});

test("a customer's card, and English", async () => {
  await click(app.browser, ["link", "button"], "Clientes");
  await waitForText(app.browser, "Almacenes");
  await picture(desk, "customers-es");
  await pages.toEnglish(app);
  await click(app.browser, ["link", "button"], "Contacts");
  await picture(desk, "contacts-en", true);
});
