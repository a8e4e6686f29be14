// What a step of the invented book was, as undo names it.
import type { RecordKind, Undone, UndoneCommand } from "../src/ipc";

export type Did = Pick<Undone, "command" | "about">;

export function did(command: UndoneCommand, kind: RecordKind, name: string | null = null, count = 1): Did {
  return { command, about: { kind, count, name, date: null } };
}
