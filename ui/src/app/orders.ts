// What the palette can do besides opening records.
import type { Preferences } from "../ipc";
import { t } from "../lib/i18n";
import type { Order } from "./paletteRows";
import type { Place } from "./Sidebar";

type Doing = {
  preferences: Preferences;
  onNew: () => void;
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

export function ordersOf({ preferences, onPrefer, ...on }: Doing): Order[] {
  const prefer = (values: Partial<Preferences>) => () => onPrefer({ ...preferences, ...values });
  return [
    { id: "new", text: "order.new", keys: t("criteria.newKey"), run: on.onNew },
    { id: "emails", text: "batch.add", keys: t("keys.emailsKey"), run: on.onEmails },
    { id: "contacts", text: "order.contacts", run: () => on.onGo("contacts") },
    { id: "customers", text: "order.customers", run: () => on.onGo("customers") },
    { id: "alarms", text: "order.alarms", run: () => on.onGo("alarms") },
    { id: "found", text: "order.found", run: () => on.onGo("found") },
    { id: "sync", text: "order.sync", keys: t("keys.syncKey"), run: on.onSync },
    { id: "team", text: "order.team", run: () => on.onGo("team") },
    { id: "conflicts", text: "order.conflicts", run: () => on.onGo("conflicts") },
    { id: "keys", text: "order.keys", keys: "F1", run: on.onKeys },
    { id: "bin", text: "order.bin", run: () => on.onGo("bin") },
    { id: "settings", text: "order.settings", run: () => on.onGo("settings") },
    { id: "backup", text: "order.backup", run: on.onBackUp },
    { id: "report", text: "order.report", run: on.onReport },
    { id: "light", text: "order.light", run: prefer({ theme: "light" }) },
    { id: "dark", text: "order.dark", run: prefer({ theme: "dark" }) },
    { id: "system", text: "order.system", run: prefer({ theme: "system" }) },
    { id: "compact", text: "order.compact", run: prefer({ density: "compact" }) },
    { id: "comfortable", text: "order.comfortable", run: prefer({ density: "comfortable" }) },
    { id: "spanish", text: "order.spanish", run: prefer({ language: "es" }) },
    { id: "english", text: "order.english", run: prefer({ language: "en" }) },
    { id: "undo", text: "order.undo", keys: t("keys.undoKey"), takesBack: true, run: on.onUndo },
    { id: "redo", text: "order.redo", keys: t("keys.redoKey"), takesBack: true, run: on.onRedo },
  ];
}
