// Several emails at once, picked or come by themselves: one dialog for them, over whatever is open.
import { useRef, useState } from "react";
import { findCustomers } from "../features/contacts/pickers";
import { ImportDialog } from "../features/email/ImportDialog";
import { type EmailsSaved, ipc, type PickedEmails } from "../ipc";
import { toastError } from "../ipc/toastError";
import { t } from "../lib/i18n";
import { toast } from "../lib/toasts";

type Around = {
  formCount: number;
  openContact: (contact: string, mode: "view") => void;
  undo: () => void;
  changed: () => Promise<unknown>;
};

export function useImports({ formCount, openContact, undo, changed }: Around) {
  const [picked, show] = useState<PickedEmails | null>(null);
  /** How many forms were open when a contact was opened from the dialog. */
  const [left, leave] = useState<number | null>(null);
  const isPicking = useRef(false);
  const open = (emails: PickedEmails | null) => {
    leave(null);
    show(emails);
  };
  const pick = async () => {
    if (isPicking.current) return;
    isPicking.current = true;
    try {
      const emails = await ipc.emailsPick();
      if (emails) open(emails);
    } catch (error) {
      toastError(error);
    } finally {
      isPicking.current = false;
    }
  };
  const saved = ({ contacts, new_people, new_customers }: EmailsSaved, left: number) => {
    const those = picked;
    open(null);
    toast({
      text: t("emails.saved", { n: contacts.length, customers: new_customers, people: new_people }),
      action: { label: t("undo"), key: t("undo.key"), run: undo },
    });
    if (left > 0)
      toast({
        text: t("emails.left", { n: left }),
        isWarning: true,
        stays: true,
        action: { label: t("emails.goOn"), run: () => open(those) },
      });
    void changed();
  };
  return {
    open,
    isOpen: picked !== null,
    /** One that stepped aside is not replaced: what was chosen in it would be lost. */
    pick: () => void (picked === null && pick()),
    dialog: picked && (
      <ImportDialog
        key={picked.handle}
        picked={picked}
        isAside={left !== null && formCount > left}
        search={findCustomers}
        onOpen={(contact) => {
          leave(formCount);
          openContact(contact, "view");
        }}
        onAnother={() => void pick()}
        onSaved={saved}
        onClose={() => open(null)}
      />
    ),
  };
}
