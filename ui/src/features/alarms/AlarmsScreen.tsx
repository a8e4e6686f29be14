// What was dropped: promises that nobody kept, contacts whose day is gone, customers that nobody speaks to.
import { useQuery } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useRef, useState } from "react";
import { EmptyState } from "../../components/EmptyState";
import { ErrorBanner } from "../../components/ErrorBanner";
import { type Column, Grid, type GridHandle } from "../../components/Grid";
import { Kbd } from "../../components/Kbd";
import { LeftTheList } from "../../components/LeftTheList";
import page from "../../components/Page.module.css";
import { Select } from "../../components/Select";
import { TabSet } from "../../components/TabSet";
import { type ContactCriteria, type ContactRow, type CustomerRow, ipc, type StateFilter } from "../../ipc";
import { noCriteria } from "../../ipc/criteria";
import { useFrame } from "../../ipc/frame";
import { logNoAnswer } from "../../ipc/noAnswer";
import { toastError, toldError } from "../../ipc/toastError";
import { useOffers } from "../../lib/commands";
import { dayBefore } from "../../lib/dates";
import { toHeart } from "../../lib/focus";
import { useT } from "../../lib/i18n";
import { useIsNarrow } from "../../lib/useIsNarrow";
import { useOnce } from "../../lib/useOnce";
import { useRows } from "../../lib/useRows";
import styles from "./Alarms.module.css";
import { contactColumns, customerColumns } from "./columns";

const SILENCES = [30, 60, 90, 180, 365];
const USUAL_SILENCE = 90;
/** Those that say what is late, and whose it is. */
const NARROW_COLUMNS = 3;

