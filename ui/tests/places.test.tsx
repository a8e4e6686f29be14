// Customers, the bin and the settings on the invented book.
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { emit } from "../src/ipc";
import { openWindow } from "./render";

// Wide enough for every column.
(window as { happyDOM?: { setViewport: (size: object) => void } }).happyDOM?.setViewport({ width: 1366, height: 768 });

const go = async (place: string) => {
  const window = openWindow();
  await window.user.click(await screen.findByRole("button", { name: place }));
  return window;
};
const root = document.documentElement;

test("customers_are_found_as_one_types_and_shown_beside_the_list", async () => {
  const { user } = await go("Clientes");
  const grid = await screen.findByRole("grid", { name: "Clientes" });
  await waitFor(() => expect(document.activeElement).toBe(grid));
  expect(await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" }), "the first by name").toBeTruthy();
  await user.keyboard("{ArrowDown}");
  expect(await screen.findByRole("heading", { name: "Bodegas Ejemplo, S.A." })).toBeTruthy();
  await user.type(screen.getByLabelText("Buscar cliente"), "optica");
  expect(await screen.findByRole("heading", { name: "Óptica Muestrario" })).toBeTruthy();
  await user.clear(screen.getByLabelText("Buscar cliente"));
  await user.type(screen.getByLabelText("Buscar cliente"), "Floristería Nueva");
  await user.click(await screen.findByRole("button", { name: "Crear «Floristería Nueva»" }));
  await user.click(await screen.findByRole("button", { name: "Guardar" }));
  expect(await screen.findByRole("heading", { name: "Floristería Nueva" })).toBeTruthy();
});

test("s02_n_on_a_card_is_a_new_contact_with_its_customer", async () => {
  const { user } = await go("Clientes");
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  await user.keyboard("n");
  expect(await screen.findByRole("heading", { name: "Nuevo contacto con Asesoría Zutano y Asociados" })).toBeTruthy();
});

test("s47_the_card_shows_the_thread_and_opens_a_contact_of_it", async () => {
  const { user } = await go("Clientes");
  await user.type(screen.getByLabelText("Buscar cliente"), "modelo");
  const card = await screen.findByRole("article", { name: "Imprenta Modelo" });
  const entries = await within(card).findAllByRole("button", { name: /tirada|Lucía|Marta|Iván|Nuria|Óscar/ });
  expect(entries.length).toBeGreaterThan(3);
  await user.click(entries[0] as HTMLElement);
  expect(await screen.findByText("Solo lectura")).toBeTruthy();
});

test("deleting_a_customer_says_what_happens_to_its_contacts_and_can_be_undone", async () => {
  const { user, commands } = await go("Clientes");
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  screen.getByRole("grid").focus();
  await user.keyboard("{Delete}");
  expect(await screen.findByText(/Asesoría Zutano.*; sus \d+ contactos siguen en la lista/)).toBeTruthy();
  await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("12"));
  await user.click(screen.getByRole("button", { name: /^Deshacer/ }));
  await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("13"));
  expect(commands.undo).toHaveBeenCalledOnce();
  expect(await screen.findByText("Deshecho: borrar Asesoría Zutano y Asociados")).toBeTruthy();
  // Nothing that could not be taken back is called undone.
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText(/^No hay nada que deshacer/)).toBeTruthy();
  expect(screen.getAllByText(/^Deshecho/)).toHaveLength(1);
});

test("s08_the_bin_shows_what_was_deleted_and_gives_it_back_by_keyboard", async () => {
  const { user, commands } = await go("Papelera");
  expect(await screen.findByText("La papelera está vacía")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Clientes" }));
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  screen.getByRole("grid").focus();
  await user.keyboard("{Delete}");
  await screen.findByText(/^Borrado el cliente/);
  await user.click(screen.getByRole("button", { name: "Papelera" }));
  const grid = await screen.findByRole("grid", { name: "Papelera" });
  expect(await within(grid).findByText("Asesoría Zutano y Asociados")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(grid));
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Restaurado: Asesoría Zutano y Asociados")).toBeTruthy();
  expect(await screen.findByText("La papelera está vacía")).toBeTruthy();
  expect(commands.binRestore).toHaveBeenCalledWith("customer", "customer-7");
  await user.click(screen.getByRole("button", { name: /^Deshacer/ }));
  expect(await screen.findByRole("grid", { name: "Papelera" })).toBeTruthy();
});

test("settings_are_worn_at_once", async () => {
  const { user, commands } = await go("Parámetros");
  await user.click(await screen.findByRole("radio", { name: "Oscuro" }));
  await waitFor(() => expect(root.dataset.theme).toBe("dark"));
  await user.click(screen.getByRole("radio", { name: "Cómoda" }));
  await waitFor(() => expect(root.dataset.density).toBe("comfortable"));
  const zone = screen.getByRole<HTMLInputElement>("combobox", { name: "Zona horaria" });
  expect(zone.value).toMatch(/^La del sistema/);
  await user.clear(zone);
  await user.type(zone, "canary");
  await user.click(await screen.findByRole("option", { name: /Atlantic\/Canary/ }));
  await waitFor(() => expect(zone.value).toBe("Atlantic/Canary"));
  expect(commands.preferencesSave).toHaveBeenLastCalledWith({
    language: "es",
    theme: "dark",
    density: "comfortable",
    timeZone: "Atlantic/Canary",
  });
  await user.click(screen.getByRole("radio", { name: "Claro" }));
  await waitFor(() => expect(root.dataset.theme).toBe("light"));
});

test("s25_our_own_name_and_addresses_are_edited_in_the_settings", async () => {
  const { user, commands } = await go("Parámetros");
  const emails = await screen.findByLabelText("Tus direcciones de email");
  expect(screen.getByRole("button", { name: "Guardar" }).getAttribute("aria-disabled")).toBe("true");
  await user.type(emails, ", sin arroba");
  await user.click(screen.getByRole("button", { name: "Guardar" }));
  expect(await screen.findByText("No es una dirección de email: revísala.")).toBeTruthy();
  await user.clear(emails);
  await user.type(emails, "marta@otra.example{Enter}");
  expect(await screen.findByText("Tus datos están guardados")).toBeTruthy();
  expect(commands.userSave).toHaveBeenLastCalledWith({ name: "Marta Soler", emails: ["marta@otra.example"] }, "1");
});

test("l20_customers_are_sorted_by_a_click_on_a_column", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("columnheader", { name: /Último/ }));
  await waitFor(() => expect(commands.customersPage.mock.lastCall?.[1]).toEqual({ column: "last", descending: true }));
  await user.click(screen.getByRole("columnheader", { name: /Código/ }));
  await waitFor(() => expect(commands.customersPage.mock.lastCall?.[1]).toEqual({ column: "code", descending: false }));
});

