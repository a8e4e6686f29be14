// The criteria as they are typed, and as they are asked for.
import type { Option } from "../../components/Picker";
import type { ContactCriteria } from "../../ipc";
import { parseDate } from "../../lib/dates";

export type CriteriaForm = { customer: Option | null; type: string | null; from: string; to: string; text: string };
export type CriteriaErrors = { from?: "invalid.not_a_date" | "invalid.from_after_to"; to?: "invalid.not_a_date" };

export const noCriteria: CriteriaForm = { customer: null, type: null, from: "", to: "", text: "" };

const nothing: ContactCriteria = {
  customer: null,
  person: null,
  contact_type: null,
  user: null,
  direction: null,
  from: null,
  to: null,
  next_from: null,
  next_to: null,
  closed_from: null,
  closed_to: null,
  result: null,
  text: null,
  has_attachments: false,
};

export function toCriteria(form: CriteriaForm, today: string): { criteria: ContactCriteria; errors: CriteriaErrors } {
  const errors: CriteriaErrors = {};
  const from = parseDate(form.from, today);
  const to = parseDate(form.to, today);
  if (!from.ok) errors.from = "invalid.not_a_date";
  if (!to.ok) errors.to = "invalid.not_a_date";
  const [first, last] = [from.ok ? from.value : null, to.ok ? to.value : null];
  if (first && last && first > last) errors.from = "invalid.from_after_to";
  const criteria = {
    ...nothing,
    customer: form.customer?.id ?? null,
    contact_type: form.type,
    from: first,
    to: last,
    text: form.text.trim() || null,
  };
  return { criteria, errors };
}

export function countCriteria(form: CriteriaForm): number {
  return [form.customer, form.type, form.from.trim() || form.to.trim(), form.text.trim()].filter(Boolean).length;
}

/** The list is stale when what would be asked now is not what was asked. */
export function isStale(form: CriteriaForm, loaded: CriteriaForm, today: string): boolean {
  return JSON.stringify(toCriteria(form, today).criteria) !== JSON.stringify(toCriteria(loaded, today).criteria);
}
