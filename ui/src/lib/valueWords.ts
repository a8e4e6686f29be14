// A value of the history as its field shows it.

import { showDate } from "./dates";
import { showDuration } from "./duration";
import type { Translate } from "./i18n";
import { resultWord } from "./results";
import { typeWord } from "./types";

export function valueWord(field: string, value: string | null, t: Translate): string {
  if (value === null || value === "") return t("empty");
  switch (field) {
    case "contact_type":
      return typeWord(value, t);
    case "direction":
      return value === "them" ? t("direction.them") : t("direction.us");
    case "closing.result":
      return resultWord(value, t);
    case "duration_minutes":
      return showDuration(Number(value));
    case "deleted":
      return t("yes");
    default:
      return /^\d{4}-\d\d-\d\d$/.test(value) ? showDate(value) : value;
  }
}
