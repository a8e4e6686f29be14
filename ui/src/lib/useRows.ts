// A long list: how many rows there are, those in view, and which records of it are selected. All three are of one moment: after
// any change the list is read again as a whole, and shown when it is there.
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { isBroughtBack } from "./broughtBack";
import { round } from "./round";
import { nothing, only, type Selection, single, sizeOf, toPlaces } from "./selection";
import { PagedRows } from "./windows";

type Source<Row, Counts> = {
  /** The list's name in the query cache, and what it is filtered by: another one is another list. */
  key: readonly unknown[];
  /** How it is looked at: sorted otherwise it is the same list. */
  view?: readonly unknown[];
  count: () => Promise<Counts>;
  /** Of the counts, how many rows this list has; they are the number itself, unless told. */
  totalOf?: (counts: Counts) => number;
  page: (offset: number, limit: number) => Promise<Row[]>;
  /** Where records stand now; null for each that the list does not hold. */
  places: (ids: string[]) => Promise<(number | null)[]>;
  /** Which records stand at places that nobody has looked at. Without it only rows that were drawn can be selected. */
  ids?: (offset: number, limit: number) => Promise<string[]>;
  idOf?: (row: Row) => string;
  /** Whether the first row is selected in another list, or the keyboard only stands there. */
  startsSelected?: boolean;
  /** What is selected stays so in another list that holds it. */
  keepsSelection?: boolean;
  /** Whoever is chosen is shown even where the list does not hold it; otherwise nothing happens then. */
  showsBeside?: boolean;
  onError: (error: unknown) => void;
};

/** The list as it stood at one moment. */
type Moment<Row, Counts> = {
  list: string;
  view: string;
  keepsSelection: boolean;
  showsBeside: boolean;
  round: number;
  counts: Counts;
  total: number;
  windows: PagedRows<Row>;
  /** Where the records that mattered in the moment before stand in this one. */
  places: ReadonlyMap<string, number | null>;
} & Asked;

/** What the user has asked for and the list does not show yet. */
type Asked = {
  /** A record that is to be selected wherever it stands. */
  wish: string | null;
  /** Records that the user takes away: the row after them is next, and nobody needs to be told. */
  taken: ReadonlySet<string>;
};
const nobody: ReadonlySet<string> = new Set();

/** What is on the screen. `selection` is of places in `moment`. */
type Shown<Row, Counts> = {
  moment: Moment<Row, Counts> | null;
  selection: Selection;
  /** Selected records that the list no longer holds. */
  left: Row[];
  /** A record that was asked for and is not in the list. */
  beside: string | null;
  /**
   * Those that were selected until the user deleted them, or asked for a list that holds nothing: once they are there again,
   * by the user's own doing or with nothing else selected, they are selected.
   */
  away: readonly string[];
};

/** More cannot be acted on at once, so that there is no need to know them one by one. */
export const SELECTED_MAX = 5_000;

export type Rows<Row, Counts = number> = ReturnType<typeof useRows<Row, Counts>>;

