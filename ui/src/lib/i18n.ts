// The two languages: typed message ids over Lingui, ICU messages, changed without a restart.
import { setupI18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { useLingui } from "@lingui/react";
import { en } from "../locales/en";
import { es } from "../locales/es";
import { dropToasts } from "./toasts";

export type MessageId = keyof typeof es;
export type Values = Record<string, string | number>;
export type Translate = (id: MessageId, values?: Values) => string;
export type Locale = "es" | "en";

export const isMessage = (id: string): id is MessageId => id in es;

export const i18n = setupI18n();
/** A message is compiled when it is said first. */
const compiled = new Map<string, ReturnType<typeof compileMessage>>();
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message) ?? compileMessage(message);
  compiled.set(message, known);
  return known;
});
i18n.load({ es, en });
i18n.activate("es");

export function activate(locale: Locale): void {
  if (i18n.locale !== locale) {
    i18n.activate(locale);
    dropToasts();
  }
  document.documentElement.lang = locale;
}

export const t: Translate = (id, values) => i18n._(id, values);

const translators: Record<Locale, { t: Translate; locale: Locale }> = {
  es: { t: (id, values) => i18n._(id, values), locale: "es" },
  en: { t: (id, values) => i18n._(id, values), locale: "en" },
};

/** The translator of the present language, the same one while it is; the component renders again when it changes. */
export function useT(): { t: Translate; locale: Locale } {
  const { i18n: current } = useLingui();
  return translators[current.locale as Locale];
}
