// axe in the real window, on every screen that can be reached, in both themes. A new screen is one more line of `screens`.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { writeFileSync, mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { audit } from "./harness/axe.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get, waitForText } from "./harness/find.ts";
import { picture } from "./harness/picture.ts";
import * as pages from "./pages.ts";

let desk: Desk;
let app: App;
let profile: string;

type Screen = {
  name: string;
  /** From the screen before it. */
  open: () => Promise<unknown>;
};

const press = (...keys: string[]) => app.browser.keys(keys);
const place = (name: string) => click(app.browser, "button", name);
/** The layers behind keep their grids. */
const focusGrid = () =>
  app.browser.waitUntil(() =>
    app.browser.execute(() => {
      const shown = [...document.querySelectorAll<HTMLElement>("[role=grid]")].find((grid) => grid.checkVisibility());
      shown?.focus();
      return shown?.querySelector("[role=row][aria-selected]") != null;
    }),
  );

const screens: Screen[] = [
  { name: "criteria", open: () => get(app.browser, "button", "Cargar") },
  { name: "list", open: () => pages.load(app).then(focusGrid) },
  { name: "change", open: () => press("Home").then(() => press("Control", "m")).then(() => get(app.browser, "dialog", "Cambiar")).then(() => press("7")).then(() => waitForText(app.browser, "Cambia 1.")) },
  // The days that were typed are not let go unasked.
  { name: "palette", open: () => press("Escape").then(() => click(app.browser, "button", "Descartar")).then(() => press("Control", "k")).then(() => get(app.browser, "combobox", "Buscar en todo")) },
  { name: "form", open: () => press("Escape").then(() => pages.newContact(app)) },
  { name: "form-fields", open: () => app.browser.execute(() => document.querySelector("[aria-label='Campos propios'] input")?.scrollIntoView()) },
  { name: "form-files", open: () => click(app.browser, "tab", "Archivos") },
  { name: "view", open: () => press("Escape").then(focusGrid).then(() => press("Home", "Enter")).then(() => waitForText(app.browser, "Solo lectura")) },
  { name: "history", open: () => click(app.browser, "tab", "Histórico") },
  { name: "customers", open: () => press("Escape").then(() => place("Clientes")).then(focusGrid) },
  { name: "card-facts", open: () => click(app.browser, "tab", "Datos") },
  { name: "card-people", open: () => click(app.browser, "tab", "Personas") },
  { name: "card-interests", open: () => click(app.browser, "tab", "Intereses") },
  { name: "card-history", open: () => click(app.browser, "tab", "Histórico") },
  { name: "customer-form", open: () => click(app.browser, "button", "Añadir cliente").then(() => get(app.browser, "dialog", "Nuevo cliente")) },
  { name: "customer-deleted", open: () => press("Escape").then(focusGrid).then(() => press("Delete")).then(() => waitForText(app.browser, "Deshacer")) },
  { name: "alarms", open: () => app.browser.$("button[aria-label^=Avisos]").click().then(() => focusGrid()) },
  { name: "alarms-silent", open: () => click(app.browser, "tab", "Clientes en silencio") },
  { name: "bin", open: () => place("Papelera").then(focusGrid) },
  { name: "settings", open: () => place("Parámetros").then(() => waitForText(app.browser, "Zona horaria")) },
];

async function examine(name: string): Promise<void> {
  for (const theme of ["light", "dark"]) {
    await app.browser.execute((value) => {
      document.documentElement.dataset["theme"] = value;
    }, theme);
    // The colours of buttons take 80 ms to change.
    await app.browser.pause(200);
    await picture(desk, `axe-${name}-${theme}`);
    // A string of source: the script is larger than what a function would carry, and the page loads nothing.
    const found = await app.browser.executeAsync<string[], []>(`const done = arguments[arguments.length - 1]; ${audit}.then(done, (error) => done([String(error)]))`);
    expect(found, `${name}, ${theme}`).toEqual([]);
  }
}

beforeAll(async () => {
  desk = await openDesk();
  profile = join(desk.folder, "profile");
});

afterAll(async () => {
  await desk?.shot("axe-end").catch(() => undefined);
  await app?.close();
  await desk?.close();
});

test("l27: axe finds nothing serious on the first run", async () => {
  app = await openApp(desk, profile);
  await waitForText(app.browser, "Empezar");
  await examine("first-run");
  await app.close();
});

test("l27: axe finds nothing serious on a refused book", async () => {
  const broken = join(desk.folder, "broken");
  mkdirSync(broken);
  writeFileSync(join(broken, "hilo.db"), "not a database");
  app = await openApp(desk, broken);
  await waitForText(app.browser, "dañado");
  await examine("refused");
  await app.close();
});

test("the book with sample contacts opens", async () => {
  const hilo = (...args: string[]) => execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", ...args]);
  hilo("init", "--user", "Marta Soler", "--email", "marta@nosotros.example");
  hilo("sample", "--contacts", "400", "--customers", "30");
  // A field of each kind that looks different: the form, the criteria and the settings show them.
  const options = ["Alta", "Media", "Baja"];
  for (const field of [
    { label: "Entrega prevista", kind: "date" },
    { label: "Urgente", kind: "yes_no" },
    { label: "Prioridad", kind: "list", options },
    { label: "Canales", kind: "multi_list", options },
    { label: "Empleados", kind: "whole", belongs_to: "customer" },
  ]) {
    const file = join(desk.folder, "field.json");
    writeFileSync(file, JSON.stringify(field));
    hilo("custom-field", "add", "--json-in", file);
  }
  app = await openApp(desk, profile);
});

for (const { name, open } of screens) {
  test(`l27: axe finds nothing serious: ${name}`, async () => {
    await open();
    await examine(name);
  });
}

test("l1: the chosen theme is worn from the first frame of the next start, and the ground behind it too", async () => {
  await click(app.browser, "radio", "Oscuro");
  await click(app.browser, "radio", "Cómoda");
  await app.browser.waitUntil(async () => (await app.browser.execute(() => document.documentElement.dataset["density"])) === "comfortable");
  await app.close();
  app = await openApp(desk, profile);
  const worn = await app.browser.execute(() => [(window as unknown as { hiloLook: { theme: string; density: string } }).hiloLook, document.documentElement.dataset["theme"]]);
  expect(worn).toEqual([{ density: "comfortable", language: "es", theme: "dark" }, "dark"]);
  await waitForText(app.browser, "Contactos");
  await picture(desk, "dark-comfortable");
});
