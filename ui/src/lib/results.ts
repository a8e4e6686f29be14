// The four results that close a contact.
import type { Translate } from "./i18n";

export const results = ["sale", "lost", "informative", "follow_up"] as const;
type Result = (typeof results)[number];

const isResult = (result: string): result is Result => (results as readonly string[]).includes(result);

export function resultWord(result: string, t: Translate): string {
  return isResult(result) ? t(`result.${result}`) : result;
}
