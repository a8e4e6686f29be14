// The page on its desk: every command goes to the real program, and its answer comes when the dice say so, in virtual time.
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { emit } from "@tauri-apps/api/event";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import userEvent from "@testing-library/user-event";
import { createRoot, type Root } from "react-dom/client";
import { vi } from "vitest";
import { App } from "../src/app/App";
import { newQueries } from "../src/app/queries";
import { activate, i18n } from "../src/lib/i18n";
import { dropToasts } from "../src/lib/toasts";
import { shown } from "./controls";
import type { Args, Program, Told } from "./program";

export type Asked = {
  command: string;
  args: Args;
  /** What the program said; undefined until it comes, or is let through. */
  told?: Told;
  isDelivered: boolean;
};
type Pending = { asked: Asked; come: Promise<Told>; deliver: (told: Told) => void; isHeld: boolean };

const WRITES =
  /^(undo|redo|sample_remove|value_restore|bin_restore|contacts_change|conflict_resolve|attachment_edit|\w+_delete|\w+_save)$/;
const OF_THE_WINDOW = new Set(["draft_save", "preferences_save", "report_save"]);
export const isWriting = (command: string) => WRITES.test(command) && !OF_THE_WINDOW.has(command);

const READS = /_(page|show|count|thread|find)$|^search$/;

/** Taken before anything makes time virtual. */
const soon = globalThis.setImmediate;
const tick = () => new Promise<void>((resolve) => soon(() => resolve()));
/** Longer than anything in the page waits before it asks, but for what comes back by itself. */
const SETTLING_MS = 1500;
const STEP_MS = 250;
/** Asked again and again by themselves, as long as something takes long. */
const BY_ITSELF = new Set(["work_progress", "sync_status", "app_state"]);

// The invented browser edits no text by command.
document.execCommand ??= () => false;
for (const name of ["offsetHeight", "clientHeight"])
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 600 });
Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, get: () => 1000 });

export class Desk {
  /** Everything that the page asked, in order. */
  readonly asked: Asked[] = [];
  /** What no page should say or do. */
  readonly complaints: string[] = [];
  readonly user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  private readonly pending: Pending[] = [];
  private readonly scrolls = new WeakMap<Element, number>();
  /** Whose answers are late from now on. */
  private isLate: (command: string) => boolean = () => false;
  private root: Root | null = null;
  private readonly onRejection = (reason: unknown) => void this.complaints.push(`unhandled: ${String(reason)}`);

  constructor(private readonly program: Program) {}

  async open(): Promise<void> {
    vi.useFakeTimers({
      toFake: [
        "setTimeout",
        "clearTimeout",
        "setInterval",
        "clearInterval",
        "requestAnimationFrame",
        "cancelAnimationFrame",
        "performance",
        "Date",
      ],
    });
    process.on("unhandledRejection", this.onRejection);
    vi.spyOn(console, "error").mockImplementation((...said) => void this.complaints.push(said.map(String).join(" ")));
    mockIPC((command, args) => this.invoke(command, (args ?? {}) as Args), { shouldMockEvents: true });
    activate("es");
    const place = document.createElement("div");
    document.body.replaceChildren(place);
    this.root = createRoot(place);
    this.root.render(
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={newQueries()}>
          <App />
        </QueryClientProvider>
      </I18nProvider>,
    );
    await this.settle();
  }

  async close(): Promise<void> {
    this.release();
    await this.settle();
    this.root?.unmount();
    await this.settle();
    dropToasts();
    vi.useRealTimers();
    vi.restoreAllMocks();
    clearMocks();
    process.off("unhandledRejection", this.onRejection);
    document.body.replaceChildren();
  }

  private invoke(command: string, args: Args): Promise<unknown> {
    if (command === "note_command" || command === "pulse") return Promise.resolve(null);
    const asked: Asked = { command, args, isDelivered: false };
    this.asked.push(asked);
    return new Promise((resolve, reject) => {
      const deliver = (told: Told) => {
        asked.isDelivered = true;
        if ("error" in told) reject(told.error);
        else resolve(told.ok);
      };
      const come = this.program.tell(command, args).then((told) => {
        asked.told = told;
        return told;
      });
      this.pending.push({ asked, come, deliver, isHeld: this.isLate(command) });
    });
  }

  /** From now on the answers to what writes are late, as behind somebody's lock. */
  lock(): void {
    this.isLate = isWriting;
  }

  /** From now on what is read is late, and comes in another order than it was asked. */
  slow(): void {
    this.isLate = (command) => READS.test(command);
  }

  release(): void {
    this.isLate = () => false;
    for (const one of this.pending) one.isHeld = false;
    this.pending.reverse();
  }

  get isWaiting(): boolean {
    return this.pending.length > 0;
  }

  /** Another program wrote: as in the window, the page is told when the book says so. */
  async tellChanges(): Promise<boolean> {
    const isChanged = await this.program.ask<boolean>("changed_outside");
    if (isChanged) await emit("book-changed", "program");
    return isChanged;
  }

  /** A moment: React draws, and what is due is delivered in the order in which it was asked. */
  async breathe(ms: number): Promise<boolean> {
    for (let turn = 0; turn < 3; turn++) await tick();
    const due = this.pending.filter((one) => !one.isHeld);
    for (const one of due) {
      one.deliver(await one.come);
      this.pending.splice(this.pending.indexOf(one), 1);
    }
    // What is held has been done all the same: the program wrote, and only its answer is late.
    await Promise.all(this.pending.map(({ come }) => come));
    vi.advanceTimersByTime(ms);
    await tick();
    if (due.length === 0) this.tellScrolls();
    return due.some(({ asked }) => !BY_ITSELF.has(asked.command));
  }

  /** Until nothing happens any more. */
  async settle(): Promise<void> {
    for (let [quiet, all] = [0, 0]; quiet < SETTLING_MS; all++) {
      if (all > 400) throw new Error("the page does not come to rest");
      quiet = (await this.breathe(STEP_MS)) ? 0 : quiet + STEP_MS;
    }
  }

  /** The page has no layout here, and nobody says that something was scrolled. */
  private tellScrolls(): void {
    for (const grid of shown((one) => one.getAttribute("role") === "grid")) {
      const scroller = grid.firstElementChild;
      if (!scroller) continue;
      const { scrollTop } = scroller;
      if ((this.scrolls.get(scroller) ?? 0) !== scrollTop) scroller.dispatchEvent(new Event("scroll"));
      this.scrolls.set(scroller, scrollTop);
    }
  }
}
