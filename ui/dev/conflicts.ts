// What two people of the invented team changed at once.
import type { AppError, Commands, Conflict, ConflictPart, ConflictValue, RecordKind } from "../src/ipc";

const part = (field: string, value: string | null, name: string | null = null): ConflictPart => ({
  field,
  value,
  name,
});

const value = (
  key: string,
  who: 1 | 2 | 3 | 4,
  at: string,
  parts: ConflictPart[],
  is_shown = false,
): ConflictValue => ({
  key,
  value: parts[0]?.value ?? null,
  parts,
  user: `user-${who}`,
  user_name: ["Marta Soler", "Iván Prieto", "Núria Camps", "Óscar Lemos"][who - 1] ?? null,
  device: `device-${who === 4 ? 5 : who}`,
  device_name: "portátil",
  at,
  is_shown,
});

const nobodys = (key: string, is_shown: boolean): ConflictValue => ({
  key,
  value: key,
  parts: [],
  user: key === "delete" ? "user-4" : null,
  user_name: key === "delete" ? "Óscar Lemos" : null,
  device: null,
  device_name: null,
  at: "2026-11-20T08:20:00Z",
  is_shown,
});

const about = (record: string, kind: RecordKind, title: string, field: string, values: ConflictValue[]): Conflict => ({
  id: `${record}:${field}`,
  record,
  kind,
  title,
  field,
  values,
});

const NOTES = [
  "Piden la tirada de prueba en papel estucado.\nLucía confirma el viernes por la mañana.",
  "Piden la tirada de prueba en papel estucado y en verjurado, dos rollos de cada.\nLucía confirma el viernes.",
] as const;

export const someConflicts: Conflict[] = [
  about("contact-13", "contact", "Imprenta Modelo · 2026-11-22", "next_contact", [
    value("a1", 1, "2026-11-24T14:31:00Z", [
      part("next_contact.date", "2026-11-30"),
      part("next_contact.time", "10:00"),
    ]),
    value("a2", 2, "2026-11-24T14:48:00Z", [part("next_contact.date", "2026-12-02")], true),
  ]),
  about("contact-13", "contact", "Imprenta Modelo · 2026-11-22", "notes", [
    value("b1", 1, "2026-11-24T14:31:00Z", [part("notes", NOTES[0])]),
    value("b2", 2, "2026-11-24T14:50:00Z", [part("notes", NOTES[1])], true),
  ]),
  about("customer-8", "customer", "Viveros Cualquiera", "phones", [
    value("c1", 3, "2026-11-23T10:05:00Z", [part("phones", "910 000 377")], true),
    value("c2", 4, "2026-11-23T10:02:00Z", [part("phones", "910 000 378")]),
  ]),
  about("customer-3", "customer", "Bodegas Ejemplo", "owner", [
    value("d1", 1, "2026-11-21T09:00:00Z", [part("owner", "user-2", "Iván Prieto")]),
    value("d2", 3, "2026-11-21T09:04:00Z", [], true),
  ]),
  about("customer-9", "customer", "Óptica Muestrario", "deleted", [nobodys("keep", true), nobodys("delete", false)]),
];

export function conflictAnswers(first: Conflict[], remember: (back: () => void) => void) {
  let conflicts = first;
  const answers = {
    conflictsList: async (record) => conflicts.filter((one) => !record || one.record === record),
    conflictResolve: async ({ id, keep }) => {
      const settled = conflicts.find((one) => one.id === id);
      if (!settled?.values.some((one) => one.key === keep))
        throw { code: "not_found", field: null, detail: null } satisfies AppError;
      const before = conflicts;
      conflicts = conflicts.filter((one) => one !== settled);
      remember(() => {
        conflicts = before;
      });
      return settled;
    },
  } satisfies Partial<Commands>;
  return {
    answers,
    /** How many records there are to look at. */
    records: () => new Set(conflicts.map((one) => one.record)).size,
    fieldsOf: (record: string) => conflicts.filter((one) => one.record === record).map((one) => one.field),
  };
}
