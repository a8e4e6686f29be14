// One change of many contacts, as it is typed, read and told (S10-S13).

import type { ContactsChange, CountedWarning, DateField, SkippedContacts } from "../../../ipc";
import { type Expects, parseDate, showDate } from "../../../lib/dates";
import { daysCounted } from "../../../lib/dateWords";
import { fold } from "../../../lib/fold";
import type { Translate } from "../../../lib/i18n";
import { parseWhole } from "../../../lib/numbers";

export type What = "move" | "set" | "close" | "user" | "type";
export type ChangeForm = {
  what: What;
  field: DateField;
  /** With its sign, as typed. */
  days: string;
  working: boolean;
  date: string;
  result: string | null;
  user: string | null;
  type: string | null;
};

/** Further is a slip of the keyboard. */
const DAYS_MAX = 36_500;

export const firstChange = (today: string): ChangeForm => ({
  what: "move",
  field: "date",
  days: "",
  working: true,
  date: showDate(today),
  result: null,
  user: null,
  type: null,
});

/**
 * Reads "7", "+7", "-7", "−7" and "1.000", and as a date field does "+5l" and "3 días laborables"; null is no number
 * of days. Without a word it does not say which days it counts.
 */
export function readDays(text: string): { days: number; working: boolean | null } | null {
  const [, number = "", word = ""] = /^([^a-z]*)([a-z. ]*)$/.exec(fold(text).trim()) ?? [];
  const parsed = parseWhole(number);
  const days = parsed.ok && parsed.value !== null ? Number(parsed.value) : null;
  const counted = daysCounted(word.replace(".", "").trim());
  if (days === null || Math.abs(days) > DAYS_MAX || !counted) return null;
  return { days, working: word === "" ? null : counted === "working" };
}

/** The number alone, for whoever then chooses which days it counts. */
export const withoutWord = (days: string) => days.replace(/\s*\p{L}.*$/u, "");

/** Whatever is closed is past, a promise is to come; a contact may lie on either side. */
export function expectedDay(form: ChangeForm): Expects | undefined {
  if (form.what === "close") return "last";
  return form.field === "next_contact" ? "next" : undefined;
}

/** Null while something is missing or cannot be read. */
export function readChange(form: ChangeForm, today: string): ContactsChange | null {
  const date = parseDate(form.date, today, expectedDay(form));
  const day = date.ok ? date.value : null;
  switch (form.what) {
    case "move": {
      const move = readDays(form.days);
      if (!move?.days) return null;
      return { kind: "move_date", field: form.field, days: move.days, working: move.working ?? form.working };
    }
    case "set":
      return day ? { kind: "set_date", field: form.field, date: day } : null;
    case "close":
      return day && form.result ? { kind: "close", date: day, result: form.result } : null;
    case "user":
      return form.user ? { kind: "reassign", user: form.user } : null;
    case "type":
      return form.type ? { kind: "retype", contact_type: form.type } : null;
  }
}

const reasons = [
  "done",
  "unchanged",
  "no_next_contact",
  "next_before_date",
  "before_previous",
  "out_of_range",
] as const;

export function skippedWords(skipped: SkippedContacts[], t: Translate): string {
  return reasons
    .flatMap((reason) => {
      const n = skipped.find((one) => one.reason === reason)?.count ?? 0;
      return n > 0 ? [t(`change.skipped.${reason}`, { n })] : [];
    })
    .join(" ");
}

const odd = ["closing_before_date", "closing_far_ahead"] as const;

export const warned = (warnings: CountedWarning[], code: string) =>
  warnings.find((one) => one.code === code)?.count ?? 0;

export function warningWords(warnings: CountedWarning[], t: Translate): string {
  return odd
    .flatMap((code) => (warned(warnings, code) > 0 ? [t(`change.warning.${code}`, { n: warned(warnings, code) })] : []))
    .join(" ");
}
