// What each column of the list of contacts shows.
import { ArrowDownLeft, ArrowUpRight, Ban, GitCompareArrows, Paperclip, Trophy } from "lucide-react";
import { Avatar } from "../../../components/Avatar";
import type { Column } from "../../../components/Grid";
import { StateDot, stateOf } from "../../../components/StateDot";
import { ThreadGlyph } from "../../../components/ThreadGlyph";
import { TypeIcon } from "../../../components/TypeIcon";
import type { ContactRow } from "../../../ipc";
import type { ColumnLayout } from "../../../lib/columns";
import { shortDate, showDate, showTime } from "../../../lib/dates";
import { showDuration } from "../../../lib/duration";
import type { Locale, Translate } from "../../../lib/i18n";
import { resultWord } from "../../../lib/results";
import { typeWord } from "../../../lib/types";
import styles from "./ContactsList.module.css";

const tones = { overdue: "overdue", today: "due-today", open: "", done: "" };

export function contactColumns(t: Translate, locale: Locale, today: string): Column<ContactRow>[] {
  const date = (iso: string, tone: string, shape?: "overdue" | "today") => {
    const { weekday, day } = shortDate(iso, today, locale);
    return (
      <span className={`tnum ${tone} ${shape ? styles.due : ""}`} title={showDate(iso)}>
        {shape ? <StateDot state={shape} /> : weekday && <span className={styles.weekday}>{weekday}</span>} {day}
        <span className="sr">{showDate(iso)}</span>
      </span>
    );
  };
  const nextTone = (row: ContactRow) =>
    !row.next_date || row.has_follow_up
      ? ""
      : row.next_date < today
        ? "overdue"
        : row.next_date === today
          ? "due-today"
          : "";
  /** A colour is never alone. */
  const nextShape = (row: ContactRow) =>
    ({ overdue: "overdue", "due-today": "today", "": undefined })[nextTone(row)] as "overdue" | "today" | undefined;
  return [
    {
      id: "state",
      title: <span className="sr">{t("column.state")}</span>,
      name: t("column.state"),
      width: 36,
      isRaw: true,
      cell: (row) => (
        <ThreadGlyph state={stateOf(row, today)} comesFrom={row.has_previous} goesOn={row.has_follow_up} />
      ),
    },
    {
      id: "date",
      name: t("column.date"),
      width: 84,
      isDay: true,
      isSortable: true,
      cell: (row) => date(row.date, tones[stateOf(row, today)]),
    },
    {
      id: "time",
      name: t("column.time"),
      width: 52,
      cell: (row) => <span className="muted tnum">{showTime(row.time)}</span>,
    },
    {
      id: "customer",
      name: t("column.customer"),
      width: 132,
      isFlexible: true,
      share: 0.5,
      isSortable: true,
      cell: (row) => (
        <span
          className="medium"
          title={row.person_name ? `${row.customer_name}, ${row.person_name}` : row.customer_name}
        >
          {row.customer_name}
        </span>
      ),
    },
    {
      id: "person",
      name: t("column.person"),
      width: 140,
      isSortable: true,
      cell: (row) => <span title={row.person_name ?? undefined}>{row.person_name}</span>,
    },
    {
      id: "type",
      name: t("column.type"),
      width: 112,
      isSortable: true,
      cell: (row) => (
        <span className={styles.type}>
          <TypeIcon type={row.contact_type} />
          <span className="grow clip">{typeWord(row.contact_type, t)}</span>
          {row.direction === "us" ? (
            <ArrowUpRight className="small" role="img" aria-label={t("direction.us")} />
          ) : (
            <ArrowDownLeft className="small" role="img" aria-label={t("direction.them")} />
          )}
        </span>
      ),
    },
    {
      id: "notes",
      name: t("column.notes"),
      width: 120,
      isFlexible: true,
      cell: (row) => (
        <span className={styles.notes} title={row.excerpt}>
          {row.has_conflicts && (
            <GitCompareArrows className={`small ${styles.conflict}`} role="img" aria-label={t("column.hasConflicts")} />
          )}
          {row.has_attachments && <Paperclip className="small" role="img" aria-label={t("column.hasFiles")} />}
          <span className="clip">{row.excerpt}</span>
        </span>
      ),
    },
    {
      id: "result",
      name: t("column.result"),
      width: 92,
      isSortable: true,
      cell: (row) =>
        row.result && (
          <span className={`${styles.result} ${row.result === "sale" ? "ok" : ""}`}>
            {row.result === "sale" && <Trophy className="small" aria-hidden="true" />}
            {row.result === "lost" && <Ban className="small" aria-hidden="true" />}
            {resultWord(row.result, t)}
          </span>
        ),
    },
    {
      id: "closing",
      name: t("column.closing"),
      width: 84,
      isDay: true,
      isSortable: true,
      cell: (row) => row.closing_date && date(row.closing_date, ""),
    },
    {
      id: "next",
      name: t("column.next"),
      width: 84,
      isDay: true,
      isSortable: true,
      cell: (row) => row.next_date && date(row.next_date, nextTone(row), nextShape(row)),
    },
    {
      id: "duration",
      name: t("column.duration"),
      width: 84,
      isNumber: true,
      isSortable: true,
      cell: (row) => <span className="muted">{showDuration(row.duration_minutes)}</span>,
    },
    {
      id: "user",
      title: <span className="sr">{t("column.user")}</span>,
      name: t("column.user"),
      width: 36,
      isSortable: true,
      cell: (row) => <Avatar name={row.user_name} />,
    },
  ];
}

/** As the list starts: what is said elsewhere in the row stays away until it is asked for. */
export const firstLayout: ColumnLayout[] = [
  "state",
  "date",
  "time",
  "customer",
  "person",
  "type",
  "notes",
  "result",
  "closing",
  "next",
  "duration",
  "user",
].map((id) => ({ id, isHidden: id === "person" || id === "closing" }));

/** What a row says in a narrow window. */
export const telling = ["state", "date", "customer", "type", "notes"];
