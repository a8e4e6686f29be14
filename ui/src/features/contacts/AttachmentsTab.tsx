// The files and emails stored with the contact: to open, save elsewhere, or remove.
import { Paperclip } from "lucide-react";
import { useState } from "react";
import { Empty } from "../../components/Empty";
import { FileList, type StoredFile } from "../../components/FileList";
import { ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import styles from "./ContactForm.module.css";
import type { Surroundings } from "./request";
import type { ContactFormState } from "./useContactForm";

export function AttachmentsTab({ form, around }: { form: ContactFormState; around: Surroundings }) {
  const { t } = useT();
  const [shown, show] = useState<StoredFile | null>(null);
  const { contact } = form;
  if (!contact || contact.attachments.length === 0)
    return <Empty icon={<Paperclip aria-hidden="true" />} title={t("files.none")} help={t("files.noneHelp")} />;
  const saveAs = (file: StoredFile) =>
    ipc.attachmentSaveAs(file.id).then((done) => done && toast({ text: t("files.saved") }), toastError);
  const bringBack = () => {
    ipc
      .undo()
      .then(() => ipc.contactShow(contact.id))
      .then((restored) => {
        form.setContact(restored);
        around.onChanged();
      }, toastError);
  };
  const remove = (file: StoredFile) =>
    ipc.attachmentRemove(contact.id, file.id).then((changed) => {
      form.setContact(changed);
      around.onChanged();
      toast({
        text: t("files.removed", { name: file.name }),
        action: { label: t("undo"), key: t("undo.key"), run: bringBack },
      });
    }, toastError);
  return (
    <div className={styles.files}>
      <FileList
        files={contact.attachments}
        onOpen={show}
        onSaveAs={saveAs}
        onRemove={form.isReadOnly ? undefined : remove}
      />
      {shown && around.lent.renderEmail(shown.id, shown.name, () => show(null))}
    </div>
  );
}
