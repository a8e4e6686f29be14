// Every check of the project, the same here and in CI, in the order of what fails fastest.
//   npm test                        all; stops at the first that fails
//   npm test -- --keep-going        all, whatever fails
//   npm test -- --only ui,rust      some, by the words before the colon
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { watchedTests, whyNotWatched } from "./alone.mjs";
import { corpus } from "./corpus.mjs";
import { binary, has, root, run, tool } from "./lib/run.mjs";
import { setup } from "./setup.mjs";

const args = process.argv.slice(2);
const keepGoing = args.includes("--keep-going");
const only = args.includes("--only") ? args[args.indexOf("--only") + 1]?.split(",") : undefined;

const ui = join(root, "ui");
const desktop = join(root, "tests", "desktop");
const isLinux = process.platform === "linux";
// Of no concern to the tests of the project itself, which read nothing from outside it.
const { HILO_CORPUS: emails } = process.env;
delete process.env.HILO_CORPUS;
// Every Node of the page's and the window's tests refuses to look there.
const inside = `--import=${pathToFileURL(join(root, "scripts", "lib", "inside.mjs"))}`;
const env = { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} ${inside}` };

setup({ tests: true });

const lint = (...what) => run("cargo", ["clippy", ...what, "--quiet", "--", "-D", "warnings"]);

const unwatched = whyNotWatched();
let beside;

/** And on Linux a look at what they open. */
function rustTests() {
  if (unwatched) {
    const runner = has("cargo-nextest") ? ["nextest", "run"] : ["test"];
    return run("cargo", [...runner, "--workspace", "--no-fail-fast"]);
  }
  const watched = watchedTests();
  beside = watched.beside;
  for (const path of beside ?? []) console.error(`A test looks for ${path}, beside the clone, where a stranger has nothing.`);
  return watched.passed;
}

/** `when` says why a step is left out here; whoever reads the summary must not take silence for a pass. */
const steps = [
  { name: "rust: format", run: () => run("cargo", ["fmt", "--all", "--check"]) },
  {
    name: "window: types",
    when: existsSync(desktop) ? undefined : "there are no window tests",
    run: () => run("npm", ["run", "types"], { cwd: desktop }),
  },
  // Before the lints: the page is compiled into the program.
  { name: "ui: format, lint, types, tests, build", run: () => run("npm", ["run", "check"], { cwd: ui, env }) },
  { name: "rust: lints", run: () => lint("--workspace", "--all-targets") && lint("--workspace", "--test", "corpus") },
  // The program and the tests in one go, so that they share what they are made of.
  { name: "rust: build", run: () => run("cargo", ["build", "--workspace", "--bins", "--tests", "--example", "answer", "--quiet"]) },
  // After the build: the real book answers behind the page.
  { name: "page: a user made of dice", run: () => run("npm", ["run", "dice"], { cwd: ui, env }) },
  {
    name: "rust: tests",
    run: rustTests,
  },
  {
    name: "rust: a clone alone is enough",
    when: unwatched,
    run: () => beside?.length === 0,
  },
  {
    name: "corpus: answers, misses, damage",
    when: emails ? undefined : "HILO_CORPUS names no folder of emails",
    run: () => corpus(emails),
  },
  {
    name: "deps: bans, licences, sources",
    run: () => run(tool("cargo-deny"), ["--workspace", "check", "bans", "licenses", "sources"]),
  },
  {
    name: "window: tests",
    when: isLinux ? undefined : "the window is driven on Linux only",
    run: () => run("npm", ["test"], {
      cwd: desktop,
      env: { ...env, HILO_BINARY: binary, TAURI_DRIVER: tool("tauri-driver") },
    }),
  },
];

const results = [];
for (const step of steps) {
  if (only && !only.includes(step.name.split(":")[0])) continue;
  if (step.when) {
    results.push({ ...step, state: "skipped" });
    continue;
  }
  console.log(`\n=== ${step.name}`);
  const begin = Date.now();
  const passed = step.run();
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  console.log(`=== ${step.name}: ${passed ? "passed" : "FAILED"} in ${seconds} s`);
  results.push({ ...step, state: passed ? "passed" : "failed", seconds });
  if (!passed && !keepGoing) break;
}

console.log("");
for (const { name, state, seconds, when } of results) {
  console.log(`${state.padEnd(8)}${name}${state === "skipped" ? ` (${when})` : `, ${seconds} s`}`);
}
const count = (state) => results.filter((result) => result.state === state).length;
console.log(`\n${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
process.exit(count("failed") === 0 && count("passed") > 0 ? 0 : 1);
