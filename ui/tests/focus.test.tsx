// Where the focus is: places give it to their lists, and nobody who types loses it.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { openWindow } from "./render";

const focused = () => document.activeElement;
const press = (name: string | RegExp) => screen.getAllByRole("button", { name })[0] as HTMLElement;

test("the_search_of_customers_keeps_the_focus_while_the_list_goes_and_comes", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await screen.findByRole("grid", { name: "Clientes" });
  await user.keyboard("{ArrowDown}");
  await screen.findByRole("heading", { name: "Bodegas Ejemplo, S.A." });
  await user.keyboard("{Control>}f{/Control}");
  const box = screen.getByLabelText<HTMLInputElement>("Buscar cliente");
  await user.paste("xqz");
  expect(await screen.findByText("Nada con ese texto")).toBeTruthy();
  expect(screen.queryByRole("article")).toBeNull();
  await user.keyboard("{Backspace}{Backspace}{Backspace}");
  expect(await screen.findByRole("grid", { name: "Clientes" })).toBeTruthy();
  expect(await screen.findByRole("heading", { name: "Bodegas Ejemplo, S.A." }), "who was chosen is back").toBeTruthy();
  expect(focused()).toBe(box);
  await user.keyboard("norte");
  expect(box.value).toBe("norte");
  expect(screen.queryByRole("heading", { name: /^Nuevo contacto/ })).toBeNull();
});

test("a_book_that_becomes_empty_takes_the_search_from_nobody_who_types_in_it", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await screen.findByRole("grid", { name: "Clientes" });
  const box = screen.getByLabelText<HTMLInputElement>("Buscar cliente");
  await user.type(box, "xqz");
  commands.customersCount.mockResolvedValue(0);
  commands.customersPage.mockResolvedValue([]);
  await user.clear(box);
  expect(await screen.findByText("Aún no hay clientes")).toBeTruthy();
  await user.type(box, "a");
  expect(focused()).toBe(box);
});

test.each([
  ["Avisos", "Hilos rotos"],
  ["Clientes", "Clientes"],
  ["Contactos", "Contactos"],
])("going_to_%s_by_the_sidebar_or_the_search_gives_the_focus_to_its_list", async (place, list) => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  await waitFor(() => expect(focused()).toBe(screen.getByRole("grid", { name: "Contactos" })));
  await user.click(press("Parámetros"));
  await user.click(press(new RegExp(`^${place}|avisos$`)));
  await waitFor(() => expect(focused()).toBe(screen.getByRole("grid", { name: list })));
  // Once more, from the sidebar where it is already.
  press("Parámetros").focus();
  await user.click(press(new RegExp(`^${place}|avisos$`)));
  await waitFor(() => expect(focused()).toBe(screen.getByRole("grid", { name: list })));
  await user.click(press("Parámetros"));
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard(`>${place}`);
  await screen.findByRole("option", { name: new RegExp(place), selected: true });
  await user.keyboard("{Enter}");
  await waitFor(() => expect(focused()).toBe(screen.getByRole("grid", { name: list })));
});

test("a_place_without_a_list_has_the_focus_itself_and_hands_it_to_the_list_that_comes", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Papelera" }));
  await screen.findByText("La papelera está vacía");
  expect(focused()).toBe(screen.getByRole("region", { name: "Papelera" }));
  await user.click(press("Contactos"));
  expect(focused()?.closest("[data-criteria]"), "its first criterion").toBeTruthy();
  await user.click(press("Clientes"));
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  await user.keyboard("{Delete}");
  await screen.findByText(/^Borrado el cliente/);
  await user.click(press("Papelera"));
  const bin = await screen.findByRole("grid", { name: "Papelera" });
  await waitFor(() => expect(focused()).toBe(bin));
  expect(await within(bin).findByText("Asesoría Zutano y Asociados")).toBeTruthy();
});

const writeNote = async (user: ReturnType<typeof openWindow>["user"], text: string) => {
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  const notes = await screen.findByLabelText<HTMLTextAreaElement>("Notas (motivo)");
  await user.type(notes, text);
  return notes;
};

test("whoever_goes_on_writing_is_in_the_same_field_and_escape_works_there", async () => {
  const { user } = openWindow();
  const notes = await writeNote(user, "Algo");
  await user.click(press("Parámetros"));
  await user.click(await screen.findByRole("button", { name: "Seguir escribiendo" }));
  await waitFor(() => expect(focused()).toBe(notes));
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Seguir escribiendo" }));
  // The buttons below are no field.
  await waitFor(() => expect(focused()).toBe(notes));
  await user.click(screen.getByRole("button", { name: /^Cancelar/ }));
  await user.click(await screen.findByRole("button", { name: "Seguir escribiendo" }));
  await waitFor(() => expect(focused()).toBe(notes));
});

