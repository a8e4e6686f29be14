// Runs programs the same way on every system, and knows where things lie.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const isWindows = process.platform === "win32";
const exe = isWindows ? ".exe" : "";

/** Where the window's program lies after a debug build. */
export const binary = join(target, "debug", `hilo-desktop${exe}`);
/** Tools that the project builds for itself, out of the user's way. */
export const tools = join(target, "tools");
export const tool = (name) => join(tools, "bin", `${name}${exe}`);

/** True when the program ended well. Its output goes straight to the terminal. */
export function run(command, args, options = {}) {
  // npm is a script on Windows, and only a shell starts scripts there. Nothing here comes from outside.
  const shell = isWindows && command === "npm";
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", shell, ...options });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** What the program says, or undefined when it is not there or refuses. */
export function ask(command, args) {
  const shell = isWindows && command === "npm";
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", shell });
  return status === 0 ? stdout.trim() : undefined;
}

export function has(command) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => existsSync(join(folder, `${command}${exe}`)));
}

export function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
