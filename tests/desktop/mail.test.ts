// A hostile email in the real web view and in Chromium: nothing runs, nothing is asked for, nothing leads anywhere.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { audit } from "./harness/axe.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get, maybe, waitForText } from "./harness/find.ts";
import { openPages, type Pages } from "./harness/page.ts";
import { picture } from "./harness/picture.ts";
import { until } from "./harness/process.ts";

const here = dirname(fileURLToPath(import.meta.url));
/** Enough for a web view to ask for whatever it is going to ask for. */
const PATIENCE_MS = 1500;

let desk: Desk;
let app: App;
let pages: Pages;
let profile: string;
let server: Server;
/** The paths that the sender's computer was asked for. */
let asked: string[] = [];
let hostile: string;
/** The page that the program makes of it. */
let page: { document: string; links: { number: number; address: string; is_allowed: boolean }[]; blocked_images: number };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("x");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  hostile = readFileSync(join(here, "..", "data", "hostile-mail.html"), "utf8").replaceAll("HOST", host);
  desk = await openDesk();
  profile = join(desk.folder, "profile");
  cli(["init", "--user", "Marta Soler", "--email", "marta@nosotros.example"]);
  const customer = JSON.parse(cli(["customer", "add", "--json-in", "-"], { name: "Imprenta Modelo" })).id as string;
  const contact = JSON.parse(
    cli(["contact", "add", "--json-in", "-"], { customer, date: "2026-11-20", contact_type: "email", notes: "" }),
  ).id as string;
  cli(["contact", "assume", contact, letter(), "--attach", "--associate"]);
  const seen = JSON.parse(cli(["contact", "show", contact])) as { attachments: { id: string }[] };
  app = await openApp({ ...desk, env: { ...desk.env, PATH: `${browserStub()}:${process.env["PATH"]}` } }, profile);
  page = (await app.browser.execute(
    // @ts-expect-error Tauri's own door, without our types
    (attachment: string) => window.__TAURI_INTERNALS__.invoke("email_page", { attachment }),
    seen.attachments[0]?.id ?? "",
  )) as typeof page;
  pages = await openPages();
});

afterAll(async () => {
  await desk?.shot("mail-end").catch(() => undefined);
  await app?.close();
  await desk?.close();
  await pages?.close();
  server?.close();
});

function cli(args: string[], input?: object): string {
  const hilo = join(dirname(binary), "hilo");
  const options = { encoding: "utf8", input: input && JSON.stringify(input) } as const;
  return execFileSync(hilo, ["--profile", profile, "--json", ...args], options);
}

function letter(): string {
  const file = join(desk.folder, "oferta.eml");
  const head = [
    "From: Ana <ana@empresa.example>",
    "To: marta@nosotros.example",
    "Subject: Oferta",
    "Date: Tue, 03 Mar 2026 08:15:00 +0000",
    "MIME-Version: 1.0",
    "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: base64",
  ];
  const body = Buffer.from(hostile).toString("base64").replace(/.{76}/g, "$&\r\n");
  writeFileSync(file, `${head.join("\r\n")}\r\n\r\n${body}\r\n`);
  return file;
}

