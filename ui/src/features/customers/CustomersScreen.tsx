// The customers: a list that narrows as one types, and the card of the chosen one.
import { Building2, GitCompareArrows, Pencil, Plus, Search, SearchX, Trash2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { ColumnsMenu } from "../../components/ColumnsMenu";
import { EmptyState } from "../../components/EmptyState";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { type Column, Grid, type GridHandle } from "../../components/Grid";
import { ContextMenu, type MenuEntry, type Point } from "../../components/Menu";
import page from "../../components/Page.module.css";
import { type Customer, type CustomerColumn, type CustomerOrder, type CustomerRow, ipc } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError, toldError } from "../../ipc/toastError";
import { useListView } from "../../ipc/useListView";
import { arrange, laidOut, placeAmong } from "../../lib/columns";
import { commands, useOffers } from "../../lib/commands";
import { shortDate } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { isCommand, isTyping } from "../../lib/keys";
import { showCount } from "../../lib/numbers";
import { toast } from "../../lib/toasts";
import { useIsNarrow } from "../../lib/useIsNarrow";
import { useOnce } from "../../lib/useOnce";
import { useRows } from "../../lib/useRows";
import { CustomerCard } from "./CustomerCard";
import { CustomerForm } from "./CustomerForm";
import styles from "./Customers.module.css";

type Props = {
  /** The customer that was asked for from elsewhere; another object asks again. */
  asked?: { customer?: string };
  /** Another place is shown, and this one offers nothing. */
  isHidden: boolean;
  /** The name of a customer whose form opens at once. */
  adding?: string | null;
  onAdding?: () => void;
  renderPeople: (customer: string) => ReactNode;
  renderFiles: (customer: Customer) => ReactNode;
  onNewContact: (customer: Customer) => void;
};

