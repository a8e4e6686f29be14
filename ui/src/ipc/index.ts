// The one door to the program: the generated commands and events, or a stand-in for them in a plain browser.
import { type AppError, commands, events } from "./bindings";

export type * from "./bindings";

export type Commands = typeof commands;

let current: Commands = commands;

export const ipc: Commands = new Proxy(commands, {
  get: (_, name) => (current === commands ? noted : current)[name as keyof Commands],
});

export function answerWith(stand: Commands): void {
  current = stand;
}

const SLOW_MS = 250;
/** They wait for the user, not the user for them. */
const asking = new Set(["emailPick", "emailsPick", "folderPick", "attachmentSaveAs", "reportSave", "contactsExport"]);

type Command = (...args: never[]) => Promise<unknown>;

/** The commands, with word to the log of each that fails or that the user had to wait for. */
const noted = Object.fromEntries(
  Object.entries(commands).map(([name, command]: [string, Command]) => {
    const note = (began: number, code: string | null) => {
      const ms = Math.round(performance.now() - began);
      const isSlow = ms > SLOW_MS && !asking.has(name);
      if (isSlow || code) commands.noteCommand(name, ms, code).catch(() => {});
    };
    const run: Command = (...args) => {
      const began = performance.now();
      const answer = command(...args);
      answer.then(
        () => note(began, null),
        (thrown) => note(began, asAppError(thrown).code),
      );
      return answer;
    };
    return [name, run];
  }),
) as unknown as Commands;

type EventName = keyof typeof events;
type Payload<Name extends EventName> = Parameters<Parameters<(typeof events)[Name]["listen"]>[0]>[0]["payload"];

/** Who hears in a plain browser, where only the stand-in tells something. */
const listeners = new Set<{ name: EventName; then: (payload: never) => void }>();

/** Calls `then` for each such event, until the answer is called. */
export function listen<Name extends EventName>(name: Name, then: (payload: Payload<Name>) => void): () => void {
  if (!("__TAURI_INTERNALS__" in window)) {
    const listener = { name, then };
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
  const heard = events[name].listen((event) => then(event.payload as never));
  return () => void heard.then((stop) => stop());
}

/** What the program would tell unasked, from its stand-in. */
export function emit<Name extends EventName>(name: Name, payload: Payload<Name>): void {
  for (const listener of [...listeners]) if (listener.name === name) listener.then(payload as never);
}

export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) return thrown as AppError;
  return { code: "internal", field: null, detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
