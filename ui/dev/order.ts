// The invented book: sorted by a column, and found by words.
import type { ContactOrder, ContactRow, Customer } from "../src/ipc";

export const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function sorted(rows: ContactRow[], { column, descending }: ContactOrder): ContactRow[] {
  if (column === "date") return descending ? rows : rows.toReversed();
  const keys: Partial<Record<ContactOrder["column"], (row: ContactRow) => string | number | null>> = {
    customer: (row) => fold(row.customer_name),
    person: (row) => row.person_name,
    user: (row) => row.user_name,
    type: (row) => row.contact_type,
    result: (row) => row.result,
    closing: (row) => row.closing_date,
    next: (row) => row.next_date,
    duration: (row) => row.duration_minutes,
  };
  const key = (row: ContactRow) => keys[column]?.(row) ?? null;
  return rows.toSorted((a, b) => {
    const [first, second] = [key(a), key(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return (first < second ? -1 : Number(first > second)) * (descending ? -1 : 1);
  });
}

/** Customers that the text is part of, as Spanish sorts them. */
export function alike(customers: Customer[], text: string): Customer[] {
  const words = (one: Customer) =>
    fold(`${one.name} ${one.legal_name ?? ""} ${one.code ?? ""} ${one.tax_id ?? ""} ${one.phones.join(" ")}`);
  return customers.filter((one) => words(one).includes(fold(text))).sort((a, b) => a.name.localeCompare(b.name, "es"));
}
