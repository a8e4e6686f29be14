// Takes an email, picked with the system's file dialog or come by itself, and asks what it would fill in this contact.
import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { type EmailProposal, ipc, type PickedEmail } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { toastError } from "../../../ipc/toastError";
import { useT } from "../../../lib/i18n";
import { readForm } from "./form";
import type { FormContext } from "./request";
import type { ContactFormState } from "./useContactForm";

type Props = {
  form: ContactFormState;
  /** Came by itself; null asks for one. */
  arrived: PickedEmail | null;
  context: FormContext;
  onClose: () => void;
};

export function AssumeEmail({ form, arrived, context, onClose }: Props) {
  const { t } = useT();
  const { today } = useFrame();
  const [picked, setPicked] = useState<{ handle: string; proposal: EmailProposal } | null>(null);
  const isPicking = useRef(false);
  /** A file that holds several emails, until it is known what becomes of them. */
  const [several, ask] = useState<PickedEmail | null>(null);
  /** The one whose first email is taken alone. */
  const first = useRef("");
  const pick = async (given: PickedEmail | null) => {
    if (isPicking.current) return;
    isPicking.current = true;
    try {
      const file = given ?? (await ipc.emailPick());
      if (file?.several && file.handle !== first.current) ask(file);
      else if (file) {
        const { draft } = readForm(form.values.get(), today);
        const proposal = await ipc.emailPropose(file.handle, draft, form.contact?.id ?? null);
        setPicked({ handle: file.handle, proposal: form.contact ? withoutPrevious(proposal) : proposal });
      } else if (!picked) onClose();
    } catch (error) {
      toastError(error);
      if (!picked) onClose();
    } finally {
      isPicking.current = false;
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it asks once, when it appears.
  useEffect(() => void pick(arrived), []);
  if (several?.several) {
    const emails = several.several;
    return (
      <ConfirmDialog
        title={t("several.title", { n: emails.count })}
        text={t("several.text", { file: several.fileName })}
        yes={t("several.all")}
        no={t("several.first")}
        safe="yes"
        onYes={() => {
          onClose();
          context.onEmails(emails);
        }}
        onNo={() => {
          first.current = several.handle;
          ask(null);
          void pick(several);
        }}
        onClose={() => {
          ask(null);
          if (!picked) onClose();
        }}
      />
    );
  }
  if (!picked) return null;
  return context.slots.renderAssume({
    ...picked,
    notes: form.values.get().notes,
    customer: form.values.get().customer,
    isAside: context.isCovered,
    onAssume: (assumed) => {
      form.assume(assumed);
      onClose();
    },
    onAnother: () => void pick(null),
    onClose,
  });
}

/** What a saved contact follows was decided when it was made. */
const withoutPrevious = (proposal: EmailProposal): EmailProposal => ({
  ...proposal,
  fields: proposal.fields.filter(({ field }) => field !== "previous"),
});
