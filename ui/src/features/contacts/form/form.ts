// A contact as it is typed: texts in fields, read into a draft when it is accepted.
import type { Option } from "../../../components/Picker";
import type { ActionLine, Contact, ContactDraft, Direction, Interest } from "../../../ipc";
import { activeFields, defaultValues, readTyped, type TypedValues, typedValues } from "../../../lib/customFields";
import { type Expects, type Parsed, parseDate, parseTime, showDate, showTime } from "../../../lib/dates";
import type { Dropped } from "../../../lib/dropped";
import { parseDuration } from "../../../lib/duration";
import type { MessageId } from "../../../lib/i18n";

export type FormValues = {
  customer: Option | null;
  person: Option | null;
  user: string | null;
  date: string;
  time: string;
  duration: string;
  type: string | null;
  direction: Direction;
  notes: string;
  actions: ActionLine[];
  interests: Interest[];
  /** Picked for a contact that is not saved yet; handles do not outlive the program. */
  files: Dropped[];
  /** Products that were taken away here and are to leave the customer's interests too (S35). */
  forgotten: string[];
  nextDate: string;
  nextTime: string;
  closingDate: string;
  result: string | null;
  /** Of the team's own fields, by their ids (S44). */
  custom: TypedValues;
  timeZone: string | null;
  previous: string | null;
  email: string | null;
};

/** Mistakes by the draft's field name, as the program names them too. */
export type FormErrors = Partial<Record<string, MessageId>>;

export function blankValues(today: string, user: string | null, timeZone: string): FormValues {
  return {
    customer: null,
    person: null,
    user,
    date: showDate(today),
    time: "",
    duration: "",
    type: "phone",
    direction: "us",
    notes: "",
    actions: [],
    interests: [],
    files: [],
    forgotten: [],
    nextDate: "",
    nextTime: "",
    closingDate: "",
    result: null,
    custom: defaultValues(activeFields("contact")),
    timeZone,
    previous: null,
    email: null,
  };
}

export function valuesOf(contact: Contact | ContactDraft, customer: Option | null, person: Option | null): FormValues {
  return {
    customer,
    person,
    user: contact.user,
    date: showDate(contact.date),
    time: showTime(contact.time),
    duration: contact.duration_minutes === null ? "" : String(contact.duration_minutes),
    type: contact.contact_type,
    direction: contact.direction ?? "us",
    notes: contact.notes,
    actions: contact.actions,
    interests: contact.interests,
    files: [],
    forgotten: [],
    nextDate: showDate(contact.next_contact?.date ?? null),
    nextTime: showTime(contact.next_contact?.time ?? null),
    closingDate: showDate(contact.closing?.date ?? null),
    result: contact.closing?.result ?? null,
    custom: typedValues(activeFields("contact"), contact.custom_fields),
    timeZone: contact.time_zone,
    previous: contact.previous,
    email: contact.email,
  };
}

/** Which day "15" or "lun" is in each. */
export const expects = { date: "last", nextDate: "next", closingDate: "last" } as const satisfies Record<
  string,
  Expects
>;

/** Reads every field; what cannot be read is empty in the draft and named among the errors. */
export function readForm(values: FormValues, today: string): { draft: ContactDraft; errors: FormErrors } {
  const errors: FormErrors = {};
  const read = (field: string, parsed: Parsed, message: MessageId): string | null => {
    if (parsed.ok) return parsed.value;
    errors[field] = message;
    return null;
  };
  const date = read("date", parseDate(values.date, today, expects.date), "invalid.not_a_date");
  const time = read("time", parseTime(values.time), "invalid.not_a_time");
  const nextDate = read("next_contact.date", parseDate(values.nextDate, today, expects.nextDate), "invalid.not_a_date");
  const nextTime = read("next_contact.time", parseTime(values.nextTime), "invalid.not_a_time");
  const closingDate = read(
    "closing.date",
    parseDate(values.closingDate, today, expects.closingDate),
    "invalid.not_a_date",
  );
  const duration = parseDuration(values.duration);
  if (!duration.ok) errors.duration_minutes = "invalid.duration";
  if (!values.customer) errors.customer = "invalid.customer";
  if (!values.type) errors.contact_type = "invalid.required";
  if (!date && !errors.date) errors.date = "invalid.required";
  if (nextTime && !nextDate && !errors["next_contact.date"]) errors["next_contact.date"] = "invalid.nextNeedsDate";
  if (date && nextDate && nextDate < date) errors["next_contact.date"] = "invalid.next_before_date";
  const custom = readTyped(activeFields("contact"), values.custom, today);
  Object.assign(errors, custom.errors);
  const draft: ContactDraft = {
    customer: values.customer?.id ?? null,
    person: values.person?.id || null,
    user: values.user,
    date,
    time,
    time_zone: values.timeZone,
    duration_minutes: duration.ok ? duration.minutes : null,
    contact_type: values.type,
    direction: values.direction,
    notes: values.notes,
    actions: values.actions.filter((line) => line.text.trim()),
    interests: values.interests,
    next_contact: nextDate ? { date: nextDate, time: nextTime } : null,
    previous: values.previous,
    closing: closingDate || values.result ? { date: closingDate, result: values.result } : null,
    email: values.email,
    custom_fields: custom.values,
  };
  return { draft, errors };
}

const holders: Partial<Record<string, (keyof FormValues)[]>> = {
  contact_type: ["type"],
  duration_minutes: ["duration"],
  next_contact: ["nextDate", "nextTime", "date"],
  "next_contact.date": ["nextDate", "nextTime", "date"],
  "next_contact.time": ["nextTime"],
  closing: ["closingDate", "result"],
  "closing.date": ["closingDate", "result"],
  "closing.result": ["closingDate", "result"],
};

/** Whether what is wrong with a field of the draft may be right by now: what it is read from is another. */
export function isOther(field: string, before: FormValues, now: FormValues): boolean {
  const [group, id] = field.split(".");
  if (group === "custom_fields" && id) return before.custom[id] !== now.custom[id];
  return (holders[field] ?? [field as keyof FormValues]).some((key) => before[key] !== now[key]);
}

/** A result closes today, unless another day was typed; without one there is nothing to close, and the proposed day goes too. */
export function withResult(
  { closingDate }: Pick<FormValues, "closingDate">,
  result: string | null,
  today: string,
): Pick<FormValues, "closingDate" | "result"> {
  const proposed = showDate(today);
  if (result) return { result, closingDate: closingDate.trim() === "" ? proposed : closingDate };
  return { result, closingDate: closingDate === proposed ? "" : closingDate };
}

/** What "Aceptar y cerrar" adds: what was chosen stays; else it ends as news, or as a step towards the next contact. */
export function closed(values: FormValues, today: string): Pick<FormValues, "closingDate" | "result"> {
  const usual = values.nextDate.trim() === "" ? "informative" : "follow_up";
  return withResult(values, values.result ?? usual, today);
}
