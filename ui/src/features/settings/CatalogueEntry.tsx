// One entry of a catalogue, new or by another name.
import { useState } from "react";
import { Banner } from "../../components/Banner";
import { Field } from "../../components/Field";
import { FormDialog } from "../../components/FormDialog";
import { type AppError, asAppError } from "../../ipc";
import { errorSentence, fieldMessage } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import styles from "./Settings.module.css";

export type EntryDraft = { name: string; code: string };

type Props = {
  title: string;
  entry: { name: string; code: string | null } | null;
  hasCode: boolean;
  save: (draft: EntryDraft) => Promise<unknown>;
  onSaved: () => void;
  onClose: () => void;
};

export function CatalogueEntry({ title, entry, hasCode, save, onSaved, onClose }: Props) {
  const { t } = useT();
  const [name, setName] = useState(entry?.name ?? "");
  const [code, setCode] = useState(entry?.code ?? "");
  const [failure, setFailure] = useState<AppError | null>(null);
  const wrong = (field: string) => (failure?.field === field ? t(fieldMessage(failure.detail, field)) : null);
  return (
    <FormDialog
      title={title}
      accept={t("save")}
      onAccept={() => save({ name: name.trim(), code }).then(onSaved)}
      onError={(error) => setFailure(asAppError(error))}
      isTouched={name !== (entry?.name ?? "") || code !== (entry?.code ?? "")}
      onClose={onClose}
    >
      {failure && !failure.field && <Banner tone="error">{errorSentence(failure, t)}</Banner>}
      <div className={styles.fields}>
        <Field label={t("catalogue.name")} value={name} onChange={setName} error={wrong("name")} isRequired autoFocus />
        {hasCode && <Field label={t("catalogue.code")} value={code} onChange={setCode} error={wrong("code")} />}
      </div>
    </FormDialog>
  );
}
