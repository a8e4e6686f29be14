// The columns of a list: which, in which order, how wide, and what it is sorted by; all of it by keyboard too.
import { ArrowDown, ArrowUp, Columns3, Minus, Plus } from "lucide-react";
import { useRef } from "react";
import { Dialog as AriaDialog, Popover } from "react-aria-components";
import { boundedWidth, type ColumnLayout, type ColumnView } from "../lib/columns";
import { useT } from "../lib/i18n";
import { Button } from "./Button";
import { Checkbox } from "./Checkbox";
import styles from "./ColumnsMenu.module.css";
import { Segmented } from "./Segmented";
import { Select } from "./Select";

type Props<Id extends string> = {
  columns: { id: string; name: string; width: number; isSortable?: boolean; isDay?: boolean }[];
  layout: ColumnLayout[];
  view: ColumnView<Id>;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
};
const WIDTH_STEP = 16;

export function ColumnsMenu<Id extends string>({ columns, layout, view, isOpen, onOpen }: Props<Id>) {
  const { t } = useT();
  const button = useRef<HTMLButtonElement>(null);
  const named = layout.flatMap((one) => {
    const column = columns.find(({ id }) => id === one.id);
    return column ? [{ ...one, column }] : [];
  });
  const isDay = columns.find(({ id }) => id === view.order.column)?.isDay;
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
              onChange={(column) => column && view.sortBy(column as Id)}
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
                  <Checkbox
                    isOn={!isHidden}
                    onChange={(isShown) => (isShown || shown > 1) && view.showColumn(id, isShown, layout)}
                  >
                    {name}
                  </Checkbox>
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
