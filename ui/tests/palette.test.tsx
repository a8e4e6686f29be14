// The palette on the invented book: everything by its name.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { isLike } from "../src/lib/fold";
import { openWindow } from "./render";

async function openPalette() {
  const window = openWindow();
  await screen.findByRole("button", { name: /^Cargar/ });
  await window.user.keyboard("{Control>}k{/Control}");
  const palette = within(await screen.findByRole("dialog", { name: "Buscar en todo" }));
  const input = palette.getByRole("combobox");
  await waitFor(() => expect(document.activeElement).toBe(input));
  return { ...window, palette };
}

test("l6_a_customer_is_found_without_its_accents_and_opened_by_keyboard", async () => {
  const { user, palette } = await openPalette();
  await user.keyboard("optica");
  expect(await palette.findByRole("option", { name: /Óptica Muestrario/ })).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: "Óptica Muestrario" })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  await user.keyboard("{Control>}k{/Control}");
  const again = within(await screen.findByRole("dialog", { name: "Buscar en todo" }));
  expect((await again.findAllByRole("option"))[0]?.textContent, "recent first").toContain("Óptica Muestrario");
});

test("l7_a_call_is_logged_from_anywhere_with_the_customer_filled_in", async () => {
  const { user, palette, commands } = await openPalette();
  await user.keyboard("modelo");
  await palette.findByRole("option", { name: /Imprenta Modelo/ });
  await user.keyboard("{Control>}{Enter}{/Control}");
  const notes = await screen.findByLabelText("Notas (motivo)");
  await waitFor(() => expect(document.activeElement).toBe(notes));
  expect((screen.getAllByLabelText("Cliente").at(-1) as HTMLInputElement).value).toBe("Imprenta Modelo");
  await user.keyboard("Llamó para pedir precio{Control>}{Enter}{/Control}");
  await waitFor(() => expect(commands.contactSave.mock.calls[0]?.[0].draft.notes).toBe("Llamó para pedir precio"));
});

test("l6_orders_show_their_keys_and_only_they_are_searched_after_a_sign", async () => {
  const { user, palette, commands } = await openPalette();
  await user.keyboard(">oscuro");
  const options = await palette.findAllByRole("option");
  expect(options.map((option) => option.textContent)).toEqual(["Tema oscuro"]);
  expect(commands.search).not.toHaveBeenCalled();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.preferencesSave.mock.calls[0]?.[0].theme).toBe("dark"));
});

test("what_is_not_found_is_said_and_escape_gives_the_focus_back", async () => {
  const { user, palette } = await openPalette();
  await user.keyboard("zzzz");
  expect(await palette.findByText(/Nada se llama así/)).toBeTruthy();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("an_older_answer_never_takes_the_place_of_a_newer_one", async () => {
  const { user, palette, commands } = await openPalette();
  let late = (_: never[]) => {};
  commands.search.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        late = resolve as typeof late;
      }),
  );
  await user.keyboard("m");
  await user.keyboard("odelo");
  expect(await palette.findByRole("option", { name: /Imprenta Modelo/ })).toBeTruthy();
  late([]);
  await new Promise((done) => setTimeout(done, 20));
  expect(palette.getByRole("option", { name: /Imprenta Modelo/ })).toBeTruthy();
});

test("words_are_found_by_their_beginnings_or_by_their_letters", () => {
  expect(isLike("Ir a la Papelera", "pap")).toBe(true);
  expect(isLike("Hacer una copia de seguridad", "copia seg")).toBe(true);
  expect(isLike("Densidad cómoda", "comoda")).toBe(true);
  expect(isLike("Tema oscuro", "toscu")).toBe(true);
  expect(isLike("Tema oscuro", "claro")).toBe(false);
});

test("l23_a_customer_that_is_not_there_is_made_from_the_search", async () => {
  const { user, commands } = openWindow();
  await screen.findByRole("button", { name: "Contactos" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Buscar en todo" }), "Bodega Nueva");
  await user.click(await screen.findByRole("option", { name: /Crear el cliente «Bodega Nueva»/ }));
  expect(await screen.findByRole("textbox", { name: "Nombre comercial" })).toHaveProperty("value", "Bodega Nueva");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.customerSave.mock.calls[0]?.[1].name).toBe("Bodega Nueva"));
});
