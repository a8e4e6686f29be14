// Emails and files that were opened with the program or dropped on it: to what takes them, or to a new contact.
import { useCallback, useEffect, useRef } from "react";
import { offerToForm } from "../features/contacts/arrival";
import { type Arrived, hear, ipc, type PickedEmail } from "../ipc";
import { errorSentence } from "../ipc/errors";
import { offerFiles } from "../lib/dropped";
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";

export function useArrivals(isFormOpen: boolean, onNew: (email: PickedEmail) => void): void {
  const waiting = useRef<PickedEmail | null>(null);
  const latest = useRef(onNew);
  latest.current = onNew;

  const offer = useCallback((email: PickedEmail) => {
    const answer = offerToForm(email);
    if (answer === "busy") {
      waiting.current = email;
      toast({ text: t("arrived.later"), isWarning: true });
    } else if (answer === "nobody") latest.current(email);
  }, []);
  useEffect(() => {
    const take = (arrived: Arrived | null) => {
      if (arrived?.error) toast({ text: errorSentence(arrived.error, t), isWarning: true });
      if (arrived?.email) offer(arrived.email);
      if (arrived && arrived.files.length > 0 && !offerFiles(arrived.files))
        toast({ text: t("arrived.noHolder"), isWarning: true });
      if (arrived && arrived.others > 0) toast({ text: t("arrived.others", { n: arrived.others }), isWarning: true });
    };
    const ask = () => void ipc.arrivedEmail().then(take, () => {});
    ask();
    return hear("emailArrived", ask);
  }, [offer]);
  useEffect(() => {
    if (isFormOpen || !waiting.current) return;
    const email = waiting.current;
    waiting.current = null;
    offer(email);
  }, [isFormOpen, offer]);
}
