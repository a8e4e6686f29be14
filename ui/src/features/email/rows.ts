// The rows of the proposal: what each field holds now, what the email says, and what taking it over fills in.

import type { CustomerHit, EmailProposal, ProposedField } from "../../ipc";
import { showDate, showTime } from "../../lib/dates";
import type { Translate } from "../../lib/i18n";
import { valueWord } from "../../lib/valueWords";

export type NotesChoice = "append" | "replace";

export type Row = { field: string; current: string; proposed: string; value: string | null };

type Customer = { id: string; text: string };

export function rowsOf(proposal: EmailProposal, customer: Customer | null, t: Translate): Row[] {
  const rows = proposal.fields
    .filter((field) => field.proposed !== null || field.value !== null)
    .map((field) => rowOf(field, t));
  if (proposal.new_person && !rows.some((row) => row.field === "person"))
    rows.push({ field: "person", current: "", proposed: proposal.new_person.name, value: null });
  if (isOtherCustomer(proposal, customer))
    rows.unshift({
      field: "customer",
      current: customer?.text ?? "",
      proposed: proposal.customer.name,
      value: proposal.customer.id,
    });
  return rows;
}

function rowOf({ field, current, proposed, value }: ProposedField, t: Translate): Row {
  return {
    field,
    current: word(field, current, t),
    proposed: word(field, proposed ?? value, t),
    value: value ?? proposed,
  };
}

function word(field: string, text: string | null, t: Translate): string {
  if (text === null) return "";
  if ((field === "date" || field === "previous") && /^\d{4}-/.test(text)) return showDate(text);
  if (field === "time") return showTime(text);
  if (field === "direction" && (text === "us" || text === "them")) return t(`direction.${text}`);
  if (field === "contact_type" || field === "duration_minutes") return valueWord(field, text, t);
  return text;
}

/** The sender's customer is a row of its own when the fields do not name it and the form has another or none. */
function isOtherCustomer(
  proposal: EmailProposal,
  customer: Customer | null,
): proposal is EmailProposal & { customer: CustomerHit } {
  return (
    proposal.customer !== null &&
    proposal.customer.id !== customer?.id &&
    !proposal.fields.some((field) => field.field === "customer")
  );
}

export function tickedAtFirst(proposal: EmailProposal, customer: Customer | null, hasNotes: boolean): Set<string> {
  const ticked = new Set(proposal.fields.filter((field) => field.applied).map((field) => field.field));
  if (proposal.new_person && !proposal.fields.some((field) => field.field === "person")) ticked.add("person");
  if (isOtherCustomer(proposal, customer) && customer === null) ticked.add("customer");
  if (hasNotes) ticked.delete("notes");
  return ticked;
}

export function joinNotes(before: string, added: string, choice: NotesChoice): string {
  return choice === "append" && before.trim() ? `${before.trimEnd()}\n\n${added}` : added;
}
