// What must be true after each step, asked of the book itself.
import type { BinRow, ContactCounts, ContactRow, Customer, CustomerRow } from "../src/ipc/bindings";
import { dialogs, isHidden, isTextField, nameOf, shown, textOf } from "./controls";
import { type Asked, type Desk, isWriting } from "./desk";
import type { Step } from "./gestures";
import type { Args, Program } from "./program";
import type { Seen, SeenGrid } from "./seen";

export type Fault = { rule: Rule; text: string };
export type Rule = "rows" | "counts" | "card" | "target" | "chosen" | "once" | "typed" | "palette" | "focus" | "quiet";
/** A gesture with what was seen before it and after it, and what the page asked in between. `gone`: what went to the bin or came back meanwhile; `bin`: what lies there now. */
export type Gesture = {
  step: Step;
  before: Seen;
  after: Seen;
  asked: Asked[];
  earlier: Asked[];
  gone: string[];
  bin: Set<string>;
};

const PAGE = 100;

type Source = {
  page: string;
  isOf: (args: Args) => boolean;
  count: (args: Args) => [command: string, args: Args, read: (answer: unknown) => number];
  /** What a row must say, whatever else it says, under the column of this name where that is shown. */
  words: (row: never) => Record<string, string | null>;
};
const ofContacts = (isOf: Source["isOf"]): Source => ({
  page: "contacts_page",
  isOf,
  count: ({ criteria, state }) => [
    "contacts_count",
    { criteria },
    (counts) => (counts as ContactCounts)[state as keyof ContactCounts],
  ],
  words: (row: ContactRow) => ({ Cliente: row.customer_name, Notas: row.excerpt.slice(0, 20) }),
});
const columnOf = (args: Args) => (args.order as { column: string; descending: boolean } | undefined)?.column;
const isBroken = ({ criteria }: Args) => (criteria as { lacks_follow_up: boolean }).lacks_follow_up;
const isOverdue = (args: Args) =>
  args.state === "open" && columnOf(args) === "date" && (criteriaOf(args).to ?? null) !== null;
const criteriaOf = ({ criteria }: Args) => criteria as { to: string | null };

/** Where the rows of each list come from, by the list's name. */
const sources: [name: RegExp, source: Source][] = [
  [/^Contactos$/, ofContacts((args) => !isBroken(args) && !isOverdue(args))],
  [/^Hilos rotos$/, ofContacts(isBroken)],
  [/^Vencidos$/, ofContacts(isOverdue)],
  [
    /^Clientes$/,
    {
      page: "customers_page",
      isOf: () => true,
      count: ({ text }) => ["customers_count", { text }, Number],
      words: (row: CustomerRow) => ({ Cliente: row.name, Código: row.code, Contactos: String(row.contacts) }),
    },
  ],
  [
    /^Clientes en silencio$/,
    {
      page: "silent_customers",
      isOf: () => true,
      count: ({ days }) => ["silent_customers_count", { days }, Number],
      words: (row: CustomerRow) => ({ Cliente: row.name }),
    },
  ],
  [
    /^Papelera$/,
    {
      page: "bin_page",
      isOf: () => true,
      count: () => ["bin_count", {}, Number],
      words: (row: BinRow) => ({ Nombre: row.name }),
    },
  ],
];

/** Every visible row of every list is what the book says now, in the same order, and as many. */
export async function rows(program: Program, desk: Desk, { grids }: Seen): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const grid of grids) {
    const source = sources.find(([name]) => name.test(grid.label))?.[1];
    const isOf = (args: Args) => source?.isOf(args) && isInOrder(args, grid);
    const last = source && desk.asked.findLast(({ command, args }) => command === source.page && isOf(args));
    if (source && last) faults.push(...(await rowsOf(program, grid, source, last.args)));
  }
  return faults;
}

/** Sorted back at once, a list need not be asked for again. */
function isInOrder({ order }: Args, { isDescending }: SeenGrid): boolean {
  const asked = (order as { descending: boolean } | undefined)?.descending;
  return asked === undefined || isDescending === undefined || asked === isDescending;
}

