// "No contesta" in one key: the try is logged, and what was promised moves to the next working day.
import { showDate } from "../lib/dates";
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { type ContactRow, ipc } from "./index";

/** What is done and promises nothing has no call that could go unanswered; a promise may still turn out to be kept. */
export const hasNoCall = (row: ContactRow) => row.done && row.next_date === null;

/** Throws what went wrong; one undo takes it back whole. */
export async function logNoAnswer(id: string, onUndo: () => void): Promise<void> {
  const { contact, tries } = await ipc.contactNoAnswer(id);
  const next = contact.next_contact?.date;
  const day = next ? showDate(next) : "";
  toast({
    text: t("noAnswer.logged", { n: tries, day }),
    action: { label: t("undo"), key: t("undo.key"), run: onUndo },
  });
}
