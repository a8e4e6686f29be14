// The list of contacts as a user of desktop lists expects it, on the invented book.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { dropToasts } from "../src/lib/toasts";
import { openWindow } from "./render";

afterEach(() => {
  cleanup();
  dropToasts();
});

async function loaded() {
  const opened = openWindow();
  await opened.user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(within(grid).getAllByRole("gridcell").length).toBeGreaterThan(50));
  const row = (at: number) => within(grid).getAllByRole("row")[at] as HTMLElement;
  const count = () => Number(screen.getByRole("grid").getAttribute("aria-rowcount")) - 1;
  return { ...opened, grid, row, count };
}

test("s10_ctrl_click_and_shift_click_select_and_s08_the_selected_go_together", async () => {
  const { user, row, count, commands } = await loaded();
  const before = count();
  await user.click(row(1));
  await user.keyboard("{Control>}");
  await user.click(row(3));
  await user.keyboard("{/Control}");
  expect(screen.getByText("2 seleccionados")).toBeDefined();
  await user.keyboard("{Shift>}");
  await user.click(row(5));
  await user.keyboard("{/Shift}");
  expect(screen.getByText("3 seleccionados")).toBeDefined();
  const chosen = [3, 4, 5].map((at) => row(at).dataset.record);
  await user.keyboard("{Delete}");
  await screen.findByText("Borrados 3 contactos");
  await waitFor(() => expect(count()).toBe(before - 3));
  const [selection] = commands.contactsDelete.mock.calls[0] ?? [];
  expect(selection?.ids).toHaveLength(3);
  expect(selection?.ids).toEqual(chosen);
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(count()).toBe(before));
});

test("long_work_says_how_far_it_is_and_can_be_stopped", async () => {
  const { user, row, count, commands } = await loaded();
  const before = count();
  let stop = () => {};
  const work = new Promise<never>((_, reject) => {
    stop = () => reject({ code: "stopped", field: null, detail: null });
  });
  commands.contactsDelete.mockImplementationOnce(() => work);
  commands.workStop.mockImplementationOnce(async () => {
    stop();
    return null;
  });
  await user.click(row(1));
  await user.keyboard("{Control>}a{/Control}{Delete}");
  const bar = await screen.findByRole("progressbar", { name: `Borrando ${before} contactos` });
  await waitFor(() => expect(bar.getAttribute("aria-valuenow")).toBe("30"));
  await user.click(screen.getByRole("button", { name: "Parar" }));
  await screen.findByText("Se ha parado a tiempo. No ha cambiado nada.");
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(count()).toBe(before);
});

test("s10_all_minus_one_are_all_but_one", async () => {
  const { user, row, count, commands } = await loaded();
  const before = count();
  row(1).closest<HTMLElement>("[role=grid]")?.focus();
  await user.keyboard("{Control>}a{/Control}");
  await user.keyboard("{Control>}");
  await user.click(row(2));
  await user.keyboard("{/Control}");
  expect(screen.getByText(`${before - 1} seleccionados`)).toBeDefined();
  await user.click(screen.getByRole("button", { name: `Borrar (${before - 1})` }));
  await waitFor(() => expect(count()).toBe(1));
  expect(commands.contactsDelete.mock.calls[0]?.[0].ids).toHaveLength(before - 1);
});

test("a_heading_sorts_and_turns_around_and_says_so", async () => {
  const { user, grid, commands } = await loaded();
  const head = () => within(grid).getByRole("columnheader", { name: "Cliente" });
  expect(head().getAttribute("aria-sort")).toBe("none");
  await user.click(head());
  await waitFor(() => expect(head().getAttribute("aria-sort")).toBe("ascending"));
  expect(commands.contactsPage.mock.lastCall?.[2]).toEqual({ column: "customer", descending: false });
  await user.click(head());
  await waitFor(() => expect(head().getAttribute("aria-sort")).toBe("descending"));
  await waitFor(() =>
    expect(commands.draftSave).toHaveBeenCalledWith("contacts.view", expect.stringContaining('"customer"')),
  );
});