/** Stands for the user's browser: writes down what it is asked to open. */
function browserStub(): string {
  const folder = join(desk.folder, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\nprintf '%s' "$1" > '${join(desk.folder, "opened.part")}'\nmv '${join(desk.folder, "opened.part")}' '${join(desk.folder, "opened")}'\n`);
  chmodSync(join(folder, "xdg-open"), 0o755);
  return folder;
}

/** A frame in the page that runs this; true once it has been there long enough. */
const frameIn = (srcdoc: string, sandbox: string | null) => {
  document.getElementById("probe")?.remove();
  const frame = document.createElement("iframe");
  frame.id = "probe";
  if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
  frame.srcdoc = srcdoc;
  document.body.append(frame);
};
const withPolicy = (html: string) => {
  const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(page.document)?.[0] ?? "";
  expect(policy).toContain("default-src 'none'");
  return html.replace("<head>", `<head>${policy}`);
};

test("the hostile email asks for a lot where nothing holds it back: these tests can fail", async () => {
  const tab = await pages.open("/kit.html");
  asked = [];
  await tab.setContent(hostile);
  await sleep(PATIENCE_MS);
  await tab.context().close();
  expect(new Set(asked).size).toBeGreaterThan(15);
  expect(asked).toContain("/script-ran");
});

test("R13 R14: shown in Chromium, it asks for nothing", async () => {
  const tab = await pages.open("/kit.html");
  asked = [];
  await tab.evaluate(`(${frameIn})(${JSON.stringify(page.document)}, "")`);
  await sleep(PATIENCE_MS);
  expect(asked, "cleaned").toEqual([]);
  // The wall behind: what if the cleaner had missed all of it?
  await tab.evaluate(`(${frameIn})(${JSON.stringify(withPolicy(hostile))}, "")`);
  await sleep(PATIENCE_MS);
  expect(asked, "not cleaned, with the frame's policy").toEqual([]);
  expect(await tab.evaluate("window.hiloLost")).toBeUndefined();
  await tab.context().close();
});

test("R12 R13: shown in the window, it asks for nothing", async () => {
  asked = [];
  await click(app.browser, "button", "Clientes");
  await waitForText(app.browser, "Imprenta Modelo");
  await click(app.browser, "tab", "Archivos");
  await click(app.browser, "button", "Abrir");
  await waitForText(app.browser, "Enlaces del correo");
  await sleep(PATIENCE_MS);
  expect(asked).toEqual([]);
  const frames = await app.browser.execute(() =>
    [...document.querySelectorAll("iframe")].map((frame) => [frame.getAttribute("sandbox"), frame.hasAttribute("src")]),
  );
  expect(frames).toEqual([["", false]]);
  await picture(desk, "stored-html-es");
});

test("R13: neither do the walls behind it, each alone", async () => {
  asked = [];
  await app.browser.execute(frameIn, withPolicy(hostile), "");
  await sleep(PATIENCE_MS);
  expect(asked, "the frame's policy").toEqual([]);
  await app.browser.execute(frameIn, hostile, "");
  await sleep(PATIENCE_MS);
  expect(asked, "the window's policy").toEqual([]);
  await app.browser.execute(() => document.getElementById("probe")?.remove());
});

test("R10 R14: from inside the frame there is no way to the window or out of it", async () => {
  const before = await app.browser.getUrl();
  const frame = await app.browser.$("iframe");
  await app.browser.switchFrame(frame);
  // The driver reaches into the frame where a script of the email cannot.
  const inside = await app.browser.execute(() => ({
    door: "__TAURI_INTERNALS__" in window,
    ways: document.querySelectorAll("[href], [action], [ping], form, base, meta[http-equiv=refresh]").length,
    scripts: document.scripts.length,
  }));
  await app.browser.execute(() => {
    for (const link of document.querySelectorAll<HTMLElement>("[data-link]")) link.click();
  });
  await app.browser.switchFrame(null);
  expect(inside).toEqual({ door: false, ways: 0, scripts: 0 });
  // With the mouse, on the screen.
  const { x, y } = await frame.getLocation();
  await app.browser.action("pointer").move({ x: Math.round(x) + 60, y: Math.round(y) + 60 }).down().up().perform();
  await sleep(500);
  expect(await app.browser.getUrl()).toBe(before);
  expect(await app.browser.execute(() => ["hiloLost" in window, document.title])).toEqual([false, "Hilo"]);
  expect(asked).toEqual([]);
});

test("R10: a frame that could run scripts would still find no door", async () => {
  const script = `<script>
    const told = [];
    try { told.push(typeof window.__TAURI_INTERNALS__, typeof parent.__TAURI_INTERNALS__); } catch (error) { told.push("closed"); }
    fetch("ipc://localhost/app_state", { method: "POST" }).then((answer) => told.push("ipc " + answer.status), () => told.push("ipc refused"))
      .finally(() => parent.postMessage({ told }, "*"));
  </script>`;
  const told = await app.browser.executeAsync((html: string, done: (told: unknown) => void) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = html;
    addEventListener("message", (event) => done(event.data.told), { once: true });
    // The window's policy keeps the script from running at all.
    setTimeout(() => done("silent"), 1500);
    document.body.append(frame);
    setTimeout(() => frame.remove(), 1600);
  }, script);
  expect(told).toBe("silent");
});

/** By keyboard: the driver does not click beside a frame that it has been in. */
async function press(button: string): Promise<void> {
  await app.browser.execute((element) => element.focus(), (await get(app.browser, "button", button)) as unknown as HTMLElement);
  await app.browser.keys("Enter");
}

test("R17: what leads out stands outside, whole; the web is opened by the program, a file is not", async () => {
  expect(page.links.map(({ is_allowed }) => is_allowed)).toEqual([true, false, false]);
  await waitForText(app.browser, "file:///etc/passwd");
  await press("Abrir el enlace 1");
  const opened = join(desk.folder, "opened");
  await until("the browser", () => existsSync(opened) || undefined);
  expect(readFileSync(opened, "utf8")).toBe(page.links[0]?.address);
  expect(asked, "the program itself does not go there").toEqual([]);
});

test("pictures that lie in this computer or its network are not fetched, even when asked for", async () => {
  await press("Cargar imágenes");
  await waitForText(app.browser, "no se han podido cargar");
  expect(asked).toEqual([]);
});

test("axe finds nothing serious in a stored email, in either theme", async () => {
  for (const theme of ["light", "dark"]) {
    await app.browser.execute((value) => {
      document.documentElement.dataset["theme"] = value;
    }, theme);
    await sleep(200);
    const found = await app.browser.executeAsync<string[], []>(`const done = arguments[arguments.length - 1]; ${audit}.then(done, (error) => done([String(error)]))`);
    expect(found, theme).toEqual([]);
  }
});

test("the plain text is one choice away, and nothing is asked for when it is left", async () => {
  await click(app.browser, "radio", "Solo texto");
  await waitForText(app.browser, "Estimado cliente");
  expect(await maybe(app.browser, "button", "Cargar imágenes")).toBeUndefined();
  await app.browser.keys("Escape");
  expect(await get(app.browser, "button", "Añadir")).toBeTruthy();
  expect(asked).toEqual([]);
});
