// A colleague's program on the same book: it adds, changes, deletes and brings back records while the page is used.
import { noCriteria } from "../src/ipc/criteria";
import type { BinRow, ContactRow, CustomerRow } from "../src/ipc/bindings";
import type { Program } from "./program";

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
export async function act(program: Program, deed: Deed, at: number, chosen: string | null, name: string): Promise<void> {
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
  if (deed === "deleteCustomer" && customer) await program.tell("customer_delete", { id: customer.id });
  if (deed === "addContact" && customer) await addContact(program, customer.id, at, name);
  if (deed === "changeContact" && contact) await changeContact(program, contact.id, name);
  if (deed === "deleteContact" && contact) await deleteContact(program, contacts, contact.id);
  if (deed === "deleteChosen" && chosen) {
    if (ofContact) await deleteContact(program, contacts, chosen);
    else await program.tell("customer_delete", { id: chosen });
  }
  if (deed === "renameChosen" && chosen) {
    if (ofContact) await changeContact(program, chosen, name);
    else await rename(program, chosen, `Zz ${name}`);
  }
  if (deed === "restore") {
    const bin = await program.ask<BinRow[]>("bin_page", { offset: 0, limit: 20 });
    const row = bin[Math.floor(at * bin.length)];
    if (row) await program.tell("bin_restore", { kind: row.kind, id: row.id });
  }
}

const noCustomer = {
  code: null,
  legal_name: null,
  tax_id: null,
  emails: [],
  phones: [],
  web: null,
  notes: "",
  addresses: [],
  kind: null,
  zone: null,
  sector: null,
  owner: null,
  interests: [],
  custom_fields: {},
};

const addCustomer = (program: Program, name: string) =>
  program.ask("customer_save", { id: null, draft: { ...noCustomer, name }, base: null });

/** A record that is gone by now is nobody's fault: the answer is not looked at. */
async function rename(program: Program, id: string, name: string): Promise<void> {
  const told = await program.tell("customer_show", { id });
  if ("ok" in told) await program.tell("customer_save", { id, draft: { ...(told.ok as object), name }, base: null });
}

async function addContact(program: Program, customer: string, at: number, notes: string): Promise<void> {
  const { today } = await program.ask<{ today: string }>("app_state");
  const draft = {
    customer,
    person: null,
    user: null,
    date: today,
    time: at < 0.5 ? null : "10:30",
    time_zone: null,
    duration_minutes: null,
    contact_type: "phone",
    direction: "us",
    notes,
    actions: [],
    interests: [],
    next_contact: null,
    previous: null,
    closing: at < 0.3 ? { date: today, result: "informative" } : null,
    email: null,
    custom_fields: {},
  };
  await program.ask("contact_save", { save: { ...noSave, id: null, draft } });
}

const noSave = { base: null, email: null, new_person: null, failing: [], forget_interests: [], files: [], form: null };

async function changeContact(program: Program, id: string, notes: string): Promise<void> {
  const told = await program.tell("contact_show", { id });
  if (!("ok" in told)) return;
  const draft = { email: null, previous: null, ...(told.ok as object), notes };
  await program.tell("contact_save", { save: { ...noSave, id, draft } });
}

async function deleteContact(program: Program, contacts: ContactRow[], id: string): Promise<void> {
  const at = contacts.findIndex((one) => one.id === id);
  const ranges = [{ from: at, to: at, first: id, last: id }];
  await program.tell("contacts_delete", { selection: { criteria: noCriteria, state: "all", order, ranges } });
}
