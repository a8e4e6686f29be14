// The loaded list: its criteria, what can be done with the selected contacts, the table and the panel beside it.
import {
  CalendarClock,
  Eye,
  History,
  MailPlus,
  MessageSquareText,
  PanelRight,
  Pencil,
  PhoneMissed,
  Plus,
  SearchX,
  Trash2,
} from "lucide-react";
import { type ReactNode, type Ref, useImperativeHandle, useMemo, useRef, useState } from "react";
import { Button } from "../../../components/Button";
import { ColumnsMenu } from "../../../components/ColumnsMenu";
import { EmptyState } from "../../../components/EmptyState";
import { Grid, type GridHandle } from "../../../components/Grid";
import { Kbd } from "../../../components/Kbd";
import { ContextMenu, type MenuEntry, type Point } from "../../../components/Menu";
import page from "../../../components/Page.module.css";
import { Segmented } from "../../../components/Segmented";
import { Toolbar, ToolbarGap } from "../../../components/Toolbar";
import type { ContactColumn, ContactSelection, StateFilter } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { hasNoCall } from "../../../ipc/noAnswer";
import { toastError } from "../../../ipc/toastError";
import { arrange, laidOut, placeAmong } from "../../../lib/columns";
import { commands, type Offer, type Offers, useOffers } from "../../../lib/commands";
import { useT } from "../../../lib/i18n";
import { nothing, visit } from "../../../lib/selection";
import { toast } from "../../../lib/toasts";
import { useIsNarrow } from "../../../lib/useIsNarrow";
import { SELECTED_MAX } from "../../../lib/useRows";
import { ChangeDialog } from "../change/ChangeDialog";
import { CriteriaChips } from "../criteria/CriteriaChips";
import { CriteriaFields } from "../criteria/CriteriaFields";
import { countCriteria } from "../criteria/criteria";
import { ContactPreview } from "./ContactPreview";
import styles from "./ContactsList.module.css";
import { contactColumns, firstLayout, telling } from "./columns";
import { ExportMenu } from "./ExportMenu";
import { writeList } from "./export";
import { printList } from "./PrintedList";
import { Totals } from "./Totals";
import type { ContactsState } from "./useContacts";

export type ListHandle = { enter: () => void; change: () => void; print: () => void };
type OpenMode = "view" | "modify" | "history";

type Props = {
  list: ContactsState;
  onAdd: () => void;
  onAddEmails: () => void;
  filters: ReactNode;
  isCovered: boolean;
  bar?: ReactNode;
  ref?: Ref<ListHandle>;
};

/** The window's least width in which the toolbar stands in one line with all its words, with millions of contacts. */
const TOOLBAR_WIDTH = 1500;

