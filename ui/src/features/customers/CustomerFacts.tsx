// What is written down about a customer.
import type { Customer, PostalAddress } from "../../ipc";
import { useFields, valueWords } from "../../lib/customFields";
import { useT } from "../../lib/i18n";
import styles from "./Customers.module.css";

export function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useT();
  const fields = useFields().filter((field) => field.active && field.belongs_to === "customer");
  const facts: [string, string | null][] = [
    [t("customers.name"), customer.name],
    [t("customers.legalName"), customer.legal_name],
    [t("customers.code"), customer.code],
    [t("customers.taxId"), customer.tax_id],
    [t("customers.phones"), customer.phones.join("\n")],
    [t("customers.emails"), customer.emails.join("\n")],
    [t("customers.web"), customer.web],
    [t("customers.kind"), customer.kind_name],
    [t("customers.zone"), customer.zone_name],
    [t("customers.sector"), customer.sector_name],
    [t("customers.owner"), customer.owner_name],
    [t("address.title"), customer.addresses.map(addressWords).join("\n")],
    [t("customers.notes"), customer.notes],
    ...fields.map((field): [string, string | null] => {
      const value = customer.custom_fields[field.id];
      return [field.label, value === undefined ? null : valueWords(field, value, t("yes"), t("no"))];
    }),
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

function addressWords({ street, postal_code, town, province, country }: PostalAddress): string {
  const place = [postal_code, town].filter(Boolean).join(" ");
  return [street, place, province === town ? null : province, country].filter(Boolean).join(", ");
}
