// What forms keep, in memory.
import type { Commands, Contact, ContactDraft } from "../src/ipc";
import { TODAY } from "./book";

export const followUpOf = (one: Contact): ContactDraft => ({
  customer: one.customer,
  person: one.person,
  user: one.user,
  date: one.next_contact?.date ?? TODAY,
  time: one.next_contact?.time ?? null,
  time_zone: one.time_zone,
  duration_minutes: null,
  contact_type: one.contact_type,
  direction: "us",
  notes: "",
  actions: [],
  interests: [],
  next_contact: null,
  previous: one.id,
  closing: null,
  email: null,
  custom_fields: {},
});

export function draftAnswers() {
  const drafts = new Map<string, string>();
  return {
    draftSave: async (key, json) => {
      drafts.set(key, json);
      return null;
    },
    valueRestore: async () => null,
    draftLoad: async (key) => drafts.get(key) ?? null,
    draftsKept: async () => [...drafts].filter(([key]) => key.includes(".form")).map(([key, json]) => ({ key, json })),
    draftDrop: async (key) => {
      drafts.delete(key);
      return null;
    },
  } satisfies Partial<Commands>;
}
