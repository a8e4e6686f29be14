// What the palette can do besides opening records: what the screen in front offers, and what works anywhere.
import type { Preferences } from "../ipc";
import { act, type CommandId, commands, type Offers } from "../lib/commands";
import type { Order } from "./paletteRows";
import { entryOf, type Place, placeNames } from "./places";

type Doing = {
  preferences: Preferences;
  /** Of the screen in front. */
  offers: Offers;
  onNew: () => void;
  onNewCustomer: () => void;
  onEmails: () => void;
  onGo: (place: Place) => void;
  onSync: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onKeys: () => void;
  onBackUp: () => void;
  onReport: () => void;
  onPrefer: (preferences: Preferences) => void;
};

/** Until the palette has given the focus back to what the command works on. */
const FOCUS_MS = 50;

const later = (id: CommandId) => setTimeout(() => act(id), FOCUS_MS);

export function ordersOf({ preferences, offers, onPrefer, ...on }: Doing): Order[] {
  const prefer = (values: Partial<Preferences>) => () => onPrefer({ ...preferences, ...values });
  const order = (id: CommandId, run: () => void): Order => ({ id, ...commands[id], run });
  const ofScreen = Object.entries(offers).flatMap(([id, offer]): Order[] =>
    offer ? [{ ...order(id as CommandId, () => later(id as CommandId)), reason: offer.reason }] : [],
  );
  const go = (name: Place): Order => ({ id: name, text: `order.${name}`, run: () => on.onGo(name) });
  const placesOf = (group: "book" | "team" | "program") =>
    placeNames.filter((name) => entryOf(name).group === group).map(go);
  return [
    order("new", on.onNew),
    order("emails", on.onEmails),
    ...ofScreen,
    order("newCustomer", on.onNewCustomer),
    ...placesOf("book"),
    order("sync", on.onSync),
    ...placesOf("team"),
    order("keys", on.onKeys),
    ...placesOf("program"),
    order("backup", on.onBackUp),
    order("report", on.onReport),
    order("light", prefer({ theme: "light" })),
    order("dark", prefer({ theme: "dark" })),
    order("system", prefer({ theme: "system" })),
    order("compact", prefer({ density: "compact" })),
    order("comfortable", prefer({ density: "comfortable" })),
    order("spanish", prefer({ language: "es" })),
    order("english", prefer({ language: "en" })),
    { ...order("undo", on.onUndo), takesBack: true },
    { ...order("redo", on.onRedo), takesBack: true },
  ];
}
