// What the program does by a word or a key. The palette and the sheet of keys read their words here, and each screen
// offers what it can do now. Going to a place is no command here: `app/places.tsx` says what places there are.
import { useEffect, useRef } from "react";
import type { MessageId } from "./i18n";

type Command = { text: MessageId; keys?: MessageId };

const table = {
  new: { text: "order.new", keys: "keys.newKey" },
  emails: { text: "batch.add", keys: "keys.emailsKey" },
  newCustomer: { text: "customers.add" },
  sync: { text: "order.sync", keys: "keys.syncKey" },
  keys: { text: "order.keys", keys: "keys.helpKey" },
  backup: { text: "order.backup" },
  report: { text: "order.report" },
  light: { text: "order.light" },
  dark: { text: "order.dark" },
  system: { text: "order.system" },
  compact: { text: "order.compact" },
  comfortable: { text: "order.comfortable" },
  spanish: { text: "order.spanish" },
  english: { text: "order.english" },
  undo: { text: "order.undo", keys: "keys.undoKey" },
  redo: { text: "order.redo", keys: "keys.redoKey" },

  load: { text: "criteria.load", keys: "key.enter" },
  clear: { text: "criteria.clear" },

  view: { text: "list.view", keys: "key.enter" },
  modify: { text: "list.modify", keys: "keys.modifyKey" },
  history: { text: "list.history", keys: "key.history" },
  change: { text: "order.change", keys: "change.key" },
  noAnswer: { text: "noAnswer.do", keys: "noAnswer.key" },
  delete: { text: "list.delete", keys: "key.delete" },
  xlsx: { text: "order.xlsx" },
  csv: { text: "order.csv" },
  print: { text: "print.list", keys: "print.key" },
  all: { text: "order.all", keys: "order.allKey" },
  open: { text: "order.open", keys: "order.openKey" },
  done: { text: "order.done", keys: "order.doneKey" },
  criteria: { text: "criteria.edit", keys: "keys.findKey" },
  columns: { text: "list.columns" },
  preview: { text: "panel.toggle", keys: "key.space" },

  newWith: { text: "order.newWith", keys: "keys.newKey" },
  modifyCustomer: { text: "order.modifyCustomer", keys: "keys.modifyKey" },
  deleteCustomer: { text: "order.deleteCustomer", keys: "key.delete" },

  accept: { text: "accept", keys: "key.ctrlEnter" },
  acceptClosed: { text: "form.acceptClosed", keys: "key.ctrlShiftEnter" },
  modifyForm: { text: "list.modify", keys: "keys.modifyKey" },
  printContact: { text: "print.contact", keys: "print.key" },
  leave: { text: "order.leave", keys: "key.esc" },

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
