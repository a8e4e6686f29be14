// The program behind the page: the real book, asked over its standard streams (`crates/app/examples/answer.rs`).
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { AppError } from "../src/ipc";

export type Args = Record<string, unknown>;
export type Told = { ok: unknown } | { error: AppError };

const root = resolve(import.meta.dirname, "..", "..");
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const binary = join(target, "debug", "examples", process.platform === "win32" ? "answer.exe" : "answer");

export class Program {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (told: Told) => void>();
  private next = 1;

  constructor(profile: string) {
    if (!existsSync(binary)) throw new Error(`${binary} is not built: cargo build -p app --example answer`);
    this.child = spawn(binary, [profile], { stdio: ["pipe", "pipe", "inherit"] });
    if (!this.child.stdout) throw new Error("the program has no output");
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      const { id, ...told } = JSON.parse(line) as { id: number } & Told;
      this.waiting.get(id)?.(told as Told);
      this.waiting.delete(id);
    });
    this.child.on("exit", () => {
      const error: AppError = { code: "internal", field: null, detail: "the program has ended" };
      for (const tell of this.waiting.values()) tell({ error });
    });
  }

  /** What it says, be it an error. */
  tell(command: string, args: Args = {}): Promise<Told> {
    const id = this.next++;
    const told = new Promise<Told>((resolve) => this.waiting.set(id, resolve));
    this.child.stdin?.write(`${JSON.stringify({ id, command, args })}\n`);
    return told;
  }

  /** What it says, for who expects no error. */
  async ask<T>(command: string, args: Args = {}): Promise<T> {
    const told = await this.tell(command, args);
    if ("error" in told) throw new Error(`${command}: ${JSON.stringify(told.error)}`);
    return told.ok as T;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.child.exitCode !== null) return resolve();
      this.child.on("exit", () => resolve());
      this.child.stdin?.end();
    });
  }
}
