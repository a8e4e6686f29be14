// The invented catalogues, and what contacts and customers hold of them.
import type {
  Action,
  BinRow,
  Commands,
  Contact,
  ContactSave,
  ContactType,
  Customer,
  Person,
  Product,
} from "../src/ipc";
import { fold } from "../src/lib/fold";

const action = (name: string, index: number): Action => ({
  id: `action-${index + 1}`,
  revision: "1",
  name,
  deleted: false,
  conflicts: [],
});
const product = ([code = "", name = ""]: string[], index: number): Product => ({
  id: `product-${index + 1}`,
  revision: "1",
  code,
  name,
  notes: "",
  deleted: false,
  conflicts: [],
});

const builtIn: ContactType[] = ["email", "visit", "other", "fax", "demo", "fair", "web", "post", "phone"].map(
  (key) => ({
    key,
    revision: null,
    name: null,
    hidden: false,
    built_in: true,
    conflicts: [],
  }),
);

export const actions = ["Enviar muestra", "Enviar presupuesto", "Llamar a compras", "Preparar demostración"].map(
  action,
);
export const products = [
  ["LT-100", "Etiquetadora lineal LT-100"],
  ["CT-40", "Codificadora térmica CT-40"],
  ["ET-PP", "Etiquetas de polipropileno"],
].map(product);

function like<Entry extends { name: string; code?: string | null }>(entries: Entry[], text: string): Entry[] {
  const isLike = ({ name, code }: Entry) => fold(`${code ?? ""} ${name}`).includes(fold(text));
  return entries.filter(isLike).sort((a, b) => a.name.localeCompare(b.name, "es"));
}

export function catalogueAnswers(discard: (row: Omit<BinRow, "deleted_at" | "deleted_by">) => void) {
  let [ownActions, ownProducts] = [actions, products];
  let next = 1;
  const refuseEmpty = (name: string) => {
    if (!name.trim()) throw { code: "invalid", field: "name", detail: "required" };
  };
  const gone = (kind: "action" | "product", { id, name }: { id: string; name: string }) =>
    discard({ id, kind, name, detail: null, date: null, contact_type: null });
  let types = builtIn;
  const answers = {
    contactTypes: async () => types,
    contactTypeSave: async (key, draft) => {
      const known = types.find((one) => one.key === key);
      if (!known?.built_in) refuseEmpty(draft.name ?? "");
      const saved = {
        ...(known ?? { key: `type-new-${next++}`, built_in: false, conflicts: [] }),
        ...draft,
        revision: String(next++),
      };
      types = known ? types.map((one) => (one.key === key ? saved : one)) : [...types, saved];
      return saved;
    },
    actionsFind: async (text, limit) => like(ownActions, text).slice(0, limit),
    actionSave: async (id, draft) => {
      refuseEmpty(draft.name);
      const saved = { ...action(draft.name, 0), id: id ?? `action-new-${next++}`, revision: String(next++) };
      ownActions = [...ownActions.filter((one) => one.id !== id), saved];
      return saved;
    },
    actionDelete: async (id) => {
      for (const one of ownActions.filter((one) => one.id === id)) gone("action", one);
      ownActions = ownActions.filter((one) => one.id !== id);
      return null;
    },
    productsFind: async (text, limit) => like(ownProducts, text).slice(0, limit),
    productSave: async (id, draft) => {
      refuseEmpty(draft.name);
      const made = product([], 0);
      const saved = { ...made, ...draft, id: id ?? `product-new-${next++}`, revision: String(next++) };
      ownProducts = [...ownProducts.filter((one) => one.id !== id), saved];
      return saved;
    },
    productDelete: async (id) => {
      for (const one of ownProducts.filter((one) => one.id === id)) gone("product", one);
      ownProducts = ownProducts.filter((one) => one.id !== id);
      return null;
    },
  } satisfies Partial<Commands>;
  /** With the names, the person and the day that a form leaves to the book. */
  const named = (contact: Contact, people: Person[]): Contact => ({
    ...contact,
    interests: contact.interests.map((one) => {
      const person = one.person ?? contact.person;
      return {
        ...one,
        product_name: ownProducts.find(({ id }) => id === one.product)?.name ?? "",
        person,
        person_name: people.find(({ id }) => id === person)?.name ?? null,
        since: one.since ?? contact.date,
        only_source: true,
      };
    }),
  });
  const passedOn = (customer: Customer, contact: Contact, save: ContactSave): Customer => {
    const kept = customer.interests.filter(({ product }) => !save.forget_interests.includes(product));
    const added = contact.interests.filter((one) => !kept.some(({ product }) => product === one.product));
    return { ...customer, interests: [...kept, ...added] };
  };
  return { answers, named, passedOn };
}
