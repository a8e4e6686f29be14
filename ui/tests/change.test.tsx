// Many contacts changed at once, on the invented book (S10-S13).
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { readDays } from "../src/features/contacts/change/change";
import type { ChangePreview, ContactsChanged } from "../src/ipc";
import { openWindow } from "./render";

/** Whoever waits for another program is told so by then. */
const LONG_MS = 1_200;

async function selectThree() {
  const window = openWindow();
  await window.user.click(await screen.findByRole("button", { name: "Cargar" }));
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(document.activeElement).toBe(grid));
  await window.user.keyboard("{Home}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  await screen.findByText("3 seleccionados");
  return window;
}

test("s10_s11_change_needs_a_selection_and_says_so", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  await screen.findByRole("grid", { name: "Contactos" });
  const button = screen.getByRole("button", { name: "Cambiar" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await user.keyboard("{Control>}m{/Control}");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("s13_a_change_that_lasts_says_in_its_dialog_how_far_it_is_and_can_be_stopped_there", async () => {
  const { user, commands } = await selectThree();
  let end = (_: ContactsChanged) => {};
  commands.contactsChange.mockImplementation(() => new Promise((resolve) => (end = resolve)));
  await user.keyboard("{Control>}m{/Control}");
  const dialog = within(await screen.findByRole("dialog", { name: "Cambiar 3 contactos" }));
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText("Días")));
  await user.keyboard("+5");
  await dialog.findByRole("region", { name: "Cómo quedan" });
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await dialog.findByRole("progressbar", { name: "Cambiando 3 contactos" })).toBeTruthy();
  await new Promise((later) => setTimeout(later, LONG_MS));
  expect(screen.queryByText(/^Otro programa usa el libro/), "it waits for nobody else").toBeNull();
  await user.click(dialog.getByRole("button", { name: "Parar" }));
  expect(commands.workStop).toHaveBeenCalledOnce();
  end({ changed: 3, skipped: [], warnings: [] });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("s12_s13_dates_move_by_working_days_as_previewed_and_one_undo_takes_it_back", async () => {
  const { user, commands } = await selectThree();
  await user.keyboard("{Control>}m{/Control}");
  const dialog = within(await screen.findByRole("dialog", { name: "Cambiar 3 contactos" }));
  expect(dialog.getByRole("button", { name: /^Cambiar/ }).getAttribute("aria-disabled")).toBe("true");
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText("Días")));
  await user.keyboard("+5");
  const preview = within(await dialog.findByRole("region", { name: "Cómo quedan" }));
  const before = preview.getAllByRole("row").length;
  expect(before).toBe(3);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Cambiados 3 contactos")).toBeTruthy();
  const [selection, change, includeDone] = commands.contactsChange.mock.calls[0] ?? [];
  expect(selection?.ids).toHaveLength(3);
  expect(change).toEqual({ kind: "move_date", field: "date", days: 5, working: true });
  expect(includeDone).toBe(false);
  expect(screen.queryByRole("dialog")).toBeNull();
  await user.click(screen.getByRole("button", { name: /^Deshacer/ }));
  expect(commands.undo).toHaveBeenCalledOnce();
});

test("s13_done_contacts_are_left_unless_ticked_and_what_is_left_is_told", async () => {
  const window = openWindow();
  await window.user.click(await screen.findByRole("button", { name: "Cargar" }));
  await screen.findByRole("grid", { name: "Contactos" });
  await window.user.click(screen.getByRole("radio", { name: /^Realizados/ }));
  screen.getByRole("grid", { name: "Contactos" }).focus();
  await window.user.keyboard("{Control>}a{/Control}{Control>}m{/Control}");
  const dialog = within(await screen.findByRole("dialog"));
  await window.user.click(dialog.getByRole("radio", { name: "Usuario" }));
  await window.user.click(dialog.getByRole("button", { name: /Usuario/ }));
  await window.user.click(await screen.findByRole("option", { name: "Iván Prieto" }));
  expect(await dialog.findByText(/No cambia ninguno\. Se dejan \d+ ya realizados\./)).toBeTruthy();
  await window.user.click(dialog.getByRole("checkbox", { name: "Cambiar también los realizados" }));
  expect(await dialog.findByText(/Cambian \d+\./)).toBeTruthy();
});

