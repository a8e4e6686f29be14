// What is odd about an invented customer, and which others share something with it.
import type { Customer, CustomerDraft, CustomerWarning } from "../src/ipc";
import { fold } from "../src/lib/fold";

const plain = (text: string | null) => fold(text ?? "").replace(/[^a-z0-9]/g, "");
const digits = (text: string) => text.replace(/\D/g, "").slice(-9);

export function customerWarnings(customers: Customer[], id: string | null, draft: CustomerDraft): CustomerWarning[] {
  const odd = draft.tax_id && !/^[A-Z]\d{8}$/.test(draft.tax_id);
  const told: CustomerWarning[] = odd
    ? [{ code: "tax_id_shape", field: "tax_id", customer: null, customer_name: null }]
    : [];
  const tell = (code: string, field: string, shares: (one: Customer) => boolean) => {
    const others = customers.filter((one) => one.id !== id && !one.deleted && shares(one)).slice(0, 3);
    told.push(...others.map((one) => ({ code, field, customer: one.id, customer_name: one.name })));
  };
  const same = (one: string | null, other: string | null) => plain(one) !== "" && plain(one) === plain(other);
  tell("tax_id_taken", "tax_id", (one) => same(one.tax_id, draft.tax_id));
  tell("code_taken", "code", (one) => same(one.code, draft.code));
  tell("name_taken", "name", (one) => same(one.name, draft.name));
  const phones = draft.phones.map(digits).filter((phone) => phone.length > 5);
  tell("phone_taken", "phones", (one) => one.phones.some((phone) => phones.includes(digits(phone))));
  const emails = draft.emails.map((email) => email.toLowerCase());
  tell("email_taken", "emails", (one) => one.emails.some((email) => emails.includes(email.toLowerCase())));
  return told;
}
