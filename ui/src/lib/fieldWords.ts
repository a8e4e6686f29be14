// The word that the user knows for each field of a contact.
import type { MessageId, Translate } from "./i18n";

const words: Record<string, MessageId> = {
  customer: "form.customer",
  person: "form.person",
  user: "form.user",
  date: "form.date",
  time: "form.time",
  duration_minutes: "form.duration",
  contact_type: "form.type",
  direction: "form.direction",
  notes: "form.notes",
  actions: "form.actions",
  ticked: "history.ticked",
  interests: "form.interests",
  next_contact: "form.next",
  "next_contact.date": "form.nextDate",
  "next_contact.time": "form.nextTime",
  closing: "form.closing",
  "closing.date": "form.closingDate",
  "closing.result": "form.result",
  email: "type.email",
  attachments: "form.files",
  time_zone: "form.timeZone",
  previous: "form.previous",
  custom_fields: "custom.title",
  deleted: "form.deleted",
};

export function fieldWord(field: string, t: Translate): string {
  const id = words[field];
  return id ? t(id) : field;
}