test("columns_are_chosen_moved_and_widened_by_keyboard_and_remembered", async () => {
  const { user, grid, commands } = await loaded();
  const names = () =>
    within(grid)
      .getAllByRole("columnheader")
      .map((head) => head.getAttribute("aria-label"));
  await user.click(screen.getByRole("button", { name: "Columnas" }));
  const menu = await screen.findByRole("dialog", { name: "Columnas" });
  await user.click(within(menu).getByRole("checkbox", { name: "Hora" }));
  await user.click(within(menu).getByRole("checkbox", { name: "Persona" }));
  await user.click(within(menu).getByRole("button", { name: "Mover Duración antes" }));
  await user.click(within(menu).getByRole("button", { name: "Ensanchar Cliente" }));
  await waitFor(() => expect(names()).not.toContain("Hora"));
  expect(names()).toContain("Persona");
  expect(names().indexOf("Duración")).toBe(names().indexOf("Próximo") - 1);
  await waitFor(() => {
    const kept = commands.draftSave.mock.calls.filter(([key]) => key === "contacts.view").at(-1)?.[1] ?? "{}";
    const columns = JSON.parse(kept).columns as { id: string; isHidden?: boolean; width?: number }[];
    expect(columns.find(({ id }) => id === "time")?.isHidden).toBe(true);
    expect(columns.find(({ id }) => id === "customer")?.width).toBe(148);
  });
});

test("days_are_sorted_by_what_comes_first_and_words_by_their_letters", async () => {
  const { user } = await loaded();
  await user.click(screen.getByRole("button", { name: "Columnas" }));
  const menu = within(await screen.findByRole("dialog", { name: "Columnas" }));
  expect((menu.getByRole("radio", { name: "Lo más reciente primero" }) as HTMLInputElement).checked).toBe(true);
  await user.click(menu.getByRole("button", { name: /Ordenar por/ }));
  await user.click(await screen.findByRole("option", { name: "Cliente" }));
  expect(await menu.findByRole("radio", { name: "A–Z, 0–9" })).toBeTruthy();
  expect(menu.queryByRole("radio", { name: "Lo más reciente primero" })).toBeNull();
});

test("a_range_that_is_open_on_one_side_says_so_in_words", async () => {
  const { user } = openWindow();
  await user.type((await screen.findAllByLabelText(/desde/))[0] as HTMLElement, "01/09/2026");
  await user.click(screen.getByRole("button", { name: /^Cargar/ }));
  const chips = await screen.findByRole("grid", { name: "Criterios de búsqueda" });
  expect(chips.textContent).toContain("desde 01/09/2026");
  expect(chips.textContent).not.toContain("…");
});

test("letters_lead_to_a_customer_and_a_lone_n_to_a_new_contact", async () => {
  const { user, grid, commands } = await loaded();
  grid.focus();
  await user.keyboard("vi");
  await waitFor(() => expect(commands.contactsSeek.mock.calls.map((call) => call[3])).toEqual(["v", "vi"]));
  await waitFor(() => {
    const active = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
    expect(active?.textContent).toContain("Vi");
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await user.keyboard("n");
  await screen.findByRole("combobox", { name: "Cliente" });
});

test("s14_ctrl_h_opens_the_history_and_a_right_click_the_menu", async () => {
  const { user, row } = await loaded();
  await user.pointer({ keys: "[MouseRight]", target: row(2) });
  const menu = await screen.findByRole("menu");
  expect(
    within(menu)
      .getAllByRole("menuitem")
      .map((item) => item.textContent),
  ).toHaveLength(8);
  await user.keyboard("{Escape}");
  expect(screen.getByText("1 seleccionado")).toBeDefined();
  await user.keyboard("{Control>}h{/Control}");
  await waitFor(() =>
    expect(screen.getByRole("tab", { name: /Histórico/ }).getAttribute("aria-selected")).toBe("true"),
  );
});

test("no_answer_where_no_call_is_promised_says_so_and_asks_for_nothing", async () => {
  const { user, grid, commands } = await loaded();
  const page = await (commands.contactsPage.mock.results[0]?.value as ReturnType<typeof commands.contactsPage>);
  const rowOf = (id: string | undefined) => grid.querySelector(`[data-record="${id}"]`) as HTMLElement;
  await user.click(rowOf(page.find(({ done, next_date }) => done && next_date === null)?.id));
  await user.keyboard("{F8}");
  expect(await screen.findByText("Este contacto no promete ninguna llamada.")).toBeTruthy();
  expect(commands.contactNoAnswer).not.toHaveBeenCalled();
});

test("no_answer_to_a_promise_that_was_kept_meanwhile_says_so", async () => {
  const { user, row, commands } = await loaded();
  commands.contactNoAnswer.mockRejectedValueOnce({ code: "invalid", field: "next_contact", detail: "required" });
  const page = await (commands.contactsPage.mock.results[0]?.value as ReturnType<typeof commands.contactsPage>);
  await user.click(row(1 + page.findIndex(({ done }) => !done)));
  await user.keyboard("{F8}");
  expect(await screen.findByText("Este contacto no promete ninguna llamada.")).toBeTruthy();
  expect(commands.contactNoAnswer).toHaveBeenCalledTimes(1);
});

test("f1_shows_every_key_and_alt_arrows_go_back_and_forward", async () => {
  const { user } = await loaded();
  await user.keyboard("{F1}");
  const sheet = await screen.findByRole("dialog", { name: "Atajos de teclado" });
  expect(within(sheet).getAllByText("Ctrl Z").length).toBeGreaterThan(0);
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Clientes" }));
  await waitFor(() => expect(screen.queryByRole("grid", { name: "Contactos" })).toBeNull());
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  await screen.findByRole("grid", { name: "Contactos" });
  await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
  await waitFor(() => expect(screen.queryByRole("grid", { name: "Contactos" })).toBeNull());
});

test("s47_s49_another_contact_is_read_and_opened_over_the_form_and_nothing_typed_is_lost", async () => {
  const { user, grid } = await loaded();
  grid.focus();
  await user.keyboard("{F2}");
  const notes = await screen.findByRole("textbox", { name: "Notas (motivo)" });
  await user.keyboard("{Alt>}n{/Alt}");
  await waitFor(() => expect(document.activeElement).toBe(notes));
  await user.type(notes, "A medio escribir. ");
  const panel = screen.getAllByRole("complementary", { name: /^Contactos de/ }).at(-1) as HTMLElement;
  const other = await within(panel).findAllByRole("button");
  await user.click(other[0] as HTMLElement);
  await user.click(await within(panel).findByRole("button", { name: "Ver" }));
  await screen.findByText("Solo lectura");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("Solo lectura")).toBeNull());
  expect((screen.getByRole("textbox", { name: "Notas (motivo)" }) as HTMLTextAreaElement).value).toContain(
    "A medio escribir",
  );
});

