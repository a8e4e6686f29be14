// The bin.
import type { bin as es } from "../es/bin";

export const bin: Record<keyof typeof es, string> = {
  "bin.actions": "Actions of the bin",
  "bin.restore": "Restore",
  "bin.restored": "Restored: {what}",
  "bin.contactOf": "contact of {date} with {customer}",
  "bin.pickOne": "Select something in the list first",
  "bin.count": "{n, plural, one {# deleted record} other {# deleted records}}",
  "bin.hint": "restore",
  "bin.none": "The bin is empty",
  "bin.noneHelp": "What you delete is kept here and can be restored.",
  "bin.kind": "What it is",
  "bin.name": "Name",
  "bin.detail": "Detail",
  "bin.when": "Deleted",
  "bin.who": "Who",
};
