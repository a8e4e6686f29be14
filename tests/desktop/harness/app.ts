// The app's real window, driven through WebDriver.
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, remote } from "webdriverio";
import type { Desk } from "./desk.ts";
import { freePorts, start, until } from "./process.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
/** `scripts/test.mjs` says where Cargo puts things; by hand it is the usual place. */
export const binary = process.env["HILO_BINARY"] ?? join(root, "target", "debug", "hilo-desktop");
const driver = process.env["TAURI_DRIVER"] ?? join(root, "target", "tools", "bin", "tauri-driver");

export interface App {
  readonly browser: Browser;
  /** As the power going: no chance to write anything more. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function openApp(desk: Desk, profile: string, args: string[] = [], program = binary): Promise<App> {
  for (const needed of [program, driver]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: npm test builds it`);
  }
  const [port, nativePort] = await freePorts(2);
  const ports = ["--port", `${port}`, "--native-port", `${nativePort}`];
  const env = { ...desk.env, HILO_PROFILE: profile };
  const session = start(driver, ports, env);
  try {
    await until("the driver", () => answers(`http://127.0.0.1:${port}/status`));
    const browser = await remote({
      hostname: "127.0.0.1",
      port: Number(port),
      path: "/",
      logLevel: "error",
      connectionRetryCount: 0,
      capabilities: {
        // @ts-expect-error Tauri's own capability
        "tauri:options": { application: program, args },
        "wdio:enforceWebDriverClassic": true,
      },
    });
    return {
      browser,
      async kill() {
        const own = processes(session.child.pid);
        if (own.length === 0) throw new Error("the app is not running");
        for (const pid of own) process.kill(pid, "SIGKILL");
        await until("the app's end", () => (processes(session.child.pid).length === 0 ? true : undefined));
        await session.stop();
      },
      async close() {
        await browser.deleteSession().catch(() => undefined);
        await session.stop();
      },
    };
  } catch (error) {
    await session.stop();
    throw new Error(`the app did not open: ${session.output()}`, { cause: error });
  }
}

async function answers(url: string): Promise<true | undefined> {
  const answer = await fetch(url).catch(() => undefined);
  return answer === undefined ? undefined : true;
}

/** The running copies of the app that this session started; other tests and the user may have theirs. */
function processes(group: number | undefined): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/exe`) === realpathSync(binary) && groupOf(pid) === group;
      } catch {
        // It ended while we looked.
        return false;
      }
    });
}

/** The fifth field, counted after the name, which may hold spaces and brackets. */
function groupOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
}
