// Which columns a table shows, in which order and how wide: as the user left them, over what there is.
export type ColumnLayout = {
  id: string;
  isHidden?: boolean /** Pixels; without one the column's own. */;
  width?: number;
};

export type Order<Id extends string> = { column: Id; descending: boolean };
/** What a table and its menu of columns ask of how it is shown. */
export type ColumnView<Id extends string> = {
  order: Order<Id>;
  sortBy: (column: Id, descending?: boolean) => void;
  resize: (id: string, width: number | undefined, layout: ColumnLayout[]) => void;
  showColumn: (id: string, isShown: boolean, layout: ColumnLayout[]) => void;
  moveColumn: (id: string, to: number, layout: ColumnLayout[]) => void;
  resetColumns: () => void;
};

export const COLUMN_WIDTH_MIN = 32;
export const COLUMN_WIDTH_MAX = 800;

/** Columns that came with a newer version stand where that version puts them; what is unknown is left out. */
export function arrange(kept: readonly ColumnLayout[], known: readonly ColumnLayout[]): ColumnLayout[] {
  const ids = known.map(({ id }) => id);
  const laid: ColumnLayout[] = kept.filter(({ id }) => ids.includes(id));
  known.forEach((column, place) => {
    if (laid.some(({ id }) => id === column.id)) return;
    const before = known.slice(0, place).findLast(({ id }) => laid.some((one) => one.id === id));
    laid.splice(before ? laid.findIndex(({ id }) => id === before.id) + 1 : 0, 0, column);
  });
  return laid;
}

/** Moves a column past its neighbours; the rest keep their order. */
export function moveColumn(layout: readonly ColumnLayout[], id: string, to: number): ColumnLayout[] {
  const moved = layout.find((column) => column.id === id);
  if (!moved) return [...layout];
  const rest = layout.filter((column) => column.id !== id);
  const place = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, place), moved, ...rest.slice(place)];
}

/** The place in the layout of what is dropped at a place among those shown. */
export function placeAmong(
  shown: readonly { id: string }[],
  layout: readonly ColumnLayout[],
  id: string,
  to: number,
): number {
  const before = shown.filter((column) => column.id !== id)[to]?.id;
  const rest = layout.filter((column) => column.id !== id);
  const place = rest.findIndex((column) => column.id === before);
  return place < 0 ? rest.length : place;
}

/**
 * The columns that are shown, in their order and as wide as the user made them; in a narrow window those that tell most,
 * as wide as there is room.
 */
export function laidOut<Column extends { id: string; width: number; isFlexible?: boolean }>(
  columns: readonly Column[],
  layout: readonly ColumnLayout[],
  telling: readonly string[] | null,
): Column[] {
  return layout.flatMap(({ id, isHidden, width }) => {
    const column = columns.find((one) => one.id === id);
    if (!column || (telling ? !telling.includes(id) : isHidden)) return [];
    return [width === undefined || telling ? column : { ...column, width, isFlexible: false }];
  });
}

export function changeColumn(
  layout: readonly ColumnLayout[],
  id: string,
  change: Partial<Omit<ColumnLayout, "id">>,
): ColumnLayout[] {
  return layout.map((column) => (column.id === id ? { ...column, ...change } : column));
}

export const boundedWidth = (width: number): number =>
  Math.round(Math.max(COLUMN_WIDTH_MIN, Math.min(COLUMN_WIDTH_MAX, width)));
