// One story: the page on a fresh copy of the book, step after step, each judged; and the same story again from its steps.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BinRow } from "../src/ipc/bindings";
import { nameOf } from "./controls";
import { type Asked, Desk, isWriting } from "./desk";
import { Dice } from "./dice";
import { perform, roll, type Step, say } from "./gestures";
import * as oracle from "./oracle";
import { act } from "./others";
import { Program, target } from "./program";
import { look, type Seen } from "./seen";

export type Story = { steps: Step[]; fault: oracle.Fault | null };

const folder = join(target, "dice", String(process.pid));
const template = join(folder, "template");
const BIN_MAX = 1000;

/** The book that every story begins with. */
export async function makeBook(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const program = new Program(template);
  const user = { name: "Ana Prueba", emails: ["ana@prueba.example"] };
  await program.ask("first_run", { user, sample: { contacts: 240, customers: 30, seed: 7 } });
  await program.stop();
}

export const dropBook = () => rmSync(folder, { recursive: true, force: true });

/** Those of the commands that the program has never heard of. */
export async function unknownOf(commands: string[]): Promise<string[]> {
  const profile = join(folder, "commands");
  cpSync(template, profile, { recursive: true });
  const program = new Program(profile);
  const unknown: string[] = [];
  for (const command of commands) {
    const told = await program.tell(command);
    if ("error" in told && told.error.detail?.startsWith("no command ")) unknown.push(command);
  }
  await program.stop();
  return unknown;
}

/** Rolls `count` steps from the seed, or plays those that are given, up to the first fault that counts. */
export async function play(
  seed: number,
  given: Step[] | number,
  counts: (fault: oracle.Fault, at: number) => boolean,
): Promise<Story> {
  const profile = join(folder, `seed-${seed}`);
  rmSync(profile, { recursive: true, force: true });
  cpSync(template, profile, { recursive: true });
  const [program, colleague] = [new Program(profile), new Program(profile)];
  const desk = new Desk(program);
  const steps: Step[] = [];
  try {
    await desk.open();
    const player = new Player(desk, program, colleague);
    const dice = new Dice(seed);
    const all = typeof given === "number" ? given : given.length;
    for (let at = 0; at < all; at++) {
      const step = typeof given === "number" ? (first(at) ?? roll(dice, desk, at)) : given[at];
      if (!step) break;
      steps.push(step);
      const fault = (await player.judge(step, at)).find((one) => counts(one, at));
      if (fault) return { steps, fault };
    }
    return { steps, fault: null };
  } finally {
    await desk.close();
    await Promise.all([program.stop(), colleague.stop()]);
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A day begins with the list. */
const first = (at: number): Step | undefined => (at === 0 ? { do: "click", on: "button Cargar" } : undefined);

function tellStep(step: Step, { list, card, forms }: Seen, asked: Asked[]): void {
  const seen = list && `${list.label} of ${list.count}, chosen ${list.selected.length}`;
  const commands = asked.filter(({ command }) => isWriting(command) || command.endsWith("_page"));
  const where = document.activeElement ? nameOf(document.activeElement) : null;
  console.log(
    [say(step), seen, card && "card", `${forms} forms`, where, ...commands.map((one) => one.command)].join(" | "),
  );
}

class Player {
  private isTold = true;
  private bin = new Set<string>();
  private readonly typed = new oracle.Typed();

  constructor(
    private readonly desk: Desk,
    private readonly program: Program,
    private readonly colleague: Program,
  ) {}

  async judge(step: Step, at: number): Promise<oracle.Fault[]> {
    const { desk, program } = this;
    const [before, from] = [look(), desk.asked.length];
    const earlier = desk.asked.map((one) => ({ ...one }));
    if (step.do === "others") {
      const chosen = before.list?.selected[0] ?? before.list?.active ?? before.card;
      await act(this.colleague, step.deed, step.at, chosen, `de Otros ${at}`);
      this.isTold = false;
    }
    if (step.do === "told" || (step.do === "others" && !step.isLate)) {
      await desk.tellChanges();
      this.isTold = true;
    }
    await perform(step, desk);
    await desk.settle();
    const after = look();
    const gone = await this.moved();
    if (process.env.DICE_SAY) tellStep(step, after, desk.asked.slice(from));
    const gesture = { step, before, after, asked: desk.asked.slice(from), earlier, gone, bin: this.bin };
    const faults = [
      ...oracle.quiet(desk),
      ...oracle.once(gesture),
      ...oracle.target(gesture),
      ...oracle.chosen(gesture),
      ...oracle.palette(),
      ...this.typed.faults(gesture, desk),
    ];
    if (step.do === "type") this.typed.note(step.text);
    if (desk.isWaiting) return faults;
    faults.push(...oracle.focus());
    if (!this.isTold) return faults;
    faults.push(...(await oracle.rows(program, desk, after)), ...(await oracle.counts(program, desk, after)));
    faults.push(...(await oracle.card(program, after)));
    return faults;
  }

  /** What went to the bin or came back since. */
  private async moved(): Promise<string[]> {
    const rows = await this.program.ask<BinRow[]>("bin_page", { offset: 0, limit: BIN_MAX });
    const [was, is] = [this.bin, new Set(rows.map(({ id }) => id))];
    this.bin = is;
    return [...is].filter((id) => !was.has(id)).concat([...was].filter((id) => !is.has(id)));
  }
}
