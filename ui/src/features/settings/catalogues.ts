// The catalogues that the team keeps by hand: what each holds besides names, and what reads, saves and deletes its entries.
import { type Action, type CustomerGroup, type Grouping, ipc, type Product } from "../../ipc";
import type { MessageId } from "../../lib/i18n";

/** What an entry holds besides its name, by the name of the field. */
type Values = Record<string, string>;
export type Entry = { id: string; revision: string; name: string; values: Values };
export type EntryDraft = { name: string; values: Values };
/** What its form asks for, entered as a team's own field of that kind. */
export type EntryField = { key: string; label: MessageId; kind: "text" | "decimal" | "date" };

/** More than a team keeps by hand. */
const SHOWN_MAX = 2_000;

const actions = {
  id: "actions" as const,
  fields: [] as EntryField[],
  list: async () => (await ipc.actionsFind("", SHOWN_MAX)).map(ofAction),
  save: (entry: Entry | null, { name }: EntryDraft) =>
    ipc.actionSave(entry?.id ?? null, { name }, entry?.revision ?? null),
  remove: (id: string) => ipc.actionDelete(id),
};

const products = {
  id: "products" as const,
  fields: [{ key: "code", label: "catalogue.code", kind: "text" }] as EntryField[],
  mark: ({ code }: Values) => code,
  list: async () => (await ipc.productsFind("", SHOWN_MAX)).map(ofProduct),
  save: (entry: Entry | null, { name, values: { code = "", notes = "" } }: EntryDraft) =>
    ipc.productSave(entry?.id ?? null, { name, code: code.trim() || null, notes }, entry?.revision ?? null),
  remove: (id: string) => ipc.productDelete(id),
};

function groups<Id extends Grouping>(id: Id) {
  return {
    id,
    fields: [] as EntryField[],
    list: async () => (await ipc.customerGroups(id, "", SHOWN_MAX)).map(ofGroup),
    save: (entry: Entry | null, { name }: EntryDraft) =>
      ipc.customerGroupSave(id, entry?.id ?? null, { name }, entry?.revision ?? null),
    remove: (entry: string) => ipc.customerGroupDelete(entry),
  };
}

/** In the order of the sections. */
const all = [actions, products, groups("kind"), groups("zone"), groups("sector")];

export type Catalogue = {
  id: (typeof all)[number]["id"];
  fields: EntryField[];
  /** What stands before an entry's name. */
  mark?: (values: Values) => string | undefined;
  list: () => Promise<Entry[]>;
  save: (entry: Entry | null, draft: EntryDraft) => Promise<unknown>;
  remove: (id: string) => Promise<unknown>;
};
export const catalogues: Catalogue[] = all;

function ofAction({ id, revision, name }: Action): Entry {
  return { id, revision, name, values: {} };
}

function ofGroup({ id, revision, name }: CustomerGroup): Entry {
  return { id, revision, name, values: {} };
}

function ofProduct({ id, revision, name, code, notes }: Product): Entry {
  return { id, revision, name, values: { code: code ?? "", notes } };
}
