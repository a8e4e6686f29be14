// A colleague's change, on demand: `dispatchEvent(new Event("hilo:others"))` in a plain browser.
import { emit, type HistoryEntry } from "../src/ipc";

const changed = (field: string, old: string | null, now: string, at: number): HistoryEntry => ({
  at: "2026-11-24T15:48:00Z",
  user: "user-2",
  user_name: "Iván Prieto",
  device: "device-2",
  batch: null,
  command: "edit",
  field,
  field_name: null,
  change: `others-${at}`,
  key: field,
  old,
  new: now,
  old_name: null,
  new_name: null,
});

/** `take` puts the changes into the book: each record has another revision then. */
export function onOthers(take: (revision: string, entries: HistoryEntry[]) => void): void {
  let at = 0;
  window.addEventListener("hilo:others", () => {
    const notes = changed("notes", "Confirmar la fecha", "Confirmar la fecha y la hora con Lucía", ++at);
    const web = changed("web", null, "www.cliente.example", ++at);
    take(`others-${at}`, [notes, web]);
    emit("bookChanged", "program");
  });
}
