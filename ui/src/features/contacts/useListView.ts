// How the list of contacts is shown: its order, its columns and its panel, kept from one start to the next.
import { useEffect, useRef, useState } from "react";
import { type ContactColumn, type ContactOrder, ipc } from "../../ipc";
import { type ColumnLayout, changeColumn, moveColumn } from "../../lib/columns";

type View = { order: ContactOrder; columns: ColumnLayout[]; isPanelOpen: boolean };
const VIEW_KEY = "contacts.view";
const SAVE_DELAY_MS = 400;

const newestFirst: ContactOrder = { column: "date", descending: true };
/** Where there is no room beside the list, the panel lies over it and waits to be asked for. */
const firstView: View = { order: newestFirst, columns: [], isPanelOpen: window.innerWidth > 1180 };

/** Dates and durations are read from the newest and the longest, names from the first. */
const startsDescending: Record<ContactColumn, boolean> = {
  date: true,
  next: true,
  closing: true,
  duration: true,
  customer: false,
  person: false,
  user: false,
  type: false,
  result: false,
};

/** Another version may have kept what this one does not know. */
function readView(kept: Partial<View>): View {
  const isKnown = kept.order && Object.hasOwn(startsDescending, kept.order.column);
  return {
    order: isKnown && kept.order ? kept.order : newestFirst,
    columns: Array.isArray(kept.columns) ? kept.columns : [],
    isPanelOpen: kept.isPanelOpen ?? firstView.isPanelOpen,
  };
}

export type ListView = ReturnType<typeof useListView>;

export function useListView() {
  const [view, setView] = useState<View>(firstView);
  const saved = useRef(firstView);
  useEffect(() => {
    ipc
      .draftLoad(VIEW_KEY)
      .then((json) => {
        if (!json || saved.current !== firstView) return;
        saved.current = readView(JSON.parse(json));
        setView(saved.current);
      })
      // What cannot be read is a view that nobody misses.
      .catch(() => {});
  }, []);
  useEffect(() => {
    if (view === saved.current) return;
    const timer = setTimeout(() => {
      saved.current = view;
      ipc.draftSave(VIEW_KEY, JSON.stringify(view)).catch(() => {});
    }, SAVE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [view]);

  return {
    ...view,
    sortBy: (column: ContactColumn, descending?: boolean) =>
      setView((now) => {
        const isSame = now.order.column === column;
        const turned = isSame ? !now.order.descending : startsDescending[column];
        return { ...now, order: { column, descending: descending ?? turned } };
      }),
    resize: (id: string, width: number | undefined, layout: ColumnLayout[]) =>
      setView((now) => ({ ...now, columns: changeColumn(layout, id, { width }) })),
    showColumn: (id: string, isShown: boolean, layout: ColumnLayout[]) =>
      setView((now) => ({ ...now, columns: changeColumn(layout, id, { isHidden: !isShown }) })),
    moveColumn: (id: string, to: number, layout: ColumnLayout[]) =>
      setView((now) => ({ ...now, columns: moveColumn(layout, id, to) })),
    resetColumns: () => setView((now) => ({ ...now, columns: [], order: newestFirst })),
    togglePanel: () => setView((now) => ({ ...now, isPanelOpen: !now.isPanelOpen })),
  };
}
