// What a stored file is called and what it is; its bytes stay as they came.
import { type KeyboardEvent, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { Kbd } from "../../components/Kbd";
import { type AppError, type Attachment, asAppError, ipc } from "../../ipc";
import { errorSentence, fieldMessage } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import styles from "./Files.module.css";

type Props = { file: Attachment; onSaved: () => void; onClose: () => void };

export function FileDialog({ file, onSaved, onClose }: Props) {
  const { t } = useT();
  const [name, setName] = useState(file.name);
  const [description, setDescription] = useState(file.description ?? "");
  const [failure, setFailure] = useState<AppError | null>(null);
  const save = () =>
    ipc
      .attachmentEdit(file.id, { name: name.trim(), description: description.trim() || null })
      .then(onSaved, (error) => setFailure(asAppError(error)));
  const wrong = (field: string) => (failure?.field === field ? t(fieldMessage(failure.detail, field)) : null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitEnter(event) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    void save();
  };
  return (
    <Dialog
      title={t("files.describe")}
      onClose={onClose}
      onAccept={save}
      footer={
        <>
          <Button look="primary" onClick={save}>
            {t("save")}
            <Kbd>{t("key.enter")}</Kbd>
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      {failure && !failure.field && <Banner tone="error">{errorSentence(failure, t)}</Banner>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the fields inside. */}
      <div className={styles.fields} onKeyDown={onKeyDown}>
        <Field label={t("files.name")} value={name} onChange={setName} error={wrong("name")} isRequired autoFocus />
        <Field
          label={t("files.description")}
          value={description}
          onChange={setDescription}
          error={wrong("description")}
        />
      </div>
    </Dialog>
  );
}
