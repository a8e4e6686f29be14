// Several emails at once.
import type { batch as es } from "../es/batch";

export const batch: Record<keyof typeof es, string> = {
  "batch.add": "Add emails…",
  "batch.title": "Emails",
  "batch.list": "Chosen emails",
  "batch.count": "{n, plural, one {# chosen} other {# chosen}}",
  "batch.other": "Choose others",
  "batch.reading": "Reading {done, number} of {total, number}",
  "batch.again": "Read again",
  "batch.leftOut":
    "{n} emails are shown, and {rest, plural, one {# is} other {# are}} not: of each folder those that stand first in its file. They are usually the oldest.",
  "batch.part": "{file}, email {n, number} of {total, number}",
  "batch.all": "Select all",
  "batch.when": "Date",
  "batch.email": "Email",
  "batch.tick": "Make a contact of {subject}",
  "batch.noDate": "No date",
  "batch.noDateHelp": "it will be today’s",
  "batch.noSender": "No sender",
  "batch.files": "{n, plural, one {# file} other {# files}}",
  "batch.duplicate": "Already in a contact",
  "batch.twice": "Twice in this selection",
  "batch.see": "See the contact",
  "batch.choose": "Choose a customer…",
  "batch.needsCustomer": "Choose one to be able to tick it",
  "batch.newCustomer": "New customer: {name}",
  "batch.taxId": "Tax ID in the signature: {taxId}",
  "batch.follows": "follows another contact",
  "batch.noPerson": "No person",
  "batch.newPerson": "New person: {name}",
  "batch.alike":
    "{n, plural, one {{customer}: also in another email from the same address} other {{customer}: also in # more emails from the same address}}",
  "batch.create": "{n, plural, =0 {Create contacts} one {Create # contact} other {Create # contacts}}",
  "batch.pickSome": "Tick some email",
  "batch.saving": "{n, plural, one {Creating # contact} other {Creating # contacts}}",
  "batch.discard": "Discard what you chose?",
  "batch.discardText": "The customers that you chose for these emails will be lost. The emails stay where they are.",
  "batch.left": "{n, plural, one {# email is left} other {# emails are left}}",
  "batch.goOn": "Go on with those that are left",
  "batch.saved":
    "{n, plural, one {# contact created} other {# contacts created}}{customers, plural, =0 {} one {, # new customer} other {, # new customers}}{people, plural, =0 {} one {, # new person} other {, # new people}}",
};
