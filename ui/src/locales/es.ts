// What the program says in Spanish, its first language: ICU messages by id, a file for each area.
import { alarms } from "./es/alarms";
import { bin } from "./es/bin";
import { change } from "./es/change";
import { common } from "./es/common";
import { conflicts } from "./es/conflicts";
import { contact } from "./es/contact";
import { contacts } from "./es/contacts";
import { customers } from "./es/customers";
import { email } from "./es/email";
import { emailImport } from "./es/emailImport";
import { errors } from "./es/errors";
import { filters } from "./es/filters";
import { keys } from "./es/keys";
import { kinds } from "./es/kinds";
import { mail } from "./es/mail";
import { palette } from "./es/palette";
import { recovery } from "./es/recovery";
import { settings } from "./es/settings";
import { team } from "./es/team";
import { window } from "./es/window";

export const es = {
  ...common,
  ...alarms,
  ...emailImport,
  ...change,
  ...conflicts,
  ...contact,
  ...contacts,
  ...customers,
  ...email,
  ...mail,
  ...errors,
  ...filters,
  ...bin,
  ...settings,
  ...team,
  ...keys,
  ...kinds,
  ...window,
  ...recovery,
  ...palette,
};
