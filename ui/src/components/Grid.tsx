// The long table: rows of a query in windows, one tab stop, an active row and desktop keys.
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { isSubmitEnter } from "../lib/keys";
import { scaleFor } from "../lib/scale";
import type { RowWindows } from "../lib/windows";
import styles from "./Grid.module.css";

export type Column<Row> = {
  id: string;
  title: ReactNode;
  width: string;
  isNumber?: boolean;
  isRaw?: boolean;
  cell: (row: Row) => ReactNode;
};
type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  count: number;
  windows: RowWindows<Row>;
  active: number;
  onActive: (index: number) => void;
  onView: () => void;
  onModify: () => void;
  onDelete: () => void;
  isStale?: boolean;
};

function rowHeight(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row-height")) || 28;
}

export function Grid<Row>({ label, columns, count, windows, active, onActive, isStale, ...on }: Props<Row>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [height] = useState(rowHeight);
  const [viewport, setViewport] = useState(0);
  const scale = scaleFor(count * height, viewport);
  const scaleNow = useRef(scale);
  scaleNow.current = scale;
  useSyncExternalStore(windows.subscribe, () => windows.version);

  const virtual = useVirtualizer({
    count,
    estimateSize: () => height,
    getScrollElement: () => scroller.current,
    overscan: 8,
    initialRect: { width: 1000, height: 600 },
    observeElementOffset: (_, report) => {
      const element = scroller.current;
      if (!element) return;
      const tell = () => report(scaleNow.current.toVirtual(element.scrollTop), false);
      tell();
      element.addEventListener("scroll", tell, { passive: true });
      return () => element.removeEventListener("scroll", tell);
    },
    scrollToFn: (offset) => scroller.current?.scrollTo({ top: scaleNow.current.toScroll(offset) }),
  });
  const items = virtual.getVirtualItems();
  const shift = (scroller.current?.scrollTop ?? 0) - (virtual.scrollOffset ?? 0);
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];

  useEffect(() => {
    if (count > 0) windows.ensure(first, Math.min(last, count - 1));
  }, [windows, first, last, count]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  /** Scrolls as little as shows the row; ours because the virtual offset may exceed the element's. */
  const showRow = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    const [start, room] = [index * height, element.clientHeight];
    const offset = scale.toVirtual(element.scrollTop);
    if (start < offset) element.scrollTop = scale.toScroll(start);
    else if (start + height > offset + room) element.scrollTop = Math.ceil(scale.toScroll(start + height - room));
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(count - 1, to));
    onActive(index);
    showRow(index);
  };
  const page = Math.max(1, Math.floor(viewport / height) - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: count - 1,
      PageDown: active + page,
      PageUp: active - page,
    };
    const to = steps[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (to !== undefined) move(active < 0 ? (event.key === "End" ? count - 1 : 0) : to);
    else if (isSubmitEnter(event)) on.onView();
    else if (event.key === "F2") on.onModify();
    else if (event.key === "Delete") on.onDelete();
    else return;
    event.preventDefault();
  };
  const template: CSSProperties = { gridTemplateColumns: columns.map((column) => column.width).join(" ") };

  return (
    <div
      className={styles.table}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      data-stale={isStale || undefined}
      onKeyDown={onKeyDown}
      onFocus={() => active < 0 && count > 0 && onActive(0)}
    >
      <div className={`${styles.row} ${styles.head}`} role="row" aria-rowindex={1} style={template}>
        {columns.map((column) => (
          <span key={column.id} role="columnheader" className={column.isNumber ? styles.number : undefined}>
            {column.title}
          </span>
        ))}
      </div>
      <div className={styles.scroller} ref={scroller} role="presentation">
        <div className={styles.space} style={{ height: scale.height }} role="presentation">
          {items.map((item) => {
            const row = windows.row(item.index);
            const isActive = item.index === active;
            return (
              <div
                key={item.index}
                id={`${id}-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={isActive}
                className={styles.row}
                data-selected={isActive || undefined}
                style={{ ...template, transform: `translateY(${item.start + shift}px)` }}
                onClick={() => onActive(item.index)}
                onDoubleClick={on.onView}
              >
                <Cells row={row} columns={columns as Column<unknown>[]} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Made again only when the row is another: scrolling moves rows, and their cells are most of the work. */
const Cells = memo(function Cells({ row, columns }: { row: unknown; columns: Column<unknown>[] }) {
  return columns.map((column) => (
    <span
      key={column.id}
      role="gridcell"
      className={column.isNumber ? styles.number : column.isRaw ? styles.raw : undefined}
    >
      {row ? column.cell(row) : <span className={styles.skeleton} />}
    </span>
  ));
});
