// The list on paper: the columns that are shown, as words.

import { stateOf } from "../../../components/StateDot";
import { type ContactRow, ipc } from "../../../ipc";
import { showDate, showTime } from "../../../lib/dates";
import { showDuration } from "../../../lib/duration";
import type { Translate } from "../../../lib/i18n";
import { printSheet } from "../../../lib/print";
import { resultWord } from "../../../lib/results";
import { typeWord } from "../../../lib/types";
import type { ContactsState } from "./useContacts";

/** More would be a book. */
const PRINTED_MAX = 2_000;
const PAGE = 1_000;

type PrintedColumn = { id: string; name: string };

export async function printList(list: ContactsState, columns: PrintedColumn[], today: string, t: Translate) {
  const rows: ContactRow[] = [];
  const { criteria, filter, view } = list;
  while (rows.length < Math.min(list.count, PRINTED_MAX)) {
    const page = await ipc.contactsPage(criteria, filter, view.order, rows.length, PAGE);
    rows.push(...page);
    if (page.length < PAGE) break;
  }
  const printed = rows.slice(0, PRINTED_MAX);
  await printSheet(
    <PrintedList rows={printed} total={list.count} columns={columns} today={today} t={t} />,
    ipc.windowPrint,
  );
}

type Props = { rows: ContactRow[]; total: number; columns: PrintedColumn[]; today: string; t: Translate };

export function PrintedList({ rows, total, columns, today, t }: Props) {
  const count = rows.length < total ? t("print.first", { n: rows.length, total }) : t("list.count", { n: total });
  return (
    <>
      <h1>{t("app.contacts")}</h1>
      <p>
        {showDate(today)}, {count}
      </p>
      {columns.some(({ id }) => id === "notes") && rows.some(({ excerpt }) => excerpt.endsWith("…")) && (
        <p>{t("print.cut")}</p>
      )}
      <table>
        <thead>
          <tr>
            {columns.map(({ id, name }) => (
              <th key={id}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map(({ id }) => (
                <td key={id}>{cellOf(id, row, today, t)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function cellOf(column: string, row: ContactRow, today: string, t: Translate): string {
  switch (column) {
    case "state":
      return t(`state.${stateOf(row, today)}`);
    case "date":
      return showDate(row.date);
    case "time":
      return showTime(row.time);
    case "customer":
      return row.customer_name;
    case "person":
      return row.person_name ?? "";
    case "type":
      return `${typeWord(row.contact_type, t)} (${t(`direction.${row.direction}`)})`;
    case "notes":
      return row.excerpt;
    case "result":
      return row.result ? resultWord(row.result, t) : "";
    case "closing":
      return showDate(row.closing_date);
    case "next":
      return showDate(row.next_date);
    case "duration":
      return row.duration_minutes === null ? "" : showDuration(row.duration_minutes);
    case "user":
      return row.user_name;
    default:
      return "";
  }
}
