// A user made of dice: from each seed many gestures on the real page while others write, and after each the book is asked.
//   npm run dice                                     all seeds
//   DICE_SEED=7 npm run dice                         one seed
//   DICE_SEED=7 DICE_STEPS='[…]' npm run dice        the steps that a failing seed printed
//   DICE_SEEDS=40 DICE_COUNT=300                     how many seeds, and steps of each
//   DICE_RULES=rows,target                           only what breaks these rules counts
//   DICE_STORY='a name'                              one of the known ones
//   DICE_FIND=1                                      no end at a fault: says the first of each rule
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Step, say } from "./gestures";
import type { Fault } from "./oracle";
import { dropBook, makeBook, play, type Story, unknownOf } from "./play";
import { shrink } from "./shrink";
import { stories } from "./stories";

const env = (name: string) => process.env[name] || undefined;
const seeds = Number(env("DICE_SEEDS") ?? 12);
const count = Number(env("DICE_COUNT") ?? 150);
const rules = env("DICE_RULES")?.split(",");
const SHRINKING_MS = Number(env("DICE_SHRINK_S") ?? 120) * 1000;
const isCounted = (fault: Fault) => !rules || rules.includes(fault.rule);

beforeAll(makeBook);
afterAll(dropBook);

/** These bring or send files and words that the dice have no hands for; the team has a simulation of its own. */
const WITHOUT_DICE =
  /^(emails?_|attachment_(edit|remove)|attachments_take|team_|folder_|sync_now|conflict_resolve|recover_)/;

test("the program behind the page knows every command that the page can ask", async () => {
  const bindings = readFileSync(join(import.meta.dirname, "..", "src", "ipc", "bindings.ts"), "utf8");
  const commands = [...bindings.matchAll(/__TAURI_INVOKE<.*>\("(\w+)"/g)].map(([, name]) => name ?? "");
  expect(commands.length, "the commands are found in the bindings").toBeGreaterThan(80);
  const unknown = await unknownOf(commands.filter((name) => !WITHOUT_DICE.test(name)));
  expect(unknown, "a command that is not answered is never tried: see crates/app/examples/answer.rs").toEqual([]);
});

async function shortest({ steps, fault }: Story, seed: number): Promise<Step[]> {
  const until = performance.now() + SHRINKING_MS;
  const isSame = (other: Fault) => other.rule === fault?.rule;
  const fails = async (some: Step[]) => (await play(seed, some, isSame)).fault !== null;
  return shrink(steps, fails, () => performance.now() < until);
}

function report(seed: number, steps: Step[], fault: Fault): string {
  const story = steps.map((step, at) => `  ${at + 1}. ${say(step)}`).join("\n");
  const again = `DICE_SEED=${seed} DICE_STEPS='${JSON.stringify(steps)}' npm run dice`;
  return `seed ${seed} breaks "${fault.rule}": ${fault.text}\n${story}\nAgain: ${again}`;
}

async function find(seed: number, steps: Step[] | number): Promise<void> {
  const found = new Map<string, string>();
  const began = performance.now();
  const { steps: played } = await play(seed, steps, (fault, at) => {
    if (isCounted(fault) && !found.has(fault.rule)) found.set(fault.rule, `step ${at}: ${fault.text}`);
    return false;
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    [`seed ${seed}: ${played.length} steps in ${seconds} s`, ...[...found].map((one) => one.join(", "))].join("\n  "),
  );
}

const given = env("DICE_STEPS");
const chosen = env("DICE_SEED");
const all = chosen ? [Number(chosen)] : Array.from({ length: seeds }, (_, at) => at + 1);
const named = env("DICE_STORY");
const known = stories.filter(({ name }) => (named ? name === named : !chosen));

test.each(known)("a user made of dice, known since long: $name", async ({ name, rules, steps }) => {
  const { fault } = await play(0, steps, (fault) => rules.includes(fault.rule));
  if (fault) expect.fail(`"${name}" breaks "${fault.rule}": ${fault.text}`);
});

test.skipIf(named).each(all)(
  "a user made of dice, seed %i: what is shown is what is, one gesture is one command",
  async (seed) => {
    const steps = given ? (JSON.parse(given) as Step[]) : count;
    if (env("DICE_FIND")) return find(seed, steps);
    const story = await play(seed, steps, isCounted);
    if (!story.fault) return;
    const text = report(seed, given ? story.steps : await shortest(story, seed), story.fault);
    console.log(text);
    expect.fail(text);
  },
);