export function useRows<Row, Counts = number>(source: Source<Row, Counts>) {
  const queries = useQueryClient();
  const [list, view] = [JSON.stringify(source.key), JSON.stringify(source.view ?? null)];
  const [shown, show] = useState<Shown<Row, Counts>>({
    moment: null,
    selection: nothing,
    left: [],
    beside: null,
    away: [],
  });
  const asked = useRef<Asked>({ wish: null, taken: nobody });
  const now = useRef({ shown, source, asked });
  now.current.source = source;
  const queryKey = ["rows", list, view];
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => readMoment(source, { list, view }, now.current),
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: 0,
  });
  let current = shown;
  let isUnknown = false;
  if (data && data !== shown.moment) {
    const carried = carry(shown, data, source.startsSelected ?? false);
    isUnknown = carried === null;
    if (carried) {
      current = carried;
      show(carried);
    }
  }
  now.current.shown = current;
  // Something was selected while the list was read: it is not known yet where it stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is looked at once.
  useEffect(() => {
    if (isUnknown) void queries.invalidateQueries({ queryKey });
  }, [data, isUnknown]);
  const { moment, selection } = current;
  useEffect(() => {
    if (!moment) return;
    const { wish, taken } = asked.current;
    const isSeen = taken === moment.taken && [...taken].every((id) => typeof moment.places.get(id) !== "number");
    asked.current = { wish: wish === moment.wish ? null : wish, taken: isSeen ? nobody : taken };
  }, [moment]);
  const windows = moment?.windows ?? nowhere;
  useSyncExternalStore(windows.subscribe, () => windows.version);

  const selected = sizeOf(selection);
  const place = single(selection);
  const select = (selection: Selection) => {
    asked.current = { ...asked.current, wish: null };
    show((shown) => ({ ...shown, selection, left: [], beside: null, away: [] }));
  };
  /** The records that are selected, in the list's order; null where the list has moved since, or they are too many. */
  const selectedIds = async (): Promise<string[] | null> => {
    if (selected > SELECTED_MAX || !moment) return null;
    const isKnown = await know(moment.windows, selection, now.current.source.ids);
    const ids = toPlaces(selection).map((at) => moment.windows.idAt(at));
    return isKnown && ids.every((id) => id !== undefined) ? (ids as string[]) : null;
  };
  // Who is selected is known before anybody moves them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection is looked at once.
  useEffect(() => {
    if (moment && selected > 0 && selected <= SELECTED_MAX)
      know(moment.windows, selection, source.ids).catch(source.onError);
  }, [selection, moment]);

  return {
    /** Another one is another list, or the same one sorted otherwise. */
    list: moment ? moment.list + moment.view : "",
    /** Whether it is the list that was asked for; the one before stays until it is there. */
    isCurrent: moment?.list === list && moment.view === view,
    total: moment?.total ?? null,
    counts: moment?.counts ?? null,
    windows: windows as PagedRows<Row>,
    selection,
    selected,
    /** The one that is selected, if it is one. */
    row: place === undefined ? undefined : (windows as PagedRows<Row>).row(place),
    id: current.beside ?? (place === undefined ? null : (windows.idAt(place) ?? null)),
    left: current.left,
    error,
    select,
    selectedIds,
    go: (at: number) => select(only(at)),
    /** Selects a record wherever it stands. */
    choose: (id: string) => {
      asked.current = { ...asked.current, wish: id };
      void queries.invalidateQueries({ queryKey: ["rows", list] });
    },
    /** Called before the user's own deletion of these. */
    take: (ids: readonly string[]) => {
      asked.current = { ...asked.current, taken: new Set(ids) };
    },
  };
}

const nowhere = new PagedRows<never>(async () => []);

async function readMoment<Row, Counts>(
  source: Source<Row, Counts>,
  { list, view }: { list: string; view: string },
  now: { shown: Shown<Row, Counts>; asked: { readonly current: Asked } },
): Promise<Moment<Row, Counts>> {
  const began = round();
  const known = now.shown.moment;
  // Who is asked for by name may have come since they were counted.
  const isCounted = known?.list === list && known.round === began && now.asked.current.wish === null;
  const counts = isCounted ? known.counts : await source.count();
  const total = source.totalOf ? source.totalOf(counts) : (counts as number);
  const windows = new PagedRows<Row>(source.page, source.onError, source.idOf);
  const places = new Map<string, number | null>();
  let [shown, asked] = [now.shown, now.asked.current];
  for (;;) {
    // What is selected meanwhile matters too.
    [shown, asked] = [now.shown, now.asked.current];
    const ids = [...mattering(shown), ...(asked.wish ? [asked.wish] : [])].filter((id) => !places.has(id));
    if (ids.length === 0) break;
    const found = await source.places(ids);
    ids.forEach((id, at) => {
      places.set(id, found[at] ?? null);
    });
  }
  const before = shown.moment;
  const isSame = before?.list === list && before.view === view;
  const [first, last] = isSame && before ? before.windows.view : [0, 0];
  const anchor = isSame && before ? before.windows.idAt(anchorOf(shown, first)) : undefined;
  const moved = (anchor !== undefined ? places.get(anchor) : null) ?? null;
  const shift = moved === null ? 0 : moved - anchorOf(shown, first);
  const wished = asked.wish ? (places.get(asked.wish) ?? null) : null;
  const start = Math.max(0, Math.min(wished ?? first + shift, total - 1));
  await windows.read(start, Math.max(start, Math.min(last + shift, total - 1)));
  return {
    list,
    view,
    keepsSelection: source.keepsSelection ?? false,
    showsBeside: source.showsBeside ?? false,
    counts,
    total,
    windows,
    places,
    round: began,
    ...asked,
  };
}