test("escape_leaves_the_form_whatever_has_the_focus", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await screen.findByLabelText("Notas (motivo)");
  press("Clientes").focus();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByLabelText("Notas (motivo)")).toBeNull());
  await writeNote(user, "Algo");
  press("Clientes").focus();
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("dialog", { name: "¿Descartar los cambios?" })).toBeTruthy();
  // The question hears its own.
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.getByLabelText<HTMLTextAreaElement>("Notas (motivo)").value).toBe("Algo");
});

test("what_is_written_can_be_saved_on_the_way_out_unless_something_must_be_mended", async () => {
  const { user, commands } = openWindow();
  await writeNote(user, "No lo pierdas");
  await user.click(press("Clientes"));
  const save = async () =>
    user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Guardar" }));
  await save();
  expect(await screen.findByText("Elige un cliente de la lista o créalo.")).toBeTruthy();
  const customer = screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement;
  await waitFor(() => expect(focused()).toBe(customer));
  expect(commands.contactSave).not.toHaveBeenCalled();
  await user.type(customer, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  await user.click(press("Clientes"));
  await save();
  expect(await screen.findByRole("grid", { name: "Clientes" })).toBeTruthy();
  expect(commands.contactSave.mock.calls[0]?.[0].draft.notes).toBe("No lo pierdas");
  expect(screen.queryByLabelText("Notas (motivo)")).toBeNull();
});

test("a_dialog_offers_to_save_too_and_gives_the_focus_back_to_its_field", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("button", { name: "Añadir cliente" }));
  const name = await screen.findByLabelText("Nombre comercial");
  await user.type(name, "Floristería Nueva");
  await user.click(screen.getByRole("button", { name: "Cancelar" }));
  await user.click(await screen.findByRole("button", { name: "Seguir escribiendo" }));
  await waitFor(() => expect(focused()).toBe(name));
  await user.keyboard("{Escape}");
  const question = (await screen.findAllByRole("dialog")).at(-1) as HTMLElement;
  await user.click(within(question).getByRole("button", { name: "Guardar" }));
  expect(await screen.findByRole("heading", { name: "Floristería Nueva" })).toBeTruthy();
  expect(commands.customerSave).toHaveBeenCalledOnce();
});

test("who_opens_the_criteria_writes_in_them", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  await user.click(await screen.findByRole("button", { name: "Editar criterios" }));
  await waitFor(() => expect(focused()).toBe(document.querySelector("[data-criteria] input")));
  await user.click(screen.getByRole("button", { name: "Ocultar criterios" }));
  expect(document.querySelector("[data-criteria]")).toBeNull();
});

test("the_sample_data_are_shown_at_once_to_whoever_tries_them", async () => {
  const { user } = openWindow({ profile: "missing" });
  await user.type(await screen.findByLabelText("Tu nombre"), "Ana Gil");
  await user.click(screen.getByRole("radio", { name: /Probar con datos de ejemplo/ }));
  await user.click(screen.getByRole("button", { name: /^Empezar/ }));
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(focused()).toBe(grid));
});

test("what_an_undo_brings_back_is_selected_and_nothing_beside_it", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  grid.focus();
  const selected = () =>
    within(screen.getByRole("grid"))
      .getAllByRole("row", { selected: true })
      .map((row) => row.dataset.record);
  await user.keyboard("{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  const three = selected();
  expect(three).toHaveLength(3);
  await user.keyboard("{Delete}");
  await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("212"));
  const next = selected();
  expect(next).toHaveLength(1);
  await user.keyboard("{Delete}");
  await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("211"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(selected()).toEqual(next));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(selected()).toEqual(three));
});

test("undo_is_of_the_book_until_the_field_has_something_to_undo", async () => {
  const { user, commands } = openWindow();
  const criterion = await screen.findByLabelText("Texto en notas y correos");
  criterion.focus();
  await user.keyboard("{Control>}z{/Control}");
  expect(await screen.findByText(/^No hay nada que deshacer/)).toBeTruthy();
  expect(commands.undo).toHaveBeenCalledOnce();
  await user.keyboard("tarifa{Control>}z{/Control}");
  expect(commands.undo).toHaveBeenCalledOnce();
  // Whoever comes back to what they wrote takes back their words, and not the last command.
  press("Cargar").focus();
  criterion.focus();
  await user.keyboard("{Control>}z{/Control}");
  expect(commands.undo).toHaveBeenCalledOnce();
});

