// The whole window on the invented book.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow } from "./render";

const load = async (user: ReturnType<typeof openWindow>["user"]) => {
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  return screen.findByRole("grid", { name: "Contactos" });
};

test("first_run_asks_for_the_user_and_opens_the_book", async () => {
  const { user, commands } = openWindow({ profile: "missing", isEmpty: true });
  await user.click(await screen.findByRole("button", { name: "Empezar" }));
  expect(screen.getByText("Falta este dato: escríbelo o elígelo.")).toBeTruthy();
  await user.type(screen.getByLabelText("Tu nombre"), "Ana Gil");
  await user.type(
    screen.getByLabelText("Tus direcciones de email"),
    "ana@etiquetas.example, gil@etiquetas.example{Enter}",
  );
  expect(await screen.findByText("¿Qué contactos quieres ver?")).toBeTruthy();
  expect(
    await screen.findByRole("button", { name: "Anotar el primero" }),
    "an empty book says what comes first",
  ).toBeTruthy();
  expect(commands.firstRun).toHaveBeenCalledWith(
    { name: "Ana Gil", emails: ["ana@etiquetas.example", "gil@etiquetas.example"] },
    false,
  );
});

test("first_run_with_sample_data_which_goes_in_one_step", async () => {
  const { user, commands } = openWindow({ profile: "missing" });
  await user.type(await screen.findByLabelText("Tu nombre"), "Ana Gil");
  await user.click(screen.getByRole("radio", { name: /Probar con datos de ejemplo/ }));
  await user.click(screen.getByRole("button", { name: /^Empezar/ }));
  await screen.findByText("Estás probando Hilo con datos de ejemplo.");
  expect(commands.firstRun.mock.calls[0]?.[1]).toBe(true);
  await user.click(screen.getByRole("button", { name: "Borrar los datos de ejemplo" }));
  const question = await screen.findByRole("dialog", { name: "¿Borrar los datos de ejemplo?" });
  expect(within(question).getByText(/440 registros de ejemplo/)).toBeTruthy();
  await user.click(within(question).getByRole("button", { name: "Cancelar" }));
  expect(commands.sampleRemove).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Borrar los datos de ejemplo" }));
  await user.click(
    within(await screen.findByRole("dialog")).getByRole("button", { name: "Borrar los datos de ejemplo" }),
  );
  await screen.findByText("Datos de ejemplo borrados. Lo tuyo sigue aquí.");
  expect(screen.queryByText("Estás probando Hilo con datos de ejemplo.")).toBeNull();
});

test("a_refused_book_says_what_happened", async () => {
  openWindow({ profile: "refused", error: "newer_version" });
  expect(await screen.findByRole("heading", { name: "Este libro es de una versión más nueva" })).toBeTruthy();
});

test("language_changes_without_a_restart", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Parámetros" }));
  await user.click(await screen.findByRole("radio", { name: "English" }));
  expect(await screen.findByRole("heading", { name: "Settings" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Contacts" }));
  expect(await screen.findByText("Which contacts do you want to see?")).toBeTruthy();
});

test("s03_the_screen_opens_on_its_criteria_with_no_list", async () => {
  const { commands } = openWindow();
  expect(await screen.findByText("¿Qué contactos quieres ver?")).toBeTruthy();
  expect(screen.queryByRole("grid")).toBeNull();
  expect(commands.contactsCount).not.toHaveBeenCalled();
});

test("s05_changing_criteria_marks_the_list_stale", async () => {
  const { user, commands } = openWindow();
  const grid = await load(user);
  expect(grid.getAttribute("aria-rowcount")).toBe("215");
  await user.click(screen.getByRole("button", { name: "Editar criterios" }));
  await user.type(screen.getByLabelText("Texto en notas y correos"), "tirada");
  expect(screen.getByText("Criterios cambiados: vuelve a cargar")).toBeTruthy();
  expect(commands.contactsCount).toHaveBeenCalledTimes(1);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByText("Criterios cambiados: vuelve a cargar")).toBeNull());
  expect(commands.contactsCount).toHaveBeenCalledTimes(2);
});

test("s09_states_are_shown_at_once_without_loading_again", async () => {
  const { user, commands } = openWindow();
  await load(user);
  await user.click(screen.getByRole("radio", { name: /^No realizados/ }));
  await waitFor(() =>
    expect(commands.contactsPage).toHaveBeenCalledWith(expect.anything(), "open", expect.anything(), 0, 100),
  );
  expect(commands.contactsCount).toHaveBeenCalledTimes(1);
});

test("s06_with_nothing_selected_the_buttons_say_why", async () => {
  const { user } = openWindow();
  await load(user);
  expect(screen.getAllByRole("button", { name: "Modificar" })[0]?.getAttribute("aria-disabled")).toBe("true");
});

test("s08_delete_acts_at_once_and_can_be_undone", async () => {
  const { user, commands } = openWindow();
  const grid = await load(user);
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  grid.focus();
  await user.keyboard("{ArrowDown}{Delete}");
  expect(await screen.findByText(/^Borrado el contacto del/)).toBeTruthy();
  await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("214"));
  await user.click(screen.getByRole("button", { name: /^Deshacer/ }));
  await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("215"));
  expect(commands.undo).toHaveBeenCalledOnce();
  // What was undone is no longer offered.
  expect(screen.queryByRole("button", { name: /^Deshacer/ })).toBeNull();
});

