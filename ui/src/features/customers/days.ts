// The heading of a day in a thread.
import type { Locale, Translate } from "../../lib/i18n";

/** "Hoy, martes 24 de noviembre"; the year only when it is another one. */
export function dayWord(iso: string, today: string, locale: Locale, t: Translate): string {
  const date = new Date(`${iso}T00:00:00Z`);
  const isThisYear = iso.slice(0, 4) === today.slice(0, 4);
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "es", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: isThisYear ? undefined : "numeric",
    timeZone: "UTC",
  });
  // Spanish puts a comma after the weekday that the heading does not need.
  const words = format.format(date).replace(/^(\p{L}+), /u, "$1 ");
  return iso === today ? t("thread.today", { day: words }) : words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}
