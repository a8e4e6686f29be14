// A customer's contacts around one of them, later above and earlier below (S47).
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { StateDot, stateOf } from "../../../components/StateDot";
import { TypeIcon } from "../../../components/TypeIcon";
import { type ContactRow, ipc } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { shortDate, showDate } from "../../../lib/dates";
import { useT } from "../../../lib/i18n";
import { typeWord } from "../../../lib/types";
import styles from "./Panel.module.css";

type Props = {
  customer: string;
  customerName: string;
  /** The open one; its date may be one that is not saved yet. Without an id it is new. */
  contact: { id: string | null; date: string | null };
  chosen?: string | null;
  /** In a narrow panel: a short title, and dates without the present year. */
  isNarrow?: boolean;
  onOpen: (id: string) => void;
};

const LATER_MAX = 4;
const EARLIER_MAX = 8;

export function CustomerContacts({ customer, customerName, contact, chosen, isNarrow, onOpen }: Props) {
  const { today } = useFrame();
  const { t, locale } = useT();
  const day = (iso: string) => (isNarrow ? shortDate(iso, today, locale).day : showDate(iso));
  const { id, date } = contact;
  const around = useQuery({
    queryKey: ["thread", "around", customer, id, date],
    queryFn: () => ipc.customerAround(customer, id, date, EARLIER_MAX),
    placeholderData: keepPreviousData,
  }).data;
  if (!around) return null;
  const [above, below] = [around.later.slice(-LATER_MAX), around.earlier];
  const line = (row: ContactRow) => (
    <li key={row.id}>
      <button
        type="button"
        className={styles.knot}
        aria-current={row.id === chosen || undefined}
        title={row.excerpt}
        onClick={() => onOpen(row.id)}
      >
        <StateDot state={stateOf(row, today)} />
        <span className="tnum muted">{day(row.date)}</span>
        <TypeIcon type={row.contact_type} />
        <span className="clip">{row.excerpt || typeWord(row.contact_type, t)}</span>
      </button>
    </li>
  );
  return (
    <section className={styles.thread} aria-label={t("thread.of", { customer: customerName })}>
      <h3 className={styles.heading}>
        <span className="clip">{isNarrow ? t("thread.short") : t("thread.of", { customer: customerName })}</span>
        <span className="small faint tnum">
          {t("thread.count", { later: around.later_count, earlier: around.earlier_count })}
        </span>
      </h3>
      <ol className={styles.knots}>
        {above.map(line)}
        <li className={styles.present} aria-current="true">
          <span aria-hidden="true">
            <StateDot state="open" isHere />
          </span>
          <span className="tnum">{contact.date ? day(contact.date) : t("thread.noDate")}</span>
          <span>{t("thread.this")}</span>
        </li>
        {below.map(line)}
      </ol>
      {around.earlier_count > below.length && (
        <p className="small faint">{t("thread.moreEarlier", { n: around.earlier_count - below.length })}</p>
      )}
    </section>
  );
}
