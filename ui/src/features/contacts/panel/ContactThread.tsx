// The thread of a contact: what it follows, what follows it, and the promise at its end that nobody has kept (S36-S38).
import { useQuery } from "@tanstack/react-query";
import { Button } from "../../../components/Button";
import { StateDot, stateOf } from "../../../components/StateDot";
import { TypeIcon } from "../../../components/TypeIcon";
import { ipc } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { showDate } from "../../../lib/dates";
import { useT } from "../../../lib/i18n";
import { typeWord } from "../../../lib/types";
import styles from "./Panel.module.css";

type Props = { contact: string; onOpen: (id: string) => void };

export function ContactThread({ contact, onOpen }: Props) {
  const { today, followUp } = useFrame();
  const { t } = useT();
  const rows = useQuery({ queryKey: ["chain", contact], queryFn: () => ipc.contactChain(contact) }).data ?? [];
  const broken = rows.filter((row) => row.next_date && !row.has_follow_up);
  if (rows.length < 2 && broken.length === 0) return null;
  return (
    <section className={styles.thread} aria-label={t("chain.title")}>
      <h3 className={styles.heading}>
        <span>{t("chain.title")}</span>
        <span className="small faint tnum">{t("chain.count", { n: rows.length })}</span>
      </h3>
      <ol className={styles.knots}>
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className={styles.knot}
              aria-current={row.id === contact || undefined}
              title={row.excerpt}
              onClick={() => row.id !== contact && onOpen(row.id)}
            >
              <StateDot state={stateOf(row, today)} isHere={row.id === contact} />
              <span className="tnum muted">{showDate(row.date)}</span>
              <TypeIcon type={row.contact_type} />
              <span className="clip">{row.excerpt || typeWord(row.contact_type, t)}</span>
            </button>
          </li>
        ))}
        {broken.map((row) => (
          <li key={`promise-${row.id}`} className={styles.promise}>
            <StateDot state={(row.next_date ?? today) < today ? "overdue" : "open"} />
            <span className="grow">{t("chain.promised", { date: showDate(row.next_date) })}</span>
            <Button look="link" onClick={() => followUp(row.id)}>
              {t("chain.create")}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}
