// The long table: rows of a query in windows, desktop selection, columns as the user left them, one tab stop.
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { answerKey, type GridOrder } from "../lib/gridKeys";
import { scaleFor } from "../lib/scale";
import { extend, isSelected, only, type Selection, toggle, visit } from "../lib/selection";
import type { PagedRows } from "../lib/windows";
import styles from "./Grid.module.css";
import { GridHead, type HeadProps } from "./GridHead";
import { useRowHeight } from "./useRowHeight";

export type Column<Row> = {
  id: string;
  /** What the heading shows; `name` when it is not a word. */
  title?: ReactNode;
  name: string;
  /** Pixels; of a flexible column the least. */
  width: number;
  /** Takes the width that the others leave. */
  isFlexible?: boolean;
  /** Of that width, beside the others that take some; 1 without it. */
  share?: number;
  isNumber?: boolean;
  /** Without the padding of a cell. */
  isRaw?: boolean;
  isSortable?: boolean;
  /** It holds days: sorted, the newest or the oldest come first. */
  isDay?: boolean;
  cell: (row: Row) => ReactNode;
};
/** In CSS pixels of the window. */
type Point = { x: number; y: number };

export type GridHandle = { focus: () => void; show: (index: number) => void };

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  count: number;
  windows: PagedRows<Row>;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  on: Partial<Record<Exclude<GridOrder, "menu">, () => void>> & { menu?: (at: Point) => void };
  /** Letters typed one after the other: the list goes to the next name that begins with them. */
  onSeek?: (letters: string) => void;
  isStale?: boolean;
  /** One row at a time is selected: of several, the one that the keyboard is on. */
  isSingle?: boolean;
  /** Another one is another list: it starts where the keyboard is, or at its top. */
  list?: string;
  ref?: React.Ref<GridHandle>;
} & Omit<HeadProps, "columns" | "style">;

/** Rows that are drawn before they are seen: a fast wheel moves by ten in a frame. */
const OVERSCAN = 20;

/** Letters with less between them belong to one word. */
const SEEK_MS = 900;

