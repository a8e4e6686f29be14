// What each column of the list of contacts shows.
import { ArrowDown, ArrowDownLeft, ArrowUpRight, Ban, Trophy } from "lucide-react";
import { Avatar } from "../../components/Avatar";
import type { Column } from "../../components/Grid";
import { Knot, stateOf } from "../../components/Knot";
import { TypeIcon, typeWord } from "../../components/TypeIcon";
import type { ContactRow } from "../../ipc";
import { shortDate, showDate, showTime } from "../../lib/dates";
import { showDuration } from "../../lib/duration";
import type { Locale, Translate } from "../../lib/i18n";
import styles from "./ContactsList.module.css";
import { resultWord } from "./results";

const tones = { overdue: "overdue", today: "due-today", open: "", done: "" };

export function contactColumns(t: Translate, locale: Locale, today: string): Column<ContactRow>[] {
  const date = (iso: string, tone: string) => {
    const { weekday, day } = shortDate(iso, today, locale);
    return (
      <span className={`tnum ${tone}`} title={showDate(iso)}>
        {weekday && <span className={styles.weekday}>{weekday}</span>} {day}
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
  return [
    {
      id: "state",
      title: <span className="sr">{t("column.state")}</span>,
      width: "32px",
      isRaw: true,
      cell: (row) => <Knot state={stateOf(row, today)} comesFrom={row.has_previous} goesOn={row.has_follow_up} />,
    },
    {
      id: "date",
      title: (
        <span className={styles.sorted}>
          {t("column.date")}
          <ArrowDown className="small" aria-hidden="true" />
        </span>
      ),
      width: "90px",
      cell: (row) => date(row.date, tones[stateOf(row, today)]),
    },
    {
      id: "time",
      title: t("column.time"),
      width: "50px",
      cell: (row) => <span className="muted tnum">{showTime(row.time)}</span>,
    },
    {
      id: "customer",
      title: t("column.customer"),
      width: "minmax(130px, 190px)",
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
      id: "type",
      title: t("column.type"),
      width: "114px",
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
      title: t("column.notes"),
      width: "minmax(0, 1fr)",
      cell: (row) => (
        <span className="muted" title={row.excerpt}>
          {row.excerpt}
        </span>
      ),
    },
    {
      id: "result",
      title: t("column.result"),
      width: "104px",
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
      id: "next",
      title: t("column.next"),
      width: "90px",
      cell: (row) => row.next_date && date(row.next_date, nextTone(row)),
    },
    {
      id: "duration",
      title: t("column.duration"),
      width: "92px",
      isNumber: true,
      cell: (row) => <span className="muted">{showDuration(row.duration_minutes)}</span>,
    },
    {
      id: "user",
      title: <span className="sr">{t("column.user")}</span>,
      width: "34px",
      cell: (row) => <Avatar name={row.user_name} />,
    },
  ];
}
