// A stored email as it was written: its pictures and its links.
export const mail = {
  "mail.look": "How it is shown",
  "mail.formatted": "Formatted",
  "mail.plain": "Text only",
  "mail.blocked":
    "{n, plural, one {This email asks for # picture from outside. Unless you load it} other {This email asks for # pictures from outside. Unless you load them}}, the sender does not learn that you opened it.",
  "mail.load": "Load pictures",
  "mail.loading": "Loading the pictures of the email",
  "mail.notLoaded":
    "{n, plural, one {# picture could not be loaded.} other {# pictures could not be loaded.}} The rest of the email is whole.",
  "mail.tooMuch": "The formatting of this email is too complicated to be shown safely. Its text is here, whole.",
  "mail.cut": "The email is very large: some pictures, links or its end are missing.",
  "mail.failed": "The formatting of the email could not be prepared. Its text is here.",
  "mail.links": "Links of the email",
  "mail.openLink": "Open link {n}: {address}",
  "mail.copyLink": "Copy the address",
  "mail.copied": "Address copied",
  "mail.opened": "Opened at {host}",
  "mail.openedOther": "Opened in another program",
  "mail.notOpened": "Not opened: it is no web, email or telephone address",
  "mail.deceives": "Careful: the text says {said}, but it leads to {host}",
};
