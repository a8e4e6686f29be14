// Each screen in Chromium, in both languages, at 100 % and at 200 %: nothing is cut, nothing scrolls sideways.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
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

const place = (es: string, en: string) => (page: Page, language: string) =>
  page.getByRole("button", { name: language === "es" ? es : en, exact: true }).click();
const tab = (index: number) => async (page: Page, language: string) => {
  await place("Clientes", "Customers")(page, language);
  await page.getByRole("article").getByRole("tab").nth(index).click();
};

const named = (page: Page, language: string, es: string, en: string) =>
  page.getByRole("button", { name: language === "es" ? es : en }).first();
const load = async (page: Page, language: string) => {
  await named(page, language, "Cargar", "Load").click();
  await page.getByRole("gridcell").first().waitFor();
};
/** Every kind of criterion that text can hold, not loaded yet. */
const staleCriteria = async (page: Page, language: string) => {
  await named(page, language, "Editar criterios", "Edit criteria").click();
  const fields = page.locator("[data-criteria] input:not([type=checkbox], [type=radio], [readonly])");
  for (let at = 1; at < (await fields.count()); at++) await fields.nth(at).fill(at === (await fields.count()) - 1 ? "tirada de prueba con papel estucado" : "01/11/2026");
};

/** A new screen is one more line: its name, its address, and how it is reached from there. */
const screens: [name: string, address: string, open: Open][] = [
  ["first-run", "/?first", async () => {}],
  ["refused", "/?refused=newer_version", async () => {}],
  ["refused-damaged", "/?refused=damaged", (page) => page.getByRole("radio").first().waitFor()],
  ["notices", "/?notice=read_only&notice=log_missing&notice=mended&notice=damaged", async () => {}],
  ["criteria", "/", async () => {}],
  ["list", "/", load],
  ["list-stale", "/", (page, language) => load(page, language).then(() => staleCriteria(page, language))],
  ["columns", "/", (page, language) => load(page, language).then(() => named(page, language, "Columnas", "Columns").click())],
  ["form", "/", (page, language) => load(page, language).then(() => page.keyboard.press("F2")).then(() => page.getByRole("textbox").nth(3).waitFor())],
  ["criteria-fields", "/?fields", (page, language) => page.getByText(language === "es" ? "Campos propios" : "Custom fields").scrollIntoViewIfNeeded()],
  [
    "form-fields",
    "/?fields",
    async (page, language) => {
      await load(page, language);
      await page.keyboard.press("F2");
      await page.getByRole("region", { name: language === "es" ? "Campos propios" : "Custom fields" }).scrollIntoViewIfNeeded();
    },
  ],
  [
    "settings-fields",
    "/?fields",
    async (page, language) => {
      await named(page, language, "Parámetros", "Settings").click();
      await page.getByRole("button", { name: language === "es" ? "Modificar Prioridad" : "Modify Prioridad" }).click();
      await page.getByRole("dialog").waitFor();
    },
  ],
  [
    "customer-form",
    "/?fields",
    async (page, language) => {
      await named(page, language, "Clientes", "Customers").click();
      await page.getByRole("row", { name: /Imprenta Modelo/ }).click();
      await page.getByRole("article").getByRole("button", { name: language === "es" ? "Modificar" : "Modify", exact: true }).click();
      await page.getByRole("dialog").waitFor();
    },
  ],
  [
    "form-files",
    "/",
    async (page, language) => {
      await load(page, language);
      await page.keyboard.press("F2");
      await page.getByRole("tab", { name: language === "es" ? /^Archivos/ : /^Attachments/ }).click();
      await page.getByRole("button", { name: language === "es" ? /^Añadir archivos/ : /^Add files/ }).click();
      await page.getByText("Plano de la línea.pdf").last().waitFor();
    },
  ],
  [
    "card-interests",
    "/",
    async (page, language) => {
      await named(page, language, "Clientes", "Customers").click();
      await page.getByRole("row", { name: /Imprenta Modelo/ }).click();
      await page.getByRole("tab", { name: language === "es" ? /^Intereses/ : /^Interests/ }).click();
    },
  ],
  [
    "change",
    "/",
    async (page, language) => {
      await load(page, language);
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Control+m");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("+5");
      await page.getByRole("dialog").getByRole("row").first().waitFor();
    },
  ],
  [
    "found",
    "/",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("con");
      await page.getByRole("option", { selected: true }).waitFor();
      await page.keyboard.press("Shift+Enter");
      await page.getByRole("listbox").getByRole("option").first().waitFor();
    },
  ],
  [
    "palette",
    "/",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("mo");
      await page.getByRole("option").nth(3).waitFor();
    },
  ],
  ["keys", "/", (page) => page.keyboard.press("F1").then(() => page.getByRole("dialog").waitFor())],
  [
    "alarms",
    "/",
    async (page, language) => {
      await named(page, language, "Avisos", "Alerts").click();
      await page.getByRole("grid").getByRole("row").nth(1).waitFor();
    },
  ],
  [
    "alarms-silent",
    "/",
    async (page, language) => {
      await named(page, language, "Avisos", "Alerts").click();
      await page.getByRole("tab", { name: language === "es" ? "Clientes en silencio" : "Silent customers" }).click();
      await page.getByRole("grid").getByRole("row").nth(1).waitFor();
    },
  ],
  [
    "preview-thread",
    "/",
    async (page, language) => {
      await load(page, language);
      if (!(await page.getByRole("complementary", { name: language === "es" ? "Vista previa" : "Preview" }).isVisible()))
        await named(page, language, "Mostrar u ocultar la vista previa", "Show or hide the preview").click();
      await page.waitForTimeout(300);
    },
  ],
  [
    "people-search",
    "/",
    async (page, language) => {
      await load(page, language);
      await page.keyboard.press("F2");
      await named(page, language, "Buscar entre las personas del cliente", "Search among the customer's people").click();
      await page.getByRole("dialog").waitFor();
    },
  ],
  ["customers", "/", tab(0)],
  ["card-facts", "/", tab(1)],
  ["card-people", "/", tab(2)],
  [
    "email",
    "/",
    async (page, language) => {
      await place("Clientes", "Customers")(page, language);
      await page.getByLabel(language === "es" ? "Buscar cliente" : "Search customers").fill("modelo");
      await page.getByRole("article").getByRole("tab", { name: /^(Archivos|Attachments)/ }).click();
      await named(page, language, "Abrir", "Open").click();
      await page.getByRole("dialog").locator("iframe").waitFor();
    },
  ],
  ["customers-none", "/?empty", place("Clientes", "Customers")],
  ["bin-empty", "/", place("Papelera", "Bin")],
  [
    "bin",
    "/",
    async (page, language) => {
      await tab(0)(page, language);
      await page.getByRole("grid").last().focus();
      await page.keyboard.press("Delete");
      await place("Papelera", "Bin")(page, language);
      await page.getByRole("grid").last().waitFor();
    },
  ],
  ["settings", "/", place("Parámetros", "Settings")],
];

