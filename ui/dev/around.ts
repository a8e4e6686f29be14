// The contacts of a customer of the invented book: around one of them, and how many there are.
import type { AroundContact, Contact, ContactRow, Customer, CustomerRow } from "../src/ipc";

/** Of a customer's, newest first: relative to the day, as it is in the form; on one day the list's order decides. */
export function around(rows: ContactRow[], id: string | null, date: string | null, limit: number): AroundContact {
  const place = rows.findIndex((row) => row.id === id);
  const isLater = (row: ContactRow) =>
    row.date === date ? rows[place]?.date === date && rows.indexOf(row) < place : date !== null && row.date > date;
  const others = rows.filter((row) => row.id !== id);
  const [later, earlier] = [others.filter(isLater), others.filter((row) => !isLater(row))];
  return {
    later: later.slice(-limit),
    earlier: earlier.slice(0, limit),
    later_count: later.length,
    earlier_count: earlier.length,
  };
}

export function customerRow(customer: Customer, contacts: Contact[]): CustomerRow {
  const days = contacts.filter((one) => one.customer === customer.id).map((one) => one.date);
  return {
    id: customer.id,
    name: customer.name,
    legal_name: customer.legal_name,
    code: customer.code,
    tax_id: customer.tax_id,
    phone: customer.phones[0] ?? null,
    email: customer.emails[0] ?? null,
    contacts: days.length,
    last_contact: days.sort().at(-1) ?? null,
    has_conflicts: customer.conflicts.length > 0,
  };
}
