// What undo and redo did, in the words of whoever did it: "añadir Última, S.L.".

import type { About, Undone, UndoneCommand } from "../ipc";
import { showDate } from "../lib/dates";
import type { MessageId, Translate } from "../lib/i18n";
import { typeWord } from "../lib/types";

const commands = {
  add: "did.add",
  edit: "did.edit",
  change: "did.edit",
  delete: "did.delete",
  restore: "did.restore",
  assume: "did.assume",
  attach: "did.add",
  detach: "did.detach",
  no_answer: "did.no_answer",
} satisfies Record<UndoneCommand, MessageId>;

function aboutWords({ kind, count, name, date }: About, t: Translate): string {
  if (name === null) return t(`did.count.${kind}`, { n: count });
  if (kind === "contact") return t("did.contact", { date: showDate(date), customer: name });
  return kind === "contact_type" ? typeWord(name, t, name) : name;
}

/** Nothing was done where everything has changed since: then it must not sound as if it had. */
export function undoneWords(
  which: "undo" | "redo",
  { command, about, restored, skipped }: Undone,
  t: Translate,
): string {
  const what = about ? t(commands[command], { what: aboutWords(about, t) }) : t("did.gone");
  if (restored.length === 0) return t(`${which}.nothing`, { what });
  return t(skipped.length > 0 ? `${which}.except` : `${which}.done`, { what });
}
