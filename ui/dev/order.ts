// The invented book: sorted by a column, and found by words.

import type { Contact, ContactOrder, ContactRow, Customer, Person, SearchGroup, SearchHit } from "../src/ipc";
import { fold } from "../src/lib/fold";

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

/** One search over everything, as the palette asks for it. */
export function hitsOf(
  text: string,
  limit: number,
  customers: Customer[],
  people: Person[],
  contacts: Contact[],
): SearchHit[] {
  const nameOf = (id: string) => customers.find((one) => one.id === id)?.name ?? "";
  const hit = (kind: string, id: string, title: string, excerpt: string): SearchHit => ({ kind, id, title, excerpt });
  const like = (words: string) => fold(words).includes(fold(text));
  return [
    ...alike(customers, text)
      .slice(0, limit)
      .map((one) => hit("customer", one.id, one.name, one.legal_name ?? "")),
    ...people
      .filter((one) => like(one.name))
      .slice(0, limit)
      .map((one) => hit("person", one.id, one.name, nameOf(one.customer))),
    ...contacts
      .filter((one) => like(one.notes))
      .slice(0, limit)
      .map((one) => hit("contact", one.id, `${one.date} ${nameOf(one.customer)}`, one.notes)),
  ];
}

/** Where records stand in a list; null for those that it does not hold. */
export function placesIn(rows: { id: string }[], ids: string[]): (number | null)[] {
  return ids.map((id) => {
    const place = rows.findIndex((row) => row.id === id);
    return place < 0 ? null : place;
  });
}

/** The same in groups, each with how many there are, as the page of results asks for it. */
export function groupsOf(hits: SearchHit[], limit: number): SearchGroup[] {
  return [...new Set(hits.map((hit) => hit.kind))].map((kind) => {
    const all = hits.filter((hit) => hit.kind === kind);
    return { kind, count: Math.min(all.length, 1000), is_more: all.length > 1000, hits: all.slice(0, limit) };
  });
}

export const pageOf = (hits: SearchHit[], kind: string, offset: number, limit: number): SearchHit[] =>
  hits.filter((hit) => hit.kind === kind).slice(offset, offset + limit);
