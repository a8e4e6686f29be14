// Records as their forms send them.
import type { Customer, CustomerDraft } from "./bindings";

/** A new customer of which nothing is known but the name. */
export function blankCustomer(name: string): CustomerDraft {
  return {
    name,
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
}

export function draftOfCustomer(customer: Customer): CustomerDraft {
  const { name, code, legal_name, tax_id, emails, phones, web, notes, addresses } = customer;
  const { kind, zone, sector, owner, interests, custom_fields } = customer;
  const said = { name, code, legal_name, tax_id, emails, phones, web, notes, addresses };
  return { ...said, kind, zone, sector, owner, interests, custom_fields };
}
