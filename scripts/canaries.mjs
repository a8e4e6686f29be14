// Bugs that are put in on purpose, to see that the simulation finds them: each is one change of one file, and the seed that
// kills it. A canary that lives says that a promise is not watched; then this fails.
//   npm run canaries                 all
//   npm run canaries -- --hunt 400   looks for the first seed that kills each, up to that many
//   npm run canaries -- --only name  those whose names hold this
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/run.mjs";

const exchange = "crates/replication/src/exchange.rs";
const reading = "crates/replication/src/exchange/reading.rs";
const writing = "crates/replication/src/exchange/writing.rs";
const merging = "crates/documents/src/merging.rs";
const intake = "crates/documents/src/intake.rs";

const canaries = [
  { name: "any folder will do", seed: 2, file: exchange, from: "    require_marker(carrier, &listed, state.me.team).await?;\n", to: "" },
  { name: "what was kept is forgotten", seed: 0, file: exchange, from: "held: state.held.into_iter().map(|held| (held.id, held)).collect(),", to: "held: BTreeMap::new()," },
  { name: "a bad file is bad for ever", seed: 5, file: exchange, from: "            | FileClass::Bad(Fault::TooLarge) => true,", to: "            | FileClass::Bad(_) => true," },
  { name: "a clone goes on under one name", seed: 0, file: exchange, from: "if !is_doubled && !is_behind {", to: "if is_doubled || !is_behind {" },
  { name: "an entry is whole if it reads", seed: 227, file: reading, from: "known.get(&entry.id).is_some_and(|whole| *whole != entry)", to: "known.get(&entry.id).is_some_and(|_| false)" },
  { name: "what was refused is said to be shared", seed: 1, file: writing, from: "                Err(trouble) => {\n                    let is_over", to: "                Err(trouble) => {\n                    self.there.insert(held.id);\n                    let is_over" },
  { name: "a newer version's changes are let go", seed: 0, file: reading, from: "            false => SegmentStatus::Newer,", to: "            false => SegmentStatus::Applied," },
  { name: "only its author puts a segment back", seed: 137, file: writing, from: "held.device == self.me.card.device || self.was_there.contains(&held.id) || is_late(held)", to: "held.device == self.me.card.device && !is_late(&StoredSegment { since: now, ..*held })" },
  { name: "whoever comes first stays", seed: 0, file: merging, from: "        all.sort_by_key(|(depth, change)| (*depth, change.hash()));\n", to: "" },
  { name: "what waits is let go", seed: 0, file: merging, from: "merged.aside = waiting.into_iter().map(|change| unmerged(change, false)).collect();", to: "drop(waiting);" },
  { name: "what a clone wrote is never said again", seed: 0, file: intake, from: "    if ours.is_empty() {\n", to: "    if !ours.is_empty() || ours.is_empty() {\n" },
  { name: "a choice of what is shown is no writing", seed: 30, file: "crates/documents/src/conflict.rs", from: "                    tx.put(ROOT, field, false)?;\n", to: "" },
  { name: "an edit is of now, not of what was seen", seed: 0, file: "crates/documents/src/document.rs", from: "        self.transact(author, Some(&heads), |tx, author| {", to: "        self.transact(author, None, |tx, author| {" },
  { name: "what was deleted elsewhere is deleted of now", seed: 13, file: merging, from: "self.delete_at(author, base.as_ref())?", to: "self.delete_at(author, None)?" },
  { name: "deleted is deleted", seed: 0, file: "crates/documents/src/deletion.rs", from: "Some(_) => Presence::Returned,", to: "Some(_) => Presence::Deleted," },
];

const hunt = process.argv.includes("--hunt") ? Number(process.argv[process.argv.indexOf("--hunt") + 1]) : 0;
const tree = join(root, "target", "canaries", "tree");
const env = { ...process.env, HILO_WHOLE: "1", CARGO_TARGET_DIR: join(root, "target", "canaries", "built") };
const copied = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "clippy.toml", "crates", "tests/Cargo.toml", "tests/src", "tests/tests", "src-tauri", "migrations"];

rmSync(tree, { recursive: true, force: true });
mkdirSync(join(tree, "tests"), { recursive: true });
for (const part of copied) cpSync(join(root, part), join(tree, part), { recursive: true });

let alive = 0;
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const chosen = canaries.filter(({ name }) => name.includes(only));
for (const canary of chosen) {
  const file = join(tree, canary.file);
  const whole = readFileSync(file, "utf8");
  let sick = whole;
  for (const [from, to] of [[canary.from, canary.to], ...(canary.also ?? [])]) {
    if (!sick.includes(from)) throw new Error(`${canary.name}: ${canary.file} has changed; write the canary anew`);
    sick = sick.replace(from, to);
  }
  writeFileSync(file, sick);
  const cargo = ["run", "--quiet", "-p", "tests", "--bin", "simulate", "--"];
  const seeds = hunt ? ["--seeds", String(hunt)] : ["--seed", String(canary.seed)];
  const run = spawnSync("cargo", [...cargo, ...seeds], { cwd: tree, env, encoding: "utf8", maxBuffer: 1 << 28 });
  writeFileSync(file, whole);
  const killed = /^seed (\d+): (.*)$/m.exec(run.stdout ?? "");
  const panicked = /panicked/.test(run.stderr ?? "");
  if (!killed && !panicked && !/histories in/.test(run.stdout ?? "")) throw new Error(`${canary.name}: ${run.stderr}`);
  if (killed) {
    const first = [...run.stdout.matchAll(/^seed (\d+): (.*)$/gm)].sort((a, b) => a[1] - b[1])[0];
    console.log(`killed  ${canary.name}: seed ${first[1]}, ${first[2].slice(0, 120)}`);
  } else if (panicked) {
    console.log(`killed  ${canary.name}: it panicked`);
  } else {
    console.log(`ALIVE   ${canary.name}`);
    alive += 1;
  }
}
console.log(`${chosen.length - alive} of ${chosen.length} killed`);
process.exit(alive === 0 ? 0 : 1);
