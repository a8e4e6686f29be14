// What invented customers are sorted by, and the fields that the invented team may define.
import type {
  Commands,
  CustomerDraft,
  CustomerGroup,
  CustomField,
  FieldKind,
  Grouping,
  PostalAddress,
} from "../src/ipc";
import { fold } from "../src/lib/fold";

const names: Record<Grouping, string[]> = {
  kind: ["Cliente", "Cliente potencial", "Distribuidor"],
  zone: ["Centro", "Levante", "Norte", "Sur"],
  sector: ["Alimentación", "Artes gráficas", "Servicios"],
};

const group = (grouping: Grouping, name: string, id: string): CustomerGroup => ({
  id,
  revision: "1",
  grouping,
  name,
  deleted: false,
  conflicts: [],
});

const seed = (Object.keys(names) as Grouping[]).flatMap((grouping) =>
  names[grouping].map((name, index) => group(grouping, name, `${grouping}-${index + 1}`)),
);

const addresses: PostalAddress[] = [
  {
    id: "address-1",
    street: "Polígono Industrial, nave 12",
    postal_code: "26006",
    town: "Logroño",
    province: "La Rioja",
    country: null,
  },
];

const own = (id: string, kind: FieldKind, label: string, options: string[] = []): CustomField => ({
  id,
  revision: "1",
  belongs_to: id.startsWith("customer") ? "customer" : "contact",
  kind,
  label,
  required: false,
  default: null,
  order: 1,
  active: true,
  options: options.map((text) => ({ key: text, label: text, hidden: false })),
  deleted: false,
  conflicts: [],
});

/** One of each kind that looks different. */
export const someFields: CustomField[] = [
  own("field-1", "text", "N.º de pedido"),
  own("field-2", "date", "Entrega prevista"),
  own("field-3", "decimal", "Importe estimado"),
  own("field-4", "yes_no", "Urgente"),
  own("field-5", "list", "Prioridad", ["Alta", "Media", "Baja"]),
  own("field-6", "multi_list", "Canales", ["Tienda", "Web", "Distribución"]),
  own("customer-field-1", "whole", "Empleados"),
];

/** The first is known well, of the others nothing is. */
export const sortedCustomer = (index: number) => ({
  addresses: index === 0 ? addresses : [],
  kind: index === 0 ? "kind-1" : null,
  kind_name: index === 0 ? "Cliente" : null,
  zone: index === 0 ? "zone-3" : null,
  zone_name: index === 0 ? "Norte" : null,
  sector: index === 0 ? "sector-2" : null,
  sector_name: index === 0 ? "Artes gráficas" : null,
  owner: index === 0 ? "user-1" : null,
  owner_name: index === 0 ? "Marta Soler" : null,
  custom_fields: {},
});

export function customerAnswers(fieldsAtFirst: CustomField[] = []) {
  let groups = seed;
  let fields = fieldsAtFirst;
  let next = 1;
  const refuse = (field: string, detail: string) => {
    throw { code: "invalid", field, detail };
  };
  const answers = {
    customerGroups: async (grouping, text, limit) =>
      groups
        .filter((one) => one.grouping === grouping && fold(one.name).includes(fold(text)))
        .sort((a, b) => a.name.localeCompare(b.name, "es"))
        .slice(0, limit),
    customerGroupSave: async (grouping, id, { name }) => {
      if (!name.trim()) refuse("name", "required");
      const saved = { ...group(grouping, name, id ?? `${grouping}-new-${next++}`), revision: String(next++) };
      groups = [...groups.filter((one) => one.id !== id), saved];
      return saved;
    },
    customerGroupDelete: async (id) => {
      groups = groups.filter((one) => one.id !== id);
      return null;
    },
    customFields: async () => fields,
    customFieldSave: async (id, draft) => {
      if (!draft.label.trim()) refuse("label", "required");
      const order = draft.order ?? fields.length + 1;
      const options = draft.options.map((option) => ({ ...option, key: option.key || option.label }));
      const made = { id: id ?? `field-new-${next++}`, revision: String(next++), deleted: false, conflicts: [] };
      const saved = { ...draft, ...made, order, options };
      fields = [...fields.filter((one) => one.id !== id), saved].sort((a, b) => a.order - b.order);
      return saved;
    },
    customFieldDelete: async (id) => {
      fields = fields.filter((one) => one.id !== id);
      return null;
    },
    provinces: async () => ["Cádiz", "La Rioja", "Madrid"],
  } satisfies Partial<Commands>;
  const name = (id: string | null) => groups.find((one) => one.id === id)?.name ?? null;
  /** With the names that a form leaves to the book. */
  const named = (draft: CustomerDraft) => ({
    ...draft,
    kind_name: name(draft.kind),
    zone_name: name(draft.zone),
    sector_name: name(draft.sector),
    owner_name: draft.owner ? "Marta Soler" : null,
    custom_fields: filled(draft.custom_fields),
  });
  return { answers, named };
}

export function filled<Value>(values: Record<string, Value | null>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, NonNullable<Value>] => pair[1] !== null),
  );
}
