// What the program says in English: ICU messages by id, a file for each area.
import { alarms } from "./en/alarms";
import { bin } from "./en/bin";
import { change } from "./en/change";
import { common } from "./en/common";
import { conflicts } from "./en/conflicts";
import { contact } from "./en/contact";
import { contacts } from "./en/contacts";
import { customers } from "./en/customers";
import { email } from "./en/email";
import { emailImport } from "./en/emailImport";
import { errors } from "./en/errors";
import { filters } from "./en/filters";
import { keys } from "./en/keys";
import { kinds } from "./en/kinds";
import { mail } from "./en/mail";
import { palette } from "./en/palette";
import { recovery } from "./en/recovery";
import { settings } from "./en/settings";
import { team } from "./en/team";
import { window } from "./en/window";

export const en = {
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
