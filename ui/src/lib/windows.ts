// Rows of a list as it stood at one moment, fetched in windows as they come into view; it never holds more than a few
// windows, and of every row that it ever held the record.
export const WINDOW_SIZE = 100;
const WINDOWS_MAX = 24;
/** So many rows before and after those that are drawn are fetched too: a fast wheel passes ten in a frame. */
const AHEAD = 2 * WINDOW_SIZE;

type Held<Row> = { rows: Row[]; isAsked: boolean };

export class PagedRows<Row> {
  private readonly windows = new Map<number, Held<Row>>();
  private readonly records = new Map<number, string>();
  private readonly places = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  /** The first and the last row that are drawn. */
  view: readonly [first: number, last: number] = [0, 0];
  version = 0;

  constructor(
    private readonly fetch: (offset: number, limit: number) => Promise<Row[]>,
    private readonly onError: (error: unknown) => void = () => {},
    private readonly idOf: (row: Row) => string = (row) => String((row as { id?: unknown }).id),
  ) {}

  row(index: number): Row | undefined {
    return this.windows.get(Math.floor(index / WINDOW_SIZE))?.rows[index % WINDOW_SIZE];
  }

  /** Which record stands there, as far as it was ever read. */
  idAt(index: number): string | undefined {
    return this.records.get(index);
  }

  placeOf(id: string): number | undefined {
    return this.places.get(id);
  }

  /** Which records stand at some places; false when others are known to stand there. */
  note(offset: number, ids: readonly string[]): boolean {
    const isSame = ids.every((id, at) => (this.records.get(offset + at) ?? id) === id);
    ids.forEach((id, at) => {
      if (this.records.has(offset + at)) return;
      this.records.set(offset + at, id);
      this.places.set(id, offset + at);
    });
    return isSame;
  }

  /** Asks for the windows that hold rows first..last, and for those around them in a list of `total`; each is asked for once. */
  ensure(first: number, last: number, total = 0): void {
    this.view = [first, last];
    const around = windowsOf(Math.max(0, first - AHEAD), Math.min(last + AHEAD, total - 1));
    for (const at of new Set([...windowsOf(first, last), ...(total > 0 ? around : [])])) {
      const held = this.windows.get(at);
      if (held && !held.isAsked) {
        this.windows.delete(at);
        this.windows.set(at, held);
      }
      if (!held) this.load(at).catch(this.onError);
    }
  }

  /** The same, and done when they are there. */
  async read(first: number, last: number): Promise<void> {
    this.view = [first, last];
    await Promise.all([...windowsOf(first, last)].map((at) => this.load(at)));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async load(at: number): Promise<void> {
    this.windows.set(at, { rows: [], isAsked: true });
    try {
      const rows = await this.fetch(at * WINDOW_SIZE, WINDOW_SIZE);
      this.windows.set(at, { rows, isAsked: false });
      this.note(at * WINDOW_SIZE, rows.map(this.idOf));
      for (const [oldest, held] of this.windows) {
        if (this.windows.size <= WINDOWS_MAX) break;
        if (!held.isAsked && oldest !== at) this.windows.delete(oldest);
      }
    } catch (error) {
      this.windows.delete(at);
      throw error;
    } finally {
      this.version++;
      for (const listener of this.listeners) listener();
    }
  }
}

function* windowsOf(first: number, last: number): Generator<number> {
  for (let at = Math.floor(first / WINDOW_SIZE); at <= Math.floor(last / WINDOW_SIZE); at++) yield at;
}
