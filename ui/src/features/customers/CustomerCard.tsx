// The card of one customer: who they are, their thread, their people and their files.
import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { ConflictMark } from "../../components/ConflictMark";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Kbd } from "../../components/Kbd";
import { TabSet } from "../../components/TabSet";
import { type Customer, ipc } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toldError } from "../../ipc/toastError";
import { useConflicts } from "../../ipc/useConflicts";
import { useT } from "../../lib/i18n";
import { CustomerFacts } from "./CustomerFacts";
import { CustomerHistory } from "./CustomerHistory";
import { CustomerInterests } from "./CustomerInterests";
import styles from "./Customers.module.css";
import { CustomerTimeline, useTimeline } from "./CustomerTimeline";

type Props = {
  id: string;
  /** Which page of the card is shown; it stays from one customer to the next. */
  tab: string;
  onTab: (tab: string) => void;
  ref?: Ref<HTMLElement>;
  onModify: (customer: Customer) => void;
  onNewContact: (customer: Customer) => void;
  onDelete: () => void;
  renderPeople: (customer: string) => ReactNode;
  renderFiles: (customer: Customer) => ReactNode;
};

export function CustomerCard({ id, tab, onTab, ref, onModify, onNewContact, ...props }: Props) {
  const { t } = useT();
  const { review } = useFrame();
  const thread = useTimeline(id);
  const query = useQuery({ queryKey: ["customer", id], queryFn: () => ipc.customerShow(id) });
  const customer = query.data;
  const conflicts = useConflicts("customer", id, customer?.conflicts ?? []);
  if (query.error) return <ErrorBanner error={toldError(query.error)} onRetry={() => void query.refetch()} />;
  if (!customer) return <article className={styles.card} />;
  const second = [
    customer.code,
    customer.tax_id && `${t("customers.taxId")} ${customer.tax_id}`,
    customer.phones[0],
    customer.emails[0],
  ];
  const files = customer.attachments;
  return (
    <article ref={ref} className={styles.card} aria-label={customer.name} tabIndex={-1} data-record={id}>
      <header className={styles.head}>
        <Avatar name={customer.name} isCard />
        <div className={styles.title}>
          <h2 className={styles.name}>{customer.legal_name ?? customer.name}</h2>
          <p className={styles.second}>{second.filter(Boolean).join(" · ")}</p>
        </div>
        <div className={styles.actions}>
          <Button look="quiet" keys={t("key.delete")} onClick={props.onDelete} name={t("customers.delete")}>
            <Trash2 aria-hidden="true" />
          </Button>
          <Button look="quiet" onClick={() => onModify(customer)}>
            <Pencil aria-hidden="true" />
            {t("customers.modify")}
          </Button>
          <Button look="primary" onClick={() => onNewContact(customer)}>
            <Plus aria-hidden="true" />
            {t("customers.newContact")}
            <Kbd>N</Kbd>
          </Button>
        </div>
      </header>
      {customer.conflicts.length > 0 && (
        <div className={styles.mark}>
          <ConflictMark conflicts={conflicts} onReview={review && (() => review(customer.id))} />
        </div>
      )}
      <TabSet
        label={customer.name}
        selected={tab}
        onSelect={onTab}
        pages={[
          {
            id: "thread",
            title: t("app.contacts"),
            count: thread.data?.pages[0]?.total,
            content: <CustomerTimeline customer={id} onNew={() => onNewContact(customer)} />,
          },
          {
            id: "facts",
            title: t("form.data"),
            content: <CustomerFacts customer={customer} onModify={() => onModify(customer)} />,
          },
          {
            id: "people",
            title: t("customers.people"),
            content: <div className={styles.padded}>{props.renderPeople(id)}</div>,
          },
          {
            id: "interests",
            title: t("customers.interests"),
            count: customer.interests.length,
            content: <CustomerInterests customer={customer} />,
          },
          {
            id: "files",
            title: t("form.files"),
            count: files.length,
            content: props.renderFiles(customer),
          },
          {
            id: "history",
            title: t("form.history"),
            content: <CustomerHistory id={id} isShown={tab === "history"} />,
          },
        ]}
      />
    </article>
  );
}
