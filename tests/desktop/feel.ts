// What a user feels, measured beside what the web view costs by itself (`npm run feel`): start, memory, key to paint.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { type App, binary, openApp } from "./harness/app.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { click, get } from "./harness/find.ts";
import * as pages from "./pages.ts";

const ROUNDS = 5;
const KEYS = 40;
/** Contacts gone through, and pixels in each frame. */
const [SCROLLED, SCROLL] = [20_000, 280];
const contacts = process.env["HILO_FEEL_CONTACTS"] ?? "100000";
const bare = join(dirname(binary), "examples", "bare");

let desk: Desk;
let profile: string;

beforeAll(async () => {
  desk = await openDesk();
  profile = join(desk.folder, "profile");
  const hilo = (...args: string[]) => execFileSync(join(dirname(binary), "hilo"), ["--profile", profile, "--json", ...args]);
  hilo("init", "--user", "Marta Soler", "--email", "marta@nosotros.example");
  hilo("sample", "--contacts", contacts, "--customers", "2000");
}, 600_000);

afterAll(() => desk?.close());

test("start, first paint and memory, beside an empty window", async () => {
  const figures = { hilo: [] as number[], empty: [] as number[] };
  const memory = { hilo: [] as number[], empty: [] as number[] };
  // Turn by turn, so that both have the same machine.
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, open] of Object.entries(programs)) {
      const app = await open();
      const started = startOf(name === "hilo" ? binary : bare);
      await app.browser.waitUntil(() => app.browser.execute(() => performance.getEntriesByType("paint").length > 0));
      const painted = await app.browser.execute(() => performance.timeOrigin + (performance.getEntriesByType("paint").at(-1)?.startTime ?? 0));
      await settle(app);
      figures[name as keyof typeof figures].push(painted - started);
      memory[name as keyof typeof memory].push(memoryOf(name === "hilo" ? binary : bare));
      await app.close();
    }
  }
  row("Start to first contentful paint, ms", median(figures.hilo), median(figures.empty));
  row("Memory (PSS of all processes), MB", median(memory.hilo), median(memory.empty));
}, 300_000);

test("key to paint, beside a bare list and a bare text field", async () => {
  const app = await openApp(desk, profile);
  await pages.load(app);
  await (await app.browser.$("[role=grid]")).click();
  const down = await keys(app, "ArrowDown");
  await app.browser.keys("F2");
  await (await get(app.browser, "textbox", "Notas (motivo)")).click();
  const letter = await keys(app, "a");
  // A form that is left open comes back with the next start.
  await app.browser.keys("Escape");
  await click(app.browser, "button", "Descartar cambios");
  await app.close();
  const plain = await openApp(desk, profile, ["list"], bare);
  await (await plain.browser.$("#list")).click();
  const plainDown = await keys(plain, "ArrowDown");
  await (await plain.browser.$("textarea")).click();
  const plainLetter = await keys(plain, "a");
  await plain.close();
  row(`Arrow down in the list of ${contacts}, to paint, ms`, median(down), median(plainDown));
  row("  of a hundred, the 95th", quantile(down, 0.95), quantile(plainDown, 0.95));
  row("Letter in the notes, to paint, ms", median(letter), median(plainLetter));
  row("  of a hundred, the 95th", quantile(letter, 0.95), quantile(plainLetter, 0.95));
}, 300_000);

test("what is done all day, to paint", async () => {
  const app = await openApp(desk, profile);
  await get(app.browser, "button", "Cargar");
  row("Cargar, all", await timed(app, () => click(app.browser, "button", "Cargar"), "[role=gridcell]"));
  row("No realizados", await timed(app, () => app.browser.$("label*=No realizados").click()));
  await (await app.browser.$("[role=grid]")).click();
  row("F2 opens the form", await timed(app, () => app.browser.keys("F2"), "textarea"));
  await app.browser.keys("Escape");
  await app.close();
}, 300_000);

test("frames while the list is scrolled fast", async () => {
  const app = await openApp(desk, profile);
  await pages.load(app);
  const { frames, blank, late, longest } = await scrolled(app);
  await app.close();
  row(`Scrolling ${SCROLLED} contacts by ${SCROLL} px a frame: frames`, frames);
  row("  with a row that shows nothing", blank);
  row("  later than two of the screen's", late);
  row("  the longest, ms", longest);
}, 300_000);

const programs = { hilo: () => openApp(desk, profile), empty: () => openApp(desk, profile, [], bare) };

/** From the key's own time to the frame after the one that answers it. */
async function keys({ browser }: App, key: string): Promise<number[]> {
  await browser.execute(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    addEventListener(
      "keydown",
      (event) =>
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => times.push(performance.now() - event.timeStamp);
          after.port2.postMessage(null);
        }),
      { capture: true },
    );
  });
  for (let at = 0; at < KEYS; at++) await browser.keys(key);
  return browser.execute(() => (window as unknown as { times: number[] }).times);
}

