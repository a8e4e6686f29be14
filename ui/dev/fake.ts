// Answers the commands from an invented book in memory, in development and in tests.
import type {
  AppError,
  AppState,
  Attachment,
  BinRow,
  Commands,
  Contact,
  ContactCriteria,
  ContactDraft,
  ContactOrder,
  ContactRow,
  ContactSelection,
  Customer,
  ErrorCode,
  HistoryEntry,
  StateFilter,
} from "../src/ipc";
import { firstLook } from "../src/ipc/look";
import { fold } from "../src/lib/fold";
import { around, customerRow } from "./around";
import {
  contacts as seedContacts,
  customers as seedCustomers,
  people as seedPeople,
  users as seedUsers,
  TODAY,
} from "./book";
import { catalogueAnswers } from "./catalogues";
import { changed, counted, previewOf } from "./changes";
import { conflictAnswers, someConflicts } from "./conflicts";
import { madeContact, madePerson, savedEntry, warningsOf } from "./contact";
import { customerAnswers } from "./customers";
import { type Did, did } from "./did";
import { customerWarnings } from "./doubles";
import { draftAnswers, followUpOf } from "./drafts";
import { importAnswers } from "./emailImport";
import { fileAnswers } from "./files";
import { linkAnswers } from "./links";
import { mailAnswers } from "./mail";
import { type FakeOptions, optionsFromAddress } from "./options";
import { alike, groupsOf, hitsOf, pageOf, placesIn, sorted } from "./order";
import { onOthers } from "./others";
import { peopleFound } from "./people";
import { recoveryAnswers } from "./recovery";
import { teamAnswers } from "./team";
import { windowAnswers } from "./window";

export type { FakeOptions };

const refuse = (code: ErrorCode, field: string | null = null, detail: string | null = null): never => {
  throw { code, field, detail } satisfies AppError;
};

