// Durations: typed in minutes or as "2h15", shown as "2 h 15 min".
import { fold } from "./fold";
import { parseNumber, parseWhole, showCount } from "./numbers";

export type ParsedDuration = { ok: true; minutes: number | null } | { ok: false };

const nbsp = "\u00a0";
/** A year, as the program has it. */
const MINUTES_MAX = 525_600;
const inWords: Record<string, number> = {
  "media hora": 30,
  "half an hour": 30,
  "half hour": 30,
  "hora y media": 90,
  "una hora y media": 90,
  "una hora": 60,
  "an hour": 60,
  "one hour": 60,
};

/** Reads "135", "2h15", "2 h 15 min", "1:30", "1,5h", "2h", "15 min"; blank is no duration, which is not zero. */
export function parseDuration(text: string, locale?: string): ParsedDuration {
  const clean = fold(text).trim();
  if (clean === "") return { ok: true, minutes: null };
  const minutes = Object.hasOwn(inWords, clean) ? inWords[clean] : (ofBoth(clean) ?? ofOne(clean, locale));
  return minutes === undefined || minutes > MINUTES_MAX ? { ok: false } : { ok: true, minutes };
}

/** Hours and the minutes over them, of which an hour has no more than sixty. */
function ofBoth(clean: string): number | undefined {
  const both =
    /^(\d{1,4}):(\d{2})(?:\s*h)?$/.exec(clean) ??
    /^(\d{1,4})\s*(?:h|horas?|hours?)\.?\s*(?:y|and)?\s*(\d{1,2})\s*(?:m|min|minutos?|minutes?)?\.?$/.exec(clean);
  return both && Number(both[2]) < 60 ? Number(both[1]) * 60 + Number(both[2]) : undefined;
}

/** Minutes, or hours that may have decimals. */
function ofOne(clean: string, locale?: string): number | undefined {
  const match = /^([\d.,]+)\s*(?:(h|horas?|hours?)|m|min|minutos?|minutes?)?\.?$/.exec(clean);
  const number = match && (match[2] ? parseNumber : parseWhole)(match[1] ?? "", locale);
  if (!number?.ok || number.value === null) return undefined;
  return match?.[2] ? Math.round(Number(number.value) * 60) : Number(number.value);
}

export function showDuration(minutes: number | null, locale?: string): string {
  if (minutes === null) return "";
  const whole = Math.floor(minutes / 60);
  const hours = showCount(whole, locale);
  const rest = minutes % 60;
  if (whole === 0) return `${rest}${nbsp}min`;
  return rest === 0 ? `${hours}${nbsp}h` : `${hours}${nbsp}h${nbsp}${rest}${nbsp}min`;
}