test("a_change_that_is_refused_keeps_what_was_typed", async () => {
  const { user, commands } = await selectThree();
  commands.contactsChange.mockRejectedValueOnce({ code: "invalid", field: "selection", detail: "moved" });
  await user.keyboard("{Control>}m{/Control}");
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText("Días"), "7");
  await user.click(await dialog.findByRole("button", { name: /^Cambiar 3 contactos/ }));
  expect((await dialog.findByRole("alert")).textContent).toBeTruthy();
  expect((dialog.getByLabelText("Días") as HTMLInputElement).value).toBe("7");
});

test("days_are_read_with_their_sign_and_with_the_days_that_they_count", () => {
  const days = (text: string) => readDays(text)?.days ?? null;
  for (const [text, value] of Object.entries({ "+7": 7, "-7": -7, "−3": -3, "12": 12, "1.000": 1000 })) {
    expect(days(text), text).toBe(value);
    expect(readDays(text)?.working, text).toBeNull();
  }
  for (const text of ["+5l", "5 l", "+5 lab.", "5 laborables", "5 días laborables", "+5L"])
    expect(readDays(text), text).toEqual({ days: 5, working: true });
  expect(readDays("-3d")).toEqual({ days: -3, working: false });
  for (const text of ["", "l", "1.5", "x", "36501", "5s", "5 meses", "+5l7"]) expect(readDays(text), text).toBeNull();
});

test("s12_a_move_by_working_days_may_be_written_as_in_a_date", async () => {
  const { user, commands } = await selectThree();
  await user.keyboard("{Control>}m{/Control}");
  const dialog = within(await screen.findByRole("dialog", { name: "Cambiar 3 contactos" }));
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText("Días")));
  await user.click(dialog.getByRole("radio", { name: "Todos" }));
  await user.type(dialog.getByLabelText("Días"), "+5l");
  expect((dialog.getByRole("radio", { name: "Laborables" }) as HTMLInputElement).checked).toBe(true);
  expect(dialog.queryByText(/Escribe un número de días/)).toBeNull();
  await dialog.findByRole("region", { name: "Cómo quedan" });
  await user.click(dialog.getByRole("radio", { name: "Todos" }));
  expect(dialog.getByLabelText("Días"), "what is chosen is not what is written").toHaveProperty("value", "+5");
  await user.click(dialog.getByRole("radio", { name: "Laborables" }));
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(commands.contactsChange.mock.calls[0]?.[1]).toEqual({
      kind: "move_date",
      field: "date",
      days: 5,
      working: true,
    }),
  );
});

test("what_is_shown_is_exported_with_its_columns_and_its_words", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Cargar" }));
  await screen.findByRole("grid", { name: "Contactos" });
  await user.click(screen.getByRole("button", { name: "Exportar la lista" }));
  await user.click(await screen.findByRole("menuitem", { name: "A CSV…" }));
  expect(await screen.findByText("Exportados 214 contactos")).toBeTruthy();
  const [asked, isCsv] = commands.contactsExport.mock.calls[0] ?? [];
  expect(isCsv).toBe(true);
  expect(asked?.columns.slice(0, 4).map(({ title }) => title)).toEqual(["Estado", "Fecha", "Hora", "Cliente"]);
  expect(asked?.columns.map(({ field }) => field)).toContain("direction");
  expect(asked?.words).toMatchObject({ "type.visit": "Visita", "result.sale": "Venta", "state.open": "Abierto" });
  commands.contactsExport.mockResolvedValueOnce(null);
  await user.click(screen.getByRole("button", { name: "Exportar la lista" }));
  await user.click(await screen.findByRole("menuitem", { name: /Excel/ }));
  expect(commands.contactsExport.mock.calls[1]?.[1]).toBe(false);
});

test("s12_a_promise_left_behind_is_told_in_the_preview_and_moves_along_when_ticked", async () => {
  const { user, commands } = await selectThree();
  const preview = commands.contactsChangePreview.getMockImplementation();
  commands.contactsChangePreview.mockImplementation(async (...asked) => ({
    ...((await preview?.(...asked)) as ChangePreview),
    warnings: [{ code: "promise_differs", count: 2 }],
  }));
  await user.keyboard("{Control>}m{/Control}");
  const dialog = within(await screen.findByRole("dialog", { name: "Cambiar 3 contactos" }));
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText("Días")));
  await user.keyboard("+5");
  await user.click(await dialog.findByRole("checkbox", { name: /Mover también las 2 promesas/ }));
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(commands.contactsChange).toHaveBeenCalledOnce());
  expect(commands.contactsChange.mock.calls[0]?.[3]).toBe(true);
});
