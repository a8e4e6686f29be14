// The customers: a list to search in, and the card of the chosen one.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Building2, Plus, Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../../components/Button";
import { Empty } from "../../components/Empty";
import { Field } from "../../components/Field";
import page from "../../components/Page.module.css";
import { type Customer, ipc } from "../../ipc";
import { useT } from "../../lib/i18n";
import { CustomerCard } from "./CustomerCard";
import { CustomerForm } from "./CustomerForm";
import styles from "./Customers.module.css";

const SHOWN_MAX = 200;

type Props = {
  renderPeople: (customer: string) => ReactNode;
  renderEmail: (attachment: string, name: string, onClose: () => void) => ReactNode;
  onUndo: () => void;
  onChanged: () => void;
  onNewContact: (customer: Customer) => void;
};

export function CustomersScreen({ renderPeople, renderEmail, onUndo, onChanged, onNewContact }: Props) {
  const { t } = useT();
  const [text, setText] = useState("");
  const [chosen, choose] = useState<string | null>(null);
  const [form, openForm] = useState<{ customer: Customer | null } | null>(null);
  const hits = useQuery({
    queryKey: ["customers", text],
    queryFn: () => ipc.customersFind(text.trim(), SHOWN_MAX),
    placeholderData: keepPreviousData,
  });
  const isEmptyBook = hits.data?.length === 0 && text.trim() === "";
  const add = (
    <Button look="primary" onClick={() => openForm({ customer: null })}>
      <Plus aria-hidden="true" />
      {t("customers.add")}
    </Button>
  );
  return (
    <section className={page.page} aria-label={t("app.customers")}>
      <header className={page.bar}>
        <h1 className="grow">{t("app.customers")}</h1>
        {add}
      </header>
      {isEmptyBook && !form ? (
        <Empty icon={<Building2 aria-hidden="true" />} title={t("customers.none")} help={t("customers.noneHelp")} />
      ) : (
        <div className={styles.split}>
          <div className={styles.side}>
            <div className={styles.search}>
              <Field
                label={t("customers.search")}
                value={text}
                onChange={setText}
                icon={<Search aria-hidden="true" />}
                placeholder={t("criteria.customerHint")}
              />
            </div>
            <ul className={styles.list} aria-label={t("app.customers")}>
              {hits.data?.map((hit) => (
                <li key={hit.id}>
                  <button
                    type="button"
                    className={styles.item}
                    aria-current={hit.id === chosen || undefined}
                    onClick={() => choose(hit.id)}
                  >
                    <span className="clip grow">{hit.name}</span>
                    <span className="small faint tnum">{hit.code ?? hit.tax_id}</span>
                  </button>
                </li>
              ))}
              {hits.data?.length === 0 && <li className={styles.note}>{t("customers.nothing")}</li>}
              {hits.data?.length === SHOWN_MAX && (
                <li className={styles.note}>{t("customers.more", { n: SHOWN_MAX })}</li>
              )}
            </ul>
          </div>
          {chosen ? (
            <CustomerCard
              key={chosen}
              id={chosen}
              onModify={(customer) => openForm({ customer })}
              onNewContact={onNewContact}
              onUndo={onUndo}
              renderEmail={renderEmail}
              onDeleted={() => {
                choose(null);
                onChanged();
              }}
            >
              {renderPeople(chosen)}
            </CustomerCard>
          ) : (
            <Empty icon={<Building2 aria-hidden="true" />} title={t("customers.choose")} />
          )}
        </div>
      )}
      {form && (
        <CustomerForm
          customer={form.customer}
          onClose={() => openForm(null)}
          onSaved={(customer) => {
            openForm(null);
            choose(customer.id);
            onChanged();
          }}
        />
      )}
    </section>
  );
}
