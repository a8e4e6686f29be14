// What the palette can do besides opening records: what the screen in front offers, and what works anywhere.
import type { Preferences } from "../ipc";
import { act, type CommandId, commands, type Offers } from "../lib/commands";
import type { PaletteCommand } from "./paletteRows";
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

export function commandsOf({ preferences, offers, onPrefer, ...on }: Doing): PaletteCommand[] {
  const prefer = (values: Partial<Preferences>) => () => onPrefer({ ...preferences, ...values });
  const command = (id: CommandId, run: () => void): PaletteCommand => ({ id, ...commands[id], run });
  const ofScreen = Object.entries(offers).flatMap(([id, offer]): PaletteCommand[] =>
    offer ? [{ ...command(id as CommandId, () => later(id as CommandId)), reason: offer.reason }] : [],
  );
  const go = (name: Place): PaletteCommand => ({ id: name, text: `command.${name}`, run: () => on.onGo(name) });
  const placesOf = (group: "book" | "team" | "program") =>
    placeNames.filter((name) => entryOf(name).group === group).map(go);
  return [
    command("new", on.onNew),
    command("emails", on.onEmails),
    ...ofScreen,
    command("newCustomer", on.onNewCustomer),
    ...placesOf("book"),
    command("sync", on.onSync),
    ...placesOf("team"),
    command("keys", on.onKeys),
    ...placesOf("program"),
    command("backup", on.onBackUp),
    command("report", on.onReport),
    command("light", prefer({ theme: "light" })),
    command("dark", prefer({ theme: "dark" })),
    command("system", prefer({ theme: "system" })),
    command("compact", prefer({ density: "compact" })),
    command("comfortable", prefer({ density: "comfortable" })),
    command("spanish", prefer({ language: "es" })),
    command("english", prefer({ language: "en" })),
    { ...command("undo", on.onUndo), takesBack: true },
    { ...command("redo", on.onRedo), takesBack: true },
  ];
}
