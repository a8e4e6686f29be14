// One entry of a catalogue, new or by another name.
import { useState } from "react";
import { DateField } from "../../components/DateField";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { FormDialog } from "../../components/FormDialog";
import { NumberField } from "../../components/NumberField";
import { useFrame } from "../../ipc/frame";
import { toldError } from "../../ipc/toastError";
import { useRefusal } from "../../ipc/useRefusal";
import { readText, typedValue } from "../../lib/customFields";
import { useT } from "../../lib/i18n";
import type { Entry, EntryDraft, EntryField } from "./catalogues";
import styles from "./Settings.module.css";

type Props = {
  title: string;
  entry: Pick<Entry, "name" | "values"> | null;
  fields: EntryField[];
  save: (draft: EntryDraft) => Promise<unknown>;
  onSaved: () => void;
  onClose: () => void;
};

export function CatalogueEntry({ title, entry, fields, save, onSaved, onClose }: Props) {
  const { t } = useT();
  const [name, setName] = useState(entry?.name ?? "");
  const { today } = useFrame();
  const typed = (field: EntryField) => String(typedValue(field.kind, entry?.values[field.key]));
  const [first] = useState(() => Object.fromEntries(fields.map((field) => [field.key, typed(field)])));
  const [values, setValues] = useState(first);
  /** What is not understood the book refuses. */
  const read = () =>
    Object.fromEntries(
      fields.map(({ key, kind }) => [key, readText(kind, values[key] ?? "", today) ?? values[key] ?? ""]),
    );
  const { failure, error, refuse, mending } = useRefusal();
  return (
    <FormDialog
      title={title}
      accept={t("save")}
      onAccept={() => save({ name: name.trim(), values: { ...entry?.values, ...read() } }).then(onSaved)}
      onError={refuse}
      isTouched={name !== (entry?.name ?? "") || fields.some(({ key }) => values[key] !== first[key])}
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
        {fields.map(({ key, label, kind }) => {
          const line = {
            label: t(label),
            value: values[key] ?? "",
            onChange: mending(key, (value) => setValues((now) => ({ ...now, [key]: value }))),
            error: error(key),
          };
          if (kind === "date") return <DateField key={key} {...line} today={today} />;
          return kind === "decimal" ? (
            <NumberField key={key} {...line} isWhole={false} />
          ) : (
            <Field key={key} {...line} />
          );
        })}
      </div>
    </FormDialog>
  );
}
