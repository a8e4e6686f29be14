// Faults that the page once had, put back one by one, to see that the user made of dice finds them: each is one change of one
// file, and the story of `ui/dice/stories.ts` that kills it. A canary that lives says that a promise is not watched.
//   npm run canaries:page                 all, each by its story
//   npm run canaries:page -- --hunt 12    by chance: looks for the first seed that kills each, up to that many
//   npm run canaries:page -- --only name  those whose names hold this
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, target } from "./lib/run.mjs";

/** Without `from` it is the page as it stands. */
const canaries = [
  { name: "rows are read again only when the list moves", rule: "rows", file: "src/components/Grid.tsx" },
  { name: "what is chosen is a place", rule: "chosen", file: "src/features/customers/CustomersScreen.tsx" },
  { name: "several chosen contacts are let go when others write", rule: "chosen", file: "src/features/contacts/useContacts.ts" },
  { name: "nothing guards against a second Intro", rule: "once", file: "src/features/customers/useCustomerForm.ts" },
  { name: "a slow answer makes a second record", rule: "once", file: "src/features/customers/useCustomerForm.ts" },
  { name: "a dialog closes without asking", rule: "typed", file: "src/features/people/PersonDialog.tsx" },
  { name: "a tab counts another list than it shows", rule: "counts", file: "src/features/alarms/AlarmsScreen.tsx" },
  { name: "a key that is held opens several forms", rule: "once", file: "src/app/useShortcuts.ts" },
  { name: "a double click opens two forms", rule: "once", file: "src/features/customers/Thread.tsx" },
  { name: "the focus is lost with the record that was deleted", rule: "focus", file: "src/features/customers/CustomersScreen.tsx" },
  { name: "orders come before records", rule: "palette", file: "src/app/Palette.tsx" },
];

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const hunt = option("--hunt");
const tree = join(root, "target", "canaries", "page");
const copied = ["dev", "dice", "src", "package.json", "tsconfig.json", "vite.config.ts"];

if (!run("cargo", ["build", "--workspace", "--bins", "--tests", "--example", "answer", "--quiet"])) process.exit(1);
rmSync(tree, { recursive: true, force: true });
mkdirSync(tree, { recursive: true });
for (const part of copied) cpSync(join(root, "ui", part), join(tree, part), { recursive: true });
symlinkSync(join(root, "ui", "node_modules"), join(tree, "node_modules"), "junction");

let alive = 0;
const chosen = canaries.filter(({ name }) => name.includes(option("--only") ?? ""));
for (const canary of chosen) {
  const file = join(tree, canary.file);
  const whole = readFileSync(file, "utf8");
  let sick = whole;
  for (const [from, to] of [[canary.from ?? "", canary.to ?? ""], ...(canary.also ?? [])]) {
    if (!sick.includes(from)) throw new Error(`${canary.name}: ${canary.file} has changed; write the canary anew`);
    sick = sick.replace(from, to);
  }
  writeFileSync(file, sick);
  const story = hunt ? { DICE_SEEDS: hunt, DICE_RULES: canary.rule, DICE_STORY: "" } : { DICE_STORY: canary.name };
  const env = { ...process.env, ...story, CARGO_TARGET_DIR: target, DICE_SHRINK_S: "0", NO_COLOR: "1" };
  const vitest = join(root, "ui", "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--config", "dice/vitest.config.ts", "--bail", "1"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, env, encoding: "utf8", maxBuffer: 1 << 28 });
  writeFileSync(file, whole);
  const said = `${stdout}${stderr}`;
  const killed = new RegExp(`(seed \\d+|"[^"]+") breaks "${canary.rule}": (.*)`).exec(said);
  if (!killed && !/Tests .*passed/.test(said)) throw new Error(`${canary.name}: ${said.slice(-2000)}`);
  console.log(killed ? `killed  ${canary.name}: ${killed[1]}, ${killed[2].slice(0, 120)}` : `ALIVE   ${canary.name}`);
  if (!killed) alive += 1;
}
console.log(`${chosen.length - alive} of ${chosen.length} killed`);
process.exit(alive === 0 ? 0 : 1);
