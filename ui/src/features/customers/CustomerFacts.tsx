// What is written down about a customer.
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { ContactLink } from "../../components/ContactLink";
import { type Customer, ipc, type PostalAddress, type ReachKind } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useFields, valueWords } from "../../lib/customFields";
import { useT } from "../../lib/i18n";
import styles from "./Customers.module.css";

/** What is filled in; the rest is a form away. */
export function CustomerFacts({ customer, onModify }: { customer: Customer; onModify: () => void }) {
  const { t } = useT();
  const fields = useFields().filter((field) => field.active && field.belongs_to === "customer");
  const facts: [string, ReactNode][] = [
    [t("customers.name"), customer.name],
    [t("customers.legalName"), customer.legal_name],
    [t("customers.code"), customer.code],
    [t("customers.taxId"), customer.tax_id],
    [t("customers.phones"), customer.phones.length > 0 && reaches("phone", customer.phones)],
    [t("customers.emails"), customer.emails.length > 0 && reaches("email", customer.emails)],
    [t("customers.web"), customer.web],
    [t("customers.kind"), customer.kind_name],
    [t("customers.zone"), customer.zone_name],
    [t("customers.sector"), customer.sector_name],
    [t("customers.owner"), customer.owner_name],
    [t("address.title"), customer.addresses.map(addressWords).join("\n")],
    [t("customers.notes"), customer.notes],
    ...fields.map((field): [string, ReactNode] => {
      const value = customer.custom_fields[field.id];
      return [field.label, value === undefined ? null : valueWords(field, value, t("yes"), t("no"))];
    }),
  ];
  const filled = facts.filter(([, value]) => value);
  return (
    <>
      <dl className={styles.facts}>
        {filled.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {filled.length < facts.length && (
        <p className={styles.more}>
          <Button look="quiet" onClick={onModify}>
            <Plus aria-hidden="true" />
            {t("customers.addFacts")}
          </Button>
        </p>
      )}
    </>
  );
}

function addressWords({ street, postal_code, town, province, country }: PostalAddress): string {
  const place = [postal_code, town].filter(Boolean).join(" ");
  return [street, place, province === town ? null : province, country].filter(Boolean).join(", ");
}

function reaches(kind: ReachKind, texts: string[]): ReactNode {
  return texts.map((text) => (
    <div key={text}>
      <ContactLink kind={kind} text={text} onReach={() => void ipc.reach(kind, text).catch(toastError)} />
    </div>
  ));
}
