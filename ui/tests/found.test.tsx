// The page of all that a text finds, on the invented book; and what finds in the screens by keyboard.
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { groupsOf } from "../dev/order";
import { emit, type SearchHit } from "../src/ipc";
import { openWindow } from "./render";

const kinds = ["customer", "person", "email", "contact"];
const hits = (kind: string, count: number): SearchHit[] =>
  Array.from({ length: count }, (_, at) => ({
    kind,
    id: kind === "customer" ? `customer-${at + 1}` : `${kind}-${at}`,
    title: `${kind} ${at}`,
    excerpt: `sobre obra ${at}`,
  }));

async function openFound(text: string, counts: Record<string, number>) {
  const window = openWindow();
  await screen.findByRole("button", { name: /^Cargar/ });
  window.commands.searchGroups.mockImplementation(async (_, limit) =>
    groupsOf(
      kinds.flatMap((kind) => hits(kind, counts[kind] ?? 0)),
      limit,
    ),
  );
  await window.user.keyboard("{Control>}k{/Control}");
  await window.user.type(await screen.findByRole("combobox", { name: "Buscar en todo" }), text);
  await window.user.keyboard("{Shift>}{Enter}{/Shift}");
  const field = await screen.findByRole("combobox", { name: "Buscar en todo el libro" });
  await waitFor(() => expect(document.activeElement).toBe(field));
  return { ...window, field: field as HTMLInputElement };
}
const selected = () => screen.getByRole("option", { selected: true }).textContent;
const section = (name: string) => within(screen.getByRole("group", { name }));

test("found_every_kind_has_a_section_with_its_count_and_more_of_it", async () => {
  const { user } = await openFound("obra", { customer: 3, contact: 30 });
  await screen.findByRole("group", { name: "Clientes" });
  expect(section("Clientes").getByRole("presentation").textContent).toBe("Clientes 3");
  expect(section("Contactos").getByRole("presentation").textContent, "more than are shown").toBe("Contactos 30");
  expect(screen.queryByRole("group", { name: "Correos" }), "nothing is said of what is not there").toBeNull();
  await user.click(screen.getByRole("option", { name: "Mostrar más: contactos" }));
  await waitFor(() => expect(section("Contactos").getAllByRole("option").length).toBe(30));
  expect(section("Contactos").getByRole("presentation").textContent).toBe("Contactos 30");
});

test("found_arrows_walk_through_all_kinds_and_enter_opens", async () => {
  const { user, commands, field } = await openFound("obra", { customer: 2, person: 1, contact: 1 });
  await waitFor(() => expect(selected()).toContain("customer 0"));
  for (const next of ["customer 1", "person 0", "contact 0", "contact 0"]) {
    await user.keyboard("{ArrowDown}");
    expect(selected(), "the end is the end").toContain(next);
  }
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(selected()).toContain("customer 1");
  expect(document.activeElement, "one can go on typing").toBe(field);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.customerShow.mock.calls.map(([id]) => id)).toContain("customer-2"));
});

test("found_the_page_is_as_it_was_left_when_one_comes_back", async () => {
  const { user } = await openFound("obra", { customer: 3, contact: 30 });
  await user.click(await screen.findByRole("option", { name: "Mostrar más: contactos" }));
  await waitFor(() => expect(section("Contactos").getAllByRole("option").length).toBe(30));
  await user.click(screen.getByRole("option", { name: /customer 1/ }));
  await waitFor(() => expect(screen.queryByRole("combobox", { name: "Buscar en todo el libro" })).toBeNull());
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  const field = await screen.findByRole("combobox", { name: "Buscar en todo el libro" });
  expect((field as HTMLInputElement).value).toBe("obra");
  await waitFor(() => expect(section("Contactos").getAllByRole("option").length, "as many as before").toBe(30));
  expect(selected(), "on the record that was opened").toContain("customer 1");
});

test("found_a_colleagues_change_is_shown_at_once_and_the_highlight_keeps_to_its_record", async () => {
  const { user, commands } = await openFound("obra", { customer: 2 });
  await waitFor(() => expect(selected()).toContain("customer 0"));
  await user.keyboard("{ArrowDown}");
  const added = { kind: "customer", id: "customer-new", title: "customer nuevo", excerpt: "" };
  commands.searchGroups.mockImplementation(async () => groupsOf([added, ...hits("customer", 2)], 10));
  act(() => emit("bookChanged", "program"));
  await screen.findByRole("option", { name: /customer nuevo/ });
  expect(selected()).toContain("customer 1");
});

test("found_nothing_says_where_it_was_looked_for", async () => {
  const { user, commands } = await openFound("obra", { customer: 1 });
  commands.searchGroups.mockImplementation(async () => []);
  await user.keyboard("zzz");
  expect(await screen.findByText("Nada contiene «zzz»"), "the text was selected, and typed over").toBeTruthy();
  expect(screen.getByText(/Se busca en clientes, personas, contactos, correos y archivos/)).toBeTruthy();
});

test("ctrl_f_finds_in_the_customers_and_elsewhere_in_everything", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  const search = await screen.findByRole("textbox", { name: /Buscar/ });
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("grid"));
  await user.keyboard("{Control>}f{/Control}");
  expect(document.activeElement).toBe(search);
  await user.click(screen.getByRole("button", { name: "Papelera" }));
  await screen.findByRole("heading", { name: "Papelera" });
  await user.keyboard("{Control>}f{/Control}");
  const field = await screen.findByRole("combobox", { name: "Buscar en todo el libro" });
  await waitFor(() => expect(document.activeElement).toBe(field));
});

test("letters_typed_in_the_customers_go_to_the_next_name_that_begins_so", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("grid"));
  await user.keyboard("op");
  expect(await screen.findByRole("heading", { name: "Óptica Muestrario" })).toBeTruthy();
});
