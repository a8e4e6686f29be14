// The backups of the invented book.
import type { Commands } from "../src/ipc";

const recovered = { documents: 254, fromBackup: 3, lost: 0, keptAs: "hilo-2026-11-24-093000.db" };

export const recoveryAnswers = {
  backupsList: async () => [
    { name: "hilo-2026-11-23-1830", date: "2026-11-23", time: "18:30", documents: 251 },
    { name: "hilo-2026-11-20-1802", date: "2026-11-20", time: "18:02", documents: 240 },
  ],
  backupNow: async () => ({ name: "hilo-2026-11-24-0930", date: "2026-11-24", time: "09:30", documents: 254 }),
  profileFolder: async () => "C:\\Users\\Marta\\AppData\\Roaming\\Hilo",
  recoverBackup: async () => recovered,
  recoverReadable: async () => recovered,
} satisfies Partial<Commands>;
