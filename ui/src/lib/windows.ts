// Rows of a long list, fetched in windows as they come into view; it never holds more than a few windows.
export const WINDOW_SIZE = 100;
const WINDOWS_MAX = 24;

type Held<Row> = { rows: Row[]; isOld: boolean; isAsked: boolean };

export class RowWindows<Row> {
  private readonly windows = new Map<number, Held<Row>>();
  private readonly listeners = new Set<() => void>();
  /** Answers to what was asked before a refresh are old. */
  private round = 0;
  version = 0;

  constructor(
    private readonly fetch: (offset: number, limit: number) => Promise<Row[]>,
    private readonly onError: (error: unknown) => void = () => {},
  ) {}

  row(index: number): Row | undefined {
    return this.windows.get(Math.floor(index / WINDOW_SIZE))?.rows[index % WINDOW_SIZE];
  }

  /** Asks for the windows that hold rows first..last; each is asked for once. */
  ensure(first: number, last: number): void {
    for (let at = Math.floor(first / WINDOW_SIZE); at <= Math.floor(last / WINDOW_SIZE); at++) {
      const held = this.windows.get(at);
      if (held && !held.isAsked) {
        this.windows.delete(at);
        this.windows.set(at, held);
      }
      if (!held || (held.isOld && !held.isAsked)) void this.load(at, held?.rows ?? []);
    }
  }

  /** Something was written: what is shown stays until it is read again. */
  refresh(): void {
    this.round++;
    for (const held of this.windows.values()) {
      held.isOld = true;
      held.isAsked = false;
    }
    this.tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async load(at: number, shown: Row[]): Promise<void> {
    const { round } = this;
    this.windows.set(at, { rows: shown, isOld: true, isAsked: true });
    try {
      const rows = await this.fetch(at * WINDOW_SIZE, WINDOW_SIZE);
      if (round !== this.round) return;
      this.windows.set(at, { rows, isOld: false, isAsked: false });
      for (const [oldest, held] of this.windows) {
        if (this.windows.size <= WINDOWS_MAX) break;
        if (!held.isAsked && oldest !== at) this.windows.delete(oldest);
      }
    } catch (error) {
      if (round !== this.round) return;
      this.windows.delete(at);
      this.onError(error);
    }
    this.tell();
  }

  private tell(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}
