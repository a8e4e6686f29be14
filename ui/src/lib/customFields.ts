// The fields that the team defined, and their values as they are typed (S44).
import { useSyncExternalStore } from "react";
import { type Parsed, parseDate, showDate } from "./dates";
import type { MessageId } from "./i18n";
import { parseNumber, parseWhole, showNumber } from "./numbers";

export type FieldKind =
  | "text"
  | "long_text"
  | "whole"
  | "decimal"
  | "date"
  | "yes_no"
  | "list"
  | "multi_list"
  | "email"
  | "phone"
  | "url";
export type FieldValue = boolean | number | null | string | string[];
export type KnownField = {
  id: string;
  belongs_to: "contact" | "customer";
  kind: FieldKind;
  label: string;
  required: boolean;
  default: FieldValue;
  active: boolean;
  options: { key: string; label: string; hidden: boolean }[];
};

/** What a form holds of a field: a text, of a choice of several their keys. */
export type Typed = string | string[];
export type TypedValues = Record<string, Typed>;

export const fieldKinds: FieldKind[] = [
  "text",
  "long_text",
  "whole",
  "decimal",
  "date",
  "yes_no",
  "list",
  "multi_list",
  "email",
  "phone",
  "url",
];

export const isList = (kind: FieldKind) => kind === "list" || kind === "multi_list";
export const hasRange = (kind: FieldKind) => kind === "whole" || kind === "decimal" || kind === "date";

let known: KnownField[] = [];
const listeners = new Set<() => void>();

export function knowFields(fields: KnownField[]): void {
  known = fields;
  for (const listener of [...listeners]) listener();
}

/** Those that forms show. */
export const activeFields = (of: KnownField["belongs_to"]) =>
  known.filter((field) => field.active && field.belongs_to === of);

export const fieldNamed = (id: string) => known.find((field) => field.id === id);

/** All that are known, as long as a component is shown. */
export function useFields(): KnownField[] {
  return useSyncExternalStore(subscribe, () => known);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** As the form shows it: dates the Spanish way, decimals with the mark of the language. */
export function typedValue(kind: FieldKind, value: FieldValue | undefined): Typed {
  if (kind === "multi_list") return Array.isArray(value) ? value : [];
  if (value === null || value === undefined || Array.isArray(value)) return "";
  if (kind === "date") return showDate(String(value));
  if (kind === "decimal") return showNumber(String(value));
  return String(value);
}

export function typedValues(fields: KnownField[], values: Partial<Record<string, FieldValue>>): TypedValues {
  return Object.fromEntries(fields.map((field) => [field.id, typedValue(field.kind, values[field.id])]));
}

export function defaultValues(fields: KnownField[]): TypedValues {
  return Object.fromEntries(fields.map((field) => [field.id, typedValue(field.kind, field.default)]));
}

type Reading = { read: (text: string, today: string) => Parsed; message: MessageId };
const readings: Partial<Record<FieldKind, Reading>> = {
  date: { read: parseDate, message: "invalid.not_a_date" },
  decimal: { read: (text) => parseNumber(text), message: "invalid.not_a_number" },
  whole: { read: (text) => parseWhole(text), message: "invalid.not_whole" },
};

/** What a text of a kind that is read here says; null where it is not understood. */
export function readText(kind: FieldKind, text: string, today: string): string | null {
  const reading = readings[kind];
  if (!reading || text.trim() === "") return text.trim();
  const parsed = reading.read(text, today);
  return parsed.ok ? parsed.value : null;
}

/** What the program is given of each; the rest it reads by itself, and says what it could not. */
export function readTyped(
  fields: KnownField[],
  typed: TypedValues,
  today: string,
): { values: Record<string, FieldValue>; errors: Partial<Record<string, MessageId>> } {
  const errors: Partial<Record<string, MessageId>> = {};
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    const name = `custom_fields.${field.id}`;
    const held = typed[field.id] ?? "";
    const isEmpty = held.length === 0 || (typeof held === "string" && held.trim() === "");
    values[field.id] = isEmpty ? null : held;
    if (isEmpty && field.required) errors[name] = "invalid.required";
    if (isEmpty || typeof held !== "string") continue;
    const reading = readings[field.kind];
    const parsed = reading?.read(held, today);
    if (parsed?.ok) values[field.id] = parsed.value;
    else if (reading) errors[name] = reading.message;
  }
  return { values, errors };
}

/** A stored value in words. */
export function valueWords(field: KnownField, value: FieldValue, yes: string, no: string): string {
  const label = (key: string) => field.options.find((option) => option.key === key)?.label ?? key;
  if (Array.isArray(value)) return value.map(label).join(", ");
  if (field.kind === "list") return label(String(value));
  if (typeof value === "boolean") return value ? yes : no;
  return String(typedValue(field.kind, value));
}