export function AlarmsScreen() {
  const { today, undo, changed, openContact, openCustomer, followUp } = useFrame();
  const { t, locale } = useT();
  const [tab, choose] = useState("broken");
  const [days, wait] = useState(USUAL_SILENCE);
  /** Whose contacts; null is everybody's. */
  const [user, ofUser] = useState<string | null>(null);
  const users = useQuery({ queryKey: ["users"], queryFn: () => ipc.usersList() }).data ?? [];
  const trying = useOnce();
  const noAnswer = (row: ContactRow) =>
    trying.run(async () => {
      await logNoAnswer(row.id, undo);
      await changed();
    }, toastError);
  // As many as the lists hold; what the sidebar counts stops at a hundred.
  const alarms = useQuery({
    queryKey: ["alarms", "counts", today, user],
    queryFn: async () => {
      const count = (criteria: Partial<ContactCriteria>) => ipc.contactsCount({ ...noCriteria, ...criteria, user });
      const [broken, overdue] = await Promise.all([count(brokenAt(today)), count(overdueAt(today))]);
      return { broken: broken.all, overdue: overdue.open };
    },
  }).data;
  const byContact = (key: string, criteria: Partial<ContactCriteria>, state: StateFilter) => ({
    name: key,
    criteria: { ...noCriteria, ...criteria, user },
    state,
  });
  return (
    <section
      className={page.page}
      aria-label={t("app.alarms")}
      tabIndex={-1}
      // After the tab has taken the focus. Whoever walks them with arrows stays among them.
      onClickCapture={(event) => event.target instanceof Element && event.target.closest("[role=tab]") && toHeart()}
    >
      <header className={page.bar}>
        <h1 className="grow">{t("app.alarms")}</h1>
        {users.length > 1 && tab !== "silent" && (
          <Select
            label={t("alarms.whose")}
            isLabelHidden
            none={t("alarms.everybody")}
            value={user}
            onChange={ofUser}
            choices={users.map(({ id, name }) => ({ id, text: name }))}
          />
        )}
      </header>
      <TabSet
        label={t("app.alarms")}
        selected={tab}
        onSelect={choose}
        pages={[
          {
            id: "broken",
            title: t("alarms.broken"),
            count: alarms?.broken,
            content: tab === "broken" && (
              <Contacts
                {...byContact("broken", brokenAt(today), "all")}
                order="next"
                columns={contactColumns(t, today, locale, "next")}
                help={t("alarms.brokenHelp")}
                hint={t("alarms.create")}
                onOpen={followUp}
                onNoAnswer={noAnswer}
              />
            ),
          },
          {
            id: "overdue",
            title: t("alarms.overdue"),
            count: alarms?.overdue,
            content: tab === "overdue" && (
              <Contacts
                {...byContact("overdue", overdueAt(today), "open")}
                order="date"
                columns={contactColumns(t, today, locale, "date")}
                help={t("alarms.overdueHelp")}
                hint={t("alarms.open")}
                onOpen={(id) => openContact(id, "modify")}
                onNoAnswer={noAnswer}
              />
            ),
          },
          {
            id: "silent",
            title: t("alarms.silent"),
            content: tab === "silent" && (
              <>
                <div className={styles.wait}>
                  <Select
                    label={t("alarms.wait")}
                    value={String(days)}
                    onChange={(id) => wait(Number(id ?? USUAL_SILENCE))}
                    choices={SILENCES.map((n) => ({ id: String(n), text: t("alarms.days", { n }) }))}
                  />
                </div>
                <Customers days={days} columns={customerColumns(t, today, locale)} onOpen={openCustomer} />
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

const brokenAt = (today: string): Partial<ContactCriteria> => ({ lacks_follow_up: true, next_to: today });
const overdueAt = (today: string): Partial<ContactCriteria> => ({ to: dayBefore(today) });

type ContactsProps = {
  name: string;
  criteria: ContactCriteria;
  state: StateFilter;
  order: "next" | "date";
  columns: Column<ContactRow>[];
  help: string;
  hint: string;
  onOpen: (contact: string) => void;
  onNoAnswer: (row: ContactRow) => void;
};

function Contacts({ name, criteria, state, order, columns, help, hint, onOpen, onNoAnswer }: ContactsProps) {
  const sorted = { column: order, descending: false };
  const list = useRows<ContactRow>({
    key: ["alarms", name, criteria.user],
    count: async () => (await ipc.contactsCount(criteria))[state],
    page: (offset, limit) => ipc.contactsPage(criteria, state, sorted, offset, limit),
    places: (ids) => ipc.contactsPlaces(criteria, state, sorted, ids),
    startsSelected: true,
    onError: toastError,
  });
  const asking = useRef(0);
  /** To the next customer that begins so. */
  const seek = async (letters: string) => {
    const mine = ++asking.current;
    const { active } = list.selection;
    // One letter more of the same word may still mean the same row.
    const after = letters.length > 1 ? active - 1 : active;
    const found = await ipc.contactsSeek(criteria, state, sorted, letters, after < 0 ? null : after);
    // Letters typed since have their own answer.
    return mine === asking.current ? found : null;
  };
  return (
    <Rows
      list={list}
      label={name}
      seek={seek}
      columns={columns}
      help={help}
      hint={hint}
      nameOf={(row) => row.customer_name}
      onOpen={(row) => onOpen(row.id)}
      onNoAnswer={onNoAnswer}
    />
  );
}

function Customers({
  days,
  columns,
  onOpen,
}: {
  days: number;
  columns: Column<CustomerRow>[];
  onOpen: (customer: string) => void;
}) {
  const { t } = useT();
  const list = useRows<CustomerRow>({
    key: ["alarms", "silent", String(days)],
    count: () => ipc.silentCustomersCount(days),
    page: (offset, limit) => ipc.silentCustomers(days, offset, limit),
    places: (ids) => ipc.silentCustomersPlaces(days, ids),
    startsSelected: true,
    onError: toastError,
  });
  const help = t("alarms.silentHelp");
  return (
    <Rows
      list={list}
      label="silent"
      columns={columns}
      help={help}
      hint={t("alarms.open")}
      nameOf={(row) => row.name}
      onOpen={(row) => onOpen(row.id)}
    />
  );
}

type RowsProps<Row> = {
  list: ReturnType<typeof useRows<Row>>;
  label: string;
  columns: Column<Row>[];
  help: string;
  hint: string;
  nameOf: (row: Row) => string;
  onOpen: (row: Row) => void;
  onNoAnswer?: (row: Row) => void;
  seek?: (letters: string) => Promise<number | null>;
};

function Rows<Row extends { id: string }>(props: RowsProps<Row>) {
  const { list, label, columns, help, hint, nameOf, onOpen, onNoAnswer, seek } = props;
  const { changed } = useFrame();
  const { t } = useT();
  const total = list.total ?? 0;
  const { row } = list;
  const isNarrow = useIsNarrow();
  const grid = useRef<GridHandle>(null);
  const open = () => row && onOpen(row);
  const noAnswer = onNoAnswer && (() => row && onNoAnswer(row));
  const reason = row ? null : t("list.pickOne");
  useOffers({ view: { run: open, reason }, noAnswer: noAnswer && { run: noAnswer, reason } });
  const goTo = (found: number | null) => {
    if (found === null) return;
    list.go(found);
    grid.current?.show(found);
  };
  if (list.error) return <ErrorBanner error={toldError(list.error)} onRetry={() => void changed()} />;
  if (list.total === null) return null;
  if (total === 0) return <EmptyState icon={<BellOff aria-hidden="true" />} title={t("alarms.none")} help={help} />;
  return (
    <div className={styles.rows}>
      <p className={styles.help}>{help}</p>
      <Grid
        ref={grid}
        label={t(`alarms.${label as "broken"}`)}
        columns={isNarrow ? columns.slice(0, NARROW_COLUMNS) : columns}
        count={total}
        list={list.list}
        windows={list.windows}
        selection={list.selection}
        onSelect={list.select}
        isSingle
        on={{ view: open, modify: open, noAnswer }}
        onSeek={seek && ((letters) => void seek(letters).then(goTo, toastError))}
      />
      <footer className={page.status}>
        <span className="tnum">{t("alarms.count", { n: total })}</span>
        <LeftTheList rows={list.left} nameOf={nameOf} />
        <span className="grow" />
        <span>
          <Kbd>{t("key.enter")}</Kbd> {hint}
        </span>
        {onNoAnswer && (
          <span>
            <Kbd>F8</Kbd> {t("noAnswer.hint")}
          </span>
        )}
      </footer>
    </div>
  );
}
