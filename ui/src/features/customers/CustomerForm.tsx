// Adds or modifies a customer.
import { type KeyboardEvent, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { Kbd } from "../../components/Kbd";
import { type AppError, asAppError, type Customer, ipc } from "../../ipc";
import { errorSentence, fieldMessage } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { splitList } from "../../lib/lists";
import { toast } from "../../lib/toasts";
import styles from "./Customers.module.css";

type Props = {
  customer: Customer | null;
  /** What was looked for and not found is what the new one is called. */
  initialName?: string;
  onClose: () => void;
  onSaved: (customer: Customer) => void;
};

export function CustomerForm({ customer, initialName = "", onClose, onSaved }: Props) {
  const { t } = useT();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [form, setForm] = useState({
    name: customer?.name ?? initialName,
    legal_name: customer?.legal_name ?? "",
    code: customer?.code ?? "",
    tax_id: customer?.tax_id ?? "",
    emails: customer?.emails.join(", ") ?? "",
    phones: customer?.phones.join(", ") ?? "",
    web: customer?.web ?? "",
    notes: customer?.notes ?? "",
  });
  const save = () => {
    const orNull = (text: string) => text.trim() || null;
    const draft = {
      name: form.name.trim(),
      legal_name: orNull(form.legal_name),
      code: orNull(form.code),
      tax_id: orNull(form.tax_id),
      emails: splitList(form.emails),
      phones: splitList(form.phones),
      web: orNull(form.web),
      notes: form.notes,
      interests: customer?.interests ?? [],
    };
    ipc.customerSave(customer?.id ?? null, draft, customer?.revision ?? null).then(
      (saved) => {
        toast({ text: t("customers.saved") });
        onSaved(saved);
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
    <div className={key === "notes" ? styles.wide : undefined}>
      <Field
        label={label}
        value={form[key]}
        onChange={(value) => setForm({ ...form, [key]: value })}
        error={failure?.field === key ? t(fieldMessage(failure.detail, key)) : null}
        {...more}
      />
    </div>
  );
  return (
    <Dialog
      title={customer ? customer.name : t("customers.new")}
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
      {failure && <Banner tone="error">{errorSentence(failure, t)}</Banner>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the fields inside. */}
      <div className={styles.fields} onKeyDown={onKeyDown}>
        {field("name", t("customers.name"), { autoFocus: true, isRequired: true })}
        {field("legal_name", t("customers.legalName"))}
        {field("code", t("customers.code"))}
        {field("tax_id", t("customers.taxId"))}
        {field("emails", t("customers.emails"), { help: t("customers.commas") })}
        {field("phones", t("customers.phones"), { help: t("customers.commas") })}
        {field("web", t("customers.web"))}
        {field("notes", t("customers.notes"), { rows: 3 })}
      </div>
    </Dialog>
  );
}
