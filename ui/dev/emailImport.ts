// Several emails at once, and the contacts that the invented book makes of them.
import type { AppError, Commands, Contact, Customer, EmailChoice, Person } from "../src/ipc";
import { customers, contacts as seeds } from "./book";
import { madePerson } from "./contact";
import { blank, mailboxEmails, manyEmails, someEmails } from "./emails";
import { file } from "./files";

/** Being read without an end; refused when they are saved; as many as there can be; of one mailbox;
 * or one by itself: of which all is known, sent by ourselves, an invitation, a bounce. */
export type FakeImport = "reading" | "refused" | "many" | "known" | "mailbox" | "sent" | "invitation" | "bounce";

const blankCustomer: Customer = { ...(customers[1] as Customer), attachments: [] };

type Made = { contacts: Contact[]; people: Person[]; customers: Customer[] };

export function importAnswers(fake: FakeImport | undefined, keep: (made: Made) => void) {
  const isMailbox = fake === "mailbox";
  const emails = fake === "many" ? manyEmails() : isMailbox ? mailboxEmails : someEmails;
  let next = 1;
  const write = (made: Made, choice: EmailChoice): Made => {
    const { new_customer, new_person } = choice;
    const customer =
      made.customers.find(({ name }) => name === new_customer?.name) ??
      (new_customer && { ...blankCustomer, ...new_customer, id: `customer-of-email-${next++}` });
    const of = choice.customer ?? customer?.id ?? "";
    const person =
      made.people.find(({ emails }) => emails[0] === new_person?.emails[0]) ??
      (new_person && madePerson({ ...new_person, customer: of }, `person-of-email-${next++}`));
    const email = emails[choice.place] ?? blank;
    const contact: Contact = {
      ...(seeds[0] as Contact),
      id: `contact-of-email-${next++}`,
      customer: of,
      person: choice.person ?? person?.id ?? null,
      date: email.date ?? "2026-11-24",
      time: email.time,
      contact_type: email.contact_type,
      direction: choice.direction,
      notes: `${email.subject}\n\n${email.excerpt}`,
      attachments: choice.attach ? [file(`attachment-of-email-${next}`, email.file_name, "email")] : [],
      closing: null,
      done: false,
    };
    return {
      contacts: [...made.contacts, contact],
      people: person && !made.people.includes(person) ? [...made.people, person] : made.people,
      customers: customer && !made.customers.includes(customer) ? [...made.customers, customer] : made.customers,
    };
  };
  return {
    emailsPick: async () => ({ handle: `emails-${next++}`, count: emails.length }),
    emailsPropose: async () =>
      fake === "reading"
        ? new Promise<never>(() => {})
        : { emails: structuredClone(emails), left_out: isMailbox ? 12 : 0 },
    emailsSave: async (_handle, chosen) => {
      if (fake === "refused") throw { code: "disk_full", field: null, detail: null } satisfies AppError;
      const made = chosen.reduce(write, { contacts: [], people: [], customers: [] });
      keep(made);
      return {
        contacts: made.contacts.map(({ id }) => id),
        new_people: made.people.length,
        new_customers: made.customers.length,
      };
    },
  } satisfies Partial<Commands>;
}
