// What the form of a customer holds, what is odd about it, and how it is saved.
import { useState } from "react";
import { fieldWarning } from "../../components/Doubles";
import type { Option } from "../../components/Picker";
import { type Customer, type CustomerDraft, type Grouping, ipc, type PostalAddress } from "../../ipc";
import { blankCustomer, draftOfCustomer } from "../../ipc/drafts";
import { useFrame } from "../../ipc/frame";
import { useCustomerWarnings } from "../../ipc/useCustomerWarnings";
import { useDraft } from "../../ipc/useDraft";
import { useOthersChanges } from "../../ipc/useOthersChanges";
import { useRefusal } from "../../ipc/useRefusal";
import {
  activeFields,
  defaultValues,
  readTyped,
  type Typed,
  type TypedValues,
  typedValues,
} from "../../lib/customFields";
import { useT } from "../../lib/i18n";
import { splitList } from "../../lib/lists";
import { toast } from "../../lib/toasts";

export type CustomerValues = {
  texts: Record<TextField, string>;
  groups: Record<Grouping, Option | null>;
  owner: string | null;
  addresses: PostalAddress[];
  custom: TypedValues;
};
export type TextField = "name" | "legal_name" | "code" | "tax_id" | "emails" | "phones" | "web" | "notes";

/** What a new one is called by whoever asks for it does not push out what was typed of another. */
function keyOf(customer: Customer | null, name: string): string {
  if (customer) return `customer.form.${customer.id}`;
  return name ? `customer.form.new.${crypto.randomUUID()}` : "customer.form.new";
}

type Opened = {
  opened: Customer | null;
  initialName: string;
  /** Where the draft lies that was chosen to go on with. */
  draftKey?: string;
  onSaved: (saved: Customer) => void;
};

export function useCustomerForm({ opened, initialName, draftKey, onSaved }: Opened) {
  const { today } = useFrame();
  const { t } = useT();
  const [fields] = useState(() => activeFields("customer"));
  const [customer, show] = useState(opened);
  const start = customer ? draftOfCustomer(customer) : blankCustomer(initialName);
  const valuesOf = (customer: Customer | null, draft: CustomerDraft): CustomerValues => ({
    texts: textsOf(draft),
    groups: groupsOf(customer),
    owner: draft.owner,
    addresses: draft.addresses,
    custom: customer ? typedValues(fields, customer.custom_fields) : defaultValues(fields),
  });
  const [values, setValues] = useState<CustomerValues>(() => valuesOf(customer, start));
  const { texts, groups, owner, addresses, custom } = values;
  const key = useState(() => draftKey ?? keyOf(opened, initialName))[0];
  const draftOf = useDraft({ key, id: customer?.id ?? null, revision: customer?.revision ?? null }, values, setValues);
  const arrivedChanges = useOthersChanges({
    id: customer?.id ?? null,
    base: () => draftOf.base,
    stored: async (id) => (await ipc.customerShow(id)).revision,
    isTouched: () => draftOf.isTouched,
    reload: async () => {
      if (!customer) return null;
      const stored = await ipc.customerShow(customer.id);
      show(stored);
      draftOf.renew(stored.revision, valuesOf(stored, draftOfCustomer(stored)));
      return stored.revision;
    },
  });
  const refusal = useRefusal();
  const whole = () => {
    const read = readTyped(fields, custom, today);
    const orNull = (text: string) => text.trim() || null;
    return {
      name: texts.name.trim(),
      legal_name: orNull(texts.legal_name),
      code: orNull(texts.code),
      tax_id: orNull(texts.tax_id),
      emails: splitList(texts.emails),
      phones: splitList(texts.phones),
      web: orNull(texts.web),
      notes: texts.notes,
      addresses,
      kind: groups.kind?.id ?? null,
      zone: groups.zone?.id ?? null,
      sector: groups.sector?.id ?? null,
      owner,
      interests: start.interests,
      custom_fields: read.values,
      errors: read.errors,
    };
  };
  const warnings = useCustomerWarnings(customer?.id ?? null, {
    name: texts.name,
    legal_name: texts.legal_name || null,
    code: texts.code || null,
    tax_id: texts.tax_id || null,
    emails: splitList(texts.emails),
    phones: splitList(texts.phones),
  });
  const save = () => {
    const { errors, ...draft } = whole();
    if (!refusal.begin(errors)) return undefined;
    return ipc.customerSave(customer?.id ?? null, draft, draftOf.base).then((saved) => {
      draftOf.forget();
      toast({ text: t("customers.saved") });
      onSaved(saved);
    });
  };
  /** Of the draft, `field` is another by it. */
  const put = (field: string, part: (now: CustomerValues) => Partial<CustomerValues>) => {
    setValues((now) => ({ ...now, ...part(now) }));
    refusal.mend(field);
  };
  return {
    fields,
    texts,
    groups,
    owner,
    addresses,
    custom,
    failure: refusal.failure,
    refusals: refusal.round,
    error: refusal.error,
    warning: (field: string) => fieldWarning(warnings, field, t),
    warnings,
    save,
    refuse: refusal.refuse,
    isRecovered: draftOf.isRecovered,
    isTouched: draftOf.isTouched,
    arrivedChanges,
    conflicts: customer?.conflicts ?? [],
    forget: draftOf.forget,
    setText: (field: TextField, text: string) => put(field, (now) => ({ texts: { ...now.texts, [field]: text } })),
    setGroup: (grouping: Grouping, option: Option | null) =>
      put(grouping, (now) => ({ groups: { ...now.groups, [grouping]: option } })),
    setOwner: (owner: string | null) => put("owner", () => ({ owner })),
    setAddresses: (addresses: PostalAddress[]) => put("addresses", () => ({ addresses })),
    setCustom: (id: string, typed: Typed) =>
      put(`custom_fields.${id}`, (now) => ({ custom: { ...now.custom, [id]: typed } })),
  };
}

export type CustomerFormState = ReturnType<typeof useCustomerForm>;

function textsOf(draft: CustomerDraft): Record<TextField, string> {
  return {
    name: draft.name,
    legal_name: draft.legal_name ?? "",
    code: draft.code ?? "",
    tax_id: draft.tax_id ?? "",
    emails: draft.emails.join(", "),
    phones: draft.phones.join(", "),
    web: draft.web ?? "",
    notes: draft.notes,
  };
}

function groupsOf(customer: Customer | null): Record<Grouping, Option | null> {
  const option = (id?: string | null, name?: string | null) => (id ? { id, text: name ?? "" } : null);
  return {
    kind: option(customer?.kind, customer?.kind_name),
    zone: option(customer?.zone, customer?.zone_name),
    sector: option(customer?.sector, customer?.sector_name),
  };
}
