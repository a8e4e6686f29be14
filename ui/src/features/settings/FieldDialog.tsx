// One field of the team's own: what it is called, what it holds, what can be chosen.
import { useState } from "react";
import { Checkbox } from "../../components/Checkbox";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { FormDialog } from "../../components/FormDialog";
import { Select } from "../../components/Select";
import {
  type CustomField,
  type CustomFieldDraft,
  type CustomOption,
  type FieldKind,
  type FieldOf,
  ipc,
} from "../../ipc";
import { toldError } from "../../ipc/toastError";
import { useRefusal } from "../../ipc/useRefusal";
import { fieldKinds, isList, readTyped, typedValue } from "../../lib/customFields";
import { isWhole } from "../../lib/dates";
import { type MessageId, useT } from "../../lib/i18n";
import styles from "./Settings.module.css";

type Props = { of: FieldOf; field: CustomField | null; onSaved: () => void; onClose: () => void };

export function FieldDialog({ of, field, onSaved, onClose }: Props) {
  const { t } = useT();
  const [label, setLabel] = useState(field?.label ?? "");
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? "text");
  const [isRequired, require] = useState(field?.required ?? false);
  const [first, setFirst] = useState(field ? firstOf(field) : "");
  const [options, setOptions] = useState(field?.options.map((option) => option.label).join("\n") ?? "");
  const { failure, error, begin, refuse, mend, mending } = useRefusal();
  const submit = () => {
    const read = readFirst(kind, first);
    if (!begin(read.error ? { default: read.error } : {})) return;
    const draft: CustomFieldDraft = {
      belongs_to: of,
      kind,
      label: label.trim(),
      required: isRequired,
      default: kind === "multi_list" ? splitLines(first.replaceAll(",", "\n")) : read.value,
      order: field?.order ?? null,
      active: field?.active ?? true,
      options: isList(kind) ? optionsOf(splitLines(options), field?.options ?? []) : [],
    };
    return ipc.customFieldSave(field?.id ?? null, draft, field?.revision ?? null).then(onSaved);
  };
  const typed = JSON.stringify([label, kind, isRequired, first, options]);
  const [opened] = useState(typed);
  return (
    <FormDialog
      title={field ? field.label : t("fields.new")}
      accept={t("save")}
      onAccept={submit}
      onError={refuse}
      isTouched={typed !== opened}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {failure && !failure.field && <ErrorBanner error={toldError(failure)} />}
        <Field
          label={t("fields.label")}
          value={label}
          onChange={mending("label", setLabel)}
          error={error("label")}
          isRequired
          autoFocus
        />
        <Select
          label={t("fields.kind")}
          value={kind}
          onChange={(id) => {
            setKind((id ?? "text") as FieldKind);
            // They are read as the kind says.
            mend("default", "options");
          }}
          isReadOnly={field !== null}
          choices={fieldKinds.map((id) => ({ id, text: t(`fields.kind.${id}`) }))}
        />
        {isList(kind) && (
          <Field
            label={t("fields.options")}
            value={options}
            onChange={mending("options", setOptions)}
            rows={5}
            help={t(field ? "fields.optionsKept" : "fields.optionsHelp")}
            error={error("options")}
          />
        )}
        {kind === "yes_no" ? (
          <Select
            label={t("fields.default")}
            none={t("custom.none")}
            value={first || null}
            onChange={(id) => setFirst(id ?? "")}
            choices={[
              { id: "true", text: t("yes") },
              { id: "false", text: t("no") },
            ]}
          />
        ) : (
          <Field
            label={t("fields.default")}
            value={first}
            onChange={mending("default", setFirst)}
            error={error("default")}
          />
        )}
        <Checkbox isOn={isRequired} onChange={require}>
          {t("fields.required")}
        </Checkbox>
      </div>
    </FormDialog>
  );
}

function firstOf(field: CustomField): string {
  const typed = typedValue(field.kind, field.default);
  const label = (key: string) => field.options.find((option) => option.key === key)?.label ?? key;
  if (typeof typed !== "string") return typed.map(label).join(", ");
  return field.kind === "list" ? label(typed) : typed;
}

/** As the program takes it. A default is the same day always: "hoy" is none. */
function readFirst(kind: FieldKind, text: string): { value: string | null; error: MessageId | null } {
  if (kind === "date" && text.trim() && !isWhole(text)) return { value: null, error: "invalid.not_a_date" };
  const field = { id: "first", belongs_to: "contact", kind, label: "", required: false, default: null } as const;
  const read = readTyped([{ ...field, active: true, options: [] }], { first: text }, "2000-01-01");
  const { first = null } = read.values;
  return { value: typeof first === "string" ? first : null, error: read.errors["custom_fields.first"] ?? null };
}

function splitLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/**
 * A line that reads as a known option is that option; another one in the place of one that is gone is its new name, as
 * long as no line was added or taken away; those that are gone are hidden, for records hold them.
 */
export function optionsOf(lines: string[], known: CustomOption[]): CustomOption[] {
  const shown = known.filter((option) => !option.hidden);
  const isRenaming = lines.length === shown.length;
  const options = lines.map((label, index): CustomOption => {
    const same = known.find((option) => option.label === label);
    if (same) return { ...same, hidden: false };
    const there = shown[index];
    const isGone = there && !lines.includes(there.label);
    return isRenaming && isGone ? { ...there, label } : { key: "", label, hidden: false };
  });
  const gone = known.filter((option) => !options.some(({ key }) => key === option.key));
  return [...options, ...gone.map((option) => ({ ...option, hidden: true }))];
}
