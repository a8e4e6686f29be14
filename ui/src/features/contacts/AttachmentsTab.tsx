// The files and emails of the contact, or those that will be its own when it is accepted.
import { ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useOnce } from "../../lib/useOnce";
import { useValue } from "../../lib/values";
import type { Surroundings } from "./request";
import type { ContactFormState } from "./useContactForm";

export function AttachmentsTab({ form, around }: { form: ContactFormState; around: Surroundings }) {
  const waiting = useValue(form.values, "files");
  const { contact } = form;
  const undoing = useOnce();
  const renew = () => Promise.all([around.onChanged(), form.renew()]);
  return around.lent.renderFiles({
    holder: "contact",
    id: contact?.id ?? null,
    files: contact?.attachments ?? [],
    waiting,
    onWait: (files) => form.set({ files }),
    isReadOnly: form.isReadOnly,
    timeZone: around.app.timeZone,
    onUndo: () => undoing.run(() => ipc.undo().then(renew), toastError),
    onChanged: renew,
    renderEmail: around.lent.renderEmail,
  });
}
