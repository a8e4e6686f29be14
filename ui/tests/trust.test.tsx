// What is shown is what is, and what is selected are records: while others write, nothing else is shown, chosen or deleted.
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Grid } from "../src/components/Grid";
import type { Commands } from "../src/ipc";
import { emit } from "../src/ipc";
import { only, type Selection } from "../src/lib/selection";
import { PagedRows } from "../src/lib/windows";
import { openWindow } from "./render";

afterEach(cleanup);

const rowsOf = (grid: HTMLElement) => within(grid).getAllByRole("row").slice(1);
const chosenIn = (grid: HTMLElement) =>
  within(grid)
    .queryAllByRole("row", { selected: true })
    .map((row) => row.textContent);

/** Another program or a colleague writes, and the window is told. */
async function others(write: () => Promise<unknown>) {
  await act(async () => {
    await write();
    emit("bookChanged", "program");
  });
}

const newCustomer = (commands: Commands, name: string) => () =>
  commands.customerSave(
    null,
    { name, emails: [], phones: [], addresses: [], interests: [], custom_fields: [], notes: "" } as never,
    null,
  );

async function contactsLoaded() {
  const opened = openWindow();
  await opened.user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(within(grid).getAllByRole("gridcell").length).toBeGreaterThan(50));
  return { ...opened, grid };
}

async function customersShown() {
  const opened = openWindow();
  await opened.user.click(await screen.findByRole("button", { name: "Clientes" }));
  const grid = await screen.findByRole("grid", { name: "Clientes" });
  await waitFor(() => expect(rowsOf(grid).length).toBeGreaterThan(4));
  return { ...opened, grid };
}

test("what_another_program_changes_is_shown_in_list_counts_and_panel_without_a_gesture", async () => {
  const { grid, commands } = await contactsLoaded();
  const [row] = await commands.contactsPage({} as never, "open", { column: "date", descending: true }, 0, 1);
  const { id } = row as { id: string };
  const counted = () => document.querySelector("[role=radiogroup]")?.textContent ?? "";
  const before = counted();
  const contact = await commands.contactShow(id);
  const draft = { ...contact, notes: "Cambiado por otro", closing: { date: contact.date, result: "sale" } };
  await others(() => commands.contactSave({ id, draft, base: contact.revision, files: [], failing: [] } as never));
  await waitFor(() => expect(grid.textContent).toContain("Cambiado por otro"));
  expect(counted()).not.toBe(before);
  expect(grid.querySelector(`[data-record="${id}"]`)?.textContent).toContain("Venta");
});

test("three_selected_contacts_stay_three_when_anybody_writes_anything", async () => {
  const { user, grid, commands } = await contactsLoaded();
  await user.click(rowsOf(grid)[1] as HTMLElement);
  await user.keyboard("{Control>}");
  await user.click(rowsOf(grid)[3] as HTMLElement);
  await user.click(rowsOf(grid)[5] as HTMLElement);
  await user.keyboard("{/Control}");
  const chosen = chosenIn(grid);
  expect(chosen).toHaveLength(3);
  await others(newCustomer(commands, "Alguien de fuera"));
  const [some] = await commands.customersFind("", 1);
  const added = { customer: some?.id, contact_type: "visit", date: "2029-01-01", notes: "Encima de todos" };
  const draft = { ...added, direction: "us", actions: [], interests: [], custom_fields: [] };
  await others(() => commands.contactSave({ id: null, draft, base: null, files: [], failing: [] } as never));
  await waitFor(() => expect(grid.textContent).toContain("Encima de todos"));
  expect(chosenIn(grid)).toEqual(chosen);
  expect(screen.getByText("3 seleccionados")).toBeDefined();
  await user.keyboard("{Delete}");
  await screen.findByText("Borrados 3 contactos");
  await waitFor(() => expect(chosen.some((text) => text && grid.textContent?.includes(text))).toBe(false));
});

test("a_selected_contact_that_leaves_is_told_and_nothing_is_selected_instead", async () => {
  const { user, grid, commands } = await contactsLoaded();
  await user.click(rowsOf(grid)[2] as HTMLElement);
  const id = rowsOf(grid)[2]?.dataset.record as string;
  await others(() =>
    commands.contactsDelete({
      ids: [id],
      ranges: [],
      criteria: {} as never,
      state: "all",
      order: { column: "date", descending: true },
    }),
  );
  await screen.findByText("1 ya no está en la lista");
  expect(chosenIn(grid)).toEqual([]);
  commands.contactsDelete.mockClear();
  await user.keyboard("{Delete}");
  expect(commands.contactsDelete).not.toHaveBeenCalled();
});

test("the_card_stays_the_highlighted_customers_and_keeps_its_page_when_another_is_added_above", async () => {
  const { user, grid, commands } = await customersShown();
  await user.click(rowsOf(grid)[2] as HTMLElement);
  const name = (rowsOf(grid)[2] as HTMLElement).querySelector("[role=gridcell]")?.textContent as string;
  const card = await screen.findByRole("article", { name });
  await user.click(within(card).getByRole("tab", { name: /^Personas/ }));
  await others(newCustomer(commands, "Aaa el primero"));
  await waitFor(() => expect(grid.textContent).toContain("Aaa el primero"));
  expect(chosenIn(grid)[0]).toContain(name);
  expect(screen.getByRole("article", { name })).toBeDefined();
  expect(screen.getByRole("tab", { name: /^Personas/, selected: true })).toBeDefined();
  grid.focus();
  await user.keyboard("{Delete}");
  await waitFor(() => expect(commands.customerDelete).toHaveBeenCalledTimes(1));
  await screen.findByText(new RegExp(`Borrado .*${name}`));
});

