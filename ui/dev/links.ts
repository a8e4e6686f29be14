// A promise and its follow-up in the invented book, and the calls that nobody took.
import type { Commands, Contact, NoAnswer, UndoneCommand } from "../src/ipc";
import { TODAY } from "./book";
import { movedBy } from "./changes";

function broughtTogether(contacts: Contact[], id: string): Contact[] {
  const of = contacts.find((one) => one.id === id);
  return contacts.map((one) => {
    if (of?.previous === one.id && one.next_contact)
      return { ...one, next_contact: { ...one.next_contact, date: of.date } };
    return of?.next_contact && of.follow_up === one.id ? { ...one, date: of.next_contact.date } : one;
  });
}

function triedCall(contacts: Contact[], of: Contact, number: number): { contacts: Contact[]; told: NoAnswer } {
  const promise = of.next_contact;
  const date = movedBy(TODAY, 1, true);
  const isTry = (one: Contact | undefined) => one?.notes.startsWith("No contesta") ?? false;
  let tries = 1;
  for (let at = promise ? of : before(contacts, of); isTry(at); at = at && before(contacts, at)) tries += 1;
  const contact: Contact = {
    ...of,
    id: `contact-try-${number}`,
    revision: String(number),
    date: TODAY,
    contact_type: "phone",
    direction: "us",
    notes: `No contesta (${tries}.${tries === 1 || tries === 3 ? "er" : "º"} intento)`,
    actions: [],
    interests: [],
    attachments: [],
    next_contact: { date, time: promise ? promise.time : of.time },
    closing: { date: TODAY, result: "follow_up" },
    done: true,
    previous: promise ? of.id : of.previous,
    follow_up: promise ? null : of.id,
  };
  const others = contacts.map((one) => {
    if (one.id === contact.previous) return { ...one, follow_up: contact.id };
    return one.id === of.id ? { ...one, date, previous: contact.id } : one;
  });
  return { contacts: [...others, contact], told: { contact, tries, moved: promise ? null : of.id } };
}

const before = (contacts: Contact[], of: Contact) => contacts.find((one) => one.id === of.previous);

type Kept = { all: () => Contact[]; put: (contacts: Contact[], command: UndoneCommand) => void };

export function linkAnswers({ all, put }: Kept) {
  let next = 1;
  const found = (id: string) => {
    const contact = all().find((one) => one.id === id);
    if (!contact) throw { code: "not_found", field: null, detail: null };
    return contact;
  };
  return {
    contactMoveLinked: async (id) => {
      put(broughtTogether(all(), id), "edit");
      return found(id);
    },
    contactNoAnswer: async (id) => {
      const { contacts, told } = triedCall(all(), found(id), next++);
      put(contacts, "no_answer");
      return told;
    },
  } satisfies Partial<Commands>;
}