/** The row that stays where it is on the screen: where the keyboard is, or else the first. */
function anchorOf<Row, Counts>({ selection, moment }: Shown<Row, Counts>, first: number): number {
  const [from, to] = moment?.windows.view ?? [0, 0];
  return selection.active >= from && selection.active <= to ? selection.active : first;
}

function mattering<Row, Counts>({ moment, selection, beside, away }: Shown<Row, Counts>): string[] {
  if (!moment) return [];
  const places = sizeOf(selection) <= SELECTED_MAX ? toPlaces(selection) : [];
  const ends = [selection.active, selection.anchor, ...moment.windows.view, ...unselected(selection)];
  const ids = [...places, ...ends].map((at) => moment.windows.idAt(at));
  return [...new Set([...ids, beside, ...away].filter((id): id is string => typeof id === "string"))].slice(
    0,
    SELECTED_MAX,
  );
}

/** In a selection that is too large to be named: those between its ranges, as far as they are few. */
function unselected({ spans }: Selection): number[] {
  const gaps = spans.slice(1).flatMap(([from], at) => {
    const start = (spans[at]?.[1] ?? from) + 1;
    return from - start > SELECTED_MAX ? [] : Array.from({ length: from - start }, (_, i) => start + i);
  });
  return gaps.slice(0, SELECTED_MAX / 2);
}