export function CustomersScreen({ asked, isHidden, adding, onAdding, onNewContact, ...render }: Props) {
  const { t, locale } = useT();
  const { today, undo, changed } = useFrame();
  const isNarrow = useIsNarrow();
  const isTight = useIsNarrow(TIGHT);
  const all = columns(t, today, locale);
  const [text, setText] = useState("");
  const view = useListView(shownAs);
  const { order } = view;
  const layout = useMemo(() => arrange(view.columns, firstLayout), [view.columns]);
  const shown = laidOut(all, layout, isNarrow ? telling.narrow : isTight ? telling.tight : null);
  const [areColumnsShown, showColumns] = useState(false);
  const [isSearching, search] = useState(false);
  const [tab, chooseTab] = useState("thread");
  const [form, openForm] = useState<{ customer: Customer | null; name?: string } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is taken over once.
  useEffect(() => {
    if (adding === null || adding === undefined) return;
    // After the search has given the focus back.
    setTimeout(() => openForm({ customer: null, name: adding }), 50);
    onAdding?.();
  }, [adding]);
  const screen = useRef<HTMLElement>(null);
  const card = useRef<HTMLElement>(null);
  const grid = useRef<GridHandle>(null);
  const typed = text.trim();
  const list = useRows<CustomerRow>({
    key: ["customers", typed],
    view: [order],
    count: () => ipc.customersCount(typed),
    page: (offset, limit) => ipc.customersPage(typed, order, offset, limit),
    places: (ids) => ipc.customersPlaces(typed, order, ids),
    startsSelected: true,
    showsBeside: true,
    // Whoever was found stays when what was looked for is taken away.
    keepsSelection: typed === "",
    onError: toastError,
  });
  const total = list.total ?? 0;
  const chosen = list.id;
  const isReady = list.total !== null;
  // The box stays under whoever types in it: neither the list before, which found nothing, nor an empty one takes it away.
  const isEmptyBook = list.isCurrent && total === 0 && typed === "" && !chosen && !isSearching;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking is answered once.
  useEffect(() => {
    if (!asked?.customer) return;
    setText("");
    list.choose(asked.customer);
  }, [asked]);

  const asking = useRef(0);
  const seek = async (letters: string) => {
    const mine = ++asking.current;
    const found = await ipc.customersSeek(typed, order, letters);
    // Letters typed since have their own answer.
    if (found === null || mine !== asking.current) return;
    list.go(found);
    grid.current?.show(found);
  };
  const withChosen = (act: (customer: Customer) => void) => chosen && ipc.customerShow(chosen).then(act, toastError);
  const modify = () => withChosen((customer) => openForm({ customer }));
  const deleting = useOnce();
  const remove = () => {
    if (!chosen) return;
    deleting.run(
      async () => {
        const { total: contacts } = await ipc.customerThread(chosen, 0, 1);
        list.take([chosen]);
        const { name } = await ipc.customerDelete(chosen);
        toast({
          text: t("customers.deleted", { name, n: contacts }),
          action: { label: t("undo"), key: t("undo.key"), run: undo },
        });
        // The next one waits until the list is the new one.
        await changed();
      },
      (error) => {
        list.take([]);
        toastError(error);
      },
    );
  };
  const reason = chosen ? null : t("customers.choose");
  const [menuAt, openMenu] = useState<Point | null>(null);
  const entry = (
    id: "newWith" | "modifyCustomer" | "deleteCustomer",
    icon: ReactNode,
    onAct: () => void,
  ): MenuEntry => {
    const { text, keys } = commands[id];
    return { id, text: t(text), icon, keys: keys && t(keys), reason, onAct };
  };
  const menu: MenuEntry[] = [
    entry("newWith", <Plus aria-hidden="true" />, () => withChosen(onNewContact)),
    entry("modifyCustomer", <Pencil aria-hidden="true" />, modify),
    entry("deleteCustomer", <Trash2 aria-hidden="true" />, remove),
  ];
  useOffers(
    isHidden
      ? null
      : {
          newWith: { run: () => withChosen(onNewContact), reason },
          modifyCustomer: { run: modify, reason },
          deleteCustomer: { run: remove, reason },
          columns: { run: () => showColumns(true) },
        },
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const isNew = event.key.toLowerCase() === "n" && !event.shiftKey && !event.altKey;
    const isPlain = !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    if (!isNew || !chosen || form || document.querySelector("[role=dialog]")) return;
    if (!isPlain && !isCommand(event)) return;
    event.preventDefault();
    withChosen(onNewContact);
  };

  return (
    <section ref={screen} className={page.page} aria-label={t("app.customers")} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className={page.bar}>
        <h1>{t("app.customers")}</h1>
        <span className="faint small tnum">{isReady && t("customers.count", { n: total })}</span>
        <span className="grow" />
        <Button onClick={() => openForm({ customer: null })}>
          <Plus aria-hidden="true" />
          {t("customers.add")}
        </Button>
      </header>
      <ErrorBanner error={toldError(list.error)} onRetry={() => void changed()} />
      {isEmptyBook ? (
        <EmptyState
          icon={<Building2 aria-hidden="true" />}
          title={t("customers.none")}
          help={t("customers.noneHelp")}
          action={
            <Button look="primary" onClick={() => openForm({ customer: null })}>
              {t("customers.first")}
            </Button>
          }
        />
      ) : (
        <div className={styles.split}>
          <div className={styles.side}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears whether the field inside has the focus. */}
            <div className={styles.search} data-find onFocus={() => search(true)} onBlur={() => search(false)}>
              <Field
                label={t("customers.search")}
                value={text}
                onChange={setText}
                onKeyDown={(event) => {
                  if (event.key !== "ArrowDown") return;
                  event.preventDefault();
                  screen.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
                }}
                icon={<Search aria-hidden="true" />}
                placeholder={t("criteria.customerHint")}
              />
              <ColumnsMenu columns={all} layout={layout} view={view} isOpen={areColumnsShown} onOpen={showColumns} />
            </div>
            {total > 0 && (
              <Grid
                ref={grid}
                label={t("app.customers")}
                list={list.list}
                order={order}
                onOrder={(column) => view.sortBy(column as CustomerColumn)}
                onResize={(id, width) => view.resize(id, width, layout)}
                onMoveColumn={(id, to) => view.moveColumn(id, placeAmong(shown, layout, id, to), layout)}
                columns={shown}
                count={total}
                windows={list.windows}
                selection={list.selection}
                onSelect={list.select}
                isSingle
                on={{ view: () => card.current?.focus(), modify: modify, delete: remove, menu: openMenu }}
                onSeek={(letters) => void seek(letters).catch(toastError)}
              />
            )}
            {list.isCurrent && total === 0 && (
              <EmptyState
                icon={<SearchX aria-hidden="true" />}
                title={t(typed ? "customers.nothing" : "customers.none")}
                action={
                  <Button onClick={() => openForm({ customer: null })}>
                    {typed ? t("pick.create", { text: typed }) : t("customers.first")}
                  </Button>
                }
              />
            )}
          </div>
          {chosen ? (
            <CustomerCard
              key={chosen}
              ref={card}
              tab={tab}
              onTab={chooseTab}
              id={chosen}
              onModify={(customer) => openForm({ customer })}
              onNewContact={onNewContact}
              onDelete={remove}
              {...render}
            />
          ) : (
            <EmptyState
              icon={<Building2 aria-hidden="true" />}
              title={list.left[0] ? t("list.leftOne", { name: list.left[0].name }) : t("customers.choose")}
              help={list.left[0] && t("customers.leftHelp")}
            />
          )}
        </div>
      )}
      <ContextMenu label={t("list.actions")} entries={menu} at={menuAt} onClose={() => openMenu(null)} />
      {form && (
        <CustomerForm
          customer={form.customer}
          initialName={form.name ?? typed}
          onClose={() => openForm(null)}
          onSaved={(customer) => {
            openForm(null);
            if (!form.customer) {
              setText("");
              list.choose(customer.id);
            }
            void changed();
          }}
        />
      )}
    </section>
  );
}

