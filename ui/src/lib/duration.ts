// Durations: typed in minutes or as "2h15", shown as "2 h 15 min".
export type ParsedDuration = { ok: true; minutes: number | null } | { ok: false };

const nbsp = "\u00a0";

/** Reads "135", "2h15", "2 h 15 min", "2h", "15 min"; blank is no duration, which is not zero. */
export function parseDuration(text: string): ParsedDuration {
  const clean = text.trim().toLowerCase();
  if (clean === "") return { ok: true, minutes: null };
  const plain = /^(\d{1,6})\s*(?:m|min|minutos?|minutes?)?\.?$/.exec(clean);
  if (plain) return { ok: true, minutes: Number(plain[1]) };
  const hours = /^(\d{1,4})\s*(?:h|horas?|hours?)\.?\s*(?:(\d{1,4})\s*(?:m|min|minutos?|minutes?)?\.?)?$/.exec(clean);
  if (hours) return { ok: true, minutes: Number(hours[1]) * 60 + Number(hours[2] ?? 0) };
  return { ok: false };
}

/** Many hours are grouped as the language groups its numbers. */
export function showDuration(minutes: number | null, locale = "es"): string {
  if (minutes === null) return "";
  const whole = Math.floor(minutes / 60);
  const hours = whole < 1000 ? whole : whole.toLocaleString(locale, { useGrouping: true });
  const rest = minutes % 60;
  if (whole === 0) return `${rest}${nbsp}min`;
  return rest === 0 ? `${hours}${nbsp}h` : `${hours}${nbsp}h${nbsp}${rest}${nbsp}min`;
}
