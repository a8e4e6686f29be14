// Creates a customer or a person in place, with the little that is needed to go on.
import { type ReactNode, useState } from "react";
import { Doubles, fieldWarning } from "../../../components/Doubles";
import { ErrorBanner } from "../../../components/ErrorBanner";
import { Field } from "../../../components/Field";
import { FormDialog } from "../../../components/FormDialog";
import type { Option } from "../../../components/Picker";
import { ipc } from "../../../ipc";
import { blankCustomer } from "../../../ipc/drafts";
import { toldError } from "../../../ipc/toastError";
import { useCustomerWarnings } from "../../../ipc/useCustomerWarnings";
import { useRefusal } from "../../../ipc/useRefusal";
import { useT } from "../../../lib/i18n";
import { splitList } from "../../../lib/lists";
import styles from "./ContactForm.module.css";

type Props = { text: string; onCreated: (option: Option) => void; onClose: () => void };

/** `knownTaxId` is what an email tells of it. */
export function QuickCustomer({ text, knownTaxId, onCreated, onClose }: Props & { knownTaxId: string | null }) {
  const { t } = useT();
  const [name, setName] = useState(text);
  const [taxId, setTaxId] = useState(knownTaxId ?? "");
  const [phones, setPhones] = useState("");
  const draft = { ...blankCustomer(name.trim()), tax_id: taxId.trim() || null, phones: splitList(phones) };
  const warnings = useCustomerWarnings(null, draft);
  const refusal = useRefusal();
  const odd = (field: string) => fieldWarning(warnings, field, t);
  const take = ({ id, name }: { id: string; name: string }) => {
    onCreated({ id, text: name, hint: null });
    onClose();
  };
  const save = async () => {
    const customer = await ipc.customerSave(null, draft, null);
    onCreated({ id: customer.id, text: customer.name, hint: customer.code });
  };
  return (
    <Quick
      title={t("customers.new")}
      save={save}
      refusal={refusal}
      isTouched={name !== text || taxId !== (knownTaxId ?? "") || phones !== ""}
      onClose={onClose}
    >
      <Field
        label={t("customers.name")}
        value={name}
        onChange={refusal.mending("name", setName)}
        error={refusal.error("name")}
        warning={odd("name")}
        isRequired
        autoFocus
      />
      <Field
        label={t("customers.taxId")}
        value={taxId}
        onChange={refusal.mending("tax_id", setTaxId)}
        error={refusal.error("tax_id")}
        warning={odd("tax_id")}
      />
      <Field
        label={t("customers.phones")}
        value={phones}
        onChange={refusal.mending("phones", setPhones)}
        error={refusal.error("phones")}
        warning={odd("phones")}
        help={t("customers.commas")}
      />
      <Doubles warnings={warnings} takes="doubles.use" onTake={take} />
    </Quick>
  );
}

export function QuickPerson({ text, customer, onCreated, onClose }: Props & { customer: Option }) {
  const { t } = useT();
  const [name, setName] = useState(text);
  const [position, setPosition] = useState("");
  const [emails, setEmails] = useState("");
  const refusal = useRefusal();
  const save = async () => {
    const draft = {
      customer: customer.id,
      name: name.trim(),
      position: position.trim() || null,
      emails: splitList(emails),
      failing_emails: [],
      phones: [],
      notes: "",
    };
    const person = await ipc.personSave(null, draft, null);
    onCreated({ id: person.id, text: person.name, hint: person.position });
  };
  return (
    <Quick
      title={t("people.new")}
      save={save}
      refusal={refusal}
      isTouched={name !== text || position !== "" || emails !== ""}
      onClose={onClose}
    >
      <Field
        label={t("people.name")}
        value={name}
        onChange={refusal.mending("name", setName)}
        error={refusal.error("name")}
        isRequired
        autoFocus
      />
      <Field
        label={t("people.position")}
        value={position}
        onChange={refusal.mending("position", setPosition)}
        error={refusal.error("position")}
      />
      <Field
        label={t("customers.emails")}
        value={emails}
        onChange={refusal.mending("emails", setEmails)}
        error={refusal.error("emails")}
        help={t("customers.commas")}
      />
    </Quick>
  );
}

type QuickProps = {
  title: string;
  save: () => Promise<void>;
  refusal: ReturnType<typeof useRefusal>;
  isTouched: boolean;
  onClose: () => void;
  children: ReactNode;
};

function Quick({ title, save, refusal, isTouched, onClose, children }: QuickProps) {
  const { t } = useT();
  const { failure } = refusal;
  return (
    <FormDialog
      title={title}
      accept={t("save")}
      onAccept={() => save().then(onClose)}
      onError={refusal.refuse}
      isTouched={isTouched}
      onClose={onClose}
    >
      <div className={styles.quick}>
        <ErrorBanner error={toldError(failure)} />
        {children}
      </div>
    </FormDialog>
  );
}
