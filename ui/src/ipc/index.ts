// The one door to the program: the generated commands, or a stand-in for them in a plain browser.
import { type AppError, commands } from "./bindings";

export type * from "./bindings";
export type Commands = typeof commands;

let current: Commands = commands;

export const ipc: Commands = new Proxy(commands, {
  get: (_, name) => current[name as keyof Commands],
});

export function answerWith(stand: Commands): void {
  current = stand;
}

/** In development without the window, the commands are answered by an invented book. */
export async function connect(): Promise<void> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { fakeCommands } = await import("../../dev/fake");
    answerWith(fakeCommands());
  }
}

export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) return thrown as AppError;
  return { code: "internal", field: null, detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
