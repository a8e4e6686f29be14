// Answers the commands from an invented book in memory, in development and in tests.
import type {
  AppError,
  AppState,
  Commands,
  Contact,
  ContactCriteria,
  ContactDraft,
  ContactRow,
  ErrorCode,
  HistoryEntry,
  StateFilter,
} from "../src/ipc";
import {
  contacts as seedContacts,
  customers as seedCustomers,
  people as seedPeople,
  users as seedUsers,
  TODAY,
} from "./book";
import { email, propose } from "./email";

export type FakeOptions = { profile?: AppState["profile"]; error?: ErrorCode; rows?: number; isEmpty?: boolean };

function optionsFromAddress(): FakeOptions {
  const query = new URLSearchParams(window.location.search);
  const error = query.get("refused") as ErrorCode | null;
  return {
    profile: error ? "refused" : query.has("first") ? "missing" : "open",
    error: error ?? undefined,
    rows: Number(query.get("rows") ?? 0) || undefined,
    isEmpty: query.has("empty"),
  };
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const refuse = (code: ErrorCode, field: string | null = null, detail: string | null = null): never => {
  throw { code, field, detail } satisfies AppError;
};

export function fakeCommands(options: FakeOptions = optionsFromAddress()): Commands {
  let contacts = structuredClone(options.isEmpty ? [] : seedContacts);
  let customers = structuredClone(options.isEmpty ? [] : seedCustomers);
  const people = structuredClone(options.isEmpty ? [] : seedPeople);
  const users = structuredClone(seedUsers);
  const drafts = new Map<string, string>();
  const history = new Map<string, HistoryEntry[]>();
  const undos: (() => void)[] = [];
  let next = 1;
  let app: AppState = {
    profile: options.profile ?? "open",
    error: options.error ? { code: options.error, field: null, detail: "schema 9" } : null,
    language: "es",
    today: TODAY,
    timeZone: "Europe/Madrid",
    user: options.profile === "missing" ? null : (users[0] ?? null),
  };
  const found = <T extends { id: string }>(all: T[], id: string): T =>
    all.find((one) => one.id === id) ?? refuse("not_found");
  const remember = () => {
    const [before, others] = [contacts, customers];
    undos.push(() => {
      contacts = before;
      customers = others;
    });
  };
  const toRow = (contact: Contact): ContactRow => ({
    id: contact.id,
    date: contact.date,
    time: contact.time,
    customer: contact.customer,
    customer_name: customers.find((one) => one.id === contact.customer)?.name ?? "",
    person_name: people.find((one) => one.id === contact.person)?.name ?? null,
    user_name: users.find((one) => one.id === contact.user)?.name ?? "",
    contact_type: contact.contact_type,
    direction: contact.direction,
    excerpt: contact.notes.slice(0, 120),
    result: contact.closing?.result ?? null,
    closing_date: contact.closing?.date ?? null,
    next_date: contact.next_contact?.date ?? null,
    duration_minutes: contact.duration_minutes,
    done: contact.done,
    has_attachments: contact.attachments.length > 0,
    has_previous: contact.previous !== null,
    has_follow_up: contact.follow_up !== null,
    has_conflicts: false,
  });
  const matching = (criteria: ContactCriteria, state: StateFilter) =>
    contacts
      .filter((one) => !criteria.customer || one.customer === criteria.customer)
      .filter((one) => !criteria.contact_type || one.contact_type === criteria.contact_type)
      .filter((one) => (!criteria.from || one.date >= criteria.from) && (!criteria.to || one.date <= criteria.to))
      .filter((one) => !criteria.text || fold(one.notes).includes(fold(criteria.text)))
      .filter((one) => state === "all" || one.done === (state === "done"))
      .sort((a, b) => b.date.localeCompare(a.date) || (b.time ?? "").localeCompare(a.time ?? ""));
  const check = (draft: ContactDraft) => {
    if (!draft.customer) refuse("invalid", "customer", "required");
    if (draft.next_contact && draft.date && draft.next_contact.date < draft.date)
      refuse("invalid", "next_contact.date", "next_before_date");
  };

  return {
    appState: async () => app,
    firstRun: async (user) => {
      if (user.emails.some((one) => !one.includes("@"))) refuse("invalid", "emails", "not_an_email_address");
      app = { ...app, profile: "open", user: { id: "user-1", revision: "1", ...user, deleted: false, conflicts: [] } };
      return app;
    },
    setLanguage: async (language) => {
      app = { ...app, language };
      return app;
    },
    contactsPage: async (criteria, state, offset, limit) => {
      const all = matching(criteria, state);
      if (!options.rows) return all.slice(offset, offset + limit).map(toRow);
      return Array.from({ length: Math.max(0, Math.min(limit, options.rows - offset)) }, (_, at) => {
        const row = toRow(all[(offset + at) % all.length] as Contact);
        return { ...row, excerpt: `${offset + at + 1}. ${row.excerpt}` };
      });
    },
    contactsCount: async (criteria) => {
      const count = (state: StateFilter) =>
        options.rows && state === "all" ? options.rows : matching(criteria, state).length;
      return { all: count("all"), done: count("done"), open: count("open") };
    },
    contactShow: async (id) => found(contacts, id),
    contactSave: async (id, draft, _base, answer, newPerson) => {
      check(draft);
      remember();
      const before = id ? found(contacts, id) : null;
      const person = newPerson
        ? {
            id: `person-new-${next++}`,
            revision: "1",
            ...newPerson,
            customer: newPerson.customer ?? "",
            deleted: false,
            conflicts: [],
          }
        : null;
      if (person) people.push(person);
      const file = answer?.attach
        ? [
            {
              id: `attachment-new-${next++}`,
              name: "RE_ Prueba de tirada.msg",
              size: 318000,
              sha256: "0",
              kind: "email" as const,
            },
          ]
        : [];
      const closing = draft.closing;
      const contact: Contact = {
        id: before?.id ?? `contact-new-${next++}`,
        revision: String(next++),
        customer: draft.customer ?? "",
        person: person?.id ?? draft.person,
        user: draft.user ?? "user-1",
        date: draft.date ?? TODAY,
        time: draft.time,
        time_zone: draft.time_zone,
        duration_minutes: draft.duration_minutes,
        contact_type: draft.contact_type ?? "phone",
        direction: draft.direction ?? "us",
        notes: draft.notes,
        next_contact: draft.next_contact,
        follow_up: before?.follow_up ?? null,
        previous: draft.previous,
        closing,
        done: Boolean(closing?.date && closing.result),
        email: draft.email,
        attachments: [...(before?.attachments ?? []), ...file],
        deleted: false,
        conflicts: [],
      };
      contacts = [...contacts.filter((one) => one.id !== contact.id), contact].map((one) =>
        one.id === draft.previous ? { ...one, follow_up: contact.id } : one,
      );
      const entry = {
        at: "2026-11-24T16:02:00Z",
        user: "user-1",
        user_name: "Marta Soler",
        device: null,
        batch: null,
        command: "contact_save",
        field: "notes",
        old: before?.notes ?? null,
        new: contact.notes,
        old_name: null,
        new_name: null,
      };
      history.set(contact.id, [entry, ...(history.get(contact.id) ?? [])]);
      const warnings =
        closing && !contact.done
          ? ["closing_incomplete"]
          : closing?.date && closing.date < contact.date
            ? ["closing_before_date"]
            : [];
      return { contact, warnings, follow_up_due: contact.next_contact !== null && contact.follow_up === null };
    },
    contactDelete: async (id) => {
      const contact = found(contacts, id);
      remember();
      contacts = contacts.filter((one) => one.id !== id);
      return { ...contact, deleted: true };
    },
    contactHistory: async (id) => history.get(id) ?? [],
    contactFollowUp: async (id) => {
      const one = found(contacts, id);
      return {
        customer: one.customer,
        person: one.person,
        user: one.user,
        date: one.next_contact?.date ?? TODAY,
        time: one.next_contact?.time ?? null,
        time_zone: one.time_zone,
        duration_minutes: null,
        contact_type: one.contact_type,
        direction: "us",
        notes: "",
        next_contact: null,
        previous: id,
        closing: null,
        email: null,
      };
    },
    undo: async () => {
      const step = undos.pop() ?? refuse("nothing_to_undo");
      step();
      return { batch: "1", command: "contact_delete", restored: [], skipped: [] };
    },
    redo: async () => refuse("nothing_to_undo"),
    customersFind: async (text, limit) =>
      customers
        .filter((one) =>
          fold(
            `${one.name} ${one.legal_name ?? ""} ${one.code ?? ""} ${one.tax_id ?? ""} ${one.phones.join(" ")}`,
          ).includes(fold(text)),
        )
        .sort((a, b) => a.name.localeCompare(b.name, "es"))
        .slice(0, limit)
        .map(({ id, name, code, tax_id }) => ({ id, name, code, tax_id })),
    customerShow: async (id) => found(customers, id),
    customerSave: async (id, draft) => {
      if (!draft.name) refuse("invalid", "name", "required");
      remember();
      const customer = {
        id: id ?? `customer-new-${next++}`,
        revision: String(next++),
        ...draft,
        attachments: [],
        deleted: false,
        conflicts: [],
      };
      customers = [...customers.filter((one) => one.id !== id), customer];
      return customer;
    },
    customerDelete: async (id) => {
      const customer = found(customers, id);
      remember();
      customers = customers.filter((one) => one.id !== id);
      return customer;
    },
    peopleFind: async (customer, text, limit) =>
      people
        .filter((one) => (!customer || one.customer === customer) && fold(one.name).includes(fold(text)))
        .slice(0, limit)
        .map((one) => ({
          id: one.id,
          customer: one.customer,
          name: one.name,
          position: one.position,
          email: one.emails[0] ?? null,
        })),
    personShow: async (id) => found(people, id),
    personSave: async (id, draft) => {
      if (!draft.name) refuse("invalid", "name", "required");
      const person = {
        id: id ?? `person-new-${next++}`,
        revision: String(next++),
        ...draft,
        customer: draft.customer ?? "",
        deleted: false,
        conflicts: [],
      };
      const at = people.findIndex((one) => one.id === id);
      people.splice(at < 0 ? people.length : at, at < 0 ? 0 : 1, person);
      return person;
    },
    personDelete: async (id) => found(people, id),
    usersList: async () => (app.user && !users.some((one) => one.name === app.user?.name) ? [app.user] : users),
    emailPick: async () => ({ handle: `picked-${next++}`, fileName: "RE_ Prueba de tirada.msg", size: 318000 }),
    emailPropose: async (_handle, draft) => propose(draft, TODAY),
    emailShow: async () => email,
    attachmentRemove: async (contact, attachment) => {
      const before = found(contacts, contact);
      const after = {
        ...before,
        revision: String(next++),
        attachments: before.attachments.filter((one) => one.id !== attachment),
      };
      contacts = contacts.map((one) => (one.id === contact ? after : one));
      return after;
    },
    attachmentSaveAs: async () => true,
    draftSave: async (key, json) => {
      drafts.set(key, json);
      return null;
    },
    draftLoad: async (key) => drafts.get(key) ?? null,
    draftDrop: async (key) => {
      drafts.delete(key);
      return null;
    },
    painted: async () => {},
    pulse: async () => {},
    readyToClose: async () => {},
    routeKeep: async () => {},
    routeKept: async () => null,
    zoomStep: async () => 100,
    arrivedEmail: async () => null,
    reportText: async () => "Hilo\nquick check: ok",
    reportSave: async () => false,
    noteCommand: async () => {},
  };
}