async function rowsOf(program: Program, grid: SeenGrid, source: Source, args: Args): Promise<Fault[]> {
  const [command, counted, read] = source.count(args);
  const count = read(await program.ask(command, counted));
  if (count !== grid.count)
    return [{ rule: "counts", text: `${grid.label} has ${grid.count} rows, and the book ${count}` }];
  const pages = new Map<number, { id: string }[]>();
  for (const row of grid.rows) {
    const at = Math.floor(row.index / PAGE);
    if (!pages.has(at)) pages.set(at, await program.ask(source.page, { ...args, offset: at * PAGE, limit: PAGE }));
    const real = pages.get(at)?.[row.index % PAGE];
    if (!real || real.id !== row.record)
      return [
        {
          rule: "rows",
          text: `row ${row.index} of ${grid.label} shows "${row.text}", and the book has ${sayRow(real)}`,
        },
      ];
    const [, missing] =
      Object.entries(source.words(real as never)).find(
        ([column, word]) =>
          word && grid.columns.includes(column) && !row.text.includes(word.replace(/\s+/g, " ").trim()),
      ) ?? [];
    if (missing)
      return [{ rule: "rows", text: `row ${row.index} of ${grid.label} shows "${row.text}" without "${missing}"` }];
  }
  return [];
}

const sayRow = (row: unknown) => JSON.stringify(row ?? null).slice(0, 160);

/** The counts beside a list, and those of the places, are the book's. */
export async function counts(program: Program, desk: Desk, { grids }: Seen): Promise<Fault[]> {
  const faults: Fault[] = [];
  const expect = (what: string, shown: string | undefined, real: number) => {
    const number = /\d[\d.]*\+?$/.exec(shown ?? "")?.[0].replaceAll(".", "") ?? "0";
    const isMany = number.endsWith("+");
    if (isMany ? real < Number(number.slice(0, -1)) : Number(number) !== real)
      faults.push({ rule: "counts", text: `${what} says ${number}, and the book ${real}` });
  };
  const states = [...document.querySelectorAll("[role=radiogroup][aria-label=Estado]")].find((one) => !isHidden(one));
  const asked = desk.asked.findLast(
    ({ command, args }) => command === "contacts_page" && !isBroken(args) && !isOverdue(args),
  );
  if (states && asked) {
    const real = await program.ask<ContactCounts>("contacts_count", { criteria: asked.args.criteria });
    const shown = [...states.querySelectorAll("label")].map(textOf);
    expect(
      "Todos",
      shown.find((text) => text.startsWith("Todos")),
      real.all,
    );
    expect(
      "No realizados",
      shown.find((text) => text.startsWith("No realizados")),
      real.open,
    );
    expect(
      "Realizados",
      shown.find((text) => text.startsWith("Realizados")),
      real.done,
    );
  }
  const alarms = [...document.querySelectorAll("nav button")].find((one) => /^Avisos/.test(textOf(one)));
  if (alarms) {
    const real = await program.ask<{ broken: number; overdue: number }>("alarms");
    expect("Avisos", textOf(alarms), real.broken + real.overdue);
  }
  // A tab that counts what its list shows.
  const tabs = shown((one) => one.getAttribute("role") === "tab").map(textOf);
  for (const { label, count } of grids) {
    const tab = tabs.find((text) => text.startsWith(label) && /\d/.test(text));
    if (tab) expect(`the tab ${label}`, tab, count);
  }
  return faults;
}

