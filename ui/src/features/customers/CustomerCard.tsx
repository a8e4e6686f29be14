// The card of one customer: who they are, how to reach them, and their people.
import { useQuery } from "@tanstack/react-query";
import { MessageSquarePlus, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { FileList, type StoredFile } from "../../components/FileList";
import { asAppError, type Customer, ipc } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import styles from "./Customers.module.css";

type Props = {
  id: string;
  onModify: (customer: Customer) => void;
  onNewContact: (customer: Customer) => void;
  onUndo: () => void;
  onDeleted: () => void;
  renderEmail: (attachment: string, name: string, onClose: () => void) => ReactNode;
  children: ReactNode;
};

export function CustomerCard({ id, onModify, onNewContact, onUndo, onDeleted, renderEmail, children }: Props) {
  const { t } = useT();
  const [shown, show] = useState<StoredFile | null>(null);
  const query = useQuery({ queryKey: ["customer", id], queryFn: () => ipc.customerShow(id) });
  const customer = query.data;
  if (query.error) return <Banner tone="error">{errorSentence(asAppError(query.error), t)}</Banner>;
  if (!customer) return null;
  const remove = () =>
    ipc.customerDelete(id).then(() => {
      toast({
        text: t("customers.deleted", { name: customer.name }),
        action: { label: t("undo"), key: t("undo.key"), run: onUndo },
      });
      onDeleted();
    }, toastError);
  const saveAs = (file: StoredFile) =>
    ipc.attachmentSaveAs(file.id).then((done) => done && toast({ text: t("files.saved") }), toastError);
  const fact = (label: string, value: string | null) =>
    value && (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    );
  return (
    <article className={styles.card} aria-label={customer.name}>
      <header className={styles.head}>
        <div className="grow">
          <h2 className={styles.name}>{customer.name}</h2>
          <p className="muted">{customer.legal_name}</p>
        </div>
        <Button onClick={() => onNewContact(customer)}>
          <MessageSquarePlus aria-hidden="true" />
          {t("customers.newContact")}
        </Button>
        <Button look="quiet" onClick={() => onModify(customer)}>
          <Pencil aria-hidden="true" />
          {t("customers.modify")}
        </Button>
        <Button look="quiet" onClick={remove}>
          <Trash2 aria-hidden="true" />
          {t("customers.delete")}
        </Button>
      </header>
      <dl className={styles.facts}>
        {fact(t("customers.code"), customer.code)}
        {fact(t("customers.taxId"), customer.tax_id)}
        {fact(t("customers.emails"), customer.emails.join(", "))}
        {fact(t("customers.phones"), customer.phones.join(", "))}
        {fact(t("customers.web"), customer.web)}
        {fact(t("customers.notes"), customer.notes)}
      </dl>
      <div className={styles.people}>{children}</div>
      {customer.attachments.length > 0 && (
        <section className={styles.people} aria-label={t("form.files")}>
          <h3>{t("form.files")}</h3>
          <FileList files={customer.attachments} onOpen={show} onSaveAs={saveAs} />
        </section>
      )}
      {shown && renderEmail(shown.id, shown.name, () => show(null))}
    </article>
  );
}
