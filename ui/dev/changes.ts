// What one change makes of many contacts of the invented book.

import type { ChangePreview, Contact, ContactsChange, SkippedContacts } from "../src/ipc";
import { addDays, addWorkingDays } from "../src/lib/calendar";

type Outcome = { contact?: Contact; skipped?: string; old?: string | null; new?: string };

export const movedBy = (date: string, days: number, working: boolean): string => {
  return (working ? addWorkingDays : addDays)(date, days) ?? date;
};

export function changed(contact: Contact, change: ContactsChange, includeDone: boolean): Outcome {
  if (contact.done && !includeDone) return { skipped: "done" };
  const next = contact.next_contact;
  if (change.kind === "reassign")
    return { contact: { ...contact, user: change.user }, old: contact.user, new: change.user };
  if (change.kind === "retype")
    return {
      contact: { ...contact, contact_type: change.contact_type },
      old: contact.contact_type,
      new: change.contact_type,
    };
  if (change.kind === "close") {
    const closing = { date: change.date, result: change.result };
    return { contact: { ...contact, closing, done: true }, old: null, new: `${change.date} ${change.result}` };
  }
  const of = (date: string) => (change.kind === "set_date" ? change.date : movedBy(date, change.days, change.working));
  if (change.field === "date") {
    const date = of(contact.date);
    if (next && next.date < date) return { skipped: "next_before_date" };
    return { contact: { ...contact, date }, old: contact.date, new: date };
  }
  if (!next && change.kind === "move_date") return { skipped: "no_next_contact" };
  const date = of(next?.date ?? contact.date);
  return {
    contact: { ...contact, next_contact: { date, time: next?.time ?? null } },
    old: next?.date ?? null,
    new: date,
  };
}

export function counted(outcomes: Outcome[]): SkippedContacts[] {
  const reasons = outcomes.flatMap((one) => one.skipped ?? []);
  return [...new Set(reasons)].map((reason) => ({ reason, count: reasons.filter((one) => one === reason).length }));
}

export function previewOf(
  rows: { contact: Contact; customer_name: string }[],
  change: ContactsChange,
  includeDone: boolean,
): ChangePreview {
  const outcomes = rows.map(({ contact }) => changed(contact, change, includeDone));
  const lines = rows.flatMap(({ contact, customer_name }, at) => {
    const { new: value, old = null } = outcomes[at] ?? {};
    return value === undefined ? [] : [{ id: contact.id, date: contact.date, customer_name, old, new: value }];
  });
  return { changed: lines.length, lines, skipped: counted(outcomes), warnings: [] };
}
