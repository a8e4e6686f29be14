// The page alone in Chromium, on the invented book of development: for looks, where no window is needed.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { freePorts, start, until } from "./process.ts";

const ui = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "ui");
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

export interface Pages {
  /** Opens `path` of the page's development server; closed by `close`. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openPages(): Promise<Pages> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: node scripts/setup.mjs --tests`);
  const [port] = await freePorts(1);
  const vite = join(dirname(createRequire(join(ui, "package.json")).resolve("vite/package.json")), "bin", "vite.js");
  const server = start(process.execPath, [vite, ui, "--port", `${port}`, "--strictPort", "--host", "127.0.0.1"], process.env);
  const origin = `http://127.0.0.1:${port}`;
  let browser: Browser | undefined;
  try {
    await until("the page's server", async () => (await fetch(origin).catch(() => undefined)) && true, 30_000);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  } catch (error) {
    await server.stop();
    throw new Error(`the page did not open: ${server.output()}`, { cause: error });
  }
  const running = browser;
  return {
    async open(path, options = {}) {
      const context = await running.newContext({ viewport: { width: 1366, height: 768 }, timezoneId: "Europe/Madrid", ...options });
      const page = await context.newPage();
      await page.goto(`${origin}${path}`);
      return page;
    },
    async close() {
      await running.close();
      await server.stop();
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
  // What does not fit below must be in something that scrolls.
  if (document.body.scrollHeight > window.innerHeight + 1) cut.push(`the page is ${document.body.scrollHeight} high`);
  return cut;
};
