// The columns of the list: which, in which order, how wide, and what it is sorted by; all of it by keyboard too.
import { ArrowDown, ArrowUp, Columns3, Minus, Plus } from "lucide-react";
import { useRef } from "react";
import { Dialog as AriaDialog, Popover } from "react-aria-components";
import { Button } from "../../components/Button";
import type { Column } from "../../components/Grid";
import { Segmented } from "../../components/Segmented";
import { Select } from "../../components/Select";
import { Tick } from "../../components/Tick";
import type { ContactColumn, ContactRow } from "../../ipc";
import { boundedWidth, type ColumnLayout } from "../../lib/columns";
import { useT } from "../../lib/i18n";
import styles from "./ColumnsMenu.module.css";
import type { ListView } from "./useListView";

type Props = {
  columns: Column<ContactRow>[];
  layout: ColumnLayout[];
  view: ListView;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
};
const WIDTH_STEP = 16;
const days = new Set<string>(["date", "next", "closing"] satisfies ContactColumn[]);

export function ColumnsMenu({ columns, layout, view, isOpen, onOpen }: Props) {
  const { t } = useT();
  const button = useRef<HTMLButtonElement>(null);
  const named = layout.flatMap((one) => {
    const column = columns.find(({ id }) => id === one.id);
    return column ? [{ ...one, column }] : [];
  });
  const isDay = days.has(view.order.column);
  const shown = layout.filter(({ isHidden }) => !isHidden).length;
  return (
    <>
      <Button
        ref={button}
        look="quiet"
        name={t("list.columns")}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => onOpen(true)}
      >
        <Columns3 aria-hidden="true" />
      </Button>
      <Popover
        triggerRef={button}
        isOpen={isOpen}
        onOpenChange={onOpen}
        placement="bottom end"
        offset={4}
        className={styles.popover}
      >
        <AriaDialog className={styles.dialog} aria-label={t("list.columns")}>
          <div className={styles.order}>
            <Select
              label={t("list.orderBy")}
              value={view.order.column}
              onChange={(column) => column && view.sortBy(column as ContactColumn)}
              choices={columns.filter(({ isSortable }) => isSortable).map(({ id, name }) => ({ id, text: name }))}
            />
            <Segmented<"up" | "down">
              label={t("list.direction")}
              isField
              value={view.order.descending ? "down" : "up"}
              onChange={(direction) => view.sortBy(view.order.column, direction === "down")}
              choices={[
                { id: "up", text: t(isDay ? "list.oldest" : "list.ascending") },
                { id: "down", text: t(isDay ? "list.newest" : "list.descending") },
              ]}
            />
          </div>
          <ul className={styles.list} aria-label={t("list.columns")}>
            {named.map(({ id, isHidden, width, column }, place) => {
              const { name } = column;
              const widen = (by: number) => view.resize(id, boundedWidth((width ?? column.width) + by), layout);
              return (
                <li key={id} className={styles.column}>
                  <Tick
                    isOn={!isHidden}
                    onChange={(isShown) => (isShown || shown > 1) && view.showColumn(id, isShown, layout)}
                  >
                    {name}
                  </Tick>
                  <span className="grow" />
                  <Button look="quiet" isSmall name={t("list.narrower", { name })} onClick={() => widen(-WIDTH_STEP)}>
                    <Minus aria-hidden="true" />
                  </Button>
                  <Button look="quiet" isSmall name={t("list.wider", { name })} onClick={() => widen(WIDTH_STEP)}>
                    <Plus aria-hidden="true" />
                  </Button>
                  <Button
                    look="quiet"
                    isSmall
                    name={t("list.before", { name })}
                    reason={place === 0 ? t("list.isFirst") : null}
                    onClick={() => view.moveColumn(id, place - 1, layout)}
                  >
                    <ArrowUp aria-hidden="true" />
                  </Button>
                  <Button
                    look="quiet"
                    isSmall
                    name={t("list.after", { name })}
                    reason={place === named.length - 1 ? t("list.isLast") : null}
                    onClick={() => view.moveColumn(id, place + 1, layout)}
                  >
                    <ArrowDown aria-hidden="true" />
                  </Button>
                </li>
              );
            })}
          </ul>
          <Button look="quiet" onClick={view.resetColumns}>
            {t("list.resetColumns")}
          </Button>
        </AriaDialog>
      </Popover>
    </>
  );
}
