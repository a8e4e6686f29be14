// What each of several emails becomes, as it is chosen: whose it is, and whether it is taken at all.
import type { AppError, EmailChoice, FailingMark, FoundBy, ImportedEmail, PersonDraft, PersonHit } from "../../ipc";
import { blankCustomer } from "../../ipc/drafts";
import type { MessageId } from "../../lib/i18n";

/** `id` is empty of a customer that is made of the email; `by` is null of one that the user chose. */
export type Whose = { id: string; text: string; hint?: string | null; by: FoundBy | null };
export type Answer = { isOn: boolean; whose: Whose | null; withNewPerson: boolean; failing: FailingMark[] };
/** S56 and S57, for all of them. */
export type Keep = { attach: boolean; associate: boolean };

export const foundWords: Record<FoundBy, MessageId> = {
  person: "found.person",
  address: "found.address",
  conversation: "found.conversation",
  tax_id: "found.taxId",
  domain: "found.domain",
};

export function firstAnswer({ customer, found_by, duplicate }: ImportedEmail): Answer {
  const whose = customer && { id: customer.id, text: customer.name, hint: customer.code, by: found_by };
  return { isOn: whose !== null && duplicate === null, whose, withNewPerson: true, failing: [] };
}

/** What cannot be read, or is nobody's yet, becomes nothing. */
export const canBeOn = (email: ImportedEmail, answer: Answer): boolean =>
  email.problem === null && answer.whose !== null;

/** The address of whoever is not us; null where nobody knows. */
export const otherAddress = ({ other }: ImportedEmail): string | null => other?.toLowerCase() || null;

/** The customer of one email, and of the others of the same address that have none yet. */
export function choose(
  emails: ImportedEmail[],
  answers: Answer[],
  place: number,
  whose: Whose | null,
): { answers: Answer[]; alike: number } {
  const chosen = emails[place];
  const address = chosen ? otherAddress(chosen) : null;
  let alike = 0;
  const next = answers.map((answer, at) => {
    const email = emails[at];
    if (!email || email.problem) return answer;
    if (at !== place) {
      if (!whose || !address || answer.whose || otherAddress(email) !== address) return answer;
      alike++;
    }
    const isOn = whose !== null && (answer.whose ? answer.isOn : email.duplicate === null);
    return { ...answer, whose, isOn };
  });
  return { answers: next, alike };
}

/** Whether the user chose something that would have to be chosen again. */
export const isChosen = (emails: ImportedEmail[], answers: Answer[]): boolean =>
  emails.some((email, at) => {
    const [first, now] = [firstAnswer(email), answers[at]];
    return now !== undefined && (now.whose?.id !== first.whose?.id || now.whose?.text !== first.whose?.text);
  });

/** Which email a refusal is about, and the refusal as of a contact alone. */
export function refusedOne(error: AppError): { place: number; problem: AppError } | null {
  const named = /^emails\.(\d+)(?:\.(.+))?$/.exec(error.field ?? "");
  return named && { place: Number(named[1]), problem: { ...error, field: named[2] ?? null } };
}

export type PersonOf = { known: PersonHit } | { made: PersonDraft } | null;

/** A person that was found belongs to their customer, and to no other. */
export function personOf({ person, new_person }: ImportedEmail, whose: Whose | null): PersonOf {
  if (person) return whose?.id === person.customer ? { known: person } : null;
  return new_person && { made: new_person };
}

export function choicesOf(emails: ImportedEmail[], answers: Answer[], keep: Keep): EmailChoice[] {
  return emails.flatMap((email, at): EmailChoice[] => {
    const answer = answers[at];
    if (!answer?.isOn || !answer.whose || email.problem) return [];
    const { whose } = answer;
    const person = personOf(email, whose);
    const isMade = whose.id === "";
    return [
      {
        place: email.place,
        file: email.file,
        part: email.part,
        sha256: email.sha256,
        customer: isMade ? null : whose.id,
        new_customer: isMade ? { ...blankCustomer(whose.text), tax_id: taxIdOf(emails, answers, whose.text) } : null,
        person: person && "known" in person ? person.known.id : null,
        new_person:
          person && "made" in person && answer.withNewPerson
            ? { ...person.made, customer: isMade ? null : whose.id }
            : null,
        direction: email.direction,
        user: email.user?.id ?? null,
        failing: answer.failing,
        ...keep,
      },
    ];
  });
}

/** Of a customer that several emails make, the NIF that any of them tells. */
export function taxIdOf(emails: ImportedEmail[], answers: Answer[], name: string): string | null {
  const isTheirs = (_: ImportedEmail, at: number) => answers[at]?.whose?.id === "" && answers[at].whose.text === name;
  return emails.filter(isTheirs).find((email) => email.tax_id)?.tax_id ?? null;
}

export type RowDoes = {
  activate: (place: number) => void;
  change: (place: number, values: Partial<Answer>) => void;
  give: (place: number, whose: Whose | null) => void;
  pick: (place: number) => void;
  endPicking: (place: number, staysHere: boolean) => void;
  open: (contact: string) => void;
};