/** What is on the screen, with the list of another moment; null when it is not known yet where all that is selected stands. */
function carry<Row, Counts>(
  shown: Shown<Row, Counts>,
  moment: Moment<Row, Counts>,
  startsSelected: boolean,
): Shown<Row, Counts> | null {
  const last = moment.total - 1;
  const fresh = { moment, left: [], beside: null, away: [] };
  if (moment.wish !== null) {
    const place = moment.places.get(moment.wish) ?? moment.windows.placeOf(moment.wish) ?? null;
    if (place !== null) return { ...fresh, selection: only(place) };
    if (moment.showsBeside) return { ...fresh, selection: nothing, beside: moment.wish };
  }
  const before = shown.moment;
  const isFree = sizeOf(shown.selection) === 0;
  const mine = shown.away.filter((id) => isFree || isBroughtBack(id));
  const back = mine.flatMap((id) => moment.places.get(id) ?? []).sort((a, b) => a - b);
  if (back[0] !== undefined)
    return {
      ...fresh,
      selection: { spans: spansOf(back), active: back[0], anchor: back[0] },
      away: shown.away.filter((id) => typeof moment.places.get(id) !== "number"),
    };
  const start = startsSelected && last >= 0 ? only(0) : { ...nothing, active: last >= 0 ? 0 : -1 };
  if (!before || (before.list !== moment.list && !moment.keepsSelection)) {
    const one = single(shown.selection);
    const id = one === undefined ? undefined : before?.windows.idAt(one);
    return { ...fresh, selection: start, away: startsSelected && last < 0 ? (id ? [id] : shown.away) : [] };
  }
  const { selection } = shown;
  if (sizeOf(selection) > SELECTED_MAX)
    return { ...fresh, selection: resized(selection, before.total, moment.total, moment.places, before.windows) };
  // Whose record was never read is nobody's.
  const placeOf = (at: number): number | null | undefined => {
    const id = before.windows.idAt(at);
    if (id === undefined) return null;
    const asked = moment.places.get(id);
    return asked ?? moment.windows.placeOf(id) ?? asked;
  };
  const places = toPlaces(selection);
  const moved = places.map(placeOf);
  if (moved.some((at) => at === undefined)) return null;
  const there = moved.filter((at): at is number => typeof at === "number").sort((a, b) => a - b);
  const gone = places.filter((_, at) => moved[at] === null);
  const isTaken = gone.length > 0 && gone.every((at) => moment.taken.has(before.windows.idAt(at) ?? ""));
  if (isTaken && there.length === 0) {
    const next = Math.min(gone[0] ?? 0, last);
    const ids = gone.flatMap((at) => before.windows.idAt(at) ?? []);
    return { ...fresh, selection: next >= 0 ? only(next) : nothing, away: [...shown.away, ...ids] };
  }
  const active = selection.active < 0 ? undefined : placeOf(selection.active);
  const carried: Selection = {
    spans: spansOf(there),
    active: active ?? -1,
    anchor: (selection.anchor < 0 ? undefined : placeOf(selection.anchor)) ?? -1,
  };
  // The keyboard goes on from where it was.
  const near = Math.max(0, Math.min(selection.near ?? selection.active, last));
  const left = isTaken ? [] : gone.flatMap((at) => before.windows.row(at) ?? []);
  const beside = shown.beside;
  if (beside !== null) {
    const place = moment.places.get(beside);
    if (typeof place === "number") return { ...fresh, selection: only(place) };
  }
  const isSameList = before.list === moment.list;
  return {
    moment,
    left: isSameList ? (left.length > 0 ? left : shown.left) : [],
    beside,
    away: shown.away,
    selection: carried.active < 0 ? { ...carried, near } : carried,
  };
}

/** All but some: those who come are in it, those who were taken out stay out. */
function resized<Row>(
  { spans }: Selection,
  before: number,
  after: number,
  places: ReadonlyMap<string, number | null>,
  windows: PagedRows<Row>,
): Selection {
  const isAll = spans[0]?.[0] === 0 && spans.at(-1)?.[1] === before - 1;
  if (!isAll) return { ...nothing, active: after > 0 ? 0 : -1 };
  const out = unselected({ ...nothing, spans })
    .map((at) => places.get(windows.idAt(at) ?? ""))
    .filter((at): at is number => typeof at === "number")
    .sort((a, b) => a - b);
  const edges = [-1, ...out, after];
  const kept = edges.slice(1).flatMap((to, at) => {
    const from = (edges[at] ?? -1) + 1;
    return from <= to - 1 ? [[from, to - 1] as const] : [];
  });
  return { spans: kept, active: 0, anchor: 0 };
}

function spansOf(places: readonly number[]): Selection["spans"] {
  const spans: [number, number][] = [];
  for (const at of places) {
    const last = spans.at(-1);
    if (last && at <= last[1] + 1) last[1] = at;
    else spans.push([at, at]);
  }
  return spans;
}

/** Reads which records stand in a selection, as far as that is not known. False when others stand there by now. */
async function know<Row>(
  windows: PagedRows<Row>,
  { spans }: Selection,
  ids: Source<Row, unknown>["ids"],
): Promise<boolean> {
  for (const [from, to] of spans) {
    let isKnown = true;
    for (let at = from; at <= to && isKnown; at++) isKnown = windows.idAt(at) !== undefined;
    if (isKnown || !ids) continue;
    if (!windows.note(from, await ids(from, to - from + 1))) return false;
  }
  return true;
}
