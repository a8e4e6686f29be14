// Start, memory and key to paint, in release, beside what the web view costs by itself. Figures, not a test.
import { join } from "node:path";
import { root, run, target, tool } from "./lib/run.mjs";

const cargo = (...args) => run("cargo", ["build", "--release", "--quiet", ...args]);
const env = { ...process.env, HILO_BINARY: join(target, "release", "hilo-desktop"), TAURI_DRIVER: tool("tauri-driver") };
const passed =
  run("node", ["scripts/setup.mjs", "--tests"]) &&
  run("npm", ["run", "build", "--silent"], { cwd: join(root, "ui") }) &&
  cargo("-p", "desktop", "--bins", "--examples") &&
  cargo("-p", "cli") &&
  run("npx", ["vitest", "run", "--config", "feel.config.ts"], { cwd: join(root, "tests", "desktop"), env });
process.exit(passed ? 0 : 1);
