// Several emails at once.
import type { emailImport as es } from "../es/emailImport";

export const emailImport: Record<keyof typeof es, string> = {
  "emails.add": "Add emails…",
  "emails.title": "Emails",
  "emails.list": "Chosen emails",
  "emails.count": "{n, plural, one {# chosen} other {# chosen}}",
  "emails.other": "Choose others",
  "emails.reading": "Reading {done, number} of {total, number}",
  "emails.again": "Read again",
  "emails.leftOut":
    "{n} emails are shown, and {rest, plural, one {# is} other {# are}} not: of each folder those that stand first in its file. They are usually the oldest.",
  "emails.part": "{file}, email {n, number} of {total, number}",
  "emails.all": "Select all",
  "emails.when": "Date",
  "emails.email": "Email",
  "emails.tick": "Make a contact of {subject}",
  "emails.noDate": "No date",
  "emails.noDateHelp": "it will be today’s",
  "emails.noSender": "No sender",
  "emails.files": "{n, plural, one {# file} other {# files}}",
  "emails.duplicate": "Already in a contact",
  "emails.twice": "Twice in this selection",
  "emails.see": "See the contact",
  "emails.choose": "Choose a customer…",
  "emails.needsCustomer": "Choose one to be able to tick it",
  "emails.newCustomer": "New customer: {name}",
  "emails.taxId": "Tax ID in the signature: {taxId}",
  "emails.follows": "follows another contact",
  "emails.noPerson": "No person",
  "emails.newPerson": "New person: {name}",
  "emails.alike":
    "{n, plural, one {{customer}: also in another email from the same address} other {{customer}: also in # more emails from the same address}}",
  "emails.create": "{n, plural, =0 {Create contacts} one {Create # contact} other {Create # contacts}}",
  "emails.pickSome": "Tick some email",
  "emails.saving": "{n, plural, one {Creating # contact} other {Creating # contacts}}",
  "emails.discard": "Discard what you chose?",
  "emails.discardText": "The customers that you chose for these emails will be lost. The emails stay where they are.",
  "emails.left": "{n, plural, one {# email is left} other {# emails are left}}",
  "emails.goOn": "Go on with those that are left",
  "emails.saved":
    "{n, plural, one {# contact created} other {# contacts created}}{customers, plural, =0 {} one {, # new customer} other {, # new customers}}{people, plural, =0 {} one {, # new person} other {, # new people}}",
};
