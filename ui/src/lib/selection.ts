// What is selected in a long list, as ranges of places in the list of one moment: all of a million is one range. Which
// records they are, and where they stand in the list of the next moment, `useRows` knows.
export type Span = readonly [from: number, to: number];
export type Selection = {
  /** Apart from each other and in order; both ends included. */
  readonly spans: readonly Span[];
  /** Where the keyboard is; -1 before the list was entered, and when the row that it was on has left. */
  readonly active: number;
  /** Where it goes on then. */
  readonly near?: number;
  /** Where a Shift range starts. */
  readonly anchor: number;
};

export const nothing: Selection = { spans: [], active: -1, anchor: -1 };

export const only = (at: number): Selection => ({ spans: [[at, at]], active: at, anchor: at });

export const all = (count: number, { active }: Selection): Selection => ({
  spans: count > 0 ? [[0, count - 1]] : [],
  active: Math.max(active, 0),
  anchor: 0,
});

/** The keyboard goes there and selects nothing: Ctrl with an arrow. */
export const visit = ({ spans, anchor }: Selection, at: number): Selection => ({ spans, anchor, active: at });

/** In or out: Ctrl with a click or Espacio. */
export function toggle({ spans }: Selection, at: number): Selection {
  const isIn = holds(spans, at);
  return { spans: isIn ? without(spans, [at, at]) : join(spans, [at, at]), active: at, anchor: at };
}

/** From the anchor to there, and nothing else: Shift. With Ctrl what was selected stays. */
export function extend(selection: Selection, at: number, isAdding = false): Selection {
  const anchor = selection.anchor < 0 ? at : selection.anchor;
  const span: Span = anchor < at ? [anchor, at] : [at, anchor];
  return { spans: isAdding ? join(selection.spans, span) : [span], active: at, anchor };
}

/** Each place of it, in order. */
export const toPlaces = ({ spans }: Selection): number[] =>
  spans.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

export const isSelected = ({ spans }: Selection, at: number): boolean => holds(spans, at);

export const sizeOf = ({ spans }: Selection): number => spans.reduce((sum, [from, to]) => sum + to - from + 1, 0);

/** The place of the one that is selected; undefined for none or several. */
export function single({ spans }: Selection): number | undefined {
  const [first, second] = spans;
  return first && !second && first[0] === first[1] ? first[0] : undefined;
}

function holds(spans: readonly Span[], at: number): boolean {
  return spans.some(([from, to]) => from <= at && at <= to);
}

function join(spans: readonly Span[], [from, to]: Span): Span[] {
  const apart = spans.filter(([start, end]) => end < from - 1 || start > to + 1);
  const touching = spans.filter(([start, end]) => end >= from - 1 && start <= to + 1);
  const joined: Span = [
    Math.min(from, ...touching.map(([start]) => start)),
    Math.max(to, ...touching.map(([, end]) => end)),
  ];
  return [...apart, joined].sort((a, b) => a[0] - b[0]);
}

function without(spans: readonly Span[], [from, to]: Span): Span[] {
  return spans.flatMap(([start, end]): Span[] => {
    if (end < from || start > to) return [[start, end]];
    const rest: Span[] = [];
    if (start < from) rest.push([start, from - 1]);
    if (end > to) rest.push([to + 1, end]);
    return rest;
  });
}
