// What a user sees at one moment: which rows, which of them is highlighted, what lies over them, where the focus is.
import { contactForms, dialogs, isHidden, isQuestion, textOf } from "./controls";

export type SeenRow = { index: number; record: string | undefined; text: string };
export type SeenGrid = { label: string; count: number; rows: SeenRow[]; selected: string[]; active: string | null };
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

function seenGrid(grid: Element): SeenGrid {
  const rows = [...grid.querySelectorAll<HTMLElement>("[role=row][data-index]")];
  const recordOf = (row: HTMLElement | undefined) => row?.dataset.record;
  return {
    label: grid.getAttribute("aria-label") ?? "",
    count: Number(grid.getAttribute("aria-rowcount")) - 1,
    rows: rows.map((row) => ({ index: Number(row.dataset.index), record: recordOf(row), text: textOf(row) })),
    selected: rows.flatMap((row) => (row.getAttribute("aria-selected") === "true" ? (recordOf(row) ?? []) : [])),
    active: recordOf(rows.find((row) => row.dataset.active === "true")) ?? null,
  };
}

export function look(): Seen {
  // Under a dialog the lists still show what they show.
  const shown = [...document.querySelectorAll("[role=grid]")].filter((grid) => !grid.closest("[hidden], [inert]"));
  const focused = shown.find((grid) => grid.contains(document.activeElement)) ?? shown[0];
  const card = document.querySelector<HTMLElement>("article[data-record]");
  const said = [...document.querySelectorAll("footer [role=status]")].find((one) => !isHidden(one));
  const selected = /^([\d.]+) seleccionado/.exec(textOf(said ?? null))?.[1];
  return {
    grids: shown.map(seenGrid),
    list: focused ? seenGrid(focused) : null,
    card: card?.dataset.record ?? null,
    forms: dialogs().length + contactForms().length,
    isAsked: dialogs().some(isQuestion),
    selectedCount: selected === undefined ? null : Number(selected.replaceAll(".", "")),
  };
}