export function ContactsList({ list, onAdd, onAddEmails, filters, isCovered, bar, ref }: Props) {
  const { t, locale } = useT();
  const { today, openContact } = useFrame();
  const isNarrow = useIsNarrow();
  const isTight = useIsNarrow(TOOLBAR_WIDTH);
  const screen = useRef<HTMLElement>(null);
  const grid = useRef<GridHandle>(null);
  const [menuAt, openMenu] = useState<Point | null>(null);
  const [areColumnsShown, showColumns] = useState(false);
  const [changing, change] = useState<ContactSelection | null>(null);
  const { counts, selected, selectedCount, count, view } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: t changes with the language alone.
  const columns = useMemo(() => contactColumns(t, locale, today), [locale, today]);
  const layout = useMemo(() => arrange(view.columns, firstLayout), [view.columns]);
  const shown = useMemo(() => laidOut(columns, layout, isNarrow ? telling : null), [columns, layout, isNarrow]);
  const print = () => void (count > 0 && printList(list, shown, today, t).catch(toastError));
  const startChange = () => {
    if (selectedCount === 0) toast({ text: t("list.pickSome") });
    else list.chosen().then(change, toastError);
  };
  /** Whoever loads goes on in the list, also from a criterion beside it. */
  const enter = () => {
    if (!isCovered && !document.querySelector("[role=dialog]"))
      (screen.current?.querySelector<HTMLElement>("[role=grid][aria-rowcount]") ?? screen.current)?.focus();
  };
  /** Who opens them writes in them. */
  const editCriteria = () => {
    list.editCriteria();
    requestAnimationFrame(() => screen.current?.querySelector<HTMLElement>("[data-criteria] input")?.focus());
  };
  useImperativeHandle(ref, () => ({ enter, change: startChange, print }));
  const active = list.selection.active >= 0 ? list.windows.row(list.selection.active) : undefined;
  const oneReason = selected ? null : selectedCount > 1 ? t("list.onlyOne") : t("list.pickOne");
  const anyReason = selectedCount > 0 ? null : t("list.pickSome");
  const deleteReason = selectedCount > SELECTED_MAX ? t("list.tooMany", { n: SELECTED_MAX }) : anyReason;
  const deleteWord = selectedCount > 1 ? t("list.deleteMany", { n: selectedCount }) : t("list.delete");
  const open = (mode: OpenMode) => selected && openContact(selected.id, mode);
  /** A key acts on the row that it is pressed on, selected or not. */
  const openActive = (mode: OpenMode) => {
    const row = selected ?? (selectedCount === 0 ? active : undefined);
    if (row) openContact(row.id, mode);
  };
  const isEmptyBook = counts.all === 0 && countCriteria(list.loadedForm) === 0;
  const one = (mode: OpenMode) => ({ run: () => open(mode), reason: oneReason });
  const noList = count === 0 ? t("export.nothing") : null;
  const offers = {
    view: one("view"),
    modify: one("modify"),
    history: one("history"),
    change: { run: startChange, reason: anyReason },
    noAnswer: { run: list.noAnswer, reason: selected && hasNoCall(selected) ? t("error.noPromise") : oneReason },
    delete: { run: list.remove, reason: deleteReason },
    xlsx: { run: () => writeList(list, shown, false, t), reason: noList },
    csv: { run: () => writeList(list, shown, true, t), reason: noList },
    print: { run: print, reason: noList },
    all: { run: () => list.setFilter("all") },
    open: { run: () => list.setFilter("open") },
    done: { run: () => list.setFilter("done") },
    criteria: { run: list.editCriteria },
    columns: { run: () => showColumns(true) },
    preview: { run: view.togglePanel },
  } satisfies Offers;
  useOffers(isCovered ? null : offers);
  const entry = (id: keyof typeof offers, icon: ReactNode, text = t(commands[id].text)): MenuEntry => {
    const { run, reason }: Offer = offers[id];
    const { keys } = commands[id];
    return { id, text, icon, keys: keys && t(keys), reason, onAct: run };
  };
  const menu: MenuEntry[] = [
    entry("view", <Eye />),
    entry("modify", <Pencil />),
    entry("history", <History />),
    entry("change", <CalendarClock />, t("change.open")),
    entry("noAnswer", <PhoneMissed />),
    "line",
    { id: "add", text: t("list.addContact"), icon: <Plus />, keys: "N", onAct: onAdd },
    { id: "emails", text: t("emails.add"), icon: <MailPlus />, keys: t("keys.emailsKey"), onAct: onAddEmails },
    "line",
    entry("delete", <Trash2 />, deleteWord),
  ];

  return (
    <section ref={screen} className={page.page} aria-label={t("app.contacts")} tabIndex={-1}>
      <header className={page.bar} data-region>
        {bar}
        <h1 className="grow">{t("app.contacts")}</h1>
        <span className="small faint tnum">
          {list.isStale
            ? t("list.loadedOther", { time: list.loadedAt })
            : t("list.loadedAt", { n: counts.all, time: list.loadedAt })}
        </span>
      </header>
      <div data-region data-keys>
        <CriteriaChips
          form={list.form}
          loaded={list.loadedForm}
          isStale={list.isStale}
          isEditing={list.isEditing}
          onChange={list.change}
          onEdit={list.isEditing ? list.toggleEditing : editCriteria}
          onRevert={list.revert}
          onLoad={list.load}
          filters={filters}
        />
        {list.isEditing && (
          <CriteriaFields form={list.form} errors={list.errors} onChange={list.change} onLoad={list.load} isCompact />
        )}
      </div>
      <div className={styles.toolbar} data-region>
        <Toolbar label={t("list.actions")}>
          <Button look={list.isStale ? "outline" : "primary"} onClick={onAdd}>
            <Plus aria-hidden="true" />
            {t("list.add")}
          </Button>
          <Button
            look="quiet"
            name={isTight ? t("emails.add") : undefined}
            keys={t("keys.emailsKey")}
            onClick={onAddEmails}
          >
            <MailPlus aria-hidden="true" />
            {!isTight && t("emails.add")}
          </Button>
          <ToolbarGap />
          <Button look="quiet" reason={oneReason} onClick={() => open("modify")}>
            <Pencil aria-hidden="true" />
            {t("list.modify")}
          </Button>
          <Button look="quiet" reason={oneReason} onClick={() => open("view")}>
            <Eye aria-hidden="true" />
            {t("list.view")}
          </Button>
          <Button look="quiet" reason={anyReason} onClick={startChange}>
            <CalendarClock aria-hidden="true" />
            {t("change.open")}
          </Button>
          <Button look="quiet" reason={deleteReason} onClick={list.remove} aria-busy={list.isDeleting || undefined}>
            <Trash2 aria-hidden="true" />
            {deleteWord}
          </Button>
          <ToolbarGap />
          <Button look="quiet" reason={oneReason} onClick={() => open("history")}>
            <History aria-hidden="true" />
            {t("list.history")}
          </Button>
        </Toolbar>
        <span className="grow" />
        <Segmented<StateFilter>
          label={t("list.state")}
          value={list.filter}
          onChange={list.setFilter}
          choices={[
            { id: "all", text: t("list.all"), count: counts.all },
            { id: "open", text: t("list.open"), count: counts.open },
            { id: "done", text: t("list.done"), count: counts.done },
          ]}
        />
        <ExportMenu list={list} columns={shown} onPrint={print} />
        <ColumnsMenu columns={columns} layout={layout} view={view} isOpen={areColumnsShown} onOpen={showColumns} />
        <Button look="quiet" name={t("panel.toggle")} aria-pressed={view.isPanelOpen} onClick={view.togglePanel}>
          <PanelRight aria-hidden="true" />
        </Button>
      </div>
      <div className={styles.content}>
        {count > 0 ? (
          <div className={styles.table} data-region>
            <Grid
              ref={grid}
              label={t("app.contacts")}
              columns={shown}
              count={count}
              list={list.list}
              windows={list.windows}
              selection={list.selection}
              onSelect={list.select}
              order={view.order}
              onOrder={(column) => view.sortBy(column as ContactColumn)}
              onResize={(id, width) => view.resize(id, width, layout)}
              onMoveColumn={(id, to) => view.moveColumn(id, placeAmong(shown, layout, id, to), layout)}
              on={{
                view: () => openActive("view"),
                modify: () => openActive("modify"),
                delete: list.remove,
                noAnswer: list.noAnswer,
                preview: view.togglePanel,
                clear: () => list.select(visit(nothing, list.selection.active)),
                menu: openMenu,
              }}
              onSeek={(letters) => void list.seek(letters).then((found) => found !== null && grid.current?.show(found))}
              isStale={list.isStale}
            />
          </div>
        ) : isEmptyBook ? (
          <EmptyState
            icon={<MessageSquareText aria-hidden="true" />}
            title={t("list.first")}
            help={t("list.firstHelp")}
            action={<Button onClick={onAdd}>{t("list.addContact")}</Button>}
          />
        ) : counts.all > 0 ? (
          <EmptyState
            icon={<SearchX aria-hidden="true" />}
            title={t("list.noneState")}
            help={t("list.noneStateHelp")}
          />
        ) : (
          <EmptyState
            icon={<SearchX aria-hidden="true" />}
            title={t("list.nothing")}
            help={t("list.nothingHelp")}
            action={<Button onClick={editCriteria}>{t("criteria.edit")}</Button>}
          />
        )}
        {view.isPanelOpen && count > 0 && <ContactPreview row={selected ?? active} onClose={view.togglePanel} />}
      </div>
      <footer className={page.status}>
        <span className="tnum" role="status">
          {t("list.selected", { n: selectedCount })}
          {list.left > 0 && <b className="medium"> {t("list.left", { n: list.left })}</b>}
        </span>
        <Totals criteria={list.criteria} state={list.filter} count={count} />
        <span className={styles.hints}>
          <span>
            <Kbd>{t("key.ctrl")}</Kbd> {t("list.hintAdd")}
          </span>
          <span>
            <Kbd>{t("key.space")}</Kbd> {t("list.hintPreview")}
          </span>
          <span>
            <Kbd>F1</Kbd> {t("list.hintKeys")}
          </span>
        </span>
      </footer>
      {changing && (
        <ChangeDialog
          selection={changing}
          count={changing.ids.length || selectedCount}
          onChange={(what, includeDone) => list.changeSelected(changing, what, includeDone)}
          onClose={() => {
            change(null);
            requestAnimationFrame(() => grid.current?.focus());
          }}
        />
      )}
      <ContextMenu label={t("list.actions")} entries={menu} at={menuAt} onClose={() => openMenu(null)} />
    </section>
  );
}
