// Actions to take and products of interest: in the form, in the criteria, on the card and in the settings.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow } from "./render";

async function openForm() {
  const opened = openWindow();
  const { user } = opened;
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  return opened;
}

test("s30_s31_s32_actions_come_from_the_catalogue_or_by_hand_and_are_ordered_and_ticked", async () => {
  const { user, commands } = await openForm();
  const add = screen.getByRole("combobox", { name: "Añadir una acción" });
  await user.type(add, "muestra");
  await screen.findByRole("option", { name: "Enviar muestra" });
  await user.keyboard("{Enter}");
  await user.type(add, "Medir la línea");
  await screen.findByRole("option", { name: "Añadir «Medir la línea»" });
  await user.keyboard("{Enter}");
  await user.type(add, "Mandar catálogo");
  await user.click(await screen.findByRole("option", { name: "Crear «Mandar catálogo» en el catálogo" }));
  await waitFor(() => expect(commands.actionSave).toHaveBeenCalledOnce());
  const second = await screen.findByRole("textbox", { name: "Acción 2" });
  await screen.findByRole("textbox", { name: "Acción 3" });
  second.focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await user.click(screen.getByRole("checkbox", { name: "Hecha: Enviar muestra" }));
  // What is typed and not chosen is a line too.
  await user.type(add, "Facturar");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  const lines = commands.contactSave.mock.calls[0]?.[0].draft.actions ?? [];
  expect(lines.map(({ text, action, done }) => [text, action, done])).toEqual([
    ["Medir la línea", null, false],
    ["Enviar muestra", "action-1", true],
    ["Mandar catálogo", "action-new-1", false],
    ["Facturar", null, false],
  ]);
});

test("s33_s35_a_product_enters_the_customers_interests_and_leaves_them_when_asked", async () => {
  const { user, commands } = await openForm();
  await user.type(screen.getByRole("combobox", { name: "Añadir un producto" }), "codif");
  await user.click(await screen.findByRole("option", { name: /Codificadora/ }));
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("row", { name: /Imprenta Modelo/ }));
  await user.click(await screen.findByRole("tab", { name: /Intereses/ }));
  const list = within(await screen.findByRole("list", { name: "Intereses" }));
  expect(list.getAllByRole("listitem").length).toBe(3);
  await user.click(list.getByRole("button", { name: "Quitar Codificadora térmica CT-40 de sus intereses" }));
  await waitFor(() => expect(commands.customerSave.mock.calls[0]?.[1].interests.length).toBe(2));
});

test("s35_removing_the_only_source_asks_about_the_customers_interest", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  const grid = await screen.findByRole("grid");
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  grid.focus();
  await user.keyboard("{F2}");
  const interests = within(await screen.findByRole("list", { name: "Productos de su interés" }));
  await user.click(interests.getByRole("button", { name: /^Quitar/ }));
  await user.click(await screen.findByRole("button", { name: "Quitar también del cliente" }));
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  const save = commands.contactSave.mock.calls[0]?.[0];
  expect([save?.draft.interests, save?.forget_interests.length]).toEqual([[], 1]);
});

test("s04_contacts_are_asked_for_by_action_product_and_what_is_still_to_do", async () => {
  const { user, commands } = openWindow();
  await user.type(await screen.findByRole("combobox", { name: "Acción a tomar" }), "muestra");
  await user.click(await screen.findByRole("option", { name: "Enviar muestra" }));
  await user.type(screen.getByRole("combobox", { name: "Producto de interés" }), "LT");
  await user.click(await screen.findByRole("option", { name: /LT-100/ }));
  await user.click(screen.getByRole("checkbox", { name: "Con acciones pendientes" }));
  await user.click(screen.getByRole("button", { name: /^Cargar/ }));
  await waitFor(() => expect(commands.contactsCount).toHaveBeenCalled());
  expect(commands.contactsCount.mock.calls.at(-1)?.[0]).toMatchObject({
    action: "action-1",
    product: "product-1",
    has_open_actions: true,
  });
});

test("s32_the_catalogues_are_kept_in_the_settings", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Parámetros" }));
  await user.click(await screen.findByRole("button", { name: "Nueva acción" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Nueva acción" }));
  await user.click(dialog.getByRole("button", { name: /^Guardar/ }));
  expect(await screen.findByText("Falta este dato: escríbelo o elígelo.")).toBeTruthy();
  await user.type(dialog.getByRole("textbox", { name: "Nombre" }), "Pedir referencias{Enter}");
  expect(await screen.findByText("Pedir referencias")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Borrar Pedir referencias" }));
  expect(await screen.findByText("En la papelera: Pedir referencias")).toBeTruthy();
  await waitFor(() => expect(commands.actionDelete).toHaveBeenCalledOnce());
});

test("s23_s24_a_team_adds_a_type_and_hides_one_it_does_not_use", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Parámetros" }));
  await user.click(await screen.findByRole("checkbox", { name: "Se puede elegir: Fax" }));
  await user.click(screen.getByRole("button", { name: "Nuevo tipo" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Nuevo tipo" }));
  await user.type(dialog.getByRole("textbox", { name: "Nombre" }), "Videollamada{Enter}");
  expect(await screen.findByRole("checkbox", { name: "Se puede elegir: Videollamada" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Contactos" }));
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await screen.findByLabelText("Notas (motivo)");
  await user.click(screen.getAllByRole("button", { name: /Tipo de contacto/ }).at(-1) as HTMLElement);
  expect(await screen.findByRole("option", { name: "Videollamada" })).toBeTruthy();
  expect(screen.queryByRole("option", { name: "Fax" })).toBeNull();
});