test("s15_s36_a_contact_is_added_and_its_next_one_opens_by_itself", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.click(await screen.findByRole("button", { name: "Aceptar" }));
  expect(await screen.findByText("Elige un cliente de la lista o créalo.")).toBeTruthy();
  const customer = screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement;
  expect(document.activeElement).toBe(customer);
  await user.type(customer, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  await user.type(screen.getByLabelText("Duración en minutos"), "2h15");
  expect(screen.getByText("2 h 15 min")).toBeTruthy();
  await user.type(screen.getByLabelText("Fecha del próximo contacto"), "02/12/2026");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText(/^Completa el próximo contacto/)).toBeTruthy();
  expect(commands.contactSave.mock.calls[0]?.[0].draft).toMatchObject({
    customer: "customer-1",
    duration_minutes: 135,
    next_contact: { date: "2026-12-02", time: null },
  });
  expect(screen.getByLabelText<HTMLInputElement>("Fecha").value).toBe("02/12/2026");
});

test("s07_view_is_read_only_and_writes_nothing", async () => {
  const { user, commands } = openWindow();
  const grid = await load(user);
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  grid.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByText("Solo lectura")).toBeTruthy();
  expect((await screen.findByLabelText<HTMLTextAreaElement>("Notas (motivo)")).readOnly).toBe(true);
  expect(screen.queryByRole("button", { name: "Aceptar" })).toBeNull();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("Solo lectura")).toBeNull());
  expect(commands.contactSave).not.toHaveBeenCalled();
  expect(commands.draftSave.mock.calls.filter(([key]) => key.startsWith("contact.form"))).toEqual([]);
});

test("s46_cancel_asks_only_when_something_changed", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(await screen.findByLabelText("Notas (motivo)"), "Algo");
  await user.click(screen.getByRole("button", { name: "Cancelar" }));
  await user.click(await screen.findByRole("button", { name: "Descartar cambios" }));
  await waitFor(() => expect(screen.queryByLabelText("Notas (motivo)")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Añadir contacto" }));
  await screen.findByLabelText("Notas (motivo)");
  await user.click(screen.getByRole("button", { name: "Cancelar" }));
  await waitFor(() => expect(screen.queryByLabelText("Notas (motivo)")).toBeNull());
});

test("s53_s58_an_email_fills_the_form_and_is_stored_on_accept", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  expect(screen.queryByRole("button", { name: "Asumir información de un correo" })).toBeNull();
  await user.click(screen.getAllByRole("button", { name: /Tipo de contacto/ }).at(-1) as HTMLElement);
  await user.click(await screen.findByRole("option", { name: "Email" }));
  await user.type(screen.getByLabelText("Notas (motivo)"), "Lo que escribí");
  await user.click(screen.getByRole("button", { name: "Asumir información de un correo" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByRole<HTMLInputElement>("checkbox", { name: /Notas/ }).checked).toBe(false);
  await user.click(within(dialog).getByRole("checkbox", { name: /Notas/ }));
  await user.click(within(dialog).getByRole("button", { name: "Asumir 5 campos" }));
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  const { draft, email: answer, new_person: newPerson } = commands.contactSave.mock.calls[0]?.[0] ?? {};
  expect(draft).toMatchObject({
    date: "2026-11-23",
    time: "18:42",
    direction: "them",
    contact_type: "email",
    person: null,
  });
  expect(draft?.notes).toMatch(/^Lo que escribí\n\nRE: Prueba de tirada/);
  expect(answer).toMatchObject({ attach: true, associate: false });
  expect(newPerson).toMatchObject({ name: "Rosa Vidal", customer: "customer-1" });
});

test("s17_a_customer_that_does_not_exist_is_created_in_place", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  const customer = screen.getAllByRole<HTMLInputElement>("combobox", { name: "Cliente" }).at(-1) as HTMLInputElement;
  await user.type(customer, "Floristería Nueva");
  await user.click(await screen.findByRole("option", { name: "Crear «Floristería Nueva»" }));
  await user.click(await screen.findByRole("button", { name: "Guardar" }));
  await waitFor(() => expect(customer.value).toBe("Floristería Nueva"));
  expect(commands.customerSave).toHaveBeenCalledOnce();
});

test("s46_a_draft_is_kept_and_a_refusal_clears_nothing", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  await user.type(screen.getByLabelText("Notas (motivo)"), "No lo pierdas");
  await waitFor(() =>
    expect(
      commands.draftSave.mock.calls.some(
        ([key, json]) => key.startsWith("contact.form") && json.includes("No lo pierdas"),
      ),
    ).toBe(true),
  );
  commands.contactSave.mockRejectedValueOnce({ code: "disk_full", field: null, detail: null });
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  expect(await screen.findByText(/^No queda espacio en el disco/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>("Notas (motivo)").value).toBe("No lo pierdas");
});

test("s02_a_contact_is_added_from_the_customer_card", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("row", { name: /Hotel Imaginario/ }));
  await user.click(await screen.findByRole("button", { name: "Nuevo contacto" }));
  expect(await screen.findByRole("heading", { name: "Nuevo contacto con Hotel Imaginario" })).toBeTruthy();
});
