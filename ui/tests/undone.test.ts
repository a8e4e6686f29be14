// What undo and redo say they did.
import { expect, test } from "vitest";
import { undoneWords } from "../src/app/undone";
import type { Undone } from "../src/ipc";
import { activate, t } from "../src/lib/i18n";

const undone = (change: Partial<Undone>): Undone => ({
  batch: "1",
  command: "add",
  about: { kind: "customer", count: 1, name: "Última, S.L.", date: null },
  restored: ["1"],
  skipped: [],
  ...change,
});

test("what was undone is named, in both languages", () => {
  activate("es");
  expect(undoneWords("undo", undone({}), t)).toBe("Deshecho: añadir Última, S.L.");
  const contact = { kind: "contact", count: 1, name: "Última, S.L.", date: "2026-11-24" } as const;
  expect(undoneWords("redo", undone({ command: "delete", about: contact }), t)).toBe(
    "Rehecho: borrar contacto del 24/11/2026 con Última, S.L.",
  );
  const many = { kind: "contact", count: 200, name: null, date: null } as const;
  expect(undoneWords("undo", undone({ command: "change", about: many }), t)).toBe("Deshecho: cambiar 200 contactos");
  const type = { kind: "contact_type", count: 1, name: "fax", date: null } as const;
  expect(undoneWords("undo", undone({ command: "edit", about: type }), t)).toBe("Deshecho: cambiar Fax");
  activate("en");
  expect(undoneWords("undo", undone({}), t)).toBe("Undone: adding Última, S.L.");
  activate("es");
});

test("what everybody changed since is not called undone", () => {
  activate("es");
  expect(undoneWords("undo", undone({ restored: [], skipped: ["1"] }), t)).toMatch(/^No se ha deshecho nada/);
  expect(undoneWords("undo", undone({ skipped: ["1"] }), t)).toContain("salvo lo que se cambió después");
});
