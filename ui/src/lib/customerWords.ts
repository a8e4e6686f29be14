// The word that the user knows for each field of a customer or of a person.
import type { MessageId, Translate } from "./i18n";

const words: Record<string, MessageId> = {
  name: "customers.name",
  legal_name: "customers.legalName",
  code: "customers.code",
  tax_id: "customers.taxId",
  emails: "customers.emails",
  failing_emails: "people.failing",
  phones: "customers.phones",
  web: "customers.web",
  notes: "customers.notes",
  kind: "customers.kind",
  zone: "customers.zone",
  sector: "customers.sector",
  owner: "customers.owner",
  addresses: "address.title",
  interests: "customers.interests",
  custom_fields: "custom.title",
  attachments: "form.files",
  deleted: "form.deleted",
};

export function customerFieldWord(field: string, t: Translate): string {
  const id = words[field];
  return id ? t(id) : field;
}
