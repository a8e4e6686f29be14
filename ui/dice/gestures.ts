// What the user made of dice does: keys, clicks, typing, and what others do meanwhile; each step is plain data that can be replayed.
import { contactForms, controls, dialogs, find, isTextField, nameOf, tabStops } from "./controls";
import type { Desk } from "./desk";
import type { Dice } from "./dice";
import { type Deed, deeds } from "./others";

export type Step =
  /** In the words of user-event; several presses of a key that is held are one gesture. */
  | { do: "keys"; keys: string }
  | { do: "type"; text: string }
  | { do: "click" | "doubleClick" | "ctrlClick" | "shiftClick"; on: string }
  /** `at`: which record, as a part of all; `isLate`: the page is told only by a later step. */
  | { do: "others"; deed: Deed; at: number; isLate: boolean }
  | { do: "lock" | "slow" | "unlock" | "told" };

/** Keys that mean something in many places, as often as their weight says. */
const KEYS = [
  [12, "{ArrowDown}"],
  [8, "{ArrowUp}"],
  [3, "{Home}"],
  [3, "{End}"],
  [2, "{PageDown}"],
  [2, "{PageUp}"],
  [8, "{Enter}"],
  [3, "{Enter}{Enter}"],
  [4, "{F2}"],
  [6, "{Delete}"],
  [2, "{Delete>4/}"],
  [6, "n"],
  [2, "n{Enter}"],
  [1, "{n>3/}"],
  [6, "{Control>}k{/Control}"],
  [4, "{Control>}z{/Control}"],
  [2, "{Control>}y{/Control}"],
  [1, "{Control>}n{/Control}"],
  [5, "{Control>}{Enter}{/Control}"],
  [3, "{Control>}{Enter}{Enter}{/Control}"],
  [2, "{Control>}{Enter>4/}{/Control}"],
  [7, "{Escape}"],
  [5, "{Tab}"],
  [2, "{Shift>}{Tab}{/Shift}"],
  [2, "{Control>}a{/Control}"],
  [4, "{Shift>}{ArrowDown}{/Shift}"],
  [3, "{Control>}{ArrowDown}{/Control}"],
  [3, "{Control>} {/Control}"],
  [2, " "],
  [3, "{ArrowRight}"],
  [2, "{ArrowLeft}"],
  [2, "{F6}"],
  [1, "{Alt>}{ArrowLeft}{/Alt}"],
  [1, "{Alt>}{ArrowRight}{/Alt}"],
  [1, "{F1}"],
  [2, "s"],
  [1, "m"],
] as const;

/** Keys of who has just written something. */
const FORM_KEYS = [
  [8, "{Tab}"],
  [5, "{Enter}"],
  [4, "{Enter}{Enter}"],
  [7, "{Control>}{Enter}{/Control}"],
  [4, "{Control>}{Enter}{Enter}{/Control}"],
  [3, "{Control>}{Enter>4/}{/Control}"],
  [5, "{Escape}"],
  [2, "{ArrowDown}"],
  [1, "{Control>}z{/Control}"],
  [1, "{Control>}k{/Control}"],
] as const;

const WORDS = ["Zumos", "Talleres", "a", "s.l.", "con", "60", "ma", "+5", "15/1", "mañana", "1.000", "10:30", "de"];
const PLACES = /^button (Clientes|Contactos|Papelera|Avisos|Cargar)/i;

