// A colleague's program on the same book: it adds, changes, deletes and brings back records while the page is used.

import type { BinRow, ContactRow, CustomerRow } from "../src/ipc/bindings";
import { noCriteria } from "../src/ipc/criteria";
import { blankCustomer } from "../src/ipc/drafts";
import type { Args, Program } from "./program";

export const deeds = [
  "addCustomer",
  "addFirstCustomer",
  "renameCustomer",
  "deleteCustomer",
  "deleteChosen",
  "renameChosen",
  "addContact",
  "addContact",
  "changeContact",
  "deleteContact",
  "restore",
] as const;
export type Deed = (typeof deeds)[number];

const order = { column: "date", descending: true };

/** `chosen`: the record that the page has highlighted. `name` is one that nobody has. */
export async function act(
  program: Program,
  deed: Deed,
  at: number,
  chosen: string | null,
  name: string,
): Promise<void> {
  const customers = await program.ask<CustomerRow[]>("customers_page", {
    text: "",
    order: { column: "name", descending: false },
    offset: 0,
    limit: 100,
  });
  const customer = customers[Math.floor(at * customers.length)];
  const contacts = await program.ask<ContactRow[]>("contacts_page", {
    criteria: noCriteria,
    state: "all",
    order,
    offset: 0,
    limit: 40,
  });
  const contact = contacts[Math.floor(at * contacts.length)];
  const ofContact = chosen && contacts.some(({ id }) => id === chosen);
  if (deed === "addCustomer") await addCustomer(program, `Compañía ${name}`);
  if (deed === "addFirstCustomer") await addCustomer(program, `Aa ${name}`);
  if (deed === "renameCustomer" && customer) await rename(program, customer.id, `Otra ${name}`);
  if (deed === "deleteCustomer" && customer) await attempt(program, "customer_delete", { id: customer.id });
  if (deed === "addContact" && customer) await addContact(program, customer.id, at, name);
  if (deed === "changeContact" && contact) await changeContact(program, contact.id, name);
  if (deed === "deleteContact" && contact) await deleteContact(program, contact.id);
  if (deed === "deleteChosen" && chosen) {
    if (ofContact) await deleteContact(program, chosen);
    else await attempt(program, "customer_delete", { id: chosen });
  }
  if (deed === "renameChosen" && chosen) {
    if (ofContact) await changeContact(program, chosen, name);
    else await rename(program, chosen, `Zz ${name}`);
  }
  if (deed === "restore") {
    const bin = await program.ask<BinRow[]>("bin_page", { offset: 0, limit: 20 });
    const row = bin[Math.floor(at * bin.length)];
    if (row) await attempt(program, "bin_restore", { kind: row.kind, id: row.id });
  }
}

const noCustomer = blankCustomer("");

const addCustomer = (program: Program, name: string) =>
  program.ask("customer_save", { id: null, draft: { ...noCustomer, name }, base: null });

/** What a form hands back of a record: its own fields alone. */
const only = (fields: object, record: unknown) =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, (record as Record<string, unknown>)[key] ?? null]));

const revisionOf = (record: unknown) => (record as { revision: string }).revision;

/** A record that is gone by now is nobody's fault; a command that is not understood is ours. */
async function attempt(program: Program, command: string, args: Args): Promise<void> {
  const told = await program.tell(command, args);
  if ("error" in told && told.error.code === "invalid") throw new Error(`${command}: ${JSON.stringify(told.error)}`);
}

async function rename(program: Program, id: string, name: string): Promise<void> {
  const told = await program.tell("customer_show", { id });
  if (!("ok" in told)) return;
  await attempt(program, "customer_save", {
    id,
    draft: { ...only(noCustomer, told.ok), name },
    base: revisionOf(told.ok),
  });
}

async function addContact(program: Program, customer: string, at: number, notes: string): Promise<void> {
  const { today } = await program.ask<{ today: string }>("app_state");
  const closing = at < 0.3 ? { date: today, result: "informative" } : null;
  const draft = { ...noContact, customer, date: today, time: at < 0.5 ? null : "10:30", notes, closing };
  await program.ask("contact_save", { save: { ...noSave, id: null, draft } });
}

const noContact = {
  customer: null,
  person: null,
  user: null,
  date: null,
  time: null,
  time_zone: null,
  duration_minutes: null,
  contact_type: "phone",
  direction: "us",
  notes: "",
  actions: [],
  interests: [],
  next_contact: null,
  previous: null,
  closing: null,
  email: null,
  custom_fields: {},
};
const noSave = {
  base: null,
  email: null,
  new_person: null,
  failing: [],
  forget_interests: [],
  files: [],
  form: null,
  move_linked: false,
};

async function changeContact(program: Program, id: string, notes: string): Promise<void> {
  const told = await program.tell("contact_show", { id });
  if (!("ok" in told)) return;
  const draft = { ...only(noContact, told.ok), notes };
  await attempt(program, "contact_save", { save: { ...noSave, id, draft, base: revisionOf(told.ok) } });
}

async function deleteContact(program: Program, id: string): Promise<void> {
  const selection = { criteria: noCriteria, state: "all", order, ranges: [], ids: [id] };
  await attempt(program, "contacts_delete", { selection });
}
