// The team's screens in Chromium, on the invented book, in both languages and at 200 %: nothing is cut, axe finds nothing
// serious, and there is a picture of each.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "./harness/axe.ts";
import { allLooks, isWhole, type Look, type Open, openPages, type Pages } from "./harness/page.ts";

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

const word = (language: string, es: string, en: string) => (language === "es" ? es : en);
const button = (page: Page, language: string, es: string | RegExp, en: string | RegExp) =>
  page.getByRole("button", { name: language === "es" ? es : en }).first();
/** By the line at the foot of the places, whatever it says. */
const toTeam = (page: Page) => page.locator("aside button[data-state]").click();
const toConflicts: Open = async (page, language) => {
  await button(page, language, /^Conflictos/, /^Conflicts/).click();
  await page.getByRole("radio").first().waitFor({ state: "attached" });
  // The keys are for whoever has the focus.
  await page.locator("section[data-region]:focus-within").waitFor();
};
/** A colleague's change arrives. */
const others = async (page: Page) => {
  await page.waitForTimeout(150);
  await page.evaluate(() => dispatchEvent(new Event("hilo:others")));
  await page.getByText(/Iván (cambió esto|changed this)/).first().waitFor();
};
const start =
  (es: string, en: string): Open =>
  async (page, language) => {
    await toTeam(page);
    await button(page, language, new RegExp(`^${es}`), new RegExp(`^${en}`)).click();
    await page.getByRole("form").waitFor();
  };

const screens: [name: string, address: string, open: Open][] = [
  ["none", "/?team=none", toTeam],
  ["create", "/?team=none", start("Crear un equipo", "Create a team")],
  [
    "create-phrase",
    "/?team=none&phrase",
    async (page, language) => {
      await start("Crear un equipo", "Create a team")(page, language);
      await page.keyboard.type("Equipo comercial");
      await button(page, language, "Elegir carpeta…", "Choose folder…").click();
      await page.keyboard.press("Tab");
      await button(page, language, /^Crear el equipo/, /^Create the team/).click();
      await page.locator("input[type=password]").first().waitFor();
    },
  ],
  ["join", "/?team=none", start("Unirme a un equipo", "Join a team")],
  ["pending", "/?team=pending", toTeam],
  ["shared", "/?team=shared", toTeam],
  [
    "unshared",
    "/?team=unshared&conflicts",
    async (page, language) => {
      await toTeam(page);
      await button(page, language, "Comprobar", "Check").click();
      await page.getByText("318").waitFor();
    },
  ],
  ["locked", "/?team=locked", toTeam],
  ["trouble", "/?team=trouble", toTeam],
  ["paused", "/?team=paused", toTeam],
  ["removed", "/?team=removed", toTeam],
  [
    "invite",
    "/?team=asking",
    async (page, language) => {
      await toTeam(page);
      await button(page, language, "Invitar un puesto", "Invite a computer").click();
      await page.getByRole("dialog").getByText(/Lucía Vega/).first().waitFor();
    },
  ],
  [
    "mismatch",
    "/?team=asking",
    async (page) => {
      await toTeam(page);
      await page.getByRole("textbox").first().fill("faro cobre mesa luna");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    },
  ],
  [
    "remove",
    "/?team=shared",
    async (page, language) => {
      await toTeam(page);
      await button(page, language, "Acciones de Óscar Lemos, portátil", "Actions for Óscar Lemos, portátil").click();
      await page.getByRole("menuitem").first().click();
      await page.getByRole("dialog").waitFor();
    },
  ],
  ["conflicts", "/?team=shared&conflicts", toConflicts],
  ["conflicts-notes", "/?team=shared&conflicts", (page, language) => toConflicts(page, language).then(() => page.keyboard.press("ArrowDown"))],
  [
    "conflicts-deleted",
    "/?team=shared&conflicts",
    async (page, language) => {
      await toConflicts(page, language);
      for (let down = 0; down < 4; down++) await page.keyboard.press("ArrowDown");
    },
  ],
  [
    "conflict-kept",
    "/?team=shared&conflicts",
    async (page, language) => {
      await toConflicts(page, language);
      await page.waitForTimeout(100);
      await page.keyboard.press("Enter");
      await page.getByText(word(language, "Resuelto:", "Settled:")).waitFor();
    },
  ],
  [
    "card-mark",
    "/?team=shared&conflicts",
    async (page, language) => {
      await toConflicts(page, language);
      for (let down = 0; down < 2; down++) await page.keyboard.press("ArrowDown");
      await page.getByRole("button", { name: "Viveros Cualquiera", exact: true }).click();
      await page.getByRole("article").waitFor();
    },
  ],
  [
    "form-mark",
    "/?team=shared&conflicts",
    async (page, language) => {
      await toConflicts(page, language);
      await page.getByRole("button", { name: /^Imprenta Modelo · 22/ }).first().click();
      await button(page, language, "Revisar", "Review").waitFor();
    },
  ],
  [
    "form-changed",
    "/?team=shared",
    async (page, language) => {
      await button(page, language, "Cargar", "Load").click();
      await page.getByRole("gridcell").first().waitFor();
      await page.keyboard.press("F2");
      await page.getByRole("textbox", { name: word(language, "Notas (motivo)", "Notes (reason)") }).fill("Lo que escribo yo");
      await others(page);
    },
  ],
  [
    "customer-changed",
    "/?team=shared&conflicts",
    async (page, language) => {
      await button(page, language, "Clientes", "Customers").click();
      await page.getByRole("row", { name: /Bodegas Ejemplo/ }).click();
      await page.getByRole("article").getByRole("button", { name: word(language, "Modificar", "Modify"), exact: true }).click();
      await page.getByRole("dialog").getByRole("textbox").nth(2).fill("00088");
      await others(page);
      await button(page, language, "Ver qué cambió", "See what changed").click();
      await page.getByRole("dialog").getByRole("table").waitFor();
    },
  ],
];

for (const [name, address, open] of screens) {
  test(`i15 y17: the team's ${name} is whole in both languages and at 200 %`, () => isWhole(looks, `team-${name}`, address, open, audit));
}
