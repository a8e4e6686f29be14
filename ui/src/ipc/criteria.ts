// Criteria that ask for nothing.
import type { ContactCriteria } from "./bindings";

export const noCriteria: ContactCriteria = {
  customer: null,
  person: null,
  contact_type: null,
  user: null,
  direction: null,
  from: null,
  to: null,
  next_from: null,
  next_to: null,
  closed_from: null,
  closed_to: null,
  result: null,
  action: null,
  has_open_actions: false,
  product: null,
  customer_kind: null,
  customer_zone: null,
  customer_sector: null,
  province: null,
  customer_data: null,
  custom_fields: [],
  text: null,
  has_attachments: false,
  lacks_follow_up: false,
};
