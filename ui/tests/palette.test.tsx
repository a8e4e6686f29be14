// The palette on the invented book: everything by its name.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { groupsOf } from "../dev/order";
import { emit, type SearchGroup, type SearchHit } from "../src/ipc";
import { t } from "../src/lib/i18n";
import { openWindow } from "./render";

const customer = (title: string): SearchHit & { kind: "customer" } => ({
  kind: "customer",
  id: title,
  title,
  excerpt: "",
});

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

test("l6_the_order_given_last_comes_first_of_them", async () => {
  const { user, palette } = await openPalette();
  const named = async (inside: typeof palette) =>
    (await inside.findAllByRole("option")).map((option) => option.textContent ?? "");
  expect((await named(palette))[0], "until then the usual ones").not.toContain("Papelera");
  await user.keyboard("papelera");
  await palette.findByRole("option", { name: /Papelera/ });
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { name: "Papelera" });
  await user.keyboard("{Control>}k{/Control}");
  const again = within(await screen.findByRole("dialog", { name: "Buscar en todo" }));
  await waitFor(async () => expect((await named(again))[0]).toContain("Papelera"));
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
  expect(commands.searchGroups).not.toHaveBeenCalled();
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
  commands.searchGroups.mockImplementationOnce(
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

/** What the palette offers for `typed`, with it left open. */
async function offeredFor(user: ReturnType<typeof openWindow>["user"], typed: string) {
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByRole("dialog", { name: "Buscar en todo" });
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("combobox"));
  await user.keyboard(`>${typed}`);
  return screen.queryAllByRole("option");
}
const wordsOfRows = (options: HTMLElement[]) => options.map((option) => option.textContent);

test("l6_the_palette_offers_what_the_screen_in_front_can_do_now", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(document.activeElement).toBe(grid));
  const [off] = await offeredFor(user, "borr");
  expect(off?.getAttribute("aria-disabled"), "nothing is selected").toBe("true");
  expect(off?.textContent).toContain("Selecciona antes algún contacto");
  await user.keyboard("{Enter}");
  expect(screen.getByRole("dialog"), "Enter on what cannot be done does nothing").toBeTruthy();
  expect(commands.contactsDelete).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(grid));
  await user.keyboard("{ArrowDown}");
  await screen.findByText("1 seleccionado");
  await offeredFor(user, "");
  for (const [typed, word] of [
    ["exportar", "Exportar la lista a Excel…"],
    ["impr", "Imprimir…Ctrl P"],
    ["cambiar", "Cambiar los seleccionadosCtrl M"],
    ["hist", "HistóricoCtrl H"],
    ["no contesta", "No contestaF8"],
    ["realizados", "Mostrar los realizados3"],
    ["editar", "Editar criteriosCtrl F"],
    ["añadir cliente", "Añadir cliente"],
  ] as const) {
    fireEvent.change(screen.getByRole("combobox", { name: "Buscar en todo" }), { target: { value: `>${typed}` } });
    expect(wordsOfRows(screen.queryAllByRole("option")), typed).toContain(word);
  }
  await user.keyboard("{Escape}");
  await offeredFor(user, "columnas");
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("dialog", { name: "Columnas" })).toBeTruthy();
  await user.keyboard("{Escape}");
  await offeredFor(user, "borr");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.contactsDelete).toHaveBeenCalledTimes(1));
}, 20_000);

