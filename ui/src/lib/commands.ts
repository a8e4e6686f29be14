// What the program does by a word or a key. The palette and the sheet of keys read their words here, and each screen
// offers what it can do now. Going to a place is no command here: `app/places.tsx` says what places there are.
import { useEffect, useRef } from "react";
import type { MessageId } from "./i18n";

type Command = { text: MessageId; keys?: MessageId };

const table = {
  new: { text: "command.new", keys: "keys.newKey" },
  emails: { text: "emails.add", keys: "keys.emailsKey" },
  newCustomer: { text: "customers.add" },
  sync: { text: "command.sync", keys: "keys.syncKey" },
  keys: { text: "command.keys", keys: "keys.helpKey" },
  backup: { text: "command.backup" },
  report: { text: "command.report" },
  light: { text: "command.light" },
  dark: { text: "command.dark" },
  system: { text: "command.system" },
  compact: { text: "command.compact" },
  comfortable: { text: "command.comfortable" },
  spanish: { text: "command.spanish" },
  english: { text: "command.english" },
  undo: { text: "command.undo", keys: "keys.undoKey" },
  redo: { text: "command.redo", keys: "keys.redoKey" },

  load: { text: "criteria.load", keys: "key.enter" },
  clear: { text: "criteria.clear" },

  view: { text: "list.view", keys: "key.enter" },
  modify: { text: "list.modify", keys: "keys.modifyKey" },
  history: { text: "list.history", keys: "key.history" },
  change: { text: "command.change", keys: "change.key" },
  noAnswer: { text: "noAnswer.do", keys: "noAnswer.key" },
  delete: { text: "list.delete", keys: "key.delete" },
  xlsx: { text: "command.xlsx" },
  csv: { text: "command.csv" },
  print: { text: "print.list", keys: "print.key" },
  all: { text: "command.all", keys: "command.allKey" },
  open: { text: "command.open", keys: "command.openKey" },
  done: { text: "command.done", keys: "command.doneKey" },
  criteria: { text: "criteria.edit", keys: "keys.findKey" },
  columns: { text: "list.columns" },
  preview: { text: "panel.toggle", keys: "key.space" },

  newWith: { text: "command.newWith", keys: "keys.newKey" },
  modifyCustomer: { text: "command.modifyCustomer", keys: "keys.modifyKey" },
  deleteCustomer: { text: "command.deleteCustomer", keys: "key.delete" },

  accept: { text: "accept", keys: "key.ctrlEnter" },
  acceptClosed: { text: "form.acceptClosed", keys: "key.ctrlShiftEnter" },
  modifyForm: { text: "list.modify", keys: "keys.modifyKey" },
  printContact: { text: "print.contact", keys: "print.key" },
  leave: { text: "command.leave", keys: "key.esc" },

  restore: { text: "bin.restore", keys: "key.enter" },
} satisfies Record<string, Command>;

export type CommandId = keyof typeof table;
export const commands: Record<CommandId, Command> = table;
/** With a reason it cannot be done now. */
export type Offer = { run: () => void; reason?: string | null };
export type Offers = Partial<Record<CommandId, Offer | undefined>>;

const screens: { current: Offers | null }[] = [];

/** What this screen can do now; null as long as another one is in front of it. */
export function useOffers(offers: Offers | null): void {
  const latest = useRef(offers);
  latest.current = offers;
  useEffect(() => {
    screens.push(latest);
    return () => void screens.splice(screens.indexOf(latest), 1);
  }, []);
}

/** Of the screen in front: a form came after the place that it lies over. */
export function offered(): Offers {
  return screens.findLast(({ current }) => current !== null)?.current ?? {};
}

/** Does what is offered by then, and nothing that is not any more. */
export function act(id: CommandId): void {
  const offer = offered()[id];
  if (offer && !offer.reason) offer.run();
}

/** Of the keys of a command the one that works while text is typed, too. */
export const lastKey = (keys: string): string => keys.split(" · ").at(-1) ?? keys;
