// Proves that a clone alone is enough: Rust's tests run under strace, which tells what they look for beside the clone, whether
// it is there or not. It costs next to nothing: the kernel stops a program at the calls that name a file, and at no others.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isBeside, isTold } from "./lib/beside.mjs";
import { ask, has, root, run } from "./lib/run.mjs";

/** Programs that are killed a hundred times and files that fill the memory: nobody stands beside. They read what they wrote. */
const UNWATCHED = "binary(durability) + binary(exhausting)";

/** Why nobody can watch here; undefined where it works. */
export function whyNotWatched() {
  if (!isTold) return "everything lies beside this clone";
  if (!has("cargo-nextest")) return "cargo-nextest is not installed";
  return ask("strace", ["-qq", "-o", "/dev/null", "true"]) === undefined ? "strace may not watch here" : undefined;
}

/** Runs the tests, and tells whether they passed and what they looked for beside the clone. */
export function watchedTests() {
  const log = mkdtempSync(join(tmpdir(), "hilo-alone-"));
  const host = /^host: (.+)$/m.exec(ask("rustc", ["-vV"]))[1].toUpperCase().replaceAll("-", "_");
  const strace = `strace -ff --seccomp-bpf -qq -y -e trace=%file -e signal=none -o ${join(log, "of")}`;
  const watched = { ...process.env, [`CARGO_TARGET_${host}_RUNNER`]: strace };
  // Where they do not compile there is nothing to watch.
  if (!run("cargo", ["nextest", "run", "--workspace", "--no-run"])) return { passed: false };
  const test = (which, env) => run("cargo", ["nextest", "run", "--workspace", "--no-fail-fast", "-E", which], { env });
  try {
    const passed = [test(`not (${UNWATCHED})`, watched), test(UNWATCHED, process.env)].every(Boolean);
    const calls = readdirSync(log).map((file) => readFileSync(join(log, file), "latin1"));
    if (calls.length === 0) throw new Error("strace wrote nothing");
    return { passed, beside: [...new Set(calls.flatMap(besideIn))] };
  } finally {
    rmSync(log, { recursive: true });
  }
}

/** Of lines like `openat(AT_FDCWD</folder>, "path", ...` and `stat("path", ...`. */
function besideIn(calls) {
  const parent = dirname(resolve(root));
  const paths = calls.split("\n").filter((line) => line.includes(parent)).flatMap((line) => {
    const [, folder = root, path] = /^\w+\((?:\w+<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
    return path === undefined ? [] : [resolve(folder, path)];
  });
  return paths.filter(isBeside);
}
