// Files of contacts and customers: by button, right click, key and drop; before and after there is a contact.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { offerFiles } from "../src/lib/dropped";
import { openWindow } from "./render";

async function openFirst() {
  const opened = openWindow();
  const { user } = opened;
  await user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  const grid = await screen.findByRole("grid");
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  grid.focus();
  await user.keyboard("{F2}");
  await user.click(await screen.findByRole("tab", { name: "Archivos" }));
  return opened;
}

test("s27_s28_files_are_added_by_button_key_and_right_click_described_and_taken_off", async () => {
  const { user, commands } = await openFirst();
  await user.click(await screen.findByRole("button", { name: "Añadir archivos…" }));
  const name = await screen.findByText("Plano de la línea.pdf");
  expect(await screen.findByText("Archivo añadido")).toBeTruthy();
  expect(commands.attachmentsAdd.mock.calls[0]?.[0]).toBe("contact");
  fireEvent.contextMenu(name);
  await user.click(await screen.findByRole("menuitem", { name: "Nombre y descripción…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Nombre y descripción…" }));
  await user.type(dialog.getByRole("textbox", { name: "Descripción" }), "Nave 2{Enter}");
  await waitFor(() => expect(commands.attachmentEdit.mock.calls[0]?.[1].description).toBe("Nave 2"));
  screen.getByRole("button", { name: "Quitar Plano de la línea.pdf" }).focus();
  await user.keyboard("{Insert}");
  await waitFor(() => expect(screen.getAllByText("Plano de la línea.pdf").length).toBe(2));
  await user.keyboard("{Delete}");
  expect(await screen.findByText("Quitado Plano de la línea.pdf")).toBeTruthy();
  await waitFor(() => expect(screen.getAllByText("Plano de la línea.pdf").length).toBe(1));
});

test("s27_files_dropped_on_the_window_go_to_what_is_open", async () => {
  const { commands } = await openFirst();
  await screen.findByRole("button", { name: "Añadir archivos…" });
  act(() => void expect(offerFiles([{ handle: "Foto.jpg", fileName: "Foto.jpg", size: 1 }])).toBe(true));
  expect(await screen.findByText("Foto.jpg")).toBeTruthy();
  expect(commands.attachmentsTake.mock.calls[0]?.[2]).toEqual(["Foto.jpg"]);
});

test("s29_files_picked_for_a_new_contact_are_stored_when_it_is_accepted", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  await user.click(screen.getByRole("tab", { name: "Archivos" }));
  await user.click(screen.getByRole("button", { name: "Añadir archivos…" }));
  expect(await screen.findByText("se guarda al aceptar")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave.mock.calls[0]?.[0].files).toEqual(["picked-file-1"]));
});

test("s29_a_customer_holds_files_too", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("row", { name: /Imprenta Modelo/ }));
  await user.click(await screen.findByRole("tab", { name: /^Archivos/ }));
  await user.click(await screen.findByRole("button", { name: "Añadir archivos…" }));
  expect(await screen.findByText("Plano de la línea.pdf")).toBeTruthy();
  expect(commands.attachmentsAdd).toHaveBeenCalledWith("customer", "customer-1");
});

test("s14_one_value_of_the_history_comes_back", async () => {
  const { user, commands } = await openFirst();
  await user.click(screen.getByRole("tab", { name: "Datos" }));
  await user.type(screen.getByLabelText("Notas (motivo)"), " más");
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  const grid = await screen.findByRole("grid");
  grid.focus();
  await user.keyboard("{F2}");
  await user.click(await screen.findByRole("tab", { name: "Histórico" }));
  await user.click(await screen.findByRole("button", { name: /^Volver a «.*» en Notas \(motivo\)$/ }));
  await waitFor(() => expect(commands.valueRestore.mock.calls[0]?.[2]).toBe("notes"));
  expect(await screen.findByText("Vuelve a ser como era: Notas (motivo)")).toBeTruthy();
});
