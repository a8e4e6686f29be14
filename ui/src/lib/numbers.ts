// Numbers as people type them: in Spanish a dot parts thousands and a comma the decimals, in English the other way.
import type { Parsed } from "./dates";
import { i18n } from "./i18n";

/** More digits than any number of the program has. */
const CHARS_MAX = 40;

/**
 * Reads "1.234,5", "1 234,5" and "-3" into "1234.5"; blank is no number. The other language's decimal mark is taken
 * for one where it cannot part thousands: "1.5", but "1.000" is a thousand. What is grouped wrongly is no number.
 */
export function parseNumber(text: string, locale: string = i18n.locale): Parsed {
  const clean = text.trim();
  if (clean === "") return { ok: true, value: null };
  const signed = clean.length <= CHARS_MAX && /^([+\-−–]?)\s*([\d.,\s]+)$/u.exec(clean);
  if (!signed) return { ok: false };
  const group = locale === "en" ? "," : ".";
  // From here on, a dot parts thousands and a comma decimals.
  const typed = (signed[2] ?? "").replace(/[.,]/g, (one) => (one === group ? "." : ","));
  const plain = /^(\d*)(?:,(\d+))?$/.exec(typed);
  const grouped = /^([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:\s\d{3})+)(?:,(\d+))?$/u.exec(typed);
  // A group of thousands does not begin with a zero.
  const tolerated = /^(\d+)\.(\d{1,2}|\d{4,})$/.exec(typed) ?? /^(0)\.(\d{3})$/.exec(typed);
  const match = plain ?? grouped ?? tolerated;
  if (!match) return { ok: false };
  const whole = (match[1] ?? "").replace(/\D/g, "").replace(/^0+(?=\d)/, "") || "0";
  const number = match[2] ? `${whole}.${match[2]}` : whole;
  const isNegative = /[-−–]/.test(signed[1] ?? "") && /[1-9]/.test(number);
  return { ok: true, value: isNegative ? `-${number}` : number };
}

/** A number without decimals. */
export function parseWhole(text: string, locale?: string): Parsed {
  const parsed = parseNumber(text, locale);
  return parsed.ok && parsed.value?.includes(".") ? { ok: false } : parsed;
}

/** A stored "1234.5" with the decimal mark of the language; it is read back as the same number. */
export function showNumber(stored: string, locale: string = i18n.locale): string {
  return locale === "en" ? stored : stored.replace(".", ",");
}

const counters = new Map<string, Intl.NumberFormat>();

/** How many: 2523 and 31.031 in Spanish, where four figures have no dot, and 2,523 in English. */
export function showCount(count: number, locale: string = i18n.locale): string {
  const made = counters.get(locale) ?? new Intl.NumberFormat(locale);
  counters.set(locale, made);
  return made.format(count);
}
