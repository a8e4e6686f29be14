// The heading of the long table: a click sorts, an edge resizes, a drag moves the column. By keyboard all three are
// in the menu of columns.
import { ArrowDown, ArrowUp } from "lucide-react";
import { type CSSProperties, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { boundedWidth } from "../lib/columns";
import styles from "./Grid.module.css";

type HeadColumn = { id: string; title?: ReactNode; name: string; isNumber?: boolean; isSortable?: boolean };
export type HeadProps = {
  columns: HeadColumn[];
  style: CSSProperties;
  order?: { column: string; descending: boolean };
  onOrder?: (column: string) => void;
  /** No width: the column's own again. */
  onResize?: (column: string, width: number | undefined) => void;
  /** To the place of another column among those shown. */
  onMoveColumn?: (column: string, to: number) => void;
};

/** A pointer that moves less has clicked. */
const DRAG_FROM = 5;

export function GridHead({ columns, style, order, onOrder, onResize, onMoveColumn }: HeadProps) {
  const row = useRef<HTMLDivElement>(null);
  const drag = useRef<{ id: string; x: number; isMoving: boolean } | null>(null);
  const [drop, setDrop] = useState<number | null>(null);

  const placeAt = (x: number): number => {
    const heads = [...(row.current?.children ?? [])];
    const place = heads.findIndex((head) => {
      const { left, width } = head.getBoundingClientRect();
      return x < left + width / 2;
    });
    return place < 0 ? heads.length : place;
  };
  const onDown = (event: PointerEvent<HTMLElement>, id: string) => {
    if (event.button !== 0) return;
    drag.current = { id, x: event.clientX, isMoving: false };
    event.currentTarget.setPointerCapture?.(event.pointerId);
  };
  const onMove = (event: PointerEvent) => {
    if (!drag.current || !onMoveColumn) return;
    if (Math.abs(event.clientX - drag.current.x) >= DRAG_FROM) drag.current.isMoving = true;
    if (drag.current.isMoving) setDrop(placeAt(event.clientX));
  };
  const onUp = (event: PointerEvent, column: HeadColumn) => {
    const held = drag.current;
    drag.current = null;
    setDrop(null);
    if (!held) return;
    if (!held.isMoving) return column.isSortable && onOrder?.(column.id);
    const from = columns.findIndex(({ id }) => id === held.id);
    const to = placeAt(event.clientX);
    onMoveColumn?.(held.id, to > from ? to - 1 : to);
  };
  const cancel = () => {
    drag.current = null;
    setDrop(null);
  };

  return (
    <div ref={row} className={`${styles.row} ${styles.head}`} role="row" aria-rowindex={1} style={style}>
      {columns.map((column, place) => {
        const isOrder = order?.column === column.id;
        const Arrow = order?.descending ? ArrowDown : ArrowUp;
        const sort = isOrder ? (order.descending ? "descending" : "ascending") : column.isSortable ? "none" : undefined;
        return (
          <span
            key={column.id}
            role="columnheader"
            aria-label={column.name}
            aria-sort={sort}
            className={column.isNumber ? styles.number : undefined}
            data-sortable={column.isSortable || undefined}
            data-drop={drop === place ? "before" : drop === columns.length && place === drop - 1 ? "after" : undefined}
            title={column.name}
            onPointerDown={(event) => onDown(event, column.id)}
            onPointerMove={onMove}
            onPointerUp={(event) => onUp(event, column)}
            onPointerCancel={cancel}
          >
            <span className={styles.title}>
              {column.title ?? column.name}
              {isOrder && <Arrow className="small" aria-hidden="true" />}
            </span>
            {onResize && <Edge onResize={(width) => onResize(column.id, width)} />}
          </span>
        );
      })}
    </div>
  );
}

function Edge({ onResize }: { onResize: (width: number | undefined) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  return (
    <span
      className={styles.edge}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.stopPropagation();
        const head = event.currentTarget.parentElement;
        if (!head || event.button !== 0) return;
        start.current = { x: event.clientX, width: head.getBoundingClientRect().width };
        event.currentTarget.setPointerCapture?.(event.pointerId);
      }}
      onPointerMove={(event) => {
        event.stopPropagation();
        if (start.current) onResize(boundedWidth(start.current.width + event.clientX - start.current.x));
      }}
      onPointerUp={(event) => {
        event.stopPropagation();
        start.current = null;
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        onResize(undefined);
      }}
    />
  );
}
