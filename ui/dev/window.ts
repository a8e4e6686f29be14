// What a window answers; in a plain browser there is none.
import type { Commands } from "../src/ipc";

export const windowAnswers = {
  drawn: async () => {},
  painted: async () => {},
  pulse: async () => {},
  readyToClose: async () => {},
  routeKeep: async () => {},
  routeKept: async () => null,
  zoomStep: async () => 100,
  arrivedEmail: async () => null,
  reportText: async () => "Hilo\nquick check: ok",
  reportSave: async () => false,
  noteCommand: async () => {},
  workProgress: async () => ({ done: 120, total: 400 }),
  workStop: async () => null,
  timeZones: async () => ["America/Mexico_City", "Atlantic/Canary", "Europe/Lisbon", "Europe/Madrid", "UTC"],
  windowPrint: async () => null,
  reach: async () => null,
  attachmentSaveAs: async () => true,
  contactsExport: async () => ({ rows: 214, cut: 0 }),
} satisfies Partial<Commands>;
