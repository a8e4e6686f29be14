// What the lists of alarms show.

import type { Column } from "../../components/Grid";
import { StateDot } from "../../components/StateDot";
import { TypeIcon } from "../../components/TypeIcon";
import type { ContactRow, CustomerRow } from "../../ipc";
import { daysBetween, showDate } from "../../lib/dates";
import type { Locale, Translate } from "../../lib/i18n";
import { showCount } from "../../lib/numbers";
import { typeWord } from "../../lib/types";

/** `by` is the day that is gone: of the promise, or of the contact itself. */
export function contactColumns(t: Translate, today: string, locale: Locale, by: "next" | "date"): Column<ContactRow>[] {
  const dayOf = (row: ContactRow) => (by === "next" ? row.next_date : row.date) ?? today;
  return [
    {
      id: "day",
      name: by === "next" ? t("alarms.promised") : t("column.date"),
      width: 116,
      cell: (row) => (
        <span className="row tnum">
          <StateDot state={dayOf(row) < today ? "overdue" : "today"} />
          {showDate(dayOf(row))}
        </span>
      ),
    },
    {
      id: "late",
      name: t("alarms.late"),
      width: 92,
      isNumber: true,
      cell: (row) => daysWord(daysBetween(dayOf(row), today), t, locale),
    },
    {
      id: "customer",
      name: t("column.customer"),
      width: 140,
      isFlexible: true,
      cell: (row) => (
        <span className="medium" title={row.customer_name}>
          {row.customer_name}
        </span>
      ),
    },
    {
      id: "person",
      name: t("column.person"),
      width: 130,
      cell: (row) => <span className="muted">{row.person_name}</span>,
    },
    {
      id: "type",
      name: t("column.type"),
      width: 104,
      cell: (row) => (
        <span className="row">
          <TypeIcon type={row.contact_type} />
          {typeWord(row.contact_type, t)}
        </span>
      ),
    },
    {
      id: "notes",
      name: t("column.notes"),
      width: 120,
      isFlexible: true,
      cell: (row) => (
        <span className="muted" title={row.excerpt}>
          {row.excerpt}
        </span>
      ),
    },
    { id: "user", name: t("column.user"), width: 110, cell: (row) => <span className="muted">{row.user_name}</span> },
  ];
}

export function customerColumns(t: Translate, today: string, locale: Locale): Column<CustomerRow>[] {
  return [
    {
      id: "name",
      name: t("form.customer"),
      width: 160,
      isFlexible: true,
      cell: (row) => (
        <span className="medium" title={row.legal_name ?? row.name}>
          {row.name}
        </span>
      ),
    },
    {
      id: "silence",
      name: t("alarms.silence"),
      width: 110,
      isNumber: true,
      cell: (row) => daysWord(daysBetween(row.last_contact ?? today, today), t, locale),
    },
    {
      id: "last",
      name: t("alarms.last"),
      width: 120,
      cell: (row) => <span className="tnum">{showDate(row.last_contact)}</span>,
    },
    {
      id: "contacts",
      name: t("app.contacts"),
      width: 80,
      isNumber: true,
      cell: (row) => showCount(row.contacts, locale),
    },
    { id: "phone", name: t("customers.phones"), width: 130, cell: (row) => <span className="tnum">{row.phone}</span> },
    { id: "email", name: t("customers.emails"), width: 180, cell: (row) => <span className="muted">{row.email}</span> },
  ];
}

function daysWord(days: number, t: Translate, locale: Locale): string {
  return days === 0 ? t("alarms.today") : t("alarms.daysShort", { n: showCount(days, locale) });
}