test("l6_the_criteria_offer_no_list_and_a_form_what_it_can_do_itself", async () => {
  const { user, commands } = openWindow();
  await screen.findByRole("button", { name: /^Cargar/ });
  expect(wordsOfRows(await offeredFor(user, "exportar")), "there is no list yet").toEqual([]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await offeredFor(user, "nuevo contacto");
  await user.keyboard("{Enter}");
  await screen.findByLabelText("Notas (motivo)");
  expect(wordsOfRows(await offeredFor(user, "cargar")), "the criteria lie under the form").toEqual([]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(wordsOfRows(await offeredFor(user, "aceptar"))[0]).toBe("AceptarCtrl Intro");
  await user.keyboard("{Enter}");
  expect(await screen.findByText(t("invalid.customer"))).toBeTruthy();
  expect(commands.contactSave).not.toHaveBeenCalled();
}, 20_000);

test("l6_a_customer_is_added_from_the_palette", async () => {
  const { user } = openWindow();
  await screen.findByRole("button", { name: /^Cargar/ });
  await offeredFor(user, "añadir cliente");
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("textbox", { name: "Nombre comercial" })).toHaveProperty("value", "");
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

test("l6_undo_is_what_enter_does_by_its_own_word_and_by_less_only_when_it_is_moved_to", async () => {
  const { user, palette, commands } = await openPalette();
  await user.keyboard("des");
  await palette.findByRole("option", { name: /Deshacer lo último/ });
  expect(palette.getByRole("option", { selected: true }).textContent, "three letters may be a slip").toMatch(/^Crear/);
  await user.keyboard("hacer");
  await waitFor(() => expect(palette.getByRole("option", { selected: true }).textContent).toMatch(/^Deshacer/));
  const rows = palette.getAllByRole("option").map((option) => option.textContent);
  expect(rows.at(-1), "what would be made stands last").toMatch(/^Crear el cliente «deshacer»/);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.undo).toHaveBeenCalledTimes(1));
  expect(screen.queryByRole("textbox", { name: "Nombre comercial" }), "no customer is made").toBeNull();
});

test("l6_a_record_stands_before_undo_whatever_is_typed", async () => {
  const { user, palette, commands } = await openPalette();
  const answer = holdSearch(commands);
  await user.keyboard("deshacer");
  await answer("deshacer", "Deshacer e Hijos");
  const rows = palette.getAllByRole("option").map((option) => option.textContent);
  expect(rows[0]).toContain("Deshacer e Hijos");
  expect(palette.getByRole("option", { selected: true }).textContent).toContain("Deshacer e Hijos");
});

test("l6_undo_can_be_moved_to", async () => {
  const { user, palette, commands } = await openPalette();
  await user.keyboard("des");
  await palette.findByRole("option", { name: /Deshacer lo último/ });
  await user.keyboard("{ArrowDown}");
  expect(palette.getByRole("option", { selected: true }).textContent).toMatch(/^Deshacer/);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.undo).toHaveBeenCalledTimes(1));
});

/** Each answer waits until the test lets it go, by its text. */
function holdSearch(commands: Awaited<ReturnType<typeof openPalette>>["commands"]) {
  const waiting: { text: string; give: (groups: SearchGroup[]) => void }[] = [];
  commands.searchGroups.mockImplementation((text) => new Promise((give) => waiting.push({ text, give })));
  return (text: string, ...titles: string[]) =>
    act(async () => {
      for (const one of waiting.filter((other) => other.text === text))
        one.give(groupsOf(titles.map(customerOfBook), 5));
      // Answers are told a moment later.
      await new Promise((told) => setTimeout(told, 30));
    });
}
const customerOfBook = (title: string): SearchHit => ({
  ...customer(title),
  id: title === "Óptica" ? "customer-1" : title,
});

test("l6_enter_at_once_waits_for_the_answer_to_what_is_typed_and_opens_its_first_record", async () => {
  const { user, palette, commands } = await openPalette();
  const answer = holdSearch(commands);
  await user.keyboard("t");
  await answer("t", "Talleres", "Teatro");
  expect(palette.getByRole("option", { selected: true }).textContent).toContain("Talleres");
  await user.keyboard("ema{Enter}");
  expect(palette.queryByRole("option", { selected: true }), "nothing of an older list is chosen").toBeNull();
  await answer("te", "Teatro");
  await answer("tem", "Templo");
  expect(screen.queryByRole("dialog"), "still waiting: these are answers to less than was typed").toBeTruthy();
  await answer("tema", "Tema Libre");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const opened = commands.customerShow.mock.calls.map(([id]) => id);
  expect(opened, "the record that was typed, though «Tema claro» begins so too").toContain("Tema Libre");
  expect(commands.preferencesSave).not.toHaveBeenCalled();
});

