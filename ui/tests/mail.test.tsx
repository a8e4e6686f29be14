// Stored emails as they were written, on the invented book.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { deceptiveHost } from "../src/features/email/links";
import { openWindow } from "./render";

async function openEmail() {
  const window = openWindow();
  await window.user.click(await screen.findByRole("button", { name: "Clientes" }));
  await window.user.type(screen.getByLabelText("Buscar cliente"), "modelo");
  const card = await screen.findByRole("article", { name: "Imprenta Modelo" });
  await window.user.click(within(card).getByRole("tab", { name: "Datos" }));
  await window.user.click(await within(card).findByRole("button", { name: "Abrir" }));
  const dialog = await screen.findByRole("dialog", { name: "Correo guardado" });
  return { ...window, dialog: within(dialog) };
}

test("r12_a_stored_email_is_shown_in_a_frame_that_can_do_nothing", async () => {
  const { dialog } = await openEmail();
  const frame = await dialog.findByTitle("RE: Prueba de tirada");
  expect(frame.tagName).toBe("IFRAME");
  expect(frame.getAttribute("sandbox")).toBe("");
  expect(frame.getAttribute("srcdoc")).toContain("Content-Security-Policy");
  expect(frame.hasAttribute("src")).toBe(false);
});

test("pictures_from_outside_are_loaded_only_when_asked_for_and_only_once", async () => {
  const { dialog, user, commands } = await openEmail();
  expect(await dialog.findByText(/pide 2 imágenes de fuera/)).toBeTruthy();
  expect(commands.emailPageWithImages).not.toHaveBeenCalled();
  await user.click(dialog.getByRole("button", { name: "Cargar imágenes" }));
  await waitFor(() =>
    expect(dialog.getByTitle("RE: Prueba de tirada").getAttribute("srcdoc")).toContain("data:image/gif"),
  );
  expect(dialog.queryByRole("button", { name: "Cargar imágenes" })).toBeNull();
  await user.click(dialog.getAllByRole("button", { name: "Cerrar" })[0] as HTMLElement);
  await user.click(await screen.findByRole("button", { name: "Abrir" }));
  expect(await screen.findByText(/pide 2 imágenes de fuera/)).toBeTruthy();
});

test("r17_links_stand_outside_the_email_whole_and_open_by_number", async () => {
  const { dialog, user, commands } = await openEmail();
  const links = within(await dialog.findByRole("region", { name: "Enlaces del correo" }));
  expect(links.getByText("https://www.imprenta-modelo.example/ficha?pedido=200")).toBeTruthy();
  await user.click(links.getByRole("button", { name: /^Abrir el enlace 1/ }));
  expect(commands.emailLinkOpen).toHaveBeenCalledWith("attachment-1", 1);
  expect(links.getByText("Cuidado: el texto dice www.banco.example, pero lleva a pagos.example")).toBeTruthy();
  await user.click(links.getByRole("button", { name: /^Abrir el enlace 3/ }));
  expect(commands.emailLinkOpen).toHaveBeenCalledTimes(1);
});

test("the_plain_text_is_always_one_choice_away", async () => {
  const { dialog, user } = await openEmail();
  await user.click(await dialog.findByRole("radio", { name: "Solo texto" }));
  expect(dialog.queryByTitle("RE: Prueba de tirada")).toBeNull();
  expect(dialog.getByText(/Os adjunto las medidas definitivas/)).toBeTruthy();
});

test("a_link_that_names_another_host_is_told", () => {
  const link = (text: string, host: string, address = `https://${host}/`) =>
    deceptiveHost({ number: 1, text, address, host, is_allowed: true });
  expect(link("https://mibanco.example/entrar", "evil.example")).toBe("mibanco.example");
  expect(link("mibanco.example", "mibanco.example.evil.example")).toBe("mibanco.example");
  expect(link("españa.example", "xn--espaa-rta.example", "https://españa.example/")).toBeNull();
  for (const [text, host] of [
    ["Ver la oferta", "evil.example"],
    ["example.com", "www.example.com"],
    ["www.example.com/a", "example.com"],
    ["tarifas.2026.pdf", "files.example"],
    ["", "evil.example"],
  ] as const)
    expect(link(text, host), text).toBeNull();
});