/** From the click or key to the last change of the page within the second after it, and the frame that shows it. */
async function timed({ browser }: App, act: () => Promise<unknown>, until = "body"): Promise<number> {
  await browser.execute(() => {
    const state = { began: 0, painted: 0 };
    Object.assign(window, { state });
    for (const kind of ["pointerup", "keydown"]) addEventListener(kind, (event) => (state.began ||= event.timeStamp), { capture: true });
    new MutationObserver(() => {
      if (state.began && performance.now() - state.began < 1_000) requestAnimationFrame(() => (state.painted = performance.now()));
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await act();
  await (await browser.$(until)).waitForExist();
  await browser.pause(1_200);
  return browser.execute(() => {
    const { began, painted } = (window as unknown as { state: { began: number; painted: number } }).state;
    return painted - began;
  });
}

async function settle({ browser }: App): Promise<void> {
  await browser.pause(1_000);
}

/** When the youngest process of this program began, in milliseconds of the wall's clock; to a hundredth of a second. */
function startOf(program: string): number {
  const uptime = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1_000;
  const starts = own(program).map((pid) => Number(stat(pid)[19]) * 10);
  return Date.now() - uptime + Math.max(...starts);
}

/** Frame by frame from the top; after each is drawn, whether each row in view shows something. */
async function scrolled({ browser }: App): Promise<{ frames: number; blank: number; late: number; longest: number }> {
  await (await browser.$("[role=gridcell]")).waitForExist();
  await browser.execute(
    (step: number, contacts: number) => {
      const list = document.querySelector<HTMLElement>("[role=grid]");
      if (!list) return;
      const view = list.getBoundingClientRect();
      const state = { times: [] as number[], blank: 0, top: 0, isThere: false };
      Object.assign(window, { state });
      const isBlank = () => {
        const boxes = [...list.querySelectorAll<HTMLElement>("[data-index]")].map((row) => ({ row, box: row.getBoundingClientRect() }));
        // Below the heading, which floats over the rows.
        const seen = boxes.filter(({ box }) => box.bottom > view.top + 30 && box.top < view.bottom - 2);
        const covered = seen.reduce((sum, { box }) => sum + box.height, 0);
        return covered < view.height - 60 || seen.some(({ row }) => !row.textContent);
      };
      const frame = (at: number) => {
        state.times.push(at);
        list.scrollTop += step;
        const after = new MessageChannel();
        after.port1.onmessage = () => {
          if (isBlank()) state.blank += 1;
          state.top = list.scrollTop;
          const height = list.querySelector("[data-index]")?.getBoundingClientRect().height ?? 28;
          state.isThere = list.scrollTop >= contacts * height || list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
          if (!state.isThere) requestAnimationFrame(frame);
        };
        after.port2.postMessage(null);
      };
      requestAnimationFrame(frame);
    },
    SCROLL,
    SCROLLED,
  );
  const state = () => browser.execute(() => (window as unknown as { state: { times: number[]; blank: number; isThere: boolean } }).state);
  await browser.waitUntil(async () => (await state()).isThere, { timeout: 280_000, interval: 2_000, timeoutMsg: "the end is not reached" });
  const { times, blank } = await state();
  const spent = times.slice(1).map((time, place) => time - (times[place] ?? time));
  return { frames: spent.length, blank, late: spent.filter((each) => each > 34).length, longest: Math.max(...spent) };
}

/** In megabytes, what is shared divided among those who share it. */
function memoryOf(program: string): number {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
  const family = new Set(own(program));
  for (let grown = -1; grown !== family.size; ) {
    grown = family.size;
    for (const pid of all) if (family.has(Number(stat(pid)[1]))) family.add(pid);
  }
  const pss = (pid: number) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  return [...family].reduce((sum, pid) => sum + pss(pid), 0) / 1_024;
}

function own(program: string): number[] {
  const link = (pid: string) => {
    try {
      return readlinkSync(`/proc/${pid}/exe`);
    } catch {
      return "";
    }
  };
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && link(pid) === realpathSync(program)).map(Number);
}

/** The fields after the name, which may hold spaces and brackets. */
function stat(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It ended while we looked.
    return "";
  }
}

const median = (values: number[]) => quantile(values, 0.5);
const quantile = (values: number[], part: number) => values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? Number.NaN;

function row(name: string, ours: number, theirs?: number): void {
  const beside = theirs === undefined ? "" : `  beside ${theirs.toFixed(1)}  (${(ours / theirs).toFixed(2)} times)`;
  process.stdout.write(`${name.padEnd(52)} ${ours.toFixed(1)}${beside}\n`);
}