/** Most and latest first, as one asks for them. */
const shownAs = {
  key: "customers.view",
  order: { column: "name", descending: false } as CustomerOrder,
  startsDescending: { name: false, code: false, contacts: true, last: true } satisfies Record<CustomerColumn, boolean>,
};
const firstLayout = (["name", "code", "contacts", "last"] satisfies CustomerColumn[]).map((id) => ({ id }));
/** Below this the names of customers would be cut to their first word. */
const TIGHT = 1200;
/** What a row says in a narrow window, and in one that has not room for all. */
const telling = { narrow: ["name"], tight: ["name", "last"] };

function columns(t: ReturnType<typeof useT>["t"], today: string, locale: string): Column<CustomerRow>[] {
  return [
    {
      id: "name",
      isSortable: true,
      name: t("form.customer"),
      width: 60,
      isFlexible: true,
      cell: (row) => (
        <span className={styles.named} title={row.legal_name ?? row.name}>
          {row.has_conflicts && (
            <GitCompareArrows className={`small ${styles.conflict}`} role="img" aria-label={t("column.hasConflicts")} />
          )}
          <span className="medium clip">{row.name}</span>
        </span>
      ),
    },
    {
      id: "code",
      isSortable: true,
      name: t("customers.code"),
      width: 68,
      cell: (row) => <span className="muted tnum">{row.code}</span>,
    },
    {
      id: "contacts",
      isSortable: true,
      name: t("app.contacts"),
      title: t("customers.contactsShort"),
      width: 52,
      isNumber: true,
      cell: (row) => showCount(row.contacts, locale),
    },
    {
      id: "last",
      isSortable: true,
      name: t("customers.last"),
      isDay: true,
      width: 82,
      isNumber: true,
      cell: (row) => row.last_contact && shortDate(row.last_contact, today, locale).day,
    },
  ];
}