/** The open card is the highlighted record, as the book has it. */
export async function card(program: Program, { card, list }: Seen): Promise<Fault[]> {
  const shown = document.querySelector("article[data-record]");
  if (!card || !shown) return [];
  const told = await program.tell("customer_show", { id: card });
  if (!("ok" in told)) return [{ rule: "card", text: "the card is of a record that the book does not have" }];
  const customer = told.ok as Customer;
  const { total } = await program.ask<{ total: number }>("customer_thread", { id: card, offset: 0, limit: 1 });
  const name = textOf(shown.querySelector("h2"));
  const tab = textOf(shown.querySelector("[role=tab]"));
  const highlighted = list?.label === "Clientes" ? list.selected : [];
  if (name !== (customer.legal_name ?? customer.name))
    return [{ rule: "card", text: `the card says "${name}", and the book "${customer.legal_name ?? customer.name}"` }];
  if (Number(/\d[\d.]*$/.exec(tab)?.[0].replaceAll(".", "") ?? 0) !== total)
    return [{ rule: "card", text: `the card's tab says "${tab}", and the book ${total}` }];
  if (highlighted.length > 0 && !highlighted.includes(card))
    return [{ rule: "chosen", text: `the card is of "${name}", and another customer is highlighted` }];
  return [];
}

/** What went to the bin or came back is what was highlighted, or open, when the gesture began. */
export function target({ step, before, asked, gone }: Gesture): Fault[] {
  const write = asked.find(({ command }) => isWriting(command));
  if (!write || !/_delete$|^bin_restore$/.test(write.command) || dialogs().length > 0) return [];
  const list = before.list;
  if (!list || !/^(contacts_delete|customer_delete|bin_restore)$/.test(write.command)) return [];
  if (before.selectedCount !== null && before.selectedCount !== list.selected.length) return [];
  // A click on a row, or a key that moves, highlights before it acts.
  if ("on" in step && step.on.startsWith("row ")) return [];
  const meant = new Set([...list.selected, ...(before.card ? [before.card] : [])]);
  const other = gone.find((id) => !meant.has(id));
  return other ? [{ rule: "target", text: `${write.command} changed ${other}, which was not highlighted` }] : [];
}

/** What others do leaves chosen what was chosen. */
export function chosen({ step, before, after, bin }: Gesture): Fault[] {
  if (step.do !== "others" && step.do !== "told") return [];
  const [was, is] = [before.list, after.list];
  if (!was || !is || was.label !== is.label || was.selected.length === 0) return [];
  const faults: Fault[] = [];
  const another = is.selected.find((id) => !was.selected.includes(id));
  const isSeen = before.selectedCount === null || before.selectedCount === was.selected.length;
  if (another && isSeen)
    faults.push({ rule: "chosen", text: `others wrote, and ${another} is chosen instead of ${was.selected}` });
  const left = was.selected.find((id) => is.rows.some((row) => row.record === id) && !is.selected.includes(id));
  if (left) faults.push({ rule: "chosen", text: `others wrote, and ${left} is in the list and no longer chosen` });
  if (before.card && after.card !== before.card && !bin.has(before.card))
    faults.push({ rule: "chosen", text: `others wrote, and the card is of ${after.card} instead of ${before.card}` });
  return faults;
}

/** One gesture is one command, and opens one form; what waits is not asked again; what is deleted is not deleted again. */
export function once({ step, before, after, asked, earlier }: Gesture): Fault[] {
  const writes = asked.filter(({ command }) => isWriting(command));
  const [, second] = writes;
  if (second) return [{ rule: "once", text: `one gesture asked ${writes.map(({ command }) => command).join(", ")}` }];
  const [write] = writes;
  const key = write && JSON.stringify([write.command, write.args]);
  const isSame = (one: Asked) => !one.isDelivered && JSON.stringify([one.command, one.args]) === key;
  if (write && !/^(undo|redo)$/.test(write.command) && earlier.some(isSame))
    return [{ rule: "once", text: `${write.command} was asked again while it had no answer` }];
  if (after.forms - before.forms > 1 && step.do !== "told" && step.do !== "others")
    return [{ rule: "once", text: `one gesture opened ${after.forms - before.forms} forms` }];
  if (write && /_delete$/.test(write.command) && write.told && "ok" in write.told && isGoneAlready(write, earlier))
    return [{ rule: "once", text: `${write.command} deleted what was deleted` }];
  return [];
}