test("the_lists_of_alerts_take_the_keys_of_lists_and_choose_one_row", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Avisos|avisos$/ }));
  await user.click(await screen.findByRole("tab", { name: /^Vencidos/ }));
  const grid = await screen.findByRole("grid", { name: "Vencidos" });
  await waitFor(() => expect(focused()).toBe(grid));
  const chosen = () => within(grid).getAllByRole("row", { selected: true });
  const place = () => Number(chosen()[0]?.getAttribute("aria-rowindex"));
  await user.keyboard("{End}");
  await waitFor(() => expect(place()).toBe(Number(grid.getAttribute("aria-rowcount"))));
  await user.keyboard("{Home}{Shift>}{ArrowDown}{/Shift}{Control>}a{/Control}");
  expect(chosen()).toHaveLength(1);
  expect(grid.getAttribute("aria-multiselectable")).toBe("false");
  await user.keyboard("i");
  await waitFor(() => expect(commands.contactsSeek).toHaveBeenCalledOnce());
  await waitFor(() => expect(chosen()[0]?.textContent).toMatch(/Imprenta|Ingeniería|I/));
  await user.keyboard("{F2}");
  expect(await screen.findByLabelText("Notas (motivo)")).toBeTruthy();
});

test("a_name_that_stands_for_nobody_yet_stays_and_is_told_when_all_is_accepted", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  await user.keyboard("n");
  const customer = await screen.findByRole<HTMLInputElement>("combobox", { name: /^Cliente/ });
  await user.type(customer, "Inexistente SL");
  await user.keyboard("{Escape}");
  expect(customer.value).toBe("Inexistente SL");
  expect(screen.queryByRole("listbox")).toBeNull();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(screen.getByText("Elige «Inexistente SL» de la lista, o créalo, antes de aceptar.")).toBeTruthy();
  // Nothing lies over it, and it is read with the field.
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(customer.getAttribute("aria-describedby")).toBeTruthy();
  expect(commands.contactSave).not.toHaveBeenCalled();
});

test("ctrl_a_selects_no_words_of_the_window_but_those_of_a_field", async () => {
  const { user } = openWindow();
  await screen.findByRole("button", { name: "Cargar" });
  const isLeft = (element: Element) =>
    element.dispatchEvent(new KeyboardEvent("keydown", { key: "a", ctrlKey: true, bubbles: true, cancelable: true }));
  const criterion = screen.getByLabelText("Texto en notas y correos");
  criterion.focus();
  await user.keyboard("tarifa");
  expect(isLeft(criterion)).toBe(true);
  expect(isLeft(press("Cargar"))).toBe(false);
});

test("what_is_typed_is_undone_and_redone_by_keys_in_every_web_view", async () => {
  const { user, commands } = openWindow();
  const done = vi.fn(() => true);
  document.execCommand = done;
  const criterion = await screen.findByLabelText("Texto en notas y correos");
  criterion.focus();
  await user.keyboard("tarifa{Control>}z{/Control}{Control>}y{/Control}{Control>}{Shift>}z{/Shift}{/Control}");
  expect(done.mock.calls).toEqual([["undo"], ["redo"], ["redo"]]);
  expect(commands.undo).not.toHaveBeenCalled();
});

test("whoever_loads_from_the_criteria_beside_the_list_goes_on_in_the_list", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  await screen.findByRole("grid", { name: "Contactos" });
  await user.click(press("Editar criterios"));
  await waitFor(() => expect(focused()?.tagName).toBe("INPUT"));
  await user.type(screen.getByLabelText("Texto en notas y correos"), "de{Enter}");
  await waitFor(() => expect(focused()).toBe(screen.getByRole("grid", { name: "Contactos" })));
});

test("a_name_changed_over_a_chosen_one_is_told_as_it_was_typed_and_let_go_when_left", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  await user.keyboard("n");
  const customer = await screen.findByRole<HTMLInputElement>("combobox", { name: /^Cliente/ });
  await user.type(customer, "Bodegas{Enter}");
  await waitFor(() => expect(customer.value).toMatch(/^Bodegas Ejemplo/));
  const chosen = customer.value;
  await user.type(customer, " Xq{Control>}{Enter}{/Control}");
  expect(customer.value).toBe(`${chosen} Xq`);
  expect(screen.getByText(/^Elige «Bodegas Ejemplo.* Xq» de la lista/)).toBeTruthy();
  expect(commands.contactSave).not.toHaveBeenCalled();
  await user.tab();
  expect(customer.value).toBe(chosen);
  expect(screen.queryByText(/^Elige «/)).toBeNull();
});

test("enter_does_what_the_button_says_on_a_choice_and_a_tick_too", async () => {
  const first = openWindow({ profile: "missing" });
  await first.user.type(await screen.findByRole("textbox", { name: "Tu nombre" }), "Ana Prueba");
  await first.user.click(screen.getByRole("radio", { name: /Probar con datos de ejemplo/ }));
  await first.user.keyboard("{Enter}");
  await waitFor(() => expect(first.commands.firstRun).toHaveBeenCalledOnce());
});

test("enter_loads_from_a_choice_among_the_criteria", async () => {
  const { user } = openWindow();
  await screen.findByRole("button", { name: "Cargar" });
  screen.getAllByRole("radio")[0]?.focus();
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("grid", { name: "Contactos" })).toBeTruthy();
});
