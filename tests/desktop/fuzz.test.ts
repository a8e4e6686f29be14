// Nonsense into every command, through the real door (R8), then a look at what the program left behind: nothing of a
// customer in the log (R38), files that only their owner reads (R40).
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get, waitForText } from "./harness/find.ts";
import { start, until } from "./harness/process.ts";
import * as pages from "./pages.ts";

const CALLS = 10_000;
const SEED = 20261124;
const CANARY = "Zanahorio";
const ADDRESS = "canario.secreto@zanahorio.example";
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

let desk: Desk;
let app: App;
let profile: string;

beforeAll(async () => {
  desk = await openDesk();
  profile = join(desk.folder, "profile");
  // As on most systems: what must be private is made private by us, not by the user's settings.
  process.umask(0o022);
  app = await openApp(desk, profile);
});

afterAll(async () => {
  await app?.close();
  await desk?.close();
});

/** Each command and what its arguments are called, as the page knows them. */
function commands(): { name: string; parameters: string[] }[] {
  const bindings = readFileSync(join(root, "ui", "src", "ipc", "bindings.ts"), "utf8");
  const found = [...bindings.matchAll(/__TAURI_INVOKE<.*?>\("(\w+)"(?:, \{ ([\w, ]+) \})?\)/g)];
  const all = found.map((match) => ({ name: match[1] ?? "", parameters: (match[2] ?? "").split(", ").filter(Boolean) }));
  // These open a dialog or a program of the system, or end the window.
  const left = new Set([
    "email_pick",
    "emails_pick",
    "folder_pick",
    "attachments_add",
    "attachments_pick",
    "reach",
    "window_print",
    "attachment_open",
    "attachment_save_as",
    "report_save",
    "ready_to_close",
  ]);
  return all.filter(({ name }) => !left.has(name));
}

test("a day's work, with names that must not leave the book", async () => {
  await pages.firstRun(app, { name: `${CANARY} Primero`, email: ADDRESS });
  await pages.newContact(app);
  await pages.newCustomer(app, `${CANARY} Exportaciones`);
  await pages.accept(app);
  await pages.load(app);
  await pages.expectRow(app, CANARY);
  await (await get(app.browser, "row", CANARY)).click();
  await app.browser.keys("Delete");
  await waitForText(app.browser, "Deshacer");
  await app.browser.keys(["Control", "z"]);
  const file = join(desk.folder, `${CANARY}.eml`);
  writeFileSync(file, `From: ${CANARY} <${ADDRESS}>\r\nSubject: ${CANARY}\r\n\r\nTel. 600 123 456\r\n`);
  const second = start(binary, [file], { ...desk.env, HILO_PROFILE: profile });
  await until("the second start's end", () => second.child.exitCode ?? undefined, 20_000);
  await get(app.browser, "dialog", "Asumir información de un correo");
});

test(`R8: ${CALLS} calls with nonsense break nothing and are answered with codes`, async () => {
  const all = commands();
  expect(all.length).toBeGreaterThan(30);
  const foul: string[] = [];
  for (let batch = 0; batch < CALLS / 500; batch++) foul.push(...(await app.browser.execute(fuzz, all, SEED + batch, 500, [CANARY, ADDRESS])));
  expect(foul.slice(0, 5)).toEqual([]);
  expect(log()).not.toContain("panic at");
  // Alive, and the book is whole.
  await app.browser.execute(() => location.reload());
  await waitForText(app.browser, "Contactos");
  const checked = execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", "check"], { encoding: "utf8" });
  expect(checked).not.toContain("error");
}, 240_000);