export function fakeCommands(options: FakeOptions = optionsFromAddress()): Commands {
  let contacts = structuredClone(options.isEmpty ? [] : seedContacts);
  let customers = structuredClone(options.isEmpty ? [] : seedCustomers);
  let people = structuredClone(options.isEmpty ? [] : seedPeople);
  let bin: BinRow[] = [];
  const users = structuredClone(seedUsers);
  const history = new Map<string, HistoryEntry[]>();
  const catalogues = catalogueAnswers(discard);
  const groupings = customerAnswers(options.fields);
  const undos: { did: Did; back: () => void }[] = [];
  const twofold = conflictAnswers(options.hasConflicts ? someConflicts : [], (back) =>
    undos.push({ did: did("edit", "contact"), back }),
  );
  const marked = <T extends { id: string }>(one: T) => ({ ...one, conflicts: twofold.fieldsOf(one.id) });
  let next = 1;
  let app: AppState = {
    profile: options.profile ?? "open",
    error: options.error ? { code: options.error, field: null, detail: "schema 9" } : null,
    preferences: { ...firstLook(), timeZone: null },
    today: TODAY,
    timeZone: "Europe/Madrid",
    user: options.profile === "missing" ? null : (users[0] ?? null),
    samples: options.samples ?? 0,
    notices: options.notices ?? [],
  };
  onOthers((revision, entries) => {
    contacts = contacts.map((one) => ({ ...one, revision }));
    customers = customers.map((one) => ({ ...one, revision }));
    for (const { id } of [...contacts, ...customers]) history.set(id, [...(history.get(id) ?? []), ...entries]);
  });
  const found = <T extends { id: string }>(all: T[], id: string): T =>
    all.find((one) => one.id === id) ?? refuse("not_found");
  const threadOf = (customer: string) =>
    contacts
      .filter((one) => one.customer === customer)
      .sort((a, b) => b.date.localeCompare(a.date))
      .map(toRow);
  const remember = (what: Did = did("edit", "contact")) => {
    const before = { contacts, customers, people, bin };
    const back = () => {
      ({ contacts, customers, people, bin } = before);
    };
    undos.push({ did: what, back });
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
    has_conflicts: twofold.fieldsOf(contact.id).length > 0,
  });
  const matching = (criteria: ContactCriteria, state: StateFilter) =>
    contacts
      .filter((one) => !criteria.customer || one.customer === criteria.customer)
      .filter((one) => !criteria.person || one.person === criteria.person)
      .filter((one) => !criteria.user || one.user === criteria.user)
      .filter((one) => !criteria.direction || one.direction === criteria.direction)
      .filter((one) => !criteria.result || one.closing?.result === criteria.result)
      .filter((one) => !criteria.has_attachments || one.attachments.length > 0)
      .filter((one) => !criteria.lacks_follow_up || (one.next_contact && !one.follow_up))
      .filter((one) => !criteria.next_to || (one.next_contact?.date ?? "9") <= criteria.next_to)
      .filter((one) => !criteria.contact_type || one.contact_type === criteria.contact_type)
      .filter((one) => (!criteria.from || one.date >= criteria.from) && (!criteria.to || one.date <= criteria.to))
      .filter((one) => !criteria.action || one.actions.some((line) => line.action === criteria.action))
      .filter((one) => !criteria.has_open_actions || one.actions.some((line) => !line.done))
      .filter((one) => !criteria.product || one.interests.some(({ product }) => product === criteria.product))
      .filter((one) => !criteria.text || fold(one.notes).includes(fold(criteria.text)))
      .filter((one) => state === "all" || one.done === (state === "done"))
      .sort((a, b) => b.date.localeCompare(a.date) || (b.time ?? "").localeCompare(a.time ?? ""));
  const listed = (criteria: ContactCriteria, state: StateFilter, order: ContactOrder) =>
    sorted(matching(criteria, state).map(toRow), order);
  const chosen = ({ criteria, state, order, ranges, ids }: ContactSelection) =>
    ids.length > 0
      ? ids.flatMap((id) => contacts.filter((one) => one.id === id).map(toRow))
      : ranges.flatMap(({ from, to }) => listed(criteria, state, order).slice(from, to + 1));
  const customersLike = (text: string) => alike(customers, text);
  const toCustomerRow = (customer: Customer) => customerRow(marked(customer), contacts);
  /** Nobody in the invented book is silent for long: their last contact is moved back. */
  const silent = (days: number) =>
    customers
      .slice(0, days > 90 ? 2 : 5)
      .map((one, index) => ({ ...toCustomerRow(one), last_contact: `2026-0${1 + (index % 4)}-15` }));
  function discard(row: Omit<BinRow, "deleted_at" | "deleted_by">) {
    bin = [{ ...row, deleted_at: "2026-11-24T16:02:00Z", deleted_by: "Marta Soler" }, ...bin];
  }
  const check = (draft: ContactDraft) => {
    if (!draft.customer) refuse("invalid", "customer", "required");
    if (draft.next_contact && draft.date && draft.next_contact.date < draft.date)
      refuse("invalid", "next_contact.date", "next_before_date");
  };

  return {
    appState: async () => app,
    firstRun: async (user, withSample) => {
      if (user.emails.some((one) => !one.includes("@"))) refuse("invalid", "emails", "not_an_email_address");
      app = {
        ...app,
        profile: "open",
        samples: withSample ? 440 : 0,
        user: { id: "user-1", revision: "1", ...user, deleted: false, conflicts: [] },
      };
      return app;
    },
    preferencesSave: async (preferences) => {
      app = { ...app, preferences, timeZone: preferences.timeZone ?? "Europe/Madrid" };
      return app;
    },
    userSave: async (draft) => {
      if (!draft.name) refuse("invalid", "name", "required");
      if (draft.emails.some((one) => !one.includes("@"))) refuse("invalid", "emails", "not_an_email_address");
      app = { ...app, user: app.user && { ...app.user, ...draft, revision: String(next++) } };
      return app;
    },
    contactsPage: async (criteria, state, order, offset, limit) => {
      const all = listed(criteria, state, order);
      if (!options.rows) return all.slice(offset, offset + limit);
      return Array.from({ length: Math.max(0, Math.min(limit, options.rows - offset)) }, (_, at) => {
        const row = all[(offset + at) % all.length] as ContactRow;
        return { ...row, excerpt: `${offset + at + 1}. ${row.excerpt}` };
      });
    },
    contactsCount: async (criteria) => {
      const count = (state: StateFilter) =>
        options.rows && state === "all" ? options.rows : matching(criteria, state).length;
      return { all: count("all"), done: count("done"), open: count("open") };
    },
    contactsMinutes: async (criteria, state) =>
      matching(criteria, state).reduce((sum, one) => sum + (one.duration_minutes ?? 0), 0),
    contactsSeek: async (criteria, state, order, beginning, after) => {
      const names = listed(criteria, state, order).map((row) => fold(row.customer_name));
      const places = names.map((_, at) => (at + (after ?? -1) + 1) % names.length);
      return places.find((at) => names[at]?.startsWith(fold(beginning))) ?? null;
    },
    contactsPlaces: async (criteria, state, order, ids) => placesIn(listed(criteria, state, order), ids),
    contactsIds: async (criteria, state, order, offset, limit) =>
      listed(criteria, state, order)
        .slice(offset, offset + limit)
        .map(({ id }) => id),
    contactsChangePreview: async (selection, change, includeDone) =>
      previewOf(
        chosen(selection).map((row) => ({ contact: found(contacts, row.id), customer_name: row.customer_name })),
        change,
        includeDone,
      ),
    contactsChange: async (selection, change, includeDone) => {
      remember(did("change", "contact", null, chosen(selection).length));
      const done = chosen(selection).map((row) => changed(found(contacts, row.id), change, includeDone));
      contacts = contacts.map((one) => done.find((new_) => new_.contact?.id === one.id)?.contact ?? one);
      return { changed: done.filter((one) => one.contact).length, skipped: counted(done), warnings: [] };
    },
    contactsDelete: async (selection) => {
      const gone = chosen(selection).map((row) => row.id);
      remember(did("delete", "contact", null, gone.length));
      for (const { id, customer, date, contact_type, notes } of contacts.filter((one) => gone.includes(one.id)))
        discard({ id, kind: "contact", name: found(customers, customer).name, detail: notes, date, contact_type });
      contacts = contacts.filter((one) => !gone.includes(one.id));
      return gone.length;
    },
    contactShow: async (id) => marked(found(contacts, id)),
    contactSave: async (save) => {
      check(save.draft);
      remember(did(save.id ? "edit" : "add", "contact"));
      const before = save.id ? found(contacts, save.id) : null;
      const person = save.new_person && madePerson(save.new_person, `person-new-${next++}`);
      if (person) people.push(person);
      for (const { person, address } of save.failing) found(people, person).failing_emails.push(address);
      const contact = catalogues.named(madeContact(save, before, person, next++), people);
      customers = customers.map((one) => (one.id === contact.customer ? catalogues.passedOn(one, contact, save) : one));
      contacts = [...contacts.filter((one) => one.id !== contact.id), contact].map((one) =>
        one.id === save.draft.previous ? { ...one, follow_up: contact.id } : one,
      );
      history.set(contact.id, [savedEntry(before, contact), ...(history.get(contact.id) ?? [])]);
      const warnings = warningsOf(contact);
      return { contact, warnings, follow_up_due: contact.next_contact !== null && contact.follow_up === null };
    },
    contactHistory: async (id) => history.get(id) ?? [],
    ...linkAnswers({
      all: () => contacts,
      put: (changed, command) => {
        remember(did(command, "contact"));
        contacts = changed;
      },
    }),
    contactFollowUp: async (id) => followUpOf(found(contacts, id)),
    undo: async () => {
      const step = undos.pop() ?? refuse("nothing_to_undo");
      const before = new Set([...contacts, ...customers].map(({ id }) => id));
      step.back();
      const back = [...contacts, ...customers].flatMap(({ id }) => (before.has(id) ? [] : id));
      return { batch: "1", ...step.did, restored: back.length > 0 ? back : ["1"], skipped: [] };
    },
    redo: async () => refuse("nothing_to_undo"),
    customersFind: async (text, limit) =>
      customersLike(text)
        .slice(0, limit)
        .map(({ id, name, code, tax_id }) => ({ id, name, code, tax_id })),
    customerShow: async (id) => marked(found(customers, id)),
    customerSave: async (id, draft) => {
      if (!draft.name) refuse("invalid", "name", "required");
      remember(did(id ? "edit" : "add", "customer", draft.name));
      const customer = {
        id: id ?? `customer-new-${next++}`,
        revision: String(next++),
        ...groupings.named(draft),
        attachments: [],
        deleted: false,
        conflicts: [],
      };
      customers = [...customers.filter((one) => one.id !== id), customer];
      return customer;
    },
    customerDelete: async (id) => {
      const customer = found(customers, id);
      remember(did("delete", "customer", customer.name));
      customers = customers.filter((one) => one.id !== id);
      discard({ id, kind: "customer", name: customer.name, detail: null, date: null, contact_type: null });
      return customer;
    },
    customersPage: async (text, { descending }, offset, limit) =>
      (descending ? customersLike(text).reverse() : customersLike(text))
        .slice(offset, offset + limit)
        .map(toCustomerRow),
    customersPlaces: async (text, { descending }, ids) =>
      placesIn(descending ? customersLike(text).reverse() : customersLike(text), ids),
    customerWarnings: async (id, draft) => customerWarnings(customers, id, draft),
    customersCount: async (text) => customersLike(text).length,
    customersSeek: async (text, { column, descending }, beginning) => {
      const names = customersLike(text).map((one) => fold(one.name));
      const at = (descending ? names.reverse() : names).findIndex((name) => name.startsWith(fold(beginning)));
      return column === "name" && at >= 0 ? at : null;
    },
    alarms: async () => ({
      broken: contacts.filter((one) => (one.next_contact?.date ?? "9") <= TODAY && !one.follow_up).length,
      overdue: contacts.filter((one) => !one.done && one.date < TODAY).length,
    }),
    contactChain: async (id) => {
      const [here, before] = [found(contacts, id), contacts.find((one) => one.follow_up === id)];
      const after = contacts.find((one) => one.id === here.follow_up);
      return [before, here, after].flatMap((one) => (one ? [toRow(one)] : []));
    },
    silentCustomers: async (days, offset, limit) => silent(days).slice(offset, offset + limit),
    silentCustomersPlaces: async (days, ids) => placesIn(silent(days), ids),
    silentCustomersCount: async (days) => silent(days).length,
    customerAround: async (id, contact, date, limit) => around(threadOf(id), contact, date, limit),
    customerThread: async (id, offset, limit) => {
      const all = threadOf(id);
      return { rows: all.slice(offset, offset + limit), total: all.length };
    },
    search: async (text, limit) => hitsOf(text, limit, customers, people, contacts),
    binPlaces: async (ids) => placesIn(bin, ids),
    searchGroups: async (text, limit) => groupsOf(hitsOf(text, 10_000, customers, people, contacts), limit),
    searchPage: async (text, kind, offset, limit) =>
      pageOf(hitsOf(text, 10_000, customers, people, contacts), kind, offset, limit),
    binPage: async (offset, limit) => bin.slice(offset, offset + limit),
    binCount: async () => bin.length,
    binRestore: async (kind, id) => {
      remember();
      bin = bin.filter((one) => one.id !== id);
      if (kind === "contact") contacts = [...contacts, ...seedContacts.filter((one) => one.id === id)];
      if (kind === "customer") customers = [...customers, ...seedCustomers.filter((one) => one.id === id)];
      if (kind === "person") people = [...people, ...seedPeople.filter((one) => one.id === id)];
      return null;
    },
    peopleFind: async (customer, text, limit) => peopleFound(people, customer, text, limit),
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
    personDelete: async (id) => {
      const person = found(people, id);
      remember();
      people = people.filter((one) => one.id !== id);
      const customer = customers.find((one) => one.id === person.customer)?.name ?? null;
      discard({ id, kind: "person", name: person.name, detail: customer, date: null, contact_type: null });
      return { ...person, deleted: true };
    },
    sampleRemove: async () => {
      app = { ...app, samples: 0 };
      return app;
    },
    usersList: async () => (app.user && !users.some((one) => one.name === app.user?.name) ? [app.user] : users),
    ...fileAnswers((holder, id, change) => {
      remember();
      const changed = <T extends { id: string; attachments: Attachment[] }>(one: T): T =>
        one.id === id ? { ...one, attachments: change(one.attachments) } : one;
      if (holder === "contact") contacts = contacts.map(changed);
      else customers = customers.map(changed);
    }),
    ...importAnswers(options.emails, (made) => {
      remember();
      contacts = contacts.concat(made.contacts);
      [people, customers] = [people.concat(made.people), customers.concat(made.customers)];
    }),
    ...catalogues.answers,
    ...groupings.answers,
    ...draftAnswers(),
    ...mailAnswers(options.emails),
    ...recoveryAnswers,
    ...twofold.answers,
    ...teamAnswers(options.team ?? "none", options.needsPhrase ?? false, twofold.records),
    ...windowAnswers,
  };
}
