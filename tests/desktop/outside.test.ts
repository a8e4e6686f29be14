// What comes to the window from outside its page: files opened with it, other programs, and the keys of a browser.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, fill, get, maybe, waitForText } from "./harness/find.ts";
import { start, until } from "./harness/process.ts";
import * as pages from "./pages.ts";

const PREVIEW = "Asumir información de un correo";

let desk: Desk;
let app: App;
let profile: string;

beforeAll(async () => {
  desk = await openDesk();
  profile = join(desk.folder, "profile");
  cli("init", "--user", "Marta Soler", "--email", "marta@nosotros.example");
  email("uno.eml", "Primer asunto");
  email("dos.eml", "Segundo asunto");
  writeFileSync(join(desk.folder, "pagina.html"), "<h1>otra página</h1>");
  app = await openApp(desk, profile, [join(desk.folder, "uno.eml")]);
});

afterAll(async () => {
  await desk?.shot("outside-end").catch(() => undefined);
  await app?.close();
  await desk?.close();
});

function cli(...args: string[]): string {
  return execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", ...args], { encoding: "utf8" });
}

function email(name: string, subject: string): void {
  const head = ["From: Ana <ana@empresa.example>", "To: marta@nosotros.example", `Subject: ${subject}`, "Date: Tue, 03 Mar 2026 08:15:00 +0000"];
  writeFileSync(join(desk.folder, name), `${head.join("\r\n")}\r\n\r\nCuerpo de ${name}\r\n`);
}

/** As the file manager does it. */
async function openWith(...files: string[]): Promise<void> {
  const folder = join(desk.folder, "elsewhere");
  mkdirSync(folder, { recursive: true });
  const second = start(binary, ["--profile", profile, ...files], desk.env);
  // With what it said: whoever waits for the first start to answer says nothing else.
  await until("the second start's end", () => second.child.exitCode ?? undefined, 40_000).catch((error: unknown) => {
    throw new Error(`${error}\n${second.output()}`);
  });
  expect(second.child.exitCode, second.output()).toBe(0);
}

const previewIsGone = () =>
  app.browser.waitUntil(async () => (await maybe(app.browser, "dialog", PREVIEW)) === undefined, { timeoutMsg: "the preview stays" });

test("a file that the program is started with opens as a new contact of type Email, with its preview", async () => {
  await get(app.browser, "dialog", PREVIEW);
  await waitForText(app.browser, "Primer asunto");
  await desk.shot("outside-first-start");
  await app.browser.keys("Escape");
  await previewIsGone();
  await waitForText(app.browser, "Nuevo contacto");
});

test("another one goes to the open form of type Email", async () => {
  await openWith(join(desk.folder, "dos.eml"));
  await waitForText(app.browser, "Segundo asunto");
  await app.browser.keys("Escape");
  await previewIsGone();
});

test("a form of another type lets it wait and loses nothing", async () => {
  await pages.chooseType(app, "Visita");
  await fill(app.browser, "textbox", "Notas", "a medias");
  await openWith(join(desk.folder, "uno.eml"));
  await waitForText(app.browser, "cuando termines con este contacto");
  expect(await maybe(app.browser, "dialog", PREVIEW)).toBeUndefined();
  await click(app.browser, "button", "Cancelar");
  await click(app.browser, "button", ["Descartar"]);
  await waitForText(app.browser, "Primer asunto");
  await app.browser.keys("Escape");
  await previewIsGone();
  await app.browser.keys("Escape");
  await get(app.browser, "button", "Añadir");
});

test("R6: what is no email is told in a sentence, and the page stays; of several the first is taken", async () => {
  const page = await app.browser.getUrl();
  await openWith(join(desk.folder, "no-existe.msg"));
  await waitForText(app.browser, "No se pudo leer el archivo");
  await openWith(join(desk.folder, "pagina.html"));
  await waitForText(app.browser, "Abre antes el contacto o el cliente al que van esos archivos");
  writeFileSync(join(desk.folder, "falso.msg"), "<html>Nada de esto es un correo</html>");
  await openWith(join(desk.folder, "falso.msg"));
  await waitForText(app.browser, "Ese archivo no es un correo");
  expect(await app.browser.getUrl()).toBe(page);
  await openWith(join(desk.folder, "dos.eml"), join(desk.folder, "pagina.html"));
  await waitForText(app.browser, "Segundo asunto");
  await waitForText(app.browser, "el otro archivo sigue donde estaba");
  await app.browser.keys("Escape");
  await previewIsGone();
  await app.browser.keys("Escape");
  await get(app.browser, "button", "Añadir");
});

