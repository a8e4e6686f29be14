// The list as it is shown, for a file: its columns and the words of its keys.
import { typeWords } from "../../components/TypeIcon";
import type { ContactCriteria, ContactOrder, ContactsExport, ExportField, StateFilter } from "../../ipc";
import type { Translate } from "../../lib/i18n";
import { results, resultWord } from "../../lib/results";

const fields: Record<ExportField, true> = {
  state: true,
  date: true,
  time: true,
  customer: true,
  person: true,
  type: true,
  direction: true,
  notes: true,
  result: true,
  closing: true,
  next: true,
  duration: true,
  user: true,
};
const isField = (id: string): id is ExportField => id in fields;

type Shown = { criteria: ContactCriteria; state: StateFilter; order: ContactOrder };

export function exportOf(list: Shown, columns: { id: string; name: string }[], t: Translate): ContactsExport {
  const named = columns.flatMap(({ id, name }) => (isField(id) ? [{ field: id, title: name }] : []));
  // Who made it is an arrow beside the type, which a file does not have.
  const type = named.findIndex(({ field }) => field === "type");
  if (type >= 0) named.splice(type + 1, 0, { field: "direction", title: t("form.direction") });
  const minutes = named.find(({ field }) => field === "duration");
  if (minutes) minutes.title = t("form.duration");
  const words: Record<string, string> = {
    "direction.us": t("direction.us"),
    "direction.them": t("direction.them"),
    "state.open": t("state.open"),
    "state.done": t("state.done"),
  };
  for (const [type, word] of typeWords(t)) words[`type.${type}`] = word;
  for (const result of results) words[`result.${result}`] = resultWord(result, t);
  return { title: t("app.contacts"), ...list, columns: named, words };
}
