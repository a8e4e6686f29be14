// One entry of a catalogue, new or by another name.
import { useState } from "react";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { FormDialog } from "../../components/FormDialog";
import { toldError } from "../../ipc/toastError";
import { useRefusal } from "../../ipc/useRefusal";
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
  const { failure, error, refuse, mending } = useRefusal();
  return (
    <FormDialog
      title={title}
      accept={t("save")}
      onAccept={() => save({ name: name.trim(), code }).then(onSaved)}
      onError={refuse}
      isTouched={name !== (entry?.name ?? "") || code !== (entry?.code ?? "")}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {failure && !failure.field && <ErrorBanner error={toldError(failure)} />}
        <Field
          label={t("catalogue.name")}
          value={name}
          onChange={mending("name", setName)}
          error={error("name")}
          isRequired
          autoFocus
        />
        {hasCode && (
          <Field label={t("catalogue.code")} value={code} onChange={mending("code", setCode)} error={error("code")} />
        )}
      </div>
    </FormDialog>
  );
}
