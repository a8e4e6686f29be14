// The page alone in Chromium, on the invented book of development: for looks, where no window is needed.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { expect } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const ui = join(here, "..", "..", "..", "ui");
const shots = join(here, "..", "shots");
const CHROMIUM = "/usr/bin/chromium";
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A window of 1366 × 768 at 200 %. */
export const DOUBLE = { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 };

/** A language, a theme and a size, in which a screen is looked at. */
export type Look = { language: string; theme: string; zoom: string; openPage: (path: string) => Promise<Page> };

/** Both languages, one in each theme, at 100 % and at 200 %. */
export async function allLooks(pages: Pages): Promise<Look[]> {
  const looks: Look[] = [];
  for (const [language, theme] of [["es", "light"], ["en", "dark"]] as const)
    for (const [zoom, size] of Object.entries({ "100": {}, "200": DOUBLE }))
      looks.push({ language, theme, zoom, openPage: await pages.together({ theme, density: "compact", language }, size) });
  return looks;
}

/** How a screen is reached from its address. */
export type Open = (page: Page, language: string) => Promise<unknown>;

/** In every look the screen is whole, axe finds nothing serious where it is asked, and there is a picture. */
export async function isWhole(looks: Look[], name: string, address: string, open: Open, audit?: string): Promise<void> {
  const look = async ({ language, theme, zoom, openPage }: Look) => {
    const page = await openPage(address);
    await page.locator("h1").first().waitFor();
    await open(page, language);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(shots, `look-${name}-${language}-${theme}-${zoom}.png`) });
    expect(await page.evaluate(overflowing), `${language}, ${theme}, ${zoom} %`).toEqual([]);
    if (audit) expect(await page.evaluate<unknown>(audit), `axe: ${language}, ${theme}, ${zoom} %`).toEqual([]);
    await page.close();
  };
  // Two at a time: one waits while the other works.
  for (let at = 0; at < looks.length; at += 2) await Promise.all(looks.slice(at, at + 2).map(look));
}

/** What is used of Vite, which is the page's and not of these tests. */
interface Vite {
  build(config: object): Promise<unknown>;
  preview(config: object): Promise<{ httpServer: { address(): unknown }; close(): Promise<void> }>;
}

export interface Pages {
  /** Opens `path` of the page, built with its invented book; closed by `close`. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Pages in one look, each as at a first start, that share what they have loaded; closed by `close`. */
  together(look: object | undefined, options: BrowserContextOptions): Promise<(path: string) => Promise<Page>>;
  close(): Promise<void>;
}

export async function openPages(): Promise<Pages> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: node scripts/setup.mjs --tests`);
  const folder = mkdtempSync(join(tmpdir(), "hilo-pages-"));
  const vite: Vite = await import(pathToFileURL(createRequire(join(ui, "package.json")).resolve("vite")).href);
  // Built, not served file by file: a page is there in a tenth of the time.
  const input = ["index.html", "kit.html"].map((name) => join(ui, name));
  const build = { outDir: folder, emptyOutDir: true, rollupOptions: { input } };
  // With the invented book, which only development has, and else as users get it: a page is there in half the time.
  const { NODE_ENV } = process.env;
  process.env["NODE_ENV"] = "production";
  await vite.build({ root: ui, mode: "development", logLevel: "error", build });
  process.env["NODE_ENV"] = NODE_ENV;
  const server = await vite.preview({ root: ui, logLevel: "error", build: { outDir: folder }, preview: { port: 0, host: "127.0.0.1" } });
  const origin = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`;
  const stop = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  } catch (error) {
    await stop();
    throw new Error("Chromium did not start", { cause: error });
  }
  const running = browser;
  const together: Pages["together"] = async (look, options) => {
    const context = await running.newContext({ viewport: { width: 1366, height: 768 }, timezoneId: "Europe/Madrid", ...options });
    await context.addInitScript((value) => {
      localStorage.clear();
      if (value) Object.assign(window, { hiloLook: value });
    }, look);
    return async (path) => {
      const page = await context.newPage();
      await page.goto(`${origin}${path}`);
      return page;
    };
  };
  return {
    together,
    async open(path, options = {}) {
      return (await together(undefined, options))(path);
    },
    async close() {
      await running.close();
      await stop();
    },
  };
}

/** Boxes wider than what shows them, without an ellipsis or a scroll bar that says so. */
export const overflowing = () => {
  const cut = [];
  for (const element of document.querySelectorAll<HTMLElement>("body, body *")) {
    if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0) continue;
    const { overflowX, textOverflow, display, clipPath, scrollbarWidth } = getComputedStyle(element);
    const isMeant = textOverflow === "ellipsis" || display === "inline" || clipPath !== "none" || element.tagName === "INPUT";
    const isScrolled = overflowX === "auto" && scrollbarWidth === "none";
    if (!isMeant && !isScrolled && (overflowX !== "visible" || element === document.body))
      cut.push(`${element.tagName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`);
  }
  for (const foot of document.querySelectorAll("[role=dialog] footer")) {
    const body = foot.previousElementSibling;
    const inside = body?.lastElementChild;
    const isOpen = body && getComputedStyle(body).overflowY === "visible";
    if (isOpen && inside && inside.getBoundingClientRect().bottom > foot.getBoundingClientRect().top + 1) cut.push("a dialog lies over its own buttons");
  }
  // What does not fit below must be in something that scrolls.
  if (document.body.scrollHeight > window.innerHeight + 1) cut.push(`the page is ${document.body.scrollHeight} high`);
  return cut;
};
