// Rows of a long list, fetched in windows as they come into view; it never holds more than a few windows.
export const WINDOW_SIZE = 100;
const WINDOWS_MAX = 24;

export class RowWindows<Row> {
  private readonly windows = new Map<number, Row[] | "loading">();
  private readonly listeners = new Set<() => void>();
  version = 0;

  constructor(
    private readonly fetch: (offset: number, limit: number) => Promise<Row[]>,
    private readonly onError: (error: unknown) => void = () => {},
  ) {}

  row(index: number): Row | undefined {
    const rows = this.windows.get(Math.floor(index / WINDOW_SIZE));
    return rows === undefined || rows === "loading" ? undefined : rows[index % WINDOW_SIZE];
  }

  /** Asks for the windows that hold rows first..last; each is asked for once. */
  ensure(first: number, last: number): void {
    for (let at = Math.floor(first / WINDOW_SIZE); at <= Math.floor(last / WINDOW_SIZE); at++) {
      const held = this.windows.get(at);
      if (held === undefined) void this.load(at);
      else if (held !== "loading") {
        this.windows.delete(at);
        this.windows.set(at, held);
      }
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async load(at: number): Promise<void> {
    this.windows.set(at, "loading");
    try {
      this.windows.set(at, await this.fetch(at * WINDOW_SIZE, WINDOW_SIZE));
      for (const [oldest, rows] of this.windows) {
        if (this.windows.size <= WINDOWS_MAX) break;
        if (rows !== "loading" && oldest !== at) this.windows.delete(oldest);
      }
    } catch (error) {
      this.windows.delete(at);
      this.onError(error);
    }
    this.version++;
    for (const listener of this.listeners) listener();
  }
}