export function Grid<Row>({ label, columns, count, windows, selection, isStale, isSingle, list, ...rest }: Props<Row>) {
  const id = useId();
  const onSelect = (selection: Selection) => rest.onSelect(isSingle ? only(selection.active) : selection);
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const [viewport, setViewport] = useState(0);
  const sought = useRef({ letters: "", at: 0 });
  const scale = scaleFor(count * height, viewport);
  const scaleNow = useRef(scale);
  scaleNow.current = scale;
  useSyncExternalStore(windows.subscribe, () => windows.version);
  /** What the virtual list asks to be told when the scrolled place is another. */
  const tellOffset = useRef(() => {});
  /** The row that stays where it is on the screen while others come and go. */
  const still = useRef<{ list: string | undefined; id: string; at: number; active: string | undefined } | null>(null);
  /** Whoever is hidden loses its place. */
  const lastTop = useRef(0);
  /** What is seen of the rows; without any the list is hidden. */
  const room = useRef(0);

  const virtual = useVirtualizer({
    count,
    estimateSize: () => height,
    getScrollElement: () => scroller.current,
    overscan: OVERSCAN,
    initialRect: { width: 1000, height: 600 },
    observeElementOffset: (_, report) => {
      const element = scroller.current;
      if (!element) return;
      const tell = () => report(scaleNow.current.toVirtual(lastTop.current), false);
      tellOffset.current = tell;
      const onScroll = () => {
        if (element.clientHeight > 0) lastTop.current = element.scrollTop;
        tell();
      };
      tell();
      element.addEventListener("scroll", onScroll, { passive: true });
      return () => element.removeEventListener("scroll", onScroll);
    },
    scrollToFn: (offset) => scroller.current?.scrollTo({ top: scaleNow.current.toScroll(offset) }),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured again when they are of another height.
  useEffect(() => virtual.measure(), [height]);
  const items = virtual.getVirtualItems();
  const shift = lastTop.current - (virtual.scrollOffset ?? 0);
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    if (count > 0) windows.ensure(first, Math.min(last, count - 1), count);
  }, [windows, first, last, count]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // The heading floats over the rows and takes one row's room.
    const measure = () => {
      room.current = element.clientHeight - HEAD_HEIGHT;
      setViewport(room.current);
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (element.clientHeight > 0 && element.scrollTop === 0) element.scrollTop = lastTop.current;
      measure();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Where the list stands is known without asking the element: that would lay out the page once more for every change of it.
  const scrollTo = (top: number) => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = top;
    if (element.clientHeight > 0) lastTop.current = element.scrollTop;
  };
  /** Scrolls as little as shows the row; ours because the virtual offset may exceed the element's. */
  const showRow = (index: number) => {
    const start = index * height;
    const offset = scale.toVirtual(lastTop.current);
    if (start < offset) scrollTo(scale.toScroll(start));
    else if (start + height > offset + room.current) scrollTo(Math.ceil(scale.toScroll(start + height - room.current)));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list of another moment is put where the one before was.
  useLayoutEffect(() => {
    const [held, element] = [still.current, scroller.current];
    still.current = null;
    if (!element || room.current <= 0) return;
    if (!held) showRow(selection.active);
    else if (held.list !== list && selection.active < 0) scrollTo(0);
    // Whoever was chosen by name, or is next, is shown wherever it stands.
    else if (held.list !== list || (selection.active >= 0 && windows.idAt(selection.active) !== held.active))
      showRow(selection.active);
    else {
      const at = windows.placeOf(held.id);
      const top = scale.toVirtual(lastTop.current);
      // At its top a list shows what is new there.
      if (at === undefined || at === held.at || top === 0) return;
      scrollTo(scale.toScroll(top + (at - held.at) * height));
    }
    tellOffset.current();
  }, [windows]);
  useLayoutEffect(() => {
    const top = scale.toVirtual(lastTop.current) / height;
    const rows = Math.max(1, viewport / height);
    const isInView = selection.active >= top - 1 && selection.active <= top + rows;
    const at = isInView ? selection.active : Math.ceil(top);
    const id = windows.idAt(at);
    still.current = { list, id: id ?? "", at, active: windows.idAt(selection.active) };
  });
  useImperativeHandle(rest.ref, () => ({ focus: () => scroller.current?.focus(), show: showRow }));

  const seek = (letter: string, now: number) => {
    const { letters, at } = sought.current;
    sought.current = { letters: now - at < SEEK_MS ? letters + letter : letter, at: now };
    rest.onSeek?.(sought.current.letters);
  };
  const menuAtRow = () => {
    const row = scroller.current?.querySelector(`[data-index="${selection.active}"]`)?.getBoundingClientRect();
    const box = scroller.current?.getBoundingClientRect();
    if (box) rest.on.menu?.({ x: box.left + 40, y: row ? row.bottom : box.top + HEAD_HEIGHT });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    // A lone N is a new contact wherever lists are; inside a word it is a letter.
    const isWord = event.timeStamp - sought.current.at < SEEK_MS;
    const answer = answerKey(event, selection, count, Math.max(1, Math.floor(viewport / height) - 1));
    if (!answer) return;
    if ("seek" in answer) {
      if (!rest.onSeek || (answer.seek === "n" && !isWord)) return;
      seek(answer.seek, event.timeStamp);
    } else if ("select" in answer) {
      onSelect(answer.select);
      showRow(answer.select.active);
    } else if (answer.order === "menu") menuAtRow();
    else if (rest.on[answer.order]) rest.on[answer.order]?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rowOf = (event: MouseEvent): number | undefined => {
    const row = (event.target as Element).closest<HTMLElement>("[data-index]");
    return row ? Number(row.dataset.index) : undefined;
  };
  const onClick = (event: MouseEvent) => {
    const at = rowOf(event);
    // The second click of two is meant for the row of the first, even where another one stands there by now.
    if (at === undefined || event.detail > 1) return;
    const isAdding = event.ctrlKey || event.metaKey;
    if (event.shiftKey) onSelect(extend(selection, at, isAdding));
    else onSelect(isAdding ? toggle(selection, at) : only(at));
  };
  const onContextMenu = (event: MouseEvent) => {
    const at = rowOf(event);
    if (at === undefined || !rest.on.menu) return;
    event.preventDefault();
    if (!isSelected(selection, at)) onSelect(only(at));
    rest.on.menu({ x: event.clientX, y: event.clientY });
  };

  const template = useMemo<CSSProperties>(() => {
    const widths = columns.map(({ width, isFlexible, share }) =>
      isFlexible ? `minmax(${width}px, ${share ?? 1}fr)` : `${width}px`,
    );
    return { gridTemplateColumns: widths.join(" ") };
  }, [columns]);
  const least = columns.reduce((sum, { width }) => sum + width, 0) + ROW_PADDING;
  const { active } = selection;

  return (
    <div
      ref={scroller}
      className={styles.table}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable={!isSingle}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      data-stale={isStale || undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => rowOf(event) !== undefined && rest.on.view?.()}
      onContextMenu={onContextMenu}
      onFocus={(event) =>
        event.target === event.currentTarget &&
        active < 0 &&
        selection.near === undefined &&
        count > 0 &&
        onSelect(visit(selection, 0))
      }
    >
      <div className={styles.sheet} style={{ minWidth: least }} role="presentation">
        <GridHead columns={columns} style={template} {...rest} />
        <div className={styles.space} style={{ height: scale.height }} role="presentation">
          {items.map((item) => (
            <Row
              key={item.index}
              id={`${id}-${item.index}`}
              index={item.index}
              top={item.start + shift}
              record={windows.idAt(item.index)}
              row={windows.row(item.index)}
              columns={columns as Column<unknown>[]}
              template={template}
              isSelected={isSelected(selection, item.index)}
              isActive={item.index === active}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const HEAD_HEIGHT = 28;
/** Of a row, left and right together. */
const ROW_PADDING = 16;

type RowProps = {
  id: string;
  index: number;
  top: number;
  /** Which record it shows. */
  record: string | undefined;
  row: unknown;
  columns: Column<unknown>[];
  template: CSSProperties;
  isSelected: boolean;
  isActive: boolean;
};

/** Made again only when something in it is another: scrolling moves rows, and their cells are most of the work. */
const Row = memo(function Row({ id, index, top, record, row, columns, template, isSelected, isActive }: RowProps) {
  return (
    <div
      id={id}
      data-index={index}
      data-record={record}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={styles.row}
      data-selected={isSelected || undefined}
      data-active={isActive || undefined}
      style={{ ...template, transform: `translateY(${top}px)` }}
    >
      <Cells row={row} columns={columns} />
    </div>
  );
});

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
