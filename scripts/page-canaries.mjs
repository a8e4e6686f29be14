// Faults that the page once had, put back one by one, to see that the user made of dice finds them: each is a change or two,
// and the story of `ui/dice/stories.ts` that kills it. A canary that lives says that a promise is not watched.
//   npm run canaries:page                 all, each by its story
//   npm run canaries:page -- --hunt 12    by chance: looks for the first seed that kills each, up to that many
//   npm run canaries:page -- --only name  those whose names hold this
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, target } from "./lib/run.mjs";

const useRows = "src/lib/useRows.ts";
const useOnce = "src/lib/useOnce.ts";
const useForms = "src/app/useForms.ts";
const stacked = [useForms, "open.length === over ?", "open.length >= 0 ?"];

/** Each change is of a file of the page: what stands there, and what stood there once. */
const canaries = [
  {
    name: "rows are read again only when the list moves",
    rule: "rows",
    changes: [
      [useRows, "const windows = new PagedRows<Row>(", "const windows = now.shown.moment?.list === list ? now.shown.moment.windows : new PagedRows<Row>("],
      [useRows, "  await windows.read(start", "  if (windows !== before?.windows) await windows.read(start"],
    ],
  },
  { name: "what is chosen is a place", rule: "chosen", changes: [[useRows, "places.map(placeOf)", "places"]] },
  {
    name: "several chosen contacts are let go when others write",
    rule: "chosen",
    changes: [[useRows, "spans: spansOf(there)", "spans: places.length > 1 ? [] : spansOf(there)"]],
  },
  {
    name: "nothing guards against a second Intro",
    rule: "once",
    changes: [
      [useOnce, 'if (state.current === "free") void start(work, onError);', "void start(work, onError);"],
      [useOnce, 'isFree: () => state.current === "free"', "isFree: () => true"],
    ],
  },
  { name: "a slow answer makes a second record", rule: "once", changes: [[useOnce, '      state.current = "busy";\n', ""]] },
  {
    name: "a dialog closes without asking",
    rule: "typed",
    changes: [["src/components/FormDialog.tsx", "    else if (isTouched) ask(true);\n", ""]],
  },
  {
    name: "a tab counts another list than it shows",
    rule: "counts",
    changes: [["src/features/alarms/AlarmsScreen.tsx", "return { broken: broken.all, overdue: overdue.open };", "return { broken: broken.all, overdue: overdue.all };"]],
  },
  {
    name: "a key that is held opens several forms",
    rule: "once",
    changes: [["src/lib/gestures.ts", "(!event.repeat || mayRepeat(event))", "true"], stacked, ["src/app/Shell.tsx", "onNew: () => !isFormOpen &&", "onNew: () =>"]],
  },
  { name: "a double click opens two forms", rule: "once", changes: [stacked] },
  {
    name: "the focus is lost with the record that was deleted",
    rule: "focus",
    changes: [["src/app/App.tsx", "  useEffect(() => keepFocus(), []);\n", ""]],
  },
  {
    name: "orders come before records",
    rule: "palette",
    changes: [["src/app/paletteRows.tsx", "[...records, ...(records.length > 0 ? [more] : []), ...others]", "[...others, ...records]"]],
  },
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
  const whole = new Map();
  for (const [file, from, to] of canary.changes) {
    const path = join(tree, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${canary.name}: ${file} has changed; write the canary anew`);
    if (!whole.has(path)) whole.set(path, text);
    writeFileSync(path, text.replace(from, to));
  }
  const story = hunt ? { DICE_SEEDS: hunt, DICE_RULES: canary.rule, DICE_STORY: "" } : { DICE_STORY: canary.name };
  const env = { ...process.env, ...story, CARGO_TARGET_DIR: target, DICE_SHRINK_S: "0", NO_COLOR: "1" };
  const vitest = join(root, "ui", "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--config", "dice/vitest.config.ts", "--bail", "1"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, env, encoding: "utf8", maxBuffer: 1 << 28 });
  for (const [path, text] of whole) writeFileSync(path, text);
  const said = `${stdout}${stderr}`;
  const killed = new RegExp(`(seed \\d+|"[^"]+") breaks "${canary.rule}": (.*)`).exec(said);
  if (!killed && !/Tests .*passed/.test(said)) throw new Error(`${canary.name}: ${said.slice(-2000)}`);
  console.log(killed ? `killed  ${canary.name}: ${killed[1]}, ${killed[2].slice(0, 120)}` : `ALIVE   ${canary.name}`);
  if (!killed) alive += 1;
}
console.log(`${chosen.length - alive} of ${chosen.length} killed`);
process.exit(alive === 0 ? 0 : 1);
