// How a list is shown: its order, its columns and its panel, kept from one start to the next.
import { useEffect, useRef, useState } from "react";
import { type ColumnLayout, changeColumn, moveColumn, type Order } from "../lib/columns";
import { ipc } from "./index";

type View<Id extends string> = { order: Order<Id>; columns: ColumnLayout[]; isPanelOpen: boolean };
type Kind<Id extends string> = {
  /** Under which it is kept. */
  key: string;
  /** How it is sorted until it is sorted otherwise. */
  order: Order<Id>;
  /** By what it can be sorted; what is read from the newest, the longest or the most starts with those. */
  startsDescending: Record<Id, boolean>;
};
const SAVE_DELAY_MS = 400;
/** Where there is no room beside the list, the panel lies over it and waits to be asked for. */
const isRoomy = window.innerWidth > 1180;

/** Another version may have kept what this one does not know. */
function readView<Id extends string>(kept: Partial<View<Id>>, { order, startsDescending }: Kind<Id>): View<Id> {
  const isKnown = kept.order && Object.hasOwn(startsDescending, kept.order.column);
  return {
    order: isKnown && kept.order ? kept.order : order,
    columns: Array.isArray(kept.columns) ? kept.columns : [],
    isPanelOpen: kept.isPanelOpen ?? isRoomy,
  };
}

/** `kind` is one object as long as the list lives. */
export function useListView<Id extends string>(kind: Kind<Id>) {
  const [first] = useState<View<Id>>({ order: kind.order, columns: [], isPanelOpen: isRoomy });
  const [view, setView] = useState(first);
  const saved = useRef(first);
  useEffect(() => {
    ipc
      .draftLoad(kind.key)
      .then((json) => {
        if (!json || saved.current !== first) return;
        saved.current = readView(JSON.parse(json), kind);
        setView(saved.current);
      })
      // What cannot be read is a view that nobody misses.
      .catch(() => {});
  }, [first, kind]);
  useEffect(() => {
    if (view === saved.current) return;
    const timer = setTimeout(() => {
      saved.current = view;
      ipc.draftSave(kind.key, JSON.stringify(view)).catch(() => {});
    }, SAVE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [view, kind]);

  return {
    ...view,
    sortBy: (column: Id, descending?: boolean) =>
      setView((now) => {
        const isSame = now.order.column === column;
        const turned = isSame ? !now.order.descending : kind.startsDescending[column];
        return { ...now, order: { column, descending: descending ?? turned } };
      }),
    resize: (id: string, width: number | undefined, layout: ColumnLayout[]) =>
      setView((now) => ({ ...now, columns: changeColumn(layout, id, { width }) })),
    showColumn: (id: string, isShown: boolean, layout: ColumnLayout[]) =>
      setView((now) => ({ ...now, columns: changeColumn(layout, id, { isHidden: !isShown }) })),
    moveColumn: (id: string, to: number, layout: ColumnLayout[]) =>
      setView((now) => ({ ...now, columns: moveColumn(layout, id, to) })),
    resetColumns: () => setView((now) => ({ ...now, columns: [], order: kind.order })),
    togglePanel: () => setView((now) => ({ ...now, isPanelOpen: !now.isPanelOpen })),
  };
}
