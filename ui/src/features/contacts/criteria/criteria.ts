// The criteria as they are typed, and as they are asked for (S4).
import type { Option } from "../../../components/Picker";
import type { ContactCriteria, CustomCriterion, Direction } from "../../../ipc";
import { fieldNamed, hasRange } from "../../../lib/customFields";
import { dateHint, parseDate, showDate } from "../../../lib/dates";
import { parseNumber, showNumber } from "../../../lib/numbers";

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
  /** Of the contact's customer. */
  kind: Option | null;
  zone: Option | null;
  sector: Option | null;
  province: string | null;
  data: string;
  /** Of the team's own fields, by their ids. */
  custom: Record<string, TypedCriterion>;
  action: Option | null;
  product: Option | null;
  text: string;
  hasFiles: boolean;
  /** A next contact was promised, and nobody has made it. */
  isUnkept: boolean;
  /** An action is still to be taken. */
  hasOpenActions: boolean;
};
/** A text, or from and to, as the field's kind has it. */
export type TypedCriterion = { text: string; from: string; to: string };
export type RangeName = "date" | "next" | "closed";
export type RangeError = {
  message: "invalid.not_a_date" | "invalid.not_a_number" | "invalid.from_after_to";
  wrong?: "from" | "to";
};
export type CriteriaErrors = Partial<Record<RangeName | `custom_fields.${string}`, RangeError>>;

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
  kind: null,
  zone: null,
  sector: null,
  province: null,
  data: "",
  custom: {},
  action: null,
  product: null,
  text: "",
  hasFiles: false,
  isUnkept: false,
  hasOpenActions: false,
};

export function toCriteria(form: CriteriaForm, today: string): { criteria: ContactCriteria; errors: CriteriaErrors } {
  const errors: CriteriaErrors = {};
  const dates = (name: keyof CriteriaErrors, typed: { from: string; to: string }): [string | null, string | null] => {
    const [from, to] = [parseDate(typed.from, today), parseDate(typed.to, today)];
    const [first, last] = [from.ok ? from.value : null, to.ok ? to.value : null];
    if (!from.ok) errors[name] = { message: "invalid.not_a_date", wrong: "from" };
    else if (!to.ok) errors[name] = { message: "invalid.not_a_date", wrong: "to" };
    else if (first && last && first > last) errors[name] = { message: "invalid.from_after_to" };
    return [first, last];
  };
  const range = (name: RangeName) => dates(name, { from: form[ranges[name][0]], to: form[ranges[name][1]] });
  const ofField = ([field, typed]: [string, TypedCriterion]): CustomCriterion => {
    const kind = fieldNamed(field)?.kind;
    const [from, to] =
      kind === "date"
        ? dates(`custom_fields.${field}`, typed)
        : [numberOf(field, typed.from, "from"), numberOf(field, typed.to, "to")];
    return { field, text: kind && hasRange(kind) ? null : typed.text.trim() || null, from, to };
  };
  const numberOf = (field: string, text: string, wrong: "from" | "to"): string | null => {
    const number = parseNumber(text);
    if (!number.ok) errors[`custom_fields.${field}`] ??= { message: "invalid.not_a_number", wrong };
    return number.ok ? number.value : null;
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
    customer_kind: form.kind?.id ?? null,
    customer_zone: form.zone?.id ?? null,
    customer_sector: form.sector?.id ?? null,
    province: form.province,
    customer_data: form.data.trim() || null,
    custom_fields: Object.entries(form.custom).filter(isTyped).map(ofField),
    action: form.action?.id ?? null,
    product: form.product?.id ?? null,
    has_open_actions: form.hasOpenActions,
    text: form.text.trim() || null,
    has_attachments: form.hasFiles,
    lacks_follow_up: form.isUnkept,
  };
  return { criteria, errors };
}

/** Each date and number as it was understood; the same form where nothing was left to write. */
export function written(form: CriteriaForm, today: string): CriteriaForm {
  const date = (text: string) => {
    const parsed = parseDate(text, today);
    return parsed.ok && parsed.value ? showDate(parsed.value) : text;
  };
  const number = (text: string) => {
    const parsed = parseNumber(text);
    return parsed.ok && parsed.value ? showNumber(parsed.value) : text;
  };
  const dates = Object.values(ranges).flatMap((names) => names.map((name) => [name, date(form[name])]));
  const custom = Object.entries(form.custom).map(([field, typed]) => {
    const kind = fieldNamed(field)?.kind;
    const write = kind === "date" ? date : kind && hasRange(kind) ? number : (text: string) => text;
    return [field, { ...typed, from: write(typed.from), to: write(typed.to) }];
  });
  const whole = { ...form, ...Object.fromEntries(dates), custom: Object.fromEntries(custom) };
  return JSON.stringify(whole) === JSON.stringify(form) ? form : whole;
}

/** What is understood of either half, while it is typed. */
export function rangeHint(typed: { from: string; to: string }, today: string, locale: string): string {
  return [typed.from, typed.to]
    .map((text) => dateHint(text, today, locale))
    .filter(Boolean)
    .join(" – ");
}

export function countCriteria(form: CriteriaForm): number {
  const { customer, person, user, type, direction, result, action, product, text } = form;
  const isRanged = (name: RangeName) => ranges[name].some((field) => form[field].trim());
  const { kind, zone, sector, province, data } = form;
  const values = [customer, person, user, type, direction, result, action, product, text.trim()];
  const ofCustomer = [kind, zone, sector, province, data.trim(), ...Object.entries(form.custom).filter(isTyped)];
  const ticks = [form.hasFiles, form.isUnkept, form.hasOpenActions];
  return [...values, ...ofCustomer, ...ticks, isRanged("date"), isRanged("next"), isRanged("closed")].filter(Boolean)
    .length;
}

/** The list is stale when what would be asked now is not what was asked. */
export function isStale(form: CriteriaForm, loaded: CriteriaForm, today: string): boolean {
  return JSON.stringify(toCriteria(form, today).criteria) !== JSON.stringify(toCriteria(loaded, today).criteria);
}

/** Of a field that is not known any more nothing can be asked. */
export function isTyped([field, typed]: [string, TypedCriterion]): boolean {
  return fieldNamed(field) !== undefined && Boolean(typed.text.trim() || typed.from.trim() || typed.to.trim());
}
