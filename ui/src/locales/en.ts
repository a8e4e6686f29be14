// What the program says in English: ICU messages by id, a file for each area.
import { common } from "./en/common";
import { contact } from "./en/contact";
import { contacts } from "./en/contacts";
import { customers } from "./en/customers";
import { email } from "./en/email";
import { errors } from "./en/errors";
import { window } from "./en/window";

export const en = { ...common, ...contact, ...contacts, ...customers, ...email, ...errors, ...window };
