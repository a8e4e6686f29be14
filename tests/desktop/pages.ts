// Where things are on the screen, in the words that a user reads: the only file to change when the screen does.
import type { App } from "./harness/app.ts";
import type { Desk } from "./harness/desk.ts";
import { answerFileDialog } from "./harness/dialog.ts";
import { click, fill, get, maybe, waitForText } from "./harness/find.ts";

/** As `src-tauri/src/dialogs.rs` says it. */
const PICK_EMAIL = "Elegir un correo";

export async function firstRun({ browser }: App, user: { name: string; email: string }): Promise<void> {
  await fill(browser, "textbox", "Tu nombre", user.name);
  await fill(browser, "textbox", "Tus direcciones de email", user.email);
  await click(browser, "button", "Empezar");
  await get(browser, ["button", "link"], ["Añadir contacto", "Añadir"]);
}

export async function newContact({ browser }: App): Promise<void> {
  await click(browser, ["button", "link"], ["Añadir contacto", "Añadir"]);
  await get(browser, "combobox", "Cliente");
}

/** The customer is made on the spot, from what is typed into the form's field. */
export async function newCustomer({ browser }: App, name: string): Promise<void> {
  await fill(browser, "combobox", "Cliente", name);
  await click(browser, "option", `Crear «${name}»`);
  const dialog = await get(browser, "dialog", "Nuevo cliente");
  await click(browser, "button", "Guardar", dialog);
  await browser.waitUntil(async () => (await maybe(browser, "dialog", "Nuevo cliente")) === undefined, {
    timeoutMsg: "the new customer's dialog stays open",
  });
}

export async function chooseType({ browser }: App, type: string): Promise<void> {
  await click(browser, ["button", "combobox"], "Tipo de contacto");
  await click(browser, "option", type);
}

export async function pickEmail({ browser }: App, desk: Desk, file: string, shot: string): Promise<void> {
  await click(browser, "button", "Asumir información de un correo");
  await answerFileDialog(desk, PICK_EMAIL, file, shot);
  await get(browser, "dialog", "Asumir información de un correo");
}

/** The two questions, then Asumir. */
export async function assume({ browser }: App, answers: { attach: boolean; associate: boolean }): Promise<void> {
  await tick(browser, "¿Adjuntar el correo a este contacto?", answers.attach);
  await tick(browser, "¿Asociar el archivo al cliente?", answers.associate);
  const dialog = await get(browser, "dialog", "Asumir información de un correo");
  await click(browser, "button", "Asumir", dialog);
  await browser.waitUntil(async () => (await maybe(browser, "dialog", "Asumir información de un correo")) === undefined, {
    timeoutMsg: "the preview stays open",
  });
}

async function tick(browser: App["browser"], question: string, wanted: boolean): Promise<void> {
  const box = await get(browser, ["checkbox", "switch"], question);
  const isTicked = await browser.execute((element) => {
    const input = element.matches("input") ? element : (element.querySelector("input") ?? element);
    return input instanceof HTMLInputElement ? input.checked : input.getAttribute("aria-checked") === "true";
  }, box as unknown as HTMLElement);
  if (isTicked !== wanted) await box.click();
}

/** Saves the form, and waits until it is gone. */
export async function accept({ browser }: App): Promise<void> {
  await click(browser, "button", "Aceptar");
  await browser.waitUntil(async () => (await maybe(browser, "button", "Aceptar")) === undefined, {
    timeout: 10_000,
    timeoutMsg: "the form stays open after Aceptar",
  });
}

export async function load({ browser }: App): Promise<void> {
  await click(browser, "button", "Cargar");
}

export async function expectRow({ browser }: App, text: string): Promise<void> {
  await get(browser, "row", text);
}

export async function toEnglish({ browser }: App): Promise<void> {
  await click(browser, "button", "Parámetros");
  await click(browser, "radio", "English");
  await waitForText(browser, "Contacts");
  await click(browser, "button", "Contacts");
}
