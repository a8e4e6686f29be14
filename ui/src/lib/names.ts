// People as one speaks of them: by the first name, "tú" for whoever reads, joined as the language joins.
import type { Locale, Translate } from "./i18n";

type Someone = { user: string | null; user_name: string | null };

/** Whoever reads comes last, and is nobody else's namesake. */
export function peopleWords(people: Someone[], me: string | null, locale: Locale, t: Translate): string {
  const others = [...new Set(people.filter((one) => one.user !== me || me === null).map((one) => one.user_name))];
  const firsts = others.map((name) => name?.trim().split(/\s+/)[0] ?? t("people.somebody"));
  const names = firsts.map((first, at) =>
    firsts.indexOf(first) === firsts.lastIndexOf(first) ? first : others[at] || first,
  );
  const isMine = me !== null && people.some((one) => one.user === me);
  return joined(isMine ? [...names, t("people.you")] : names, locale);
}

export function joined(words: string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(words);
}
