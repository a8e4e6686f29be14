// Dates and hours: read as people type them, kept as YYYY-MM-DD and HH:MM, shown the Spanish or English way.
import { addDays, dayOf } from "./calendar";
import { type Expects, readWords, wholeYear } from "./dateWords";
import { fold } from "./fold";

export { daysBetween } from "./calendar";
export type { Expects } from "./dateWords";

/** Longer is no date, however it is written. */
const CHARS_MAX = 60;

export type Parsed = { ok: true; value: string | null } | { ok: false };

/**
 * Reads "24/11/2026", "241126" and ISO, and whatever `dateWords` understands: "mañana", "+5l", "15/1", "fin de mes".
 * Blank is no date. What a day without a year or a month means is told by what the field expects.
 */
export function parseDate(text: string, today: string, expects?: Expects): Parsed {
  const clean = text.trim();
  if (clean === "") return { ok: true, value: null };
  if (clean.length > CHARS_MAX) return { ok: false };
  const value = isWhole(clean) ? readWhole(clean) : readWords(clean, today, expects);
  return value ? { ok: true, value } : { ok: false };
}

const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const inOneRun = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const inParts = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$/;

/** Whether a text has its day, month and year in digits, and so is the same day whenever it is read. */
export const isWhole = (text: string) => [isoDate, inOneRun, inParts].some((form) => form.test(text.trim()));

function readWhole(clean: string): string | null {
  const iso = isoDate.exec(clean);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = inOneRun.exec(clean) ?? inParts.exec(clean);
  return parts && dayOf(wholeYear(parts[3] ?? ""), Number(parts[2]), Number(parts[1]));
}

/** What was understood, where it is not plain from what was typed: "lun 7 dic 2026". */
export function dateHint(text: string, today: string, locale: string, expects?: Expects): string {
  const parsed = parseDate(text, today, expects);
  if (!parsed.ok || !parsed.value || showDate(parsed.value) === text.trim()) return "";
  return longDate(parsed.value, locale);
}

/** Written so that `parseDate` reads it too. */
export function longDate(iso: string, locale: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) => formatter(locale, options).format(date);
  const weekday = part({ weekday: "short" }).replace(".", "");
  return `${weekday} ${Number(iso.slice(8))} ${part({ month: "short" }).replace(".", "")} ${iso.slice(0, 4)}`;
}

/**
 * Reads "16:30", "16.30", "1630", "16h30", "16h", "9", "4pm", "4:30 p. m." and "mediodía"; blank is no hour.
 */
export function parseTime(text: string): Parsed {
  const clean = fold(text).replace(/\s+/g, " ").trim();
  if (clean === "") return { ok: true, value: null };
  if (clean === "mediodia" || clean === "noon") return { ok: true, value: "12:00" };
  const half = /^(.*?) ?([ap])\.? ?m\.?$/.exec(clean);
  const typed = half?.[1] ?? clean;
  const match =
    /^(\d{1,2})(?:[:.](\d{2}))?(?: ?h(?:rs?|oras?|ours?)?\.?)?$/.exec(typed) ??
    /^(\d{1,2}) ?h ?(\d{2})(?: ?m(?:in)?\.?)?$/.exec(typed) ??
    /^(\d{1,2})(\d{2})(?: ?h)?$/.exec(typed);
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  const isOfHalf = !half || (hour >= 1 && hour <= 12);
  if (!match || !isOfHalf || hour > 23 || minute > 59) return { ok: false };
  const ofDay = half ? (hour % 12) + (half[2] === "p" ? 12 : 0) : hour;
  return { ok: true, value: `${String(ofDay).padStart(2, "0")}:${String(minute).padStart(2, "0")}` };
}

export function showDate(iso: string | null): string {
  return iso ? `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}` : "";
}

export function showTime(time: string | null): string {
  return time ? time.slice(0, 5) : "";
}

/** "mar" and "24/11" in the present year, the whole date in another. */
export function shortDate(iso: string, today: string, locale: string): { weekday: string; day: string } {
  const date = new Date(`${iso}T00:00:00Z`);
  if (iso.slice(0, 4) !== today.slice(0, 4))
    return { weekday: "", day: `${showDate(iso).slice(0, 6)}${iso.slice(2, 4)}` };
  return { weekday: formatter(locale, { weekday: "short" }).format(date), day: showDate(iso).slice(0, 5) };
}

/** Making a formatter costs more than a row of the list. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.keys(options)}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  formatters.set(key, made);
  return made;
}

export function showMoment(iso: string, timeZone: string, locale: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(date);
}

/** The day before, `YYYY-MM-DD`. */
export function dayBefore(iso: string): string {
  return addDays(iso, -1) ?? iso;
}
