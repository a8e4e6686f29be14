// One entry of a catalogue, new or by another name.
import { type KeyboardEvent, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { Kbd } from "../../components/Kbd";
import { type AppError, asAppError } from "../../ipc";
import { errorSentence, fieldMessage } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
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
  const submit = () => save({ name: name.trim(), code }).then(onSaved, (error) => setFailure(asAppError(error)));
  const wrong = (field: string) => (failure?.field === field ? t(fieldMessage(failure.detail, field)) : null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitEnter(event) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void submit();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onAccept={submit}
      footer={
        <>
          <Button look="primary" onClick={submit}>
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
        <Field label={t("catalogue.name")} value={name} onChange={setName} error={wrong("name")} isRequired autoFocus />
        {hasCode && <Field label={t("catalogue.code")} value={code} onChange={setCode} error={wrong("code")} />}
      </div>
    </Dialog>
  );
}
