// Moments as people say them: how long ago somebody was seen, and on which day something was written.
import { daysBetween, showDate } from "./dates";
import type { Translate } from "./i18n";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** From so many days on, somebody who was not seen is worth a word. */
export const LATE_DAYS = 7;

export type Since = { words: string; look: "now" | "away" | "late" };

const parts = new Map<string, Intl.DateTimeFormat>();

/** The day and the hour on the wall of that zone. */
function wall(date: Date, timeZone: string): { day: string; time: string } {
  const made =
    parts.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
    });
  parts.set(timeZone, made);
  const [day = "", time = ""] = made.format(date).split(" ");
  return { day, time };
}

/** "ahora", "hace 3 min", "hace 2 h", "ayer 18:31", "hace 9 días". */
export function since(iso: string, now: Date, timeZone: string, t: Translate): Since {
  const then = new Date(iso);
  const gone = now.getTime() - then.getTime();
  if (gone < 2 * MINUTE_MS) return { words: t("since.now"), look: "now" };
  if (gone < HOUR_MS) return { words: t("since.minutes", { n: Math.floor(gone / MINUTE_MS) }), look: "now" };
  const [seen, here] = [wall(then, timeZone), wall(now, timeZone)];
  const days = daysBetween(seen.day, here.day);
  if (days <= 0) return { words: t("since.hours", { n: Math.floor(gone / HOUR_MS) }), look: "away" };
  if (days === 1) return { words: t("since.yesterday", { time: seen.time }), look: "away" };
  return { words: t("since.days", { n: days }), look: days > LATE_DAYS ? "late" : "away" };
}

/** "hoy, 15:48", "ayer, 15:31" or the whole date and hour. */
export function dayAndTime(iso: string, today: string, timeZone: string, t: Translate): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const { day, time } = wall(date, timeZone);
  const days = daysBetween(day, today);
  if (days === 0) return t("moment.today", { time });
  if (days === 1) return t("moment.yesterday", { time });
  return `${showDate(day)}, ${time}`;
}
