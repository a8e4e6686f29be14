// Threads and their alarms, the person search window, and paper.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow } from "./render";

const paper = () => document.querySelector<HTMLElement>(".print-sheet");

test("s38_a_broken_thread_is_counted_listed_and_mended_from_the_list", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Avisos \d+ pendientes$/ }));
  const list = await screen.findByRole("grid", { name: "Hilos rotos" });
  await waitFor(() => expect(within(list).getAllByRole("row").length).toBeGreaterThan(1));
  expect(commands.contactsPage.mock.lastCall?.slice(0, 3)).toMatchObject([
    { lacks_follow_up: true, next_to: "2026-11-24" },
    "all",
    { column: "next", descending: false },
  ]);
  list.focus();
  await user.keyboard("{Enter}");
  await screen.findByText("Completa el próximo contacto. Si cancelas, el anterior ya está guardado.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  expect(commands.contactSave.mock.calls[0]?.[0].draft.previous).toBeTruthy();
});

test("a_customer_that_nobody_speaks_to_is_listed_by_the_time_of_silence", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Avisos/ }));
  await user.click(await screen.findByRole("tab", { name: /Clientes en silencio/ }));
  await screen.findByRole("grid", { name: "Clientes en silencio" });
  expect(commands.silentCustomersCount.mock.lastCall).toEqual([90]);
  await user.click(screen.getByRole("button", { name: /Sin contacto desde hace/ }));
  await user.click(await screen.findByRole("option", { name: "180 días o más" }));
  await waitFor(() => expect(commands.silentCustomersCount.mock.lastCall).toEqual([180]));
  (await screen.findByRole("grid", { name: "Clientes en silencio" })).focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("article");
});

test("s36_the_thread_of_a_contact_shows_the_promise_that_nobody_kept", async () => {
  const { user, commands } = openWindow();
  commands.contactChain.mockImplementation(async (id) => {
    const rows = await commands.contactsPage(
      ...(commands.contactsPage.mock.calls[0] as Parameters<typeof commands.contactsPage>),
    );
    const row = rows.find((one) => one.id === id);
    return row ? [{ ...row, next_date: "2026-11-20", has_follow_up: false }] : [];
  });
  await user.click(await screen.findByRole("button", { name: /Cargar/ }));
  await user.click(await screen.findByRole("button", { name: "Mostrar u ocultar la vista previa" }));
  const panel = within(await screen.findByRole("complementary", { name: "Vista previa" }));
  const thread = within(await panel.findByRole("region", { name: "Hilo de este contacto" }));
  thread.getByText("Prometido para el 20/11/2026, sin crear");
  await user.click(thread.getByRole("button", { name: "Crear" }));
  await waitFor(() => expect(commands.contactFollowUp).toHaveBeenCalledOnce());
});

test("s18_a_person_is_chosen_in_a_window_with_what_tells_them_apart", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  await user.click(screen.getByRole("button", { name: "Buscar entre las personas del cliente" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Personas de Imprenta Modelo" }));
  await dialog.findByText("Lucía Ferrer");
  await user.keyboard("luc{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const person = screen.getAllByRole("combobox", { name: "Persona de contacto" }).at(-1);
  expect(person).toHaveProperty("value", "Lucía Ferrer");
  await user.click(screen.getByRole("button", { name: "Buscar entre las personas del cliente" }));
  await user.type(await screen.findByRole("textbox", { name: /Buscar por nombre/ }), "Nadie Nuevo");
  await user.click(screen.getByRole("button", { name: "Nueva persona" }));
  expect(await screen.findByRole("textbox", { name: "Nombre" })).toHaveProperty("value", "Nadie Nuevo");
  expect(commands.peopleFind).toHaveBeenCalled();
});

test("the_shown_list_and_a_contact_are_printed_in_words", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: /Cargar/ }));
  await screen.findByRole("grid", { name: "Contactos" });
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(commands.windowPrint).toHaveBeenCalledOnce());
  const rows = paper()?.querySelectorAll("tbody tr") ?? [];
  expect(rows.length).toBeGreaterThan(20);
  expect(paper()?.querySelector("tbody tr")?.textContent).toMatch(/\d\d\/\d\d\/2026/);
  screen.getByRole("grid", { name: "Contactos" }).focus();
  await user.keyboard("{F2}");
  const notes = await screen.findByRole("textbox", { name: "Notas (motivo)" });
  await user.clear(notes);
  await user.type(notes, "Lo que está escrito ahora");
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(commands.windowPrint).toHaveBeenCalledTimes(2));
  expect(document.querySelectorAll(".print-sheet").length).toBe(1);
  expect(paper()?.textContent).toContain("Lo que está escrito ahora");
});

test("s15_s16_the_same_form_opens_from_the_list_the_card_and_the_search", async () => {
  const { user } = openWindow();
  const fields = () =>
    screen
      .getAllByRole("textbox")
      .filter((one) => one.closest("[data-layer]:not([inert])"))
      .map((one) => one.getAttribute("aria-label") ?? one.id);
  const leave = async () => {
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Aceptar" })).toBeNull());
  };
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await screen.findByRole("button", { name: "Aceptar" });
  const fromTheList = fields().length;
  await leave();
  await user.click(screen.getByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("button", { name: /Nuevo contacto/ }));
  await screen.findByRole("button", { name: "Aceptar" });
  expect(fields().length).toBe(fromTheList);
  expect(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1)).toHaveProperty(
    "value",
    expect.stringMatching(/.+/),
  );
  await leave();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Buscar en todo" }), "modelo");
  await screen.findAllByRole("option", { name: /Imprenta Modelo/ });
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByRole("button", { name: "Aceptar" });
  expect(fields().length).toBe(fromTheList);
});

test("s37_s46_what_is_typed_into_the_contact_that_opened_by_itself_outlives_the_program", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  await user.type(screen.getByRole("textbox", { name: "Fecha del próximo contacto" }), "01/12/2026");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("Completa el próximo contacto. Si cancelas, el anterior ya está guardado.");
  commands.draftSave.mockClear();
  await user.type(screen.getByRole("textbox", { name: "Notas (motivo)" }), "Llevar la muestra");
  await waitFor(() => expect(commands.draftSave).toHaveBeenCalled(), { timeout: 3_000 });
  const kept = JSON.parse(commands.draftSave.mock.lastCall?.[1] ?? "{}");
  expect(kept.values).toMatchObject({ notes: "Llevar la muestra", previous: expect.any(String), date: "01/12/2026" });
});
