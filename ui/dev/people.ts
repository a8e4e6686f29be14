// People as they are found: what of them a list shows.
import type { Person, PersonHit } from "../src/ipc";
import { fold } from "../src/lib/fold";

export function peopleFound(people: Person[], customer: string | null, text: string, limit: number): PersonHit[] {
  const isFound = (one: Person) => (!customer || one.customer === customer) && fold(one.name).includes(fold(text));
  return people.filter(isFound).slice(0, limit).map(hit);
}

function hit(one: Person): PersonHit {
  const email = one.emails[0] ?? null;
  const { id, customer, name, position } = one;
  return {
    id,
    customer,
    name,
    position,
    phone: one.phones[0] ?? null,
    email,
    email_fails: one.failing_emails.includes(email ?? ""),
  };
}
