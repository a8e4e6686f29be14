// The user made of dice in the real window (`ui/dice` plays thousands of steps on the page alone): keys and clicks from a
// seed while `hilo` writes on the same book, and after each step the terminal is asked what the window should show.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Dice } from "../../ui/dice/dice.ts";
import { type App, binary, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { until } from "./harness/process.ts";

const SEED = Number(process.env["DICE_SEED"] ?? 1);
const STEPS = Number(process.env["DICE_COUNT"] ?? 300);
const BUDGET_MS = 150_000;
/** The window asks every other second whether somebody else wrote. */
const TOLD_MS = 8_000;

type Row = { index: number; record: string | null; text: string; isSelected: boolean };
type Seen = { list: string; count: number; rows: Row[]; card: string | null; cardName: string; dialogs: number; focus: string };
type Customer = { id: string; name: string; legal_name: string | null; revision: string };
type Contact = { id: string; notes: string };

let desk: Desk;
let app: App;
let profile: string;

beforeAll(async () => {
  desk = await openDesk();
  profile = join(desk.folder, "profile");
  hilo(["init", "--user", "Ana Prueba"]);
  hilo(["sample", "--contacts", "120", "--customers", "20", "--seed", "7"]);
  app = await openApp(desk, profile);
});

afterAll(async () => {
  await desk?.shot("dice-end").catch(() => undefined);
  await app?.close();
  await desk?.close();
});

function hilo<T>(args: string[], input?: object): T {
  const options = { encoding: "utf8", env: desk.env, input: input ? JSON.stringify(input) : undefined } as const;
  return JSON.parse(execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", ...args], options));
}

const customers = () => hilo<Customer[]>(["customer", "list"]);
const contacts = () => hilo<{ items: Contact[] }>(["contact", "list", "--limit", "150"]).items;

/** Runs in the page. */
function lookAround(): Seen {
  const grids = [...document.querySelectorAll<HTMLElement>("[role=grid]")];
  const grid = grids.find((one) => !one.closest("[hidden], [inert]"));
  const rows = [...(grid?.querySelectorAll<HTMLElement>("[role=row][data-index]") ?? [])];
  const card = document.querySelector<HTMLElement>("article[data-record]");
  const focus = document.activeElement;
  const isLost = !focus || focus === document.body || focus.closest("[inert], [hidden]") !== null;
  return {
    list: grid?.getAttribute("aria-label") ?? "",
    count: Number(grid?.getAttribute("aria-rowcount") ?? 1) - 1,
    rows: rows.map((row) => ({
      index: Number(row.dataset["index"]),
      record: row.dataset["record"] ?? null,
      text: row.textContent ?? "",
      isSelected: row.getAttribute("aria-selected") === "true",
    })),
    card: card?.dataset["record"] ?? null,
    cardName: card?.querySelector("h2")?.textContent ?? "",
    dialogs: document.querySelectorAll("[role=dialog]").length,
    focus: isLost ? "" : (focus.getAttribute("aria-label") ?? focus.tagName),
  };
}

const look = () => app.browser.execute(lookAround) as Promise<Seen>;

/** What the window shows and the book does not say; nothing where both agree. */
function differs(seen: Seen): string | undefined {
  if (seen.focus === "") return "the focus is nowhere";
  const isOfCustomers = seen.list === "Clientes";
  if (!isOfCustomers && seen.list !== "Contactos") return undefined;
  const all: { id: string; words: string }[] = isOfCustomers
    ? customers().map(({ id, name }) => ({ id, words: name }))
    : contacts().map(({ id, notes }) => ({ id, words: notes.slice(0, 20) }));
  if (seen.count !== all.length) return `${seen.list} has ${seen.count} rows, and the book ${all.length}`;
  for (const { index, record, text } of seen.rows) {
    const real = all[index];
    if (real?.id !== record || !text.includes(real.words)) return `row ${index} shows "${text}", and the book has "${real?.words}"`;
  }
  if (!isOfCustomers || !seen.card) return undefined;
  const open = hilo<Customer & { deleted: boolean }>(["customer", "show", seen.card]);
  if (!open.deleted && seen.cardName !== (open.legal_name ?? open.name)) return `the card says "${seen.cardName}"`;
  const selected = seen.rows.find(({ isSelected }) => isSelected);
  return selected && selected.record !== seen.card ? "the card is of another customer than the highlighted one" : undefined;
}

/** Others write; what was chosen stays chosen, as far as it is there. */
async function others(dice: Dice, at: number): Promise<string> {
  const [all, before] = [customers(), await look()];
  const one = dice.one(all);
  const deed = dice.one(["add", "addFirst", "rename", "delete", "log"] as const);
  const name = `${deed === "addFirst" ? "Aa" : "Otra"} de Otros ${at}`;
  if (deed === "rename") hilo(["customer", "edit", one.id, "--json-in", "-"], { name });
  else if (deed === "delete" && all.length > 5) hilo(["customer", "delete", one.id]);
  else if (deed === "log") {
    const date = new Date().toISOString().slice(0, 10);
    hilo(["contact", "add", "--json-in", "-"], { customer: one.id, date, contact_type: "phone", direction: "us", notes: name });
  } else hilo(["customer", "add", "--json-in", "-"], { name });
  await agrees(`others: ${deed}`);
  const after = await look();
  const chosen = before.rows.find(({ isSelected }) => isSelected)?.record;
  const now = after.rows.find(({ isSelected }) => isSelected)?.record;
  const isThere = after.list !== "Clientes" || customers().some(({ id }) => id === chosen);
  if (before.list === after.list && chosen && now && isThere) expect(now, `others: ${deed}; another record is chosen`).toBe(chosen);
  return `others: ${deed} ${name}`;
}

async function agrees(what: string): Promise<void> {
  let problem: string | undefined;
  await until("what is shown to be what is", async () => ((problem = differs(await look())) ? undefined : true), TOLD_MS).catch(() => {
    throw new Error(`${what}: ${problem}`);
  });
}

const KEYS: readonly (readonly [number, string[]])[] = [
  [8, ["ArrowDown"]],
  [4, ["ArrowUp"]],
  [2, ["Home"]],
  [2, ["PageDown"]],
  [3, ["F2"]],
  [3, ["Enter"]],
  [3, ["Delete"]],
  [2, ["Delete", "Delete"]],
  [1, ["n"]],
  [4, ["Escape"]],
  [2, ["Tab"]],
  [2, ["Control", "z"]],
  [2, ["Control", "k"]],
];

/** One gesture takes away at most one record, and the highlighted one. */
async function press(keys: string[], at: number): Promise<string> {
  const [seen, were] = [await look(), customers()];
  await app.browser.keys(keys);
  await agrees(`step ${at}, ${keys.join("+")}`);
  const now = new Set(customers().map(({ id }) => id));
  const gone = were.filter(({ id }) => !now.has(id));
  expect(gone.length, `${keys.join("+")} took away ${gone.map(({ name }) => name).join(", ")}`).toBeLessThan(2);
  const chosen = seen.rows.filter(({ isSelected }) => isSelected).map(({ record }) => record);
  if (keys[0] === "Delete" && seen.list === "Clientes" && gone[0]) expect(chosen, "another than the highlighted one is gone").toContain(gone[0].id);
  return `press ${keys.join("+")}`;
}

/** Closes what is open, and goes to a list. */
async function go(place: string): Promise<string> {
  for (let tries = 0; tries < 4 && (await look()).dialogs > 0; tries++) await app.browser.keys("Escape");
  // The first click may close a form, and only the second go there.
  for (let click = 0; click < 2; click++) {
    await app.browser.execute((name) => {
      const buttons = [...document.querySelectorAll<HTMLElement>("nav button")];
      buttons.find((one) => one.textContent?.includes(name) || one.getAttribute("aria-label") === name)?.click();
    }, place);
  }
  return `go to ${place}`;
}

test("a user made of dice in the window: what is shown is what is, while others write", { timeout: BUDGET_MS + 60_000 }, async () => {
  const dice = new Dice(SEED);
  const until = Date.now() + BUDGET_MS;
  const story: string[] = [];
  await app.browser.waitUntil(() => app.browser.execute(() => document.querySelector("nav button") !== null));
  await app.browser.execute(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>("button")];
    buttons.find((one) => one.textContent?.startsWith("Cargar"))?.click();
  });
  let at = 0;
  try {
    for (; at < STEPS && Date.now() < until; at++) {
      const kind = dice.weighed([[8, "press"], [5, "others"], [4, "go"]] as const);
      if (kind === "press") story.push(await press(dice.weighed(KEYS), at));
      else if (kind === "others") story.push(await others(dice, at));
      else story.push(await go(dice.one(["Clientes", "Contactos"])));
    }
  } catch (error) {
    throw new Error(`seed ${SEED}, after:\n  ${story.slice(-15).join("\n  ")}`, { cause: error });
  }
  console.log(`${at} steps of seed ${SEED} in the window`);
  expect(at, "the budget is spent before anything is proved").toBeGreaterThan(40);
});