function isGoneAlready({ command, args }: Asked, earlier: Asked[]): boolean {
  if (args.id === undefined) return false;
  const back = earlier.findLastIndex((one) => /^(undo|redo|bin_restore)$/.test(one.command));
  return earlier
    .slice(back + 1)
    .some((one) => one.command === command && one.args.id === args.id && one.told && "ok" in one.told);
}

/** Records come before orders, and undo is never first but by its own word. */
export function palette(): Fault[] {
  const list = document.querySelector("[role=dialog] [role=listbox][aria-label=Encontrado]");
  if (!list) return [];
  const groups = [...list.querySelectorAll("p")].map(textOf);
  const [first] = list.querySelectorAll("[role=option]");
  const typed = document.querySelector<HTMLInputElement>("[role=dialog] [role=combobox]")?.value.trim() ?? "";
  const isOwnWord = /^>?\s*(desh|reha)/i.test(typed);
  if (/^Deshacer|^Rehacer/.test(textOf(first ?? null)) && !isOwnWord)
    return [{ rule: "palette", text: `first comes "${textOf(first ?? null)}"` }];
  const isFound = groups.some((group) => /^(Clientes|Personas|Contactos|Correos)$/.test(group));
  if (isFound && groups[0] === "Órdenes") return [{ rule: "palette", text: "orders come before records" }];
  return [];
}

/** Keys work where the focus is. */
export function focus(): Fault[] {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) return [{ rule: "focus", text: "the focus is nowhere" }];
  if (!activeElement.isConnected || isHidden(activeElement))
    return [{ rule: "focus", text: `the focus is in what is hidden: ${textOf(activeElement).slice(0, 60)}` }];
  return [];
}

/** Nothing in the console, no promise that nobody waits for, no sentence that owns up to a bug. */
export function quiet(desk: Desk): Fault[] {
  const [complaint] = desk.complaints;
  if (complaint) return [{ rule: "quiet", text: complaint.slice(0, 300) }];
  const internal = desk.asked.find(({ told }) => told && "error" in told && told.error.code === "internal");
  return internal && "error" in (internal.told ?? {})
    ? [{ rule: "quiet", text: `${internal.command} failed: ${JSON.stringify(internal.told)}` }]
    : [];
}

/** What was typed into forms, until it is saved, kept, or given up by an answer. */
export class Typed {
  private known: { text: string; field: Element }[] = [];

  /** After a step that typed `text` where the focus is. */
  note(text: string): void {
    const { activeElement } = document;
    // What is looked for is no part of a record.
    if (!isTextField(activeElement) || activeElement.getAttribute("role") === "combobox") return;
    if (/^input Buscar/.test(nameOf(activeElement))) return;
    const isForm =
      activeElement.closest("[role=dialog]") ?? activeElement.closest("[data-layer]")?.querySelector("[data-back]");
    if (isForm && activeElement.value.includes(text)) this.known.push({ text, field: activeElement });
  }

  faults({ before }: Gesture, desk: Desk): Fault[] {
    const faults: Fault[] = [];
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")];
    this.known = this.known.filter(({ text, field }) => {
      if (field.isConnected) return (field as HTMLInputElement).value.includes(text);
      if (fields.some(({ value }) => value.includes(text))) return false;
      if (!before.isAsked && !isKept(text, desk))
        faults.push({ rule: "typed", text: `"${text}" is gone, and nobody asked` });
      return false;
    });
    return faults;
  }
}

function isKept(text: string, desk: Desk): boolean {
  const said = (one: Asked) => JSON.stringify(one.args).includes(text);
  if (desk.asked.some((one) => isWriting(one.command) && said(one))) return true;
  const saved = desk.asked.findLastIndex((one) => one.command === "draft_save" && said(one));
  const { key } = desk.asked[saved]?.args ?? {};
  return saved >= 0 && !desk.asked.slice(saved).some((one) => one.command === "draft_drop" && one.args.key === key);
}
