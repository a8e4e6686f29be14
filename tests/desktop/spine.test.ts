// The main job, from an empty machine to a contact that is found again after the power went: the first thing that must
// work, in the real window, with the system's own file dialog.
import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get, waitForText } from "./harness/find.ts";
import { picture } from "./harness/picture.ts";
import * as pages from "./pages.ts";

const SUBJECT = "Cotización nº 12: exposición «Año Nuevo» en Logroño";
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
/** As Outlook saves one, with HTML and a file; what it says is in the JSON beside it. */
const OUTLOOK = join(root, "crates", "mail", "tests", "emails", "es-m00-unicode-html-utf8.msg");

let desk: Desk;
let app: App;
let profile: string;

beforeAll(async () => {
  desk = await openDesk();
  profile = join(desk.folder, "profile");
});

afterAll(async () => {
  // What the screen showed when a step failed is the best message there is.
  await desk?.shot("spine-end").catch(() => undefined);
  await app?.close();
  await desk?.close();
});

test("first run: a name and an address make a book", async () => {
  app = await openApp(desk, profile);
  await waitForText(app.browser, "Empezar");
  await desk.shot("spine-01-first-run");
  await pages.firstRun(app, { name: "Iñaki Güemes", email: "inaki@cliente.example" });
  await desk.shot("spine-02-empty");
});

test("S15 S17 S23: a contact of type Email for a new customer", async () => {
  await pages.newContact(app);
  await pages.newCustomer(app, "Exposiciones Riojanas");
  await pages.chooseType(app, "Email");
  await desk.shot("spine-03-form");
});

test("S53-S58: the information of an email is assumed", async () => {
  await pages.pickEmail(app, desk, emailFile(), "spine-04-dialog");
  await waitForText(app.browser, SUBJECT);
  await waitForText(app.browser, "begona@empresa.example");
  await desk.shot("spine-05-preview");
  await picture(desk, "email-es", true);
  await pages.assume(app, { attach: true, associate: true });
  await desk.shot("spine-06-assumed");
});

test("S5 S45: accepted, loaded, and there", async () => {
  await pages.accept(app);
  await pages.load(app);
  await pages.expectRow(app, "Exposiciones Riojanas");
  await pages.expectRow(app, "Cotización nº 12");
  await desk.shot("spine-07-list");
});

test("what was accepted is on disk: killed and started again", async () => {
  await app.kill();
  app = await openApp(desk, profile);
  await pages.load(app);
  await pages.expectRow(app, "Cotización nº 12");
  await desk.shot("spine-08-after-kill");
});

test("S14 S58: its history and its stored email are there to read", async () => {
  await (await get(app.browser, "row", "Cotización nº 12")).click();
  await app.browser.keys("Enter");
  await click(app.browser, "tab", "Histórico");
  await waitForText(app.browser, "Exposiciones Riojanas");
  await picture(desk, "history-es");
  await click(app.browser, "tab", "Archivos");
  await click(app.browser, "button", "Abrir");
  await waitForText(app.browser, SUBJECT);
  // With its format it lies in a frame, whose words the page cannot read.
  await click(app.browser, "radio", "Solo texto");
  await waitForText(app.browser, "¿Podría confirmar antes del miércoles?");
  await picture(desk, "stored-email-es");
  await app.browser.keys("Escape");
  await app.browser.keys("Escape");
  await get(app.browser, "button", "Añadir");
});

test("S57: the email that was associated with the customer is on its card", async () => {
  await click(app.browser, ["link", "button"], "Clientes");
  await waitForText(app.browser, "Exposiciones Riojanas");
  await click(app.browser, "tab", "Archivos");
  await waitForText(app.browser, "correo.");
  await click(app.browser, "button", "Abrir");
  await waitForText(app.browser, SUBJECT);
  await picture(desk, "card-email-es");
  await app.browser.keys("Escape");
  await picture(desk, "card-es");
  await click(app.browser, ["link", "button"], "Contactos");
});

test("English is one choice away", async () => {
  await pages.toEnglish(app);
  await desk.shot("spine-09-english");
  expect(await app.browser.execute(() => document.documentElement.lang)).toBe("en");
});

function emailFile(): string {
  // Beside the profile it has a path that is quick to type.
  const file = join(desk.folder, "correo.msg");
  copyFileSync(OUTLOOK, file);
  return file;
}