test("f6_walks_the_regions_of_the_window", async () => {
  const { user } = await loaded();
  const seen = new Set<Element | null>();
  for (let press = 0; press < 7; press++) {
    await user.keyboard("{F6}");
    seen.add(document.activeElement?.closest("[data-region]") ?? null);
  }
  expect(seen.has(null)).toBe(false);
  expect(seen.size).toBeGreaterThanOrEqual(5);
});

test("what_is_selected_stays_selected_when_the_list_moves_under_it", async () => {
  const { user, grid, row, count } = await loaded();
  await user.click(row(3));
  await user.keyboard("{Control>}");
  await user.click(row(4));
  await user.keyboard("{/Control}");
  const texts = [row(3).textContent, row(4).textContent];
  const before = count();
  // One more above them; one that was selected alone would give way to it.
  await user.keyboard("n");
  await user.type(await screen.findByRole("combobox", { name: "Cliente" }), "Imprenta");
  await user.click((await screen.findAllByRole("option"))[0] as HTMLElement);
  const date = screen.getByRole("textbox", { name: "Fecha" });
  await user.clear(date);
  await user.type(date, "31/12/2027");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(count()).toBe(before + 1));
  await waitFor(() => {
    const chosen = within(grid).getAllByRole("row", { selected: true });
    expect(chosen.map((one) => one.textContent)).toEqual(texts);
  });
  expect(row(5).getAttribute("aria-selected")).toBe("true");
  expect(document.activeElement).toBe(grid);
});

test("s08_a_bin_that_was_looked_at_before_shows_what_was_deleted_since", async () => {
  const { user, row } = await loaded();
  await user.click(screen.getByRole("button", { name: "Papelera" }));
  await screen.findByText("La papelera está vacía");
  await user.click(screen.getByRole("button", { name: "Contactos" }));
  await user.click(row(2));
  await user.keyboard("{Delete}");
  await screen.findByText(/^Borrado el contacto/);
  await user.click(screen.getByRole("button", { name: "Papelera" }));
  await screen.findByRole("grid", { name: "Papelera" });
});

test("s10_a_list_that_moved_is_told_and_nothing_is_deleted", async () => {
  const { user, row, count, commands } = await loaded();
  commands.contactsDelete.mockRejectedValueOnce({ code: "invalid", field: "selection", detail: "moved" });
  const before = count();
  await user.click(row(2));
  await user.keyboard("{Delete}");
  await screen.findByText(/La lista ha cambiado desde que elegiste\. No se ha tocado nada\./);
  expect(count()).toBe(before);
});
