// What the palette shows for a text, and what Enter does of it.
import { expect, test, vi } from "vitest";
import { commandsOf } from "../src/app/paletteCommands";
import { commandRows, firstRow, foundRows, recentRows } from "../src/app/paletteRows";
import type { SearchHit } from "../src/ipc";
import { isLike } from "../src/lib/fold";
import { activate, t } from "../src/lib/i18n";

const names = (
  "Bodegas Ejemplo, Talleres García, Construcciones López, Panadería San Juan, Papelería Sur, Informática Jaén, " +
  "Ferretería Ñora, Clínica Dental Álamo, Aceites Sierra, Hotel Muestra, Transportes Ruiz, Comercial Ortega, " +
  "Electricidad Cano, Sol y Mar, Deportes Hermanos Vela, Teatro Ficticio, Contadores Sevilla, Inmobiliaria Cruz, " +
  "Asesoría Peña, Limpiezas Marina, Muebles Castro, Carpintería Roldán, Restaurante El Patio, Cárnicas del Norte, " +
  "Ana Torres, Pedro Nieto, Copistería Centro, Claro Seguros, Atalaya Consultores, Diana Moda, Serrano e Hijos, " +
  "Olivar Nuevo, Tema Libre, Cooperativa San Isidro, Frutas Coll, Marisquería Cíes, Óptica Visión, Farmacia Roca, " +
  "Deshacer e Hijos, Rehacer Reformas"
).split(", ");
const paletteCommands = commandsOf({
  preferences: { language: "es", theme: "light", density: "compact", timeZone: null },
  offers: {},
  onNew: vi.fn(),
  onNewCustomer: vi.fn(),
  onEmails: vi.fn(),
  onGo: vi.fn(),
  onSync: vi.fn(),
  onUndo: vi.fn(),
  onRedo: vi.fn(),
  onKeys: vi.fn(),
  onReport: vi.fn(),
  onBackUp: vi.fn(),
  onPrefer: vi.fn(),
});
const on = { onOpen: vi.fn(), onCreate: vi.fn(), onFound: vi.fn() };
const customer = (title: string): SearchHit & { kind: "customer" } => ({
  kind: "customer",
  id: title,
  title,
  excerpt: "",
});

test.each(["es", "en"] as const)("l6_no_command_stands_before_a_record_and_undo_is_never_first_%s", (locale) => {
  activate(locale);
  for (const name of names)
    for (let length = 1; length <= name.length; length++) {
      const typed = name.slice(0, length).trim();
      const rows = foundRows(
        typed,
        [{ kind: "customer", hits: [customer(name)], count: 1, isMore: false }],
        paletteCommands,
        t,
        on,
      );
      expect(rows[0]?.record?.title, `«${typed}» finds ${name}`).toBe(name);
      expect(firstRow(rows, typed)?.record?.title, `Enter after «${typed}»`).toBe(name);
      const without = foundRows(typed, [], paletteCommands, t, on);
      const isOwnWord = /^(desh|reha)\p{L}*$/iu.test(typed);
      expect(without[0]?.takesBack === true, `«${typed}» finds nothing: undo comes instead by its own word alone`).toBe(
        isOwnWord && locale === "es",
      );
      const nearly = without.findIndex(({ group }) => group === "palette.nearly");
      if (nearly >= 0)
        expect(firstRow(without, typed)?.key, `«${typed}»: Enter does nothing that has another name`).toBe("create");
      const others = without.filter(({ key, group }) => key !== "create" && group !== "palette.nearly");
      if (others.some((row) => !row.takesBack))
        expect(without.at(-1)?.key ?? "create", `«${typed}»: what would be made stands last`).toBe("create");
      for (const { text } of commandRows(typed, paletteCommands, t))
        expect(isLike(text, typed), `«${typed}» begins no word of «${text}»`).toBe(true);
    }
  expect(
    recentRows([], [], paletteCommands, t, on).some((row) => row.takesBack),
    "nothing typed, nothing undone",
  ).toBe(false);
  activate("es");
});

test("l6_a_command_with_a_slip_is_found_and_a_beginning_with_one_only_asks", () => {
  const history = [{ id: "history", text: "list.history" as const, run: () => {} }];
  const keys = (typed: string) => foundRows(typed, [], history, t, on).map(({ key, group }) => [key, group]);
  expect(keys("histrico")).toEqual([
    ["command-history", "palette.commands"],
    ["create", "palette.new"],
  ]);
  expect(keys("histrc")).toEqual([["create", "palette.new"]]);
  expect(keys("hsitor")).toEqual([
    ["command-history", "palette.nearly"],
    ["create", "palette.new"],
  ]);
});

test("words_are_found_by_their_beginnings_and_not_by_letters_that_happen_to_stand_in_them", () => {
  expect(isLike("Ir a la Papelera", "pap")).toBe(true);
  expect(isLike("Hacer una copia de seguridad", "copia seg")).toBe(true);
  expect(isLike("Densidad cómoda", "comoda")).toBe(true);
  expect(isLike("Deshacer lo último", "sol"), "no word begins so").toBe(false);
  expect(isLike("Ir a la Papelera", "...")).toBe(false);
  expect(isLike("Tema oscuro", "claro")).toBe(false);
});
