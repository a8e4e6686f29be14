// What a stored file is called and what it is; its bytes stay as they came.
import { useState } from "react";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { FormDialog } from "../../components/FormDialog";
import { type AppError, type Attachment, asAppError, ipc } from "../../ipc";
import { fieldMessage } from "../../ipc/errors";
import { toldError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import styles from "./Files.module.css";

type Props = { file: Attachment; onSaved: () => void; onClose: () => void };

export function FileDialog({ file, onSaved, onClose }: Props) {
  const { t } = useT();
  const [name, setName] = useState(file.name);
  const [description, setDescription] = useState(file.description ?? "");
  const [failure, setFailure] = useState<AppError | null>(null);
  const save = () =>
    ipc.attachmentEdit(file.id, { name: name.trim(), description: description.trim() || null }).then(onSaved);
  const wrong = (field: string) => (failure?.field === field ? t(fieldMessage(failure.detail, field)) : null);
  return (
    <FormDialog
      title={t("files.describe")}
      accept={t("save")}
      onAccept={save}
      onError={(error) => setFailure(asAppError(error))}
      isTouched={name !== file.name || description !== (file.description ?? "")}
      onClose={onClose}
    >
      {failure && !failure.field && <ErrorBanner error={toldError(failure)} />}
      <div className={styles.fields}>
        <Field label={t("files.name")} value={name} onChange={setName} error={wrong("name")} isRequired autoFocus />
        <Field
          label={t("files.description")}
          value={description}
          onChange={setDescription}
          error={wrong("description")}
        />
      </div>
    </FormDialog>
  );
}
