// Adds or modifies a person of a customer.
import { TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { Kbd } from "../../components/Kbd";
import { type AppError, asAppError, ipc } from "../../ipc";
import { errorSentence, fieldMessage } from "../../ipc/errors";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { splitList } from "../../lib/lists";
import { toast } from "../../lib/toasts";
import styles from "./People.module.css";

type Props = { id: string | null; customer: string; onClose: () => void; onSaved: () => void };

export function PersonDialog({ id, customer, onClose, onSaved }: Props) {
  const { t } = useT();
  const [form, setForm] = useState({ name: "", position: "", emails: "", phones: "", notes: "" });
  const [failing, setFailing] = useState<string[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);
  const base = useRef<string | null>(null);
  useEffect(() => {
    if (id === null) return;
    ipc.personShow(id).then((person) => {
      base.current = person.revision;
      setFailing(person.failing_emails);
      setForm({
        name: person.name,
        position: person.position ?? "",
        emails: person.emails.join(", "),
        phones: person.phones.join(", "),
        notes: person.notes,
      });
    }, toastError);
  }, [id]);
  const save = () => {
    const draft = {
      customer,
      name: form.name.trim(),
      position: form.position.trim() || null,
      emails: splitList(form.emails),
      failing_emails: failing,
      phones: splitList(form.phones),
      notes: form.notes,
    };
    ipc.personSave(id, draft, base.current).then(
      () => {
        toast({ text: t("people.saved") });
        onSaved();
      },
      (error) => setFailure(asAppError(error)),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitEnter(event) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    save();
  };
  const field = (
    key: keyof typeof form,
    label: string,
    more?: { help?: string; rows?: number; autoFocus?: boolean; isRequired?: boolean },
  ) => (
    <Field
      label={label}
      value={form[key]}
      onChange={(value) => setForm({ ...form, [key]: value })}
      error={failure?.field === key ? t(fieldMessage(failure.detail, key)) : null}
      {...more}
    />
  );
  return (
    <Dialog
      title={id ? t("people.modify", { name: form.name }) : t("people.new")}
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
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the fields inside. */}
      <div className={styles.fields} onKeyDown={onKeyDown}>
        {failure && <Banner tone="error">{errorSentence(failure, t)}</Banner>}
        {field("name", t("people.name"), { autoFocus: true, isRequired: true })}
        {field("position", t("people.position"))}
        {field("emails", t("customers.emails"), { help: t("customers.commas") })}
        <FailingEmails emails={splitList(form.emails)} failing={failing} onChange={setFailing} />
        {field("phones", t("customers.phones"), { help: t("customers.commas") })}
        {field("notes", t("customers.notes"), { rows: 3 })}
      </div>
    </Dialog>
  );
}

/** The mark goes with its address: one that is written otherwise is not shown, nor kept. */
function FailingEmails(props: { emails: string[]; failing: string[]; onChange: (failing: string[]) => void }) {
  const { emails, failing, onChange } = props;
  const { t } = useT();
  const shown = failing.filter((email) => emails.some((other) => other.toLowerCase() === email.toLowerCase()));
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t("people.failing")}>
      {shown.map((email) => (
        <li key={email} className={styles.failing}>
          <TriangleAlert className="small" aria-hidden="true" />
          <span className="grow">
            {email} <span className="medium">{t("people.fails")}</span>
          </span>
          <Button
            look="link"
            name={t("people.worksOf", { email })}
            onClick={() => onChange(failing.filter((other) => other !== email))}
          >
            {t("people.works")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
