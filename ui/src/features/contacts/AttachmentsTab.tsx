// The files and emails stored with the contact: to open, save elsewhere, or remove.
import { Download, Eye, FileText, Mail, Paperclip, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { Empty } from "../../components/Empty";
import { type Attachment, ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { showSize } from "../../lib/size";
import { toast } from "../../lib/toasts";
import styles from "./ContactForm.module.css";
import type { Surroundings } from "./request";
import type { ContactFormState } from "./useContactForm";

export function AttachmentsTab({ form, around }: { form: ContactFormState; around: Surroundings }) {
  const { t, locale } = useT();
  const [shown, show] = useState<Attachment | null>(null);
  const { contact } = form;
  if (!contact || contact.attachments.length === 0)
    return <Empty icon={<Paperclip aria-hidden="true" />} title={t("files.none")} help={t("files.noneHelp")} />;
  const saveAs = (file: Attachment) =>
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
  const remove = (file: Attachment) =>
    ipc.attachmentRemove(contact.id, file.id).then((changed) => {
      form.setContact(changed);
      around.onChanged();
      toast({
        text: t("files.removed", { name: file.name }),
        action: { label: t("undo"), key: t("undo.key"), run: bringBack },
      });
    }, toastError);
  return (
    <ul className={styles.files}>
      {contact.attachments.map((file) => (
        <li key={file.id} className={styles.file}>
          {file.kind === "email" ? <Mail aria-hidden="true" /> : <FileText aria-hidden="true" />}
          <span className="clip grow">{file.name}</span>
          <span className="faint small tnum">{showSize(file.size, locale)}</span>
          {file.kind === "email" && (
            <Button look="quiet" onClick={() => show(file)}>
              <Eye aria-hidden="true" />
              {t("files.open")}
            </Button>
          )}
          <Button look="quiet" onClick={() => saveAs(file)}>
            <Download aria-hidden="true" />
            {t("files.saveAs")}
          </Button>
          {!form.isReadOnly && (
            <Button look="quiet" onClick={() => remove(file)}>
              <Trash2 aria-hidden="true" />
              {t("remove")}
            </Button>
          )}
        </li>
      ))}
      {shown && around.lent.renderEmail(shown.id, shown.name, () => show(null))}
    </ul>
  );
}
