// What the invented book makes of a saved contact.
import type { Contact, ContactSave, HistoryEntry, Person, PersonDraft } from "../src/ipc";
import { TODAY } from "./book";
import { filled } from "./customers";
import { file } from "./files";

export function madeContact(save: ContactSave, before: Contact | null, person: Person | null, number: number): Contact {
  const { draft } = save;
  const email = file(`attachment-new-${number}`, "RE_ Prueba de tirada.msg", "email");
  const files = save.files.map((handle) => file(handle, "Plano de la línea.pdf"));
  return {
    ...draft,
    id: before?.id ?? `contact-new-${number}`,
    revision: String(number),
    customer: draft.customer ?? "",
    person: person?.id ?? draft.person,
    user: draft.user ?? "user-1",
    date: draft.date ?? TODAY,
    contact_type: draft.contact_type ?? "phone",
    direction: draft.direction ?? "us",
    follow_up: before?.follow_up ?? null,
    done: Boolean(draft.closing?.date && draft.closing.result),
    custom_fields: { ...before?.custom_fields, ...filled(draft.custom_fields) },
    attachments: [...(before?.attachments ?? []), ...(save.email?.attach ? [email] : []), ...files],
    deleted: false,
    conflicts: [],
  };
}

export function madePerson(draft: PersonDraft, id: string): Person {
  return { id, revision: "1", ...draft, customer: draft.customer ?? "", deleted: false, conflicts: [] };
}

export function savedEntry(before: Contact | null, after: Contact): HistoryEntry {
  return {
    at: "2026-11-24T16:02:00Z",
    user: "user-1",
    user_name: "Marta Soler",
    device: null,
    batch: null,
    command: before ? "edit" : "add",
    field: "notes",
    field_name: null,
    change: "0",
    key: before ? "notes" : null,
    old: before?.notes ?? null,
    new: after.notes,
    old_name: null,
    new_name: null,
  };
}

export function warningsOf({ closing, date, done }: Contact): string[] {
  if (closing && !done) return ["closing_incomplete"];
  return closing?.date && closing.date < date ? ["closing_before_date"] : [];
}
