// Starts and ends the programs that a window test needs.
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Running {
  readonly child: ChildProcess;
  /** The last lines it wrote, for the message of a failure. */
  output(): string;
  stop(): Promise<void>;
}

export function start(program: string, args: string[], env: NodeJS.ProcessEnv, stdio?: StdioOptions): Running {
  // A group of its own: what it starts ends with it.
  const child = spawn(program, args, { env, stdio: stdio ?? ["ignore", "pipe", "pipe"], detached: true });
  let text = "";
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.on("error", (error) => keep(Buffer.from(`${program}: ${error.message}`)));
  const ended = new Promise<void>((resolve) => {
    child.on("exit", () => resolve());
    child.on("error", () => resolve());
  });
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // It has ended by itself.
    }
  };
  return {
    child,
    output: () => text,
    async stop() {
      signal("SIGTERM");
      await Promise.race([ended, sleep(2_000)]);
      signal("SIGKILL");
      await Promise.race([ended, sleep(2_000)]);
    },
  };
}

/** Two calls may not share a port: the first is still open when the second asks. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, ms = 10_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await sleep(50);
  }
}
