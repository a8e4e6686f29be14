// The criteria as they are typed, and as they are asked for (S4).
import type { Option } from "../../components/Picker";
import type { ContactCriteria, Direction } from "../../ipc";
import { parseDate } from "../../lib/dates";

export type CriteriaForm = {
  customer: Option | null;
  person: Option | null;
  user: Option | null;
  type: string | null;
  direction: Direction | null;
  result: string | null;
  from: string;
  to: string;
  nextFrom: string;
  nextTo: string;
  closedFrom: string;
  closedTo: string;
  action: Option | null;
  product: Option | null;
  text: string;
  hasFiles: boolean;
  /** A next contact was promised, and nobody has made it. */
  isUnkept: boolean;
  /** An action is still to be taken. */
  hasOpenActions: boolean;
};
export type RangeName = "date" | "next" | "closed";
export type RangeError = { message: "invalid.not_a_date" | "invalid.from_after_to"; wrong?: "from" | "to" };
export type CriteriaErrors = Partial<Record<RangeName, RangeError>>;

/** The two fields of each range. */
export const ranges = {
  date: ["from", "to"],
  next: ["nextFrom", "nextTo"],
  closed: ["closedFrom", "closedTo"],
} as const satisfies Record<RangeName, readonly [keyof CriteriaForm, keyof CriteriaForm]>;

export const noCriteria: CriteriaForm = {
  customer: null,
  person: null,
  user: null,
  type: null,
  direction: null,
  result: null,
  from: "",
  to: "",
  nextFrom: "",
  nextTo: "",
  closedFrom: "",
  closedTo: "",
  action: null,
  product: null,
  text: "",
  hasFiles: false,
  isUnkept: false,
  hasOpenActions: false,
};

export function toCriteria(form: CriteriaForm, today: string): { criteria: ContactCriteria; errors: CriteriaErrors } {
  const errors: CriteriaErrors = {};
  const range = (name: RangeName): [string | null, string | null] => {
    const [from, to] = ranges[name].map((field) => parseDate(form[field], today));
    const [first, last] = [from?.ok ? from.value : null, to?.ok ? to.value : null];
    if (!from?.ok) errors[name] = { message: "invalid.not_a_date", wrong: "from" };
    else if (!to?.ok) errors[name] = { message: "invalid.not_a_date", wrong: "to" };
    else if (first && last && first > last) errors[name] = { message: "invalid.from_after_to" };
    return [first, last];
  };
  const [from, to] = range("date");
  const [next_from, next_to] = range("next");
  const [closed_from, closed_to] = range("closed");
  const criteria: ContactCriteria = {
    customer: form.customer?.id ?? null,
    person: form.person?.id ?? null,
    user: form.user?.id ?? null,
    contact_type: form.type,
    direction: form.direction,
    result: form.result,
    from,
    to,
    next_from,
    next_to,
    closed_from,
    closed_to,
    action: form.action?.id ?? null,
    product: form.product?.id ?? null,
    has_open_actions: form.hasOpenActions,
    text: form.text.trim() || null,
    has_attachments: form.hasFiles,
    lacks_follow_up: form.isUnkept,
  };
  return { criteria, errors };
}

export function countCriteria(form: CriteriaForm): number {
  const { customer, person, user, type, direction, result, action, product, text } = form;
  const isRanged = (name: RangeName) => ranges[name].some((field) => form[field].trim());
  const values = [customer, person, user, type, direction, result, action, product, text.trim()];
  const ticks = [form.hasFiles, form.isUnkept, form.hasOpenActions];
  return [...values, ...ticks, isRanged("date"), isRanged("next"), isRanged("closed")].filter(Boolean).length;
}

/** The list is stale when what would be asked now is not what was asked. */
export function isStale(form: CriteriaForm, loaded: CriteriaForm, today: string): boolean {
  return JSON.stringify(toCriteria(form, today).criteria) !== JSON.stringify(toCriteria(loaded, today).criteria);
}
