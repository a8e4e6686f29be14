// Saved filters and promises that nobody kept, on the invented book (S4, S38).
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow } from "./render";

const load = async (user: ReturnType<typeof openWindow>["user"]) => {
  await user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  return screen.findByRole("grid", { name: "Contactos" });
};

test("s04_criteria_are_kept_under_a_name_and_loaded_by_it", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Filtros" }));
  expect(screen.getByRole("menuitem", { name: /Guardar estos criterios/ }).getAttribute("aria-disabled")).toBe("true");
  await user.keyboard("{Escape}");
  await user.type(screen.getByLabelText("Texto en notas y correos"), "tirada");
  await user.click(screen.getByRole("button", { name: "Filtros" }));
  await user.click(screen.getByRole("menuitem", { name: /Guardar estos criterios/ }));
  const dialog = within(await screen.findByRole("dialog", { name: "Filtros" }));
  await user.click(dialog.getByRole("button", { name: /^Guardar filtro/ }));
  expect(dialog.getByText("Falta este dato: escríbelo o elígelo.")).toBeTruthy();
  await user.type(dialog.getByLabelText("Nombre del filtro"), "Tiradas{Enter}");
  await screen.findByText("Filtro guardado: Tiradas");
  expect(screen.queryByRole("dialog")).toBeNull();

  await user.click(screen.getByRole("button", { name: "Limpiar todo" }));
  await load(user);
  await user.click(screen.getByRole("radio", { name: /^Realizados/ }));
  await user.click(screen.getByRole("button", { name: "Filtros" }));
  await user.click(await screen.findByRole("menuitem", { name: "Tiradas" }));
  await waitFor(() => expect(commands.contactsCount.mock.calls.at(-1)?.[0].text).toBe("tirada"));
  expect((screen.getByRole("radio", { name: /^Todos/ }) as HTMLInputElement).checked).toBe(true);
  expect(screen.queryByText("Criterios cambiados: vuelve a cargar")).toBeNull();
});

test("s04_a_filter_is_replaced_by_its_name_and_removed_with_undo", async () => {
  const { user, commands } = openWindow();
  await user.type(await screen.findByLabelText("Texto en notas y correos"), "uno");
  const keep = async (name: string) => {
    await user.click(screen.getByRole("button", { name: "Filtros" }));
    await user.click(screen.getByRole("menuitem", { name: /Guardar estos criterios/ }));
    const dialog = within(await screen.findByRole("dialog", { name: "Filtros" }));
    if (name) await user.type(dialog.getByLabelText("Nombre del filtro"), name);
    return dialog;
  };
  await user.click((await keep("Mío")).getByRole("button", { name: /^Guardar filtro/ }));
  const dialog = await keep(" mío");
  await user.click(dialog.getByRole("button", { name: /^Sustituir filtro/ }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const again = await keep("");
  await user.click(again.getByRole("button", { name: "Quitar el filtro mío" }));
  expect(await screen.findByText("Quitado el filtro mío")).toBeTruthy();
  await waitFor(async () => expect(JSON.parse((await commands.draftLoad("contacts.filters")) ?? "")).toEqual([]));
  await user.click(screen.getByRole("button", { name: /^Deshacer/ }));
  await waitFor(async () => expect(await commands.draftLoad("contacts.filters")).toContain("mío"));
});

test("s38_promises_that_nobody_kept_are_one_tick_away", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("checkbox", { name: "Sin crear el siguiente" }));
  await load(user);
  expect(commands.contactsCount.mock.calls.at(-1)?.[0].lacks_follow_up).toBe(true);
  expect(screen.getByRole("button", { name: /Quitar Sin crear el siguiente/ })).toBeTruthy();
});
