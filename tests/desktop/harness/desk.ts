// A private screen with a window manager, and everything of a user that the app could touch in a folder that goes away.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Running, start, until } from "./process.ts";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const shots = join(here, "..", "shots");

export interface Desk {
  readonly env: NodeJS.ProcessEnv;
  /** Goes away with the desk: a place for profiles and files. */
  readonly folder: string;
  /** The whole screen, dialogs of the system included, to `shots/NAME.png`. */
  shot(name: string): Promise<void>;
  /** The app's window alone, without its frame, to a file. */
  shotOfApp(file: string): Promise<void>;
  xdotool(...args: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "hilo-desk-"));
  mkdirSync(shots, { recursive: true });
  const screen = await startSaying("Xvfb", ["-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp"], process.env);
  const base = userEnvironment(folder, `:${screen.said}`);
  const bus = await startSaying("dbus-daemon", ["--session", "--nofork", "--nopidfile", "--print-address=3"], base);
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: bus.said };
  const manager = await startManager(env);
  return {
    env,
    folder,
    async shot(name) {
      await run("import", ["-window", "root", join(shots, `${name}.png`)], { env });
    },
    async shotOfApp(file) {
      const found = await run("xdotool", ["search", "--onlyvisible", "--name", "^Hilo$"], { env });
      await run("import", ["-window", found.stdout.trim().split("\n")[0] ?? "root", file], { env });
    },
    async xdotool(...args) {
      return (await run("xdotool", args, { env })).stdout.trim();
    },
    async close() {
      await manager.stop();
      await bus.stop();
      await screen.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A window manager sometimes loses its first words with a server that has just begun to listen: it is asked again. */
async function startManager(env: NodeJS.ProcessEnv): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const manager = start("openbox", ["--sm-disable"], env);
    const isUp = async () => {
      const answer = await run("xdotool", ["get_num_desktops"], { env }).catch(() => undefined);
      return answer?.stdout.trim() ? true : undefined;
    };
    try {
      await until("the window manager", isUp, 5_000);
      return manager;
    } catch (error) {
      await manager.stop();
      if (attempt === 4) throw new Error(`openbox: ${manager.output()}`, { cause: error });
    }
  }
}

/** Starts what picks its own number or address, and says it as a line on its third channel. */
async function startSaying(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<Running & { said: string }> {
  const running = start(program, args, env, ["ignore", "pipe", "pipe", "pipe"]);
  let text = "";
  running.child.stdio[3]?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const said = await until(program, () => /^(.+)\n/.exec(text)?.[1]).catch((error: Error) => {
    throw new Error(`${error.message}: ${running.output()}`);
  });
  return { ...running, said };
}

/** Nothing of the real user's settings, recent files or web data, and the same place and language everywhere. */
function userEnvironment(folder: string, display: string): NodeJS.ProcessEnv {
  const runtime = join(folder, "run");
  mkdirSync(runtime, { mode: 0o700 });
  const { WAYLAND_DISPLAY: _, ...inherited } = process.env;
  return {
    ...inherited,
    DISPLAY: display,
    HOME: folder,
    XDG_DATA_HOME: join(folder, "data"),
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_CACHE_HOME: join(folder, "cache"),
    XDG_RUNTIME_DIR: runtime,
    GDK_BACKEND: "x11",
    GSETTINGS_BACKEND: "memory",
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    TZ: "Europe/Madrid",
    LANG: "C.UTF-8",
    LC_ALL: "C.UTF-8",
  };
}
