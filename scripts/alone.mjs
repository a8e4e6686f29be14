// Proves that a clone alone is enough: the tests of Rust that read files run once more under strace, which tells what they
// look for beside the clone, whether it is there or not.
//   node scripts/alone.mjs
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { isBeside, isTold } from "./lib/beside.mjs";
import { ask, has, root, run } from "./lib/run.mjs";

/** Not here: what kills programs or fills the memory by the minute, and reads only what it wrote. */
const CRATES = ["mail", "store", "app", "cli"];
const LEFT_OUT = ["durability", "exhausting"];

/** Why it cannot be told here; undefined where it can. */
export function notAlone() {
  if (!isTold) return "everything lies beside this clone";
  if (!has("cargo-nextest")) return "cargo-nextest is not installed";
  return ask("strace", ["-qq", "-o", "/dev/null", "true"]) === undefined ? "strace may not look here" : undefined;
}

/** True when no test looked beside the clone. */
export function alone() {
  const log = mkdtempSync(join(tmpdir(), "hilo-alone-"));
  const host = /^host: (.+)$/m.exec(ask("rustc", ["-vV"]))[1].toUpperCase().replaceAll("-", "_");
  const strace = `strace -ff --seccomp-bpf -qq -y -e trace=%file -e signal=none -o ${join(log, "of")}`;
  const env = { ...process.env, [`CARGO_TARGET_${host}_RUNNER`]: strace };
  const crates = CRATES.map((name) => `package(${name})`).join(" + ");
  const leftOut = LEFT_OUT.map((name) => `binary(${name})`).join(" + ");
  // Of the whole workspace, so that nothing is compiled a second time with other features.
  const args = ["nextest", "run", "--workspace", "-E", `(${crates}) - (${leftOut})`, "--no-fail-fast", "--status-level", "fail"];
  try {
    const passed = run("cargo", args, { env });
    const found = new Set(readdirSync(log).flatMap((file) => beside(readFileSync(join(log, file), "latin1"))));
    for (const path of found) console.error(`A test looks for ${path}, which lies beside the clone.`);
    return passed && found.size === 0;
  } finally {
    rmSync(log, { recursive: true });
  }
}

/** `openat(AT_FDCWD</folder>, "path", ...` or `stat("path", ...`, a line for each call. */
function beside(calls) {
  const found = [];
  const parent = dirname(resolve(root));
  for (const line of calls.split("\n")) {
    if (!line.includes(parent)) continue;
    const [, folder = root, path] = /^\w+\((?:[\w]+<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
    if (path !== undefined && isBeside(resolve(folder, path))) found.push(resolve(folder, path));
  }
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const why = notAlone();
  if (why) console.log(`Not looked: ${why}.`);
  process.exit(why || alone() ? 0 : 1);
}
