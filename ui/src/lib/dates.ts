// Dates and hours: read as people type them, kept as YYYY-MM-DD and HH:MM, shown the Spanish or English way.
export type Parsed = { ok: true; value: string | null } | { ok: false };

/** Reads "24/11/2026", "24-11-26", "24/11" (this year), "24112026" and ISO; blank is no date. */
export function parseDate(text: string, today: string): Parsed {
  const clean = text.trim();
  if (clean === "") return { ok: true, value: null };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(clean);
  if (iso) return fromParts(iso[1], iso[2], iso[3]);
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(clean);
  const match = run ?? /^(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}|\d{2}))?$/.exec(clean);
  if (!match) return { ok: false };
  const year = match[3] ?? today.slice(0, 4);
  return fromParts(year.length === 2 ? `20${year}` : year, match[2], match[1]);
}

function fromParts(year = "", month = "", day = ""): Parsed {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return real && y >= 1900 ? { ok: true, value: date.toISOString().slice(0, 10) } : { ok: false };
}

/** Reads "16:30", "16.30", "1630", "9"; blank is no hour. */
export function parseTime(text: string): Parsed {
  const clean = text.trim();
  if (clean === "") return { ok: true, value: null };
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?$/.exec(clean) ?? /^(\d{1,2})(\d{2})$/.exec(clean);
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  if (!match || hour > 23 || minute > 59) return { ok: false };
  return { ok: true, value: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` };
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
  return { weekday: weekdays(locale).format(date), day: showDate(iso).slice(0, 5) };
}

/** Making a formatter costs more than a row of the list. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function weekdays(locale: string): Intl.DateTimeFormat {
  const made = formatters.get(locale) ?? new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  formatters.set(locale, made);
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
  return new Date(Date.parse(`${iso}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/** How many days after `from` the day `to` is. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

const DAY_MS = 86_400_000;