test("s53: several emails become contacts after one preview, in a process of their own, with one undo", async () => {
  const customer = JSON.parse(cli("customer", "list"));
  if ((customer.items ?? customer).length === 0) {
    const record = join(desk.folder, "cliente.json");
    writeFileSync(record, JSON.stringify({ name: "Empresa de Ejemplo", emails: ["ventas@empresa.example"] }));
    cli("customer", "add", "--json-in", record);
  }
  writeFileSync(join(desk.folder, "roto.msg"), Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3));
  await openWith(...["dos.eml", "uno.eml", "roto.msg"].map((name) => join(desk.folder, name)));
  await get(app.browser, "dialog", "Correos");
  await waitForText(app.browser, "Por el dominio");
  await waitForText(app.browser, "Crear 2 contactos");
  await desk.shot("outside-batch");
  const readers = execFileSync("ps", ["-A", "-o", "args="], { encoding: "utf8" }).split("\n").filter((line) => line.includes("--read-emails"));
  expect(readers).toHaveLength(1);
  await app.browser.keys(["Control", "Enter"]);
  await waitForText(app.browser, "2 contactos creados, 1 persona nueva");
  expect(JSON.parse(cli("contact", "list")).items).toHaveLength(2);
  await app.browser.keys(["Control", "z"]);
  await until("the undo", async () => (JSON.parse(cli("contact", "list")).items.length === 0 ? true : undefined), 10_000);
});

test("F18: what hilo writes meanwhile is in the list without loading it again", async () => {
  await pages.load(app);
  await waitForText(app.browser, "Todos");
  cli("sample", "--contacts", "20", "--customers", "5");
  await app.browser.waitUntil(
    async () => Number(await app.browser.execute(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount"))) >= 20,
    { timeout: 10_000, timeoutMsg: "the list does not learn of it" },
  );
});

test("Ctrl + and − change the size, Ctrl 0 brings it back", async () => {
  const width = () => app.browser.execute(() => window.innerWidth);
  const before = await width();
  await app.browser.keys(["Control", "+"]);
  await app.browser.waitUntil(async () => (await width()) < before, { timeoutMsg: "nothing gets larger" });
  await desk.shot("outside-zoom");
  await app.browser.keys(["Control", "0"]);
  await app.browser.waitUntil(async () => (await width()) === before, { timeoutMsg: "Ctrl 0 does nothing" });
});

test("R7: no key and no menu of a browser", async () => {
  await app.browser.execute(() => {
    document.body.dataset["same"] = "page";
  });
  for (const keys of [["F5"], ["Control", "r"], ["Control", "s"], ["F7"]]) await app.browser.keys(keys);
  await sleep(1_000);
  expect(await app.browser.execute(() => document.body.dataset["same"])).toBe("page");
  const isKept = (selector: string) =>
    app.browser.execute((where) => {
      const target = where === "input" ? document.body.appendChild(document.createElement("input")) : document.body;
      const event = new MouseEvent("contextmenu", { bubbles: true, cancelable: true });
      target.dispatchEvent(event);
      if (target !== document.body) target.remove();
      return event.defaultPrevented;
    }, selector);
  expect(await isKept("body")).toBe(true);
  expect(await isKept("input")).toBe(false);
});

test("Ctrl P hands the list, in words and whole, to the system's printer", async () => {
  await app.browser.keys(["Control", "p"]);
  const search = () => desk.xdotool("search", "--onlyvisible", "--name", "^(Print|Imprimir)$").catch(() => "");
  const dialog = await until("the dialog to print", async () => (await search()) || undefined, 10_000);
  await desk.shot("outside-print");
  const printed = await app.browser.execute(() => [...document.querySelectorAll(".print-sheet tbody tr")].map((row) => row.textContent));
  const listed = await app.browser.execute(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount"));
  expect(printed.length).toBe(Number(listed) - 1);
  expect(printed[0]).toMatch(/\d\d\/\d\d\/\d{4}/);
  await desk.xdotool("windowfocus", "--sync", dialog, "key", "Escape");
  await until("its end", async () => ((await search()) === "" ? true : undefined), 10_000);
});
