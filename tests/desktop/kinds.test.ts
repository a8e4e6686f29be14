// Kinds of emails that public reports show other programs get wrong, in the real window: whose they are, and what they ask.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get, maybe, waitForText } from "./harness/find.ts";
import { start, until } from "./harness/process.ts";
import * as pages from "./pages.ts";

const emails = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "crates", "mail", "tests", "emails");
const PREVIEW = "Asumir información de un correo";

let desk: Desk;
let app: App;
let profile: string;
let customer: string;
let person: string;

beforeAll(async () => {
  desk = await openDesk();
  profile = join(desk.folder, "profile");
  cli({}, "init", "--user", "Marta Soler", "--email", "marta@nosotros.example");
  customer = cli({ name: "Bodegas Ejemplo" }, "customer", "add", "--json-in", "-")["id"] as string;
  const record = { customer, name: "Eva Sanz", emails: ["noexiste@ejemplo.es"] };
  person = cli(record, "person", "add", "--json-in", "-")["id"] as string;
  app = await openApp(desk, profile);
});

afterAll(async () => {
  await desk?.shot("kinds-end").catch(() => undefined);
  await app?.close();
  await desk?.close();
});

function cli(record: object, ...args: string[]): Record<string, unknown> {
  const said = execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", ...args], {
    input: JSON.stringify(record),
    encoding: "utf8",
  });
  return JSON.parse(said) as Record<string, unknown>;
}

/** As the file manager does it. */
async function openWith(file: string): Promise<void> {
  const second = start(binary, ["--profile", profile, file], desk.env);
  await until("the second start's end", () => second.child.exitCode ?? undefined, 40_000);
  expect(second.child.exitCode, second.output()).toBe(0);
}

async function leave(): Promise<void> {
  await app.browser.keys("Escape");
  await app.browser.waitUntil(async () => (await maybe(app.browser, "dialog", PREVIEW)) === undefined, { timeoutMsg: "the preview stays" });
  await app.browser.keys("Escape");
  await get(app.browser, "button", "Añadir");
}

test("k01: one's own sent email is ours, says why that is uncertain, and makes nobody", async () => {
  await openWith(join(emails, "sent-own-ex.msg"));
  await waitForText(app.browser, "se toma por enviado por nosotros");
  await desk.shot("kinds-sent");
  expect(await maybe(app.browser, "checkbox", "Luis Mora")).toBeUndefined();
  await leave();
});

test("m01: an invitation becomes a visit with its day, hour and length, and keeps its file", async () => {
  await openWith(join(emails, "cal-noname.eml"));
  await waitForText(app.browser, "Sala 2, Cádiz");
  await desk.shot("kinds-invitation");
  await pages.assume(app, { attach: true, associate: false });
  await waitForText(app.browser, "Visita");
  await desk.shot("kinds-visit");
  await app.browser.keys("Escape");
  await click(app.browser, "button", ["Descartar"]);
  await get(app.browser, "button", "Añadir");
});

test("m05: a bounce asks whether the address is marked, and the mark is saved with the contact", async () => {
  await openWith(join(emails, "bounce-names.eml"));
  await click(app.browser, "checkbox", "Marcar noexiste@ejemplo.es, de Eva Sanz, como que no llega");
  await desk.shot("kinds-bounce");
  await pages.assume(app, { attach: true, associate: false });
  expect(cli({}, "person", "show", person)["failing_emails"], "nothing is marked before the contact is accepted").toEqual([]);
  await pages.accept(app);
  expect(cli({}, "person", "show", person)["failing_emails"]).toEqual(["noexiste@ejemplo.es"]);
  cli({}, "undo");
  expect(cli({}, "person", "show", person)["failing_emails"], "one undo takes back contact and mark").toEqual([]);
});

test("k17: a mail folder shows each of its emails, and each becomes a contact", async () => {
  await openWith(join(emails, "mbox-three.eml"));
  await get(app.browser, "dialog", "Correos");
  for (const subject of ["Correo 1", "Correo 2", "Correo 3"]) await waitForText(app.browser, subject);
  await desk.shot("kinds-folder");
  await app.browser.keys(["Control", "Enter"]);
  await waitForText(app.browser, "3 contactos creados, 1 persona nueva");
  const notes = (cli({}, "contact", "list")["items"] as { notes: string }[]).map((contact) => contact.notes);
  expect(notes).toEqual(["Correo 3\n\nTercero.", "Correo 2\n\nSegundo.", "Correo 1\n\nPrimero."]);
});

test("a deceiving sender is told", async () => {
  const mail = join(desk.folder, "engaño.eml");
  writeFileSync(mail, 'From: "jefe@banco.example" <malo@otro.example>\r\nSubject: Urgente\r\n\r\nPague hoy.\r\n');
  await openWith(mail);
  await waitForText(app.browser, "así se suele engañar");
  await desk.shot("kinds-deceiving");
});