test("l6_enter_at_once_on_what_is_not_there_does_nothing_by_itself", async () => {
  const { user, palette, commands } = await openPalette();
  const answer = holdSearch(commands);
  await user.keyboard("sincro{Enter}");
  await answer("sincro");
  const rows = palette.getAllByRole("option").map((option) => option.textContent);
  expect(rows.some((text) => text?.startsWith("Sincronizar ahora"))).toBe(true);
  expect(commands.syncNow, "a command that happens to stand there is not what was typed").not.toHaveBeenCalled();
  expect(screen.getByRole("dialog")).toBeTruthy();
});

test("l6_slow_answers_never_take_the_place_of_newer_ones", async () => {
  const { user, palette, commands } = await openPalette();
  const answer = holdSearch(commands);
  await user.keyboard("tal");
  await answer("tal", "Talleres Uno");
  await answer("ta", "Tapicería", "Talleres Uno");
  await answer("t", "Teatro");
  const found = palette.getAllByRole("option").map((option) => option.textContent);
  expect(found[0]).toContain("Talleres Uno");
  expect(found.join()).not.toContain("Teatro");
});

test("l6_the_highlight_keeps_to_its_record_when_a_colleague_adds_one_above_it", async () => {
  const { user, palette, commands } = await openPalette();
  commands.searchGroups.mockImplementation(async () =>
    groupsOf([customerOfBook("Talleres B"), customerOfBook("Talleres C")], 5),
  );
  await user.keyboard("tall");
  await palette.findByRole("option", { name: /Talleres B/ });
  await user.keyboard("{ArrowDown}");
  commands.searchGroups.mockImplementation(async () =>
    groupsOf(["Talleres A", "Talleres B", "Talleres C"].map(customerOfBook), 5),
  );
  act(() => emit("bookChanged", "program"));
  await palette.findByRole("option", { name: /Talleres A/ });
  expect(palette.getByRole("option", { selected: true }).textContent).toContain("Talleres C");
  commands.searchGroups.mockImplementation(async () =>
    groupsOf([customerOfBook("Talleres A"), customerOfBook("Talleres B")], 5),
  );
  act(() => emit("bookChanged", "program"));
  await waitFor(() => expect(palette.queryByRole("option", { name: /Talleres C/ })).toBeNull());
  expect(palette.queryByRole("option", { selected: true }), "nothing else is chosen instead").toBeNull();
  await user.keyboard("{Enter}");
  expect(screen.getByRole("dialog"), "and Enter opens nothing").toBeTruthy();
});

test("l6_one_enter_is_one_act_however_long_it_is_pressed", async () => {
  const { user, palette, commands } = await openPalette();
  await user.keyboard("optica");
  await palette.findByRole("option", { name: /Óptica Muestrario/ });
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { name: "Óptica Muestrario" });
  for (let held = 0; held < 5; held++)
    fireEvent.keyDown(document.activeElement ?? document.body, { key: "Enter", repeat: true });
  expect(commands.contactShow, "no contact was opened by what was left of the key").not.toHaveBeenCalled();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("l6_all_kinds_have_their_share_and_the_rest_is_on_a_page_of_its_own", async () => {
  const { user, palette, commands } = await openPalette();
  const many = (kind: string): SearchHit[] =>
    Array.from({ length: 6 }, (_, at) => ({ kind, id: `${kind}-${at}`, title: `Obra ${kind} ${at}`, excerpt: "" }));
  commands.searchGroups.mockImplementation(async (_, limit) =>
    groupsOf(["customer", "person", "email", "contact"].flatMap(many), limit),
  );
  await user.keyboard("obra");
  const options = await palette.findAllByRole("option");
  const kinds = ["customer", "person", "contact", "email"];
  for (const kind of kinds) expect(options.filter((option) => option.textContent?.includes(kind)).length, kind).toBe(5);
  expect(options[20]?.textContent, "the rest stands after all records").toContain("Ver todos los resultados");
  expect(options.at(-1)?.textContent).toContain("Crear el cliente «obra»");
  await user.keyboard("{Shift>}{Enter}{/Shift}");
  const field = await screen.findByRole("combobox", { name: "Buscar en todo el libro" });
  expect((field as HTMLInputElement).value).toBe("obra");
});
