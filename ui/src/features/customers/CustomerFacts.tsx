// What is written down about a customer.
import type { Customer } from "../../ipc";
import { useT } from "../../lib/i18n";
import styles from "./Customers.module.css";

export function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useT();
  const facts: [string, string | null][] = [
    [t("customers.name"), customer.name],
    [t("customers.legalName"), customer.legal_name],
    [t("customers.code"), customer.code],
    [t("customers.taxId"), customer.tax_id],
    [t("customers.phones"), customer.phones.join("\n")],
    [t("customers.emails"), customer.emails.join("\n")],
    [t("customers.web"), customer.web],
    [t("customers.notes"), customer.notes],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={value ? undefined : "faint"}>{value || t("empty")}</dd>
        </div>
      ))}
    </dl>
  );
}
