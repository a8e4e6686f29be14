// What a user sees at one moment: which rows, which of them is highlighted, what lies over them, where the focus is.
import { contactForms, dialogs, isQuestion, shown, textOf } from "./controls";

export type SeenRow = { index: number; record: string | undefined; text: string };
export type SeenGrid = {
  label: string;
  count: number;
  /** By their names; none where the list says everything in one. */
  columns: string[];
  /** As the heading of a column says; undefined where no column is sorted by. */
  isDescending: boolean | undefined;
  rows: SeenRow[];
  selected: string[];
  active: string | null;
};
export type Seen = {
  grids: SeenGrid[];
  /** The list in which keys work, or the only one. */
  list: SeenGrid | null;
  /** The record whose card is open beside the list. */
  card: string | null;
  forms: number;
  /** A question that waits for its answer. */
  isAsked: boolean;
  selectedCount: number | null;
};

function sortOf(heads: Element[]): boolean | undefined {
  const sorts = heads.map((head) => head.getAttribute("aria-sort"));
  return sorts.includes("descending") || (sorts.includes("ascending") ? false : undefined);
}

function seenGrid(grid: Element): SeenGrid {
  const rows = [...grid.getElementsByTagName("div")].filter((one) => one.dataset.index !== undefined);
  const heads = [...grid.getElementsByTagName("span")].filter((one) => one.getAttribute("role") === "columnheader");
  const recordOf = (row: HTMLElement | undefined) => row?.dataset.record;
  return {
    label: grid.getAttribute("aria-label") ?? "",
    count: Number(grid.getAttribute("aria-rowcount")) - 1,
    isDescending: sortOf(heads),
    columns: heads.map((head) => head.getAttribute("aria-label") ?? ""),
    rows: rows.map((row) => ({ index: Number(row.dataset.index), record: recordOf(row), text: textOf(row) })),
    selected: rows.flatMap((row) => (row.getAttribute("aria-selected") === "true" ? (recordOf(row) ?? []) : [])),
    active: recordOf(rows.find((row) => row.dataset.active === "true")) ?? null,
  };
}

const SEEN = new Set(["grid", "status"]);

export function look(): Seen {
  const all = shown((one) => SEEN.has(one.getAttribute("role") ?? one.tagName));
  const grids = all.filter((one) => one.getAttribute("role") === "grid");
  const focused = grids.find((grid) => grid.contains(document.activeElement)) ?? grids[0];
  const [card] = document.getElementsByTagName("article");
  const said = all.map(textOf).find((text) => /^[\d.]+ seleccionado/.test(text));
  const selected = /^[\d.]+/.exec(said ?? "")?.[0];
  return {
    grids: grids.map(seenGrid),
    list: focused ? seenGrid(focused) : null,
    card: card?.dataset.record ?? null,
    forms: dialogs().length + contactForms().length,
    isAsked: dialogs().some(isQuestion),
    selectedCount: selected === undefined ? null : Number(selected.replaceAll(".", "")),
  };
}