/** Runs in the page. Returns the answers that say more than a code. */
async function fuzz(all: { name: string; parameters: string[] }[], seed: number, calls: number, words: string[]): Promise<string[]> {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
  const texts = ["", "'; DROP TABLE contact; --", "../../etc/passwd", "\\\\host\\share", "C:\\Windows", "\u0000", "\ud83d\ude00", "1e999", "-1", '"*', "NEAR(", "0192f3a4-7788-7abc-8def-0123456789ab", "2026-02-30", "99:99", "email", "us", "x".repeat(5_000), ...words];
  const keys = ["customer", "person", "user", "date", "time", "notes", "name", "emails", "phones", "contact_type", "direction", "text", "handle", "attach", "associate", "next_contact", "closing", "has_attachments", "from", "to"];
  const value = (depth: number): unknown => {
    switch (next(depth > 2 ? 6 : 9)) {
      case 0: return null;
      case 1: return next(2) === 0;
      case 2: return [0, -1, 0.5, 4_294_967_296, Number.MAX_SAFE_INTEGER, 1e308, 20][next(7)];
      case 3: case 4: case 5: return texts[next(texts.length)];
      case 6: return Array.from({ length: next(4) }, () => value(depth + 1));
      default: return Object.fromEntries(Array.from({ length: next(keys.length) }, () => [keys[next(keys.length)], value(depth + 1)]));
    }
  };
  // A draft that is nearly right reaches further than noise.
  const draft = () => ({ customer: value(2), person: null, user: null, date: texts[next(texts.length)], time: null, time_zone: null, duration_minutes: value(2), contact_type: "phone", direction: "us", notes: texts[next(texts.length)], next_contact: null, previous: value(2), closing: null, email: null, name: texts[next(texts.length)], position: null, emails: [texts[next(texts.length)]], phones: [], legal_name: null, tax_id: null, web: null, code: null });
  const foul: string[] = [];
  const one = async () => {
    const { name, parameters } = all[next(all.length)] as { name: string; parameters: string[] };
    const values = Object.fromEntries(parameters.map((parameter) => [parameter, (parameter === "draft" || parameter === "user") && next(2) === 0 ? draft() : value(0)]));
    // @ts-expect-error Tauri's own door, without our types
    const answer = window.__TAURI_INTERNALS__.invoke(name, values).catch((error: unknown) => {
      const text = JSON.stringify(error);
      const isCode = typeof error === "object" && error !== null && "code" in error;
      const isTauris = typeof error === "string" && error.startsWith("invalid args");
      if (!(isCode || isTauris) || /SELECT|INSERT|sqlx|no such|\.rs|\/root|\/tmp|\/home|src-tauri/.test(text)) foul.push(`${name}: ${text}`);
    });
    const late = new Promise((resolve) => setTimeout(resolve, 30_000, "late"));
    if ((await Promise.race([answer, late])) === "late") foul.push(`${name}: no answer`);
  };
  for (let call = 0; call < calls; call += 10) await Promise.all(Array.from({ length: 10 }, one));
  return foul;
}

test("R38: nothing of a customer in the log nor in the report", async () => {
  const report = await app.browser.execute(() =>
    // @ts-expect-error Tauri's own door, without our types
    window.__TAURI_INTERNALS__.invoke("report_text"),
  );
  expect(log()).toContain("book opened");
  expect(report).toMatch(/quick check: ok/);
  for (const text of [log(), report as string]) {
    for (const secret of [CANARY, ADDRESS, "zanahorio", "600 123 456", "DROP TABLE", profile]) expect(text).not.toContain(secret);
  }
});

test("the report is shown whole before it is copied", async () => {
  await waitForText(app.browser, "Contactos");
  await click(app.browser, "button", "Parámetros");
  await click(app.browser, "button", "Ver informe…");
  await get(app.browser, "button", "Copiar informe");
  await app.browser.waitUntil(() => app.browser.execute(() => document.querySelector<HTMLTextAreaElement>("[role=dialog] textarea")?.value.includes("quick check: ok") ?? false), { timeout: 10_000 });
  await desk.shot("fuzz-report");
  await click(app.browser, "button", "Copiar informe");
  await waitForText(app.browser, "Informe copiado");
});

test("R40: the book, its attachments and the log are for their owner only", () => {
  const modes = (folder: string): [string, number][] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => [path, statSync(join(folder, path)).mode & 0o077]);
  expect(statSync(profile).mode & 0o777).toBe(0o700);
  expect(modes(profile).filter(([, open]) => open !== 0)).toEqual([]);
  const logs = readdirSync(join(desk.folder, "data")).flatMap((own) => modes(join(desk.folder, "data", own)).filter(([path]) => path.endsWith(".log")));
  expect(logs.length).toBeGreaterThan(0);
  expect(logs.filter(([, open]) => open !== 0)).toEqual([]);
});

function log(): string {
  const data = join(desk.folder, "data");
  return readdirSync(data, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".log")).map((path) => readFileSync(join(data, path), "utf8")).join("");
}
