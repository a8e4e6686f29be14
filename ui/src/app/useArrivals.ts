// Emails and files that were opened with the program or dropped on it: to what takes them, or to new contacts.
import { useCallback, useEffect, useRef } from "react";
import { isFormWritten, offerToForm } from "../features/contacts/form/arrival";
import { type Arrived, ipc, listen, type PickedEmail, type PickedEmails } from "../ipc";
import { errorSentence } from "../ipc/errors";
import { offerFiles } from "../lib/dropped";
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";

type Takers = {
  isFormOpen: boolean;
  /** Several emails are being looked through; whatever else comes waits. */
  isImportOpen: boolean;
  onEmail: (email: PickedEmail) => void;
  onEmails: (emails: PickedEmails) => void;
};
type Emails = Pick<Arrived, "email" | "emails">;

export function useArrivals(takers: Takers): void {
  const waiting = useRef<Emails | null>(null);
  const latest = useRef(takers);
  latest.current = takers;
  const { isFormOpen, isImportOpen } = takers;

  const offer = useCallback(({ email, emails }: Emails) => {
    const { isImportOpen, onEmail, onEmails } = latest.current;
    const wait = (later: "arrived.later" | "arrived.laterMany" | "arrived.afterImport") => {
      waiting.current = { email, emails };
      toast({ text: t(later), isWarning: true });
    };
    if (isImportOpen) wait("arrived.afterImport");
    else if (emails) {
      if (isFormWritten()) wait("arrived.laterMany");
      else onEmails(emails);
    } else if (email) {
      const answer = offerToForm(email);
      if (answer === "busy") wait("arrived.later");
      else if (answer === "nobody") onEmail(email);
    }
  }, []);
  useEffect(() => {
    const take = (arrived: Arrived | null) => {
      if (arrived?.error) toast({ text: errorSentence(arrived.error, t), isWarning: true });
      if (arrived?.email || arrived?.emails) offer(arrived);
      if (arrived && arrived.files.length > 0 && !offerFiles(arrived.files))
        toast({ text: t("arrived.noHolder"), isWarning: true });
      if (arrived && arrived.others > 0) toast({ text: t("arrived.others", { n: arrived.others }), isWarning: true });
    };
    const ask = () => void ipc.arrivedEmail().then(take, () => {});
    ask();
    return listen("emailArrived", ask);
  }, [offer]);
  useEffect(() => {
    if (isFormOpen || isImportOpen || !waiting.current) return;
    const emails = waiting.current;
    waiting.current = null;
    offer(emails);
  }, [isFormOpen, isImportOpen, offer]);
}
