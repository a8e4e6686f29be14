// Adds or modifies a person of a customer.
import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { FormDialog } from "../../components/FormDialog";
import { ipc, type Person } from "../../ipc";
import { toastError, toldError } from "../../ipc/toastError";
import { useDraft } from "../../ipc/useDraft";
import { useRefusal } from "../../ipc/useRefusal";
import { useT } from "../../lib/i18n";
import { splitList } from "../../lib/lists";
import { toast } from "../../lib/toasts";
import styles from "./People.module.css";

type Props = { id: string | null; customer: string; onClose: () => void; onSaved: () => void };

export function PersonDialog({ id, ...props }: Props) {
  const [person, take] = useState<Person | null>(null);
  const { onClose } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a dialog is opened once.
  useEffect(() => {
    if (id === null) return;
    ipc.personShow(id).then(take, (error) => {
      toastError(error);
      onClose();
    });
  }, [id]);
  return id === null || person ? <PersonForm person={person} {...props} /> : null;
}

const blank = { name: "", position: "", emails: "", phones: "", notes: "", failing: [] as string[] };
type Values = typeof blank;

function valuesOf(person: Person): Values {
  return {
    name: person.name,
    position: person.position ?? "",
    emails: person.emails.join(", "),
    phones: person.phones.join(", "),
    notes: person.notes,
    failing: person.failing_emails,
  };
}

function PersonForm({ person, customer, onClose, onSaved }: Omit<Props, "id"> & { person: Person | null }) {
  const { t } = useT();
  const [form, setForm] = useState(() => (person ? valuesOf(person) : blank));
  const { failure, error, begin, refuse, mend } = useRefusal();
  const id = person?.id ?? null;
  const key = `person.form.${id ?? `new.${customer}`}`;
  const kept = useDraft({ key, id, revision: person?.revision ?? null, customer }, form, setForm);
  const save = () => {
    begin();
    const draft = {
      customer,
      name: form.name.trim(),
      position: form.position.trim() || null,
      emails: splitList(form.emails),
      failing_emails: form.failing,
      phones: splitList(form.phones),
      notes: form.notes,
    };
    return ipc.personSave(id, draft, kept.base).then(() => {
      kept.forget();
      toast({ text: t("people.saved") });
      onSaved();
    });
  };
  const field = (
    key: Exclude<keyof Values, "failing">,
    label: string,
    more?: { help?: string; rows?: number; autoFocus?: boolean; isRequired?: boolean },
  ) => (
    <Field
      label={label}
      value={form[key]}
      onChange={(value) => {
        setForm({ ...form, [key]: value });
        mend(key);
      }}
      error={error(key)}
      {...more}
    />
  );
  return (
    <FormDialog
      title={person ? t("people.modify", { name: person.name }) : t("people.new")}
      accept={t("save")}
      onAccept={save}
      onError={refuse}
      isTouched={kept.isTouched}
      onClose={() => {
        kept.forget();
        onClose();
      }}
    >
      <div className={styles.fields}>
        {kept.isRecovered && <Banner tone="info">{t("customers.recovered")}</Banner>}
        <ErrorBanner error={toldError(failure)} />
        {field("name", t("people.name"), { autoFocus: true, isRequired: true })}
        {field("position", t("people.position"))}
        {field("emails", t("customers.emails"), { help: t("customers.commas") })}
        <FailingEmails
          emails={splitList(form.emails)}
          failing={form.failing}
          onChange={(failing) => setForm({ ...form, failing })}
        />
        {field("phones", t("customers.phones"), { help: t("customers.commas") })}
        {field("notes", t("customers.notes"), { rows: 3 })}
      </div>
    </FormDialog>
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
