// The list as it is shown, for a file: its columns and the words of its keys.

import {
  type ContactCriteria,
  type ContactOrder,
  type ContactsExport,
  type ExportField,
  ipc,
  type StateFilter,
} from "../../../ipc";
import { toastError } from "../../../ipc/toastError";
import type { Translate } from "../../../lib/i18n";
import { results, resultWord } from "../../../lib/results";
import { toast } from "../../../lib/toasts";
import { typeWords } from "../../../lib/types";
import { withProgress } from "../../../lib/work";
import type { ContactsState } from "./useContacts";

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

type Named = { id: string; name: string }[];
type Shown = { criteria: ContactCriteria; state: StateFilter; order: ContactOrder };

export function exportOf(list: Shown, columns: Named, t: Translate): ContactsExport {
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

export function writeList(list: ContactsState, columns: Named, isCsv: boolean, t: Translate): void {
  const { criteria, filter: state, view, count } = list;
  const asked = exportOf({ criteria, state, order: view.order }, columns, t);
  withProgress(t("export.doing", { n: count }), ipc.contactsExport(asked, isCsv)).then((written) => {
    if (!written) return;
    toast({ text: t("export.done", { n: written.rows }) });
    if (written.cut > 0) toast({ text: t("export.cut", { n: written.cut }), isWarning: true });
  }, toastError);
}
