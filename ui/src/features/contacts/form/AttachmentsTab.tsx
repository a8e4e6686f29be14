// The files and emails of the contact, or those that will be its own when it is accepted.

import { ipc } from "../../../ipc";
import { FrameContext, useFrame } from "../../../ipc/frame";
import { toastError } from "../../../ipc/toastError";
import { useOnce } from "../../../lib/useOnce";
import { useValue } from "../../../lib/values";
import type { FormContext } from "./request";
import type { ContactFormState } from "./useContactForm";

export function AttachmentsTab({ form, context }: { form: ContactFormState; context: FormContext }) {
  const frame = useFrame();
  const waiting = useValue(form.values, "files");
  const { contact } = form;
  const undoing = useOnce();
  const changed = () => Promise.all([frame.changed(), form.renew()]);
  const undo = () => undoing.run(() => ipc.undo().then(changed), toastError);
  return (
    // What is written here is written in the contact that the form shows: it is read again too.
    <FrameContext value={{ ...frame, undo, changed }}>
      {context.slots.renderFiles({
        holder: "contact",
        id: contact?.id ?? null,
        files: contact?.attachments ?? [],
        waiting,
        onWait: (files) => form.set({ files }),
        isReadOnly: form.isReadOnly,
      })}
    </FrameContext>
  );
}