test("a_customer_that_somebody_deletes_is_said_to_be_gone_and_nobody_else_is_chosen", async () => {
  const { user, grid, commands } = await customersShown();
  await user.click(rowsOf(grid)[1] as HTMLElement);
  const name = (rowsOf(grid)[1] as HTMLElement).querySelector("[role=gridcell]")?.textContent as string;
  const id = rowsOf(grid)[1]?.dataset.record as string;
  await others(() => commands.customerDelete(id));
  await screen.findByText(`«${name}» ya no está en la lista`);
  expect(chosenIn(grid)).toEqual([]);
  commands.customerDelete.mockClear();
  await user.keyboard("{Delete}{F2}n");
  expect(commands.customerDelete).not.toHaveBeenCalled();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("customers_are_as_they_were_left_when_one_comes_back", async () => {
  const { user, grid } = await customersShown();
  await user.type(screen.getByRole("textbox", { name: "Buscar cliente" }), "a");
  await waitFor(() => expect(grid.getAttribute("aria-rowcount")).toBeDefined());
  await user.click(rowsOf(grid)[3] as HTMLElement);
  const chosen = chosenIn(grid);
  await user.click(screen.getByRole("button", { name: "Papelera" }));
  await user.click(screen.getByRole("button", { name: "Clientes" }));
  const again = await screen.findByRole("grid", { name: "Clientes" });
  expect(chosenIn(again)).toEqual(chosen);
  expect((screen.getByRole("textbox", { name: "Buscar cliente" }) as HTMLInputElement).value).toBe("a");
});

test("a_list_keeps_its_rows_in_place_and_shows_who_is_chosen_wherever_it_stands", async () => {
  /** The list of a moment: so many came before the others. */
  const moment = async (more: number, at: number) => {
    const windows = new PagedRows<{ id: string }>(async (offset, limit) =>
      Array.from({ length: limit }, (_, row) => ({ id: `r${offset + row - more}` })),
    );
    await windows.read(at - 30, at + 60);
    return windows;
  };
  const columns = [{ id: "id", name: "Id", width: 60, cell: (row: { id: string }) => row.id }];
  const grid = (windows: PagedRows<{ id: string }>, selection: Selection) => (
    <Grid
      label="Filas"
      columns={columns}
      count={2000}
      windows={windows}
      selection={selection}
      onSelect={() => {}}
      on={{}}
    />
  );
  const { rerender, container } = render(grid(await moment(0, 500), only(500)));
  const scroller = container.querySelector("[role=grid]") as HTMLElement;
  scroller.scrollTop = 490 * 28;
  scroller.dispatchEvent(new Event("scroll"));
  rerender(grid(await moment(0, 500), only(500)));
  const top = scroller.scrollTop;
  rerender(grid(await moment(3, 503), only(503)));
  expect(scroller.scrollTop - top).toBe(3 * 28);
  rerender(grid(await moment(3, 1500), only(1500)));
  expect(scroller.scrollTop).toBeGreaterThan(1400 * 28);
  // A list that comes up anew starts where the chosen one is.
  cleanup();
  const anew = render(grid(await moment(3, 1500), only(1500))).container;
  expect(anew.querySelector("[role=grid]")?.scrollTop).toBeGreaterThan(1400 * 28);
});

test("a_new_contact_is_the_selected_row_where_the_list_holds_it", async () => {
  const { user, grid, commands } = await contactsLoaded();
  await user.click(rowsOf(grid)[4] as HTMLElement);
  const write = async () => {
    await user.keyboard("n");
    await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
    await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Aceptar" })).toBeNull());
    const saved = await commands.contactSave.mock.results.at(-1)?.value;
    return saved?.contact.id as string;
  };
  const id = await write();
  await waitFor(() => expect(grid.querySelector("[aria-selected=true]")?.getAttribute("data-record")).toBe(id));
  const row = grid.querySelector(`[data-record="${id}"]`);
  expect(grid.querySelectorAll("[aria-selected=true]")).toHaveLength(1);
  expect(grid.getAttribute("aria-activedescendant")).toBe(row?.id);
  await waitFor(() => expect(document.activeElement).toBe(grid));
  // It is open: among those that are done it does not appear, and what was selected stays.
  await user.click(screen.getByRole("radio", { name: /^Realizados/ }));
  await waitFor(() => expect(grid.querySelector(`[data-record="${id}"]`)).toBeNull());
  await user.click(rowsOf(grid)[2] as HTMLElement);
  const chosen = chosenIn(grid);
  grid.focus();
  await write();
  await others(newCustomer(commands, "Alguien de fuera"));
  expect(chosenIn(grid)).toEqual(chosen);
});
