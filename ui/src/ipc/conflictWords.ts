// A conflict in the words of its record: which field, what each wrote, and who.

import { customerFieldWord } from "../lib/customerWords";
import { showDate } from "../lib/dates";
import { fieldWord } from "../lib/fieldWords";
import { isMessage, type Locale, type MessageId, type Translate } from "../lib/i18n";
import { peopleWords } from "../lib/names";
import { showSize } from "../lib/size";
import { valueWord } from "../lib/valueWords";
import type { Conflict, ConflictPart, ConflictValue } from "./index";

/** The field of a record that was deleted by one and changed by another. */
export const DELETED = "deleted";

/** Of what is neither a contact nor a customer, where the word is not `conflicts.field.` and the field. */
const others: Record<string, MessageId> = {
  position: "people.position",
  customer: "form.customer",
  key: "catalogue.code",
  of: "fields.kind",
  label: "fields.label",
  required: "fields.required",
  rank: "conflicts.field.order",
  inactive: "conflicts.field.active",
  default: "fields.default",
  options: "fields.options",
  description: "files.description",
  added_by: "conflicts.field.added",
  added_at: "conflicts.field.added",
  email: "type.email",
};
/** The catalogue of fields keeps what is not so. */
const denied = new Set(["inactive"]);
const yesNo = new Set(["hidden", "required", "inactive"]);
const SHOWN_MAX = 32;

/** A contact is called by its customer and its day. */
export function titleWords({ title, kind }: Conflict, t: Translate): string {
  return title.replace(/\d{4}-\d\d-\d\d/, showDate) || t(`kind.${kind}`);
}

export function conflictField({ kind, field }: Conflict, t: Translate): string {
  if (field === DELETED) return t("conflicts.existence");
  return partField(kind, field, t);
}

export function partField(kind: string, field: string, t: Translate): string {
  if (kind === "custom_field" && field === "kind") return t("fields.kind");
  const known = kind === "contact" ? fieldWord(field, t) : customerFieldWord(field, t);
  if (known !== field) return known;
  const own = `conflicts.field.${field}`;
  return t(others[field] ?? (isMessage(own) ? own : "conflicts.field.other"));
}

export function partWords({ field, value, name }: ConflictPart, t: Translate, locale: Locale): string {
  if (value === null) return t("empty");
  if (field === "size") return showSize(Number(value), locale);
  if (yesNo.has(field)) return t((value === "1") === denied.has(field) ? "no" : "yes");
  return name ?? valueWord(field, value, t);
}

/** What is read first, and what goes with it: a date and its hour are one choice. */
export function valueParts(conflict: Conflict, one: ConflictValue, t: Translate, locale: Locale) {
  if (conflict.field === DELETED)
    return { first: t(one.key === "delete" ? "conflicts.deleteRecord" : "conflicts.keepRecord"), rest: [] };
  const parts = one.parts.filter((part) => part.field !== "sha256" && part.value !== null && part.value !== "");
  const [first, ...rest] = parts.map((part) => partWords(part, t, locale));
  if (first === undefined) {
    // A unit whose members are all alike says nothing by its parts.
    return {
      first: one.value && one.parts.length === 0 && !one.value.startsWith("{") ? one.value : t("empty"),
      rest: [],
    };
  }
  if (parts[0]?.field === "next_contact.date" && rest.length === 0) rest.push(t("form.noTime"));
  return { first, rest };
}

/** "Quedarse con 02/12/2026", or whose it is where it is too long to be said. */
export function keepWords(conflict: Conflict, one: ConflictValue, t: Translate, locale: Locale): string {
  const { first, rest } = valueParts(conflict, one, t, locale);
  if (conflict.field === DELETED) return first;
  if (first === t("empty")) return t("conflicts.keepEmpty");
  const twin = conflict.values.some(
    (other) => other.key !== one.key && valueParts(conflict, other, t, locale).first === first,
  );
  const value = twin ? [first, ...rest].join(", ") : first;
  if (value.length <= SHOWN_MAX && !value.includes("\n")) return t("conflicts.keep", { value });
  return t("conflicts.keepOf", { name: one.user_name ?? t("people.somebody") });
}

/** "Iván y tú lo cambiasteis a la vez." */
export function whoWords(conflict: Conflict, me: string | null, t: Translate, locale: Locale): string {
  if (conflict.field === DELETED) {
    const gone = conflict.values.find((one) => one.key === "delete");
    if (gone?.user && gone.user === me) return t("conflicts.deletedByMe");
    return t("conflicts.deleted", { who: capital(gone?.user_name ?? t("people.somebody")) });
  }
  const users = new Set(conflict.values.map((one) => one.user));
  if (me !== null && users.size === 1 && users.has(me)) return t("conflicts.self");
  const who = capital(peopleWords(conflict.values, me, locale, t));
  if (users.size === 1) return t("conflicts.oneTwice", { who });
  return t(me !== null && users.has(me) ? "conflicts.both" : "conflicts.others", { who });
}

export const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