test("the_card_shows_what_is_filled_in_and_leads_to_the_form_for_the_rest", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  const card = within(await screen.findByRole("article", { name: /./ }));
  await user.click(card.getByRole("tab", { name: "Datos" }));
  const facts = await card.findAllByRole("definition");
  expect(facts.map((fact) => fact.textContent)).not.toContain("vacío");
  expect(facts.every((fact) => fact.textContent !== "")).toBe(true);
  await user.click(card.getByRole("button", { name: "Añadir datos…" }));
  expect(await screen.findByRole("dialog")).toBeTruthy();
  expect(screen.getByRole("textbox", { name: "Nombre comercial" })).toBeTruthy();
});

test("s09_the_columns_of_customers_are_chosen_moved_and_widened_and_remembered", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  const grid = await screen.findByRole("grid", { name: "Clientes" });
  const names = () =>
    within(grid)
      .getAllByRole("columnheader")
      .map((head) => head.getAttribute("aria-label"));
  expect(names()).toEqual(["Cliente", "Código", "Contactos", "Último"]);
  const screenOf = within(screen.getByRole("region", { name: "Clientes" }));
  await user.click(screenOf.getByRole("button", { name: "Columnas" }));
  const menu = within(await screen.findByRole("dialog", { name: "Columnas" }));
  await user.click(menu.getByRole("checkbox", { name: "Código" }));
  await user.click(menu.getByRole("button", { name: "Mover Último antes" }));
  await user.click(menu.getByRole("button", { name: "Ensanchar Cliente" }));
  expect(menu.getByRole("radio", { name: "A–Z, 0–9" })).toBeTruthy();
  await waitFor(() => expect(names()).toEqual(["Cliente", "Último", "Contactos"]));
  await waitFor(() => {
    const kept = commands.draftSave.mock.calls.filter(([key]) => key === "customers.view").at(-1)?.[1] ?? "{}";
    const columns = JSON.parse(kept).columns as { id: string; isHidden?: boolean; width?: number }[];
    expect(columns.map(({ id }) => id)).toEqual(["name", "code", "last", "contacts"]);
    expect(columns.find(({ id }) => id === "code")?.isHidden).toBe(true);
    expect(columns.find(({ id }) => id === "name")?.width).toBe(76);
  });
});

test("l9_the_list_of_customers_has_a_menu_by_key_and_by_right_click", async () => {
  const { user } = await go("Clientes");
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  screen.getByRole("grid").focus();
  await user.keyboard("{Shift>}{F10}{/Shift}");
  expect((await screen.findAllByRole("menuitem")).map((item) => item.textContent)).toEqual([
    expect.stringContaining("Nuevo contacto con este cliente"),
    expect.stringContaining("Modificar el cliente"),
    expect.stringContaining("Borrar el cliente"),
  ]);
});

test("a_message_offers_to_undo_only_what_undo_would_take_back", async () => {
  const { user } = await go("Clientes");
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  screen.getByRole("grid").focus();
  await user.keyboard("{Delete}");
  await screen.findByRole("button", { name: /^Deshacer/ });
  act(() => emit("bookChanged", "team"));
  expect(screen.getByRole("button", { name: /^Deshacer/ })).toBeTruthy();
  act(() => emit("bookChanged", "program"));
  expect(screen.queryByRole("button", { name: /^Deshacer/ })).toBeNull();
  expect(screen.getByText(/^Borrado el cliente/), "what was done stays said").toBeTruthy();
});