for (const [name, address, open] of screens) {
  test(`l28: ${name} is whole in both languages and at 200 %`, () => isWhole(looks, name, address, open));
}

test("l28: a form looks the same whatever lies under it, from the least window up", async () => {
  for (const width of [1024, 1180, 1366]) {
    const openPage = await pages.together({ density: "compact", language: "es" }, { viewport: { width, height: 700 } });
    const page = await openPage("/");
    await load(page, "es");
    const preview = page.getByRole("complementary", { name: "Vista previa" });
    const pictureOver = async (isPreviewOpen: boolean) => {
      if ((await preview.isVisible()) !== isPreviewOpen) await page.keyboard.press("Space");
      await expect.poll(() => preview.isVisible()).toBe(isPreviewOpen);
      await page.keyboard.press("F2");
      await page.locator("[data-layer]:not([inert]) [data-jump]").first().waitFor();
      await page.waitForTimeout(250);
      const picture = await page.screenshot({ path: join(shots, `look-form-over-${isPreviewOpen ? "preview" : "list"}-${width}.png`) });
      // Scroll bars of WebKitGTK shine through unless what has them paints nothing.
      expect(await page.locator("[data-layer][inert]").first().isVisible()).toBe(false);
      await page.keyboard.press("Escape");
      await page.locator("[data-layer][inert]").waitFor({ state: "detached" });
      return picture;
    };
    const [alone, over] = [await pictureOver(false), await pictureOver(true)];
    expect(over.equals(Uint8Array.from(alone)), `${width} pixels`).toBe(true);
    await page.close();
  }
});

test("l28: a broken promise in the thread of a form keeps clear of what follows it", async () => {
  for (const width of [1200, 1366]) {
    const page = await (await pages.together({ language: "es" }, { viewport: { width, height: 768 } }))("/");
    await page.getByText("Sin crear el siguiente").click();
    await load(page, "es");
    await page.keyboard.press("F2");
    const chain = page.getByRole("region", { name: "Hilo de este contacto" });
    const promise = await chain.getByText("Prometido para el").boundingBox();
    await page.screenshot({ path: join(shots, `look-promise-${width}.png`) });
    const after = await page.getByRole("region", { name: /^Contactos de / }).getByRole("heading").boundingBox();
    expect((after?.y ?? 0) - (promise?.y ?? 0) - (promise?.height ?? 0), `${width} pixels`).toBeGreaterThanOrEqual(12);
    await page.close();
  }
});

test("l28: a short message moves nothing and lies over no button", async () => {
  for (const width of [1024, 1366]) {
    const page = await (await pages.together({ language: "es" }, { viewport: { width, height: 768 } }))("/");
    await load(page, "es");
    const foot = () => page.locator("footer").first().boundingBox();
    const before = await foot();
    await page.keyboard.press("End");
    await page.keyboard.press("Delete");
    const message = page.getByText(/^Borrado el contacto/).locator("..");
    const [box, after] = [await message.boundingBox(), await foot()];
    await page.screenshot({ path: join(shots, `look-message-${width}.png`) });
    expect(after).toEqual(before);
    const covered = await page.evaluate((box) => {
      const isUnder = ({ left, right, top, bottom }: DOMRect) =>
        box && left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
      const controls = [...document.querySelectorAll("button, input, a[href], [tabindex='0']:not([role=grid], [data-region])")];
      return controls.filter((one) => !one.closest("[role=status]") && isUnder(one.getBoundingClientRect())).map((one) => one.outerHTML.slice(0, 120));
    }, box);
    expect(covered, `${width} pixels`).toEqual([]);
    // The last row can be scrolled to where it is seen whole.
    await page.getByRole("grid").evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
    const last = await page.getByRole("row").last().boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0);
    await page.close();
  }
});
