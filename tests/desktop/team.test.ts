// A team in the real window: it says what it needs, exchanges by itself, and a conflict that is settled there is settled for
// the colleague too, who is a terminal.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get, waitForText } from "./harness/find.ts";
import { until } from "./harness/process.ts";

const PHRASE = "una frase muy larga";
let desk: Desk;
let app: App | undefined;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(async () => {
  await app?.close();
  await desk?.close();
});

function hilo(profile: string, args: string[], input?: object): Record<string, unknown> & Record<string, never>[] {
  const env = { ...desk.env, HILO_PASSPHRASE: PHRASE };
  const options = { encoding: "utf8", env, input: input ? JSON.stringify(input) : undefined } as const;
  return JSON.parse(execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", ...args], options));
}

test("i15_i39_a_conflict_is_settled_in_the_window_for_everybody_and_the_window_shares_by_itself", async () => {
  const [marta, ivan, folder] = ["marta", "ivan", "nube"].map((name) => join(desk.folder, name)) as [string, string, string];
  mkdirSync(folder);
  hilo(marta, ["init", "--user", "Marta Soler"]);
  hilo(ivan, ["init", "--user", "Iván Prieto"]);
  const customer = hilo(marta, ["customer", "add", "--json-in", "-"], { name: "Bodegas Ejemplo" })["id"];
  const contact = String(
    hilo(marta, ["contact", "add", "--json-in", "-"], { customer, date: "2026-11-24", contact_type: "visit", notes: "Muestra" })["id"],
  );
  hilo(marta, ["team", "create", "Equipo comercial", "--folder", folder]);
  const { link } = hilo(marta, ["team", "invite"]);
  const { request, code } = hilo(ivan, ["team", "join", String(link), "--folder", folder]);
  hilo(marta, ["team", "approve", String(request), "--code", String(code)]);
  hilo(ivan, ["sync"]);
  hilo(marta, ["contact", "edit", contact, "--json-in", "-"], { duration_minutes: 30 });
  hilo(ivan, ["contact", "edit", contact, "--json-in", "-"], { duration_minutes: 45 });
  for (const profile of [marta, ivan, marta]) hilo(profile, ["sync"]);

  app = await openApp(desk, marta);
  const { browser } = app;
  // The key is sealed: it says so, and nothing else is missing.
  await click(browser, "button", ["Hace falta la frase"]);
  await (await browser.$("input[type=password]")).setValue(PHRASE);
  await click(browser, "button", "Abrir");
  await waitForText(browser, "Puestos del equipo");
  await waitForText(browser, "Iván Prieto");
  await get(browser, "radio", ["45", "45 min"]).catch(() => undefined);
  await desk.shot("team-es");
  await waitForText(browser, "lo cambiasteis a la vez");
  await browser.keys("Enter").catch(() => undefined);
  const open = () => hilo(marta, ["conflict", "list"]).length;
  if (open() > 0) await (await browser.$("//section//button[contains(., 'Quedarse con')]")).click();
  await until("the choice", () => (open() === 0 ? true : undefined), 15_000);
  // The window shares by itself: the colleague only has to look.
  await until("the colleague", () => {
    hilo(ivan, ["sync"]);
    return hilo(ivan, ["conflict", "list"]).length === 0 ? true : undefined;
  }, 60_000);
  const shown = (profile: string) => hilo(profile, ["contact", "show", contact])["duration_minutes"];
  expect(shown(ivan)).toBe(shown(marta));
  // And what the colleague writes comes into the open window.
  hilo(ivan, ["customer", "add", "--json-in", "-"], { name: "Imprenta Modelo" });
  hilo(ivan, ["sync"]);
  await click(browser, "button", "Clientes");
  // Rows that contain their layout are no text to the driver, which works out for itself what is seen.
  const isThere = () => browser.execute(() => document.body.innerText.includes("Imprenta Modelo"));
  await browser.waitUntil(isThere, { timeout: 40_000 });
  await desk.shot("team-arrived-es");
});