/** What comes next, of what is possible now. `count` makes what is typed known again. */
export function roll(dice: Dice, desk: Desk, count: number): Step {
  if (desk.isWaiting && dice.isLucky(0.35)) return { do: "unlock" };
  const isForm = dialogs().length > 0 || contactForms().length > 0;
  const kind = dice.weighed([
    [isTextField(document.activeElement) ? 3 : 10, "keys"],
    [isForm ? 9 : 2, "type"],
    [7, "click"],
    [3, "place"],
    [3, "row"],
    [5, "others"],
    [2, "told"],
    [1, "lock"],
    [1, "slow"],
  ] as const);
  if (kind === "type") {
    const fields = controls().filter(isTextField);
    if (!isTextField(document.activeElement) && fields.length > 0) return { do: "click", on: nameOf(dice.one(fields)) };
    if (isTextField(document.activeElement))
      return { do: "type", text: dice.isLucky(0.5) ? `Texto ${count}` : dice.one(WORDS) };
  }
  if (kind === "others") return { do: "others", deed: dice.one(deeds), at: dice.roll(), isLate: dice.isLucky(0.25) };
  if (kind === "told" || kind === "lock" || kind === "slow") return { do: kind };
  if (kind === "click" || kind === "place" || kind === "row") {
    const all = controls().filter((one) => {
      if (kind === "row") return one.dataset.index !== undefined;
      return kind === "click" ? one.dataset.index === undefined : PLACES.test(nameOf(one));
    });
    // Those that lie in what is on top come first, as they do for a user.
    if (all.length > 0) return { do: wayToClick(dice, kind === "row"), on: nameOf(dice.one(all)) };
  }
  return { do: "keys", keys: dice.weighed(isTextField(document.activeElement) ? FORM_KEYS : KEYS) };
}

function wayToClick(dice: Dice, isRow: boolean) {
  if (!isRow) return dice.isLucky(0.15) ? "doubleClick" : "click";
  return dice.weighed([
    [6, "click"],
    [2, "doubleClick"],
    [2, "ctrlClick"],
    [2, "shiftClick"],
  ] as const);
}

/** Does it, as far as it is possible; what comes of it is waited for elsewhere. */
export async function perform(step: Step, desk: Desk): Promise<void> {
  try {
    await move(step, desk);
  } catch (error) {
    // Of the invented browser: a selection in a field that has none.
    if (!(error instanceof Error && error.message.startsWith("Not implemented"))) throw error;
  }
}

async function move(step: Step, desk: Desk): Promise<void> {
  const { user } = desk;
  if (step.do === "keys") {
    if (step.keys.includes("{Tab}")) pressTab(step.keys.startsWith("{Shift>}"));
    else await user.keyboard(step.keys);
    return;
  }
  if (step.do === "type") {
    const { activeElement } = document;
    if (isTextField(activeElement)) await user.keyboard(step.text);
    return;
  }
  if (step.do === "lock") return desk.lock();
  if (step.do === "slow") return desk.slow();
  if (step.do === "unlock") return desk.release();
  if (!("on" in step)) return;
  const on = find(step.on);
  if (!on) return;
  if (step.do === "click") return user.click(on);
  if (step.do === "doubleClick") return user.dblClick(on);
  const key = step.do === "ctrlClick" ? "Control" : "Shift";
  await user.keyboard(`{${key}>}`);
  await user.click(on);
  await user.keyboard(`{/${key}}`);
}

/** As a window does it: past what is hidden, and behind the last stop on at the first one. user-event knows neither. */
function pressTab(isBack: boolean): void {
  const from = document.activeElement ?? document.body;
  const options = { key: "Tab", code: "Tab", shiftKey: isBack, bubbles: true, cancelable: true };
  if (from.dispatchEvent(new KeyboardEvent("keydown", options))) {
    const stops = tabStops();
    const at = stops.indexOf(from as HTMLElement);
    const next = isBack ? (at < 0 ? stops.length : at) - 1 : at + 1;
    (stops.at(next) ?? stops[0])?.focus();
  }
  document.activeElement?.dispatchEvent(new KeyboardEvent("keyup", options));
}

export function say(step: Step): string {
  if (step.do === "keys") return `press ${step.keys}`;
  if (step.do === "type") return `type "${step.text}"`;
  if (step.do === "others")
    return `others: ${step.deed} at ${step.at.toFixed(2)}${step.isLate ? ", not told yet" : ""}`;
  return "on" in step ? `${step.do} ${step.on}` : step.do;
}
