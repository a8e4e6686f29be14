// The contacts of one customer on a line, newest first, grouped by day.
import { useInfiniteQuery } from "@tanstack/react-query";
import { MessageSquareText, Paperclip } from "lucide-react";
import { Fragment } from "react";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { StateDot, stateOf } from "../../components/StateDot";
import { Tag } from "../../components/Tag";
import { TypeIcon } from "../../components/TypeIcon";
import { type ContactRow, ipc } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { showDate, showTime } from "../../lib/dates";
import { showDuration } from "../../lib/duration";
import { useT } from "../../lib/i18n";
import { typeWord } from "../../lib/types";
import styles from "./CustomerTimeline.module.css";
import { dayWord } from "./days";

const PAGE = 50;

export const threadKey = (customer: string) => ["thread", customer];

export function useTimeline(customer: string) {
  return useInfiniteQuery({
    queryKey: threadKey(customer),
    queryFn: ({ pageParam }) => ipc.customerThread(customer, pageParam, PAGE),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
  });
}

export function CustomerTimeline({ customer, onNew }: { customer: string; onNew: () => void }) {
  const { today } = useFrame();
  const { t, locale } = useT();
  const thread = useTimeline(customer);
  const rows = thread.data?.pages.flatMap((page) => page.rows) ?? [];
  if (thread.data && rows.length === 0)
    return (
      <EmptyState
        icon={<MessageSquareText aria-hidden="true" />}
        title={t("thread.none")}
        help={t("list.firstHelp")}
        action={<Button onClick={onNew}>{t("customers.newContact")}</Button>}
      />
    );
  return (
    <div className={styles.thread}>
      <ol>
        {rows.map((row, index) => (
          <Fragment key={row.id}>
            {row.date !== rows[index - 1]?.date && (
              <li className={styles.day}>
                <h3>{dayWord(row.date, today, locale, t)}</h3>
              </li>
            )}
            <Entry row={row} />
          </Fragment>
        ))}
      </ol>
      {thread.hasNextPage && (
        <Button className={styles.more} onClick={() => thread.fetchNextPage()}>
          {t("thread.more")}
        </Button>
      )}
    </div>
  );
}

function Entry({ row }: { row: ContactRow }) {
  const { today, openContact, followUp } = useFrame();
  const { t } = useT();
  const state = stateOf(row, today);
  const [from, to] = row.direction === "us" ? [row.user_name, row.person_name] : [row.person_name, row.user_name];
  const when = [showTime(row.time) || t("form.noTime"), showDuration(row.duration_minutes)].filter(Boolean);
  return (
    <li className={styles.entry}>
      <span className={styles.bead}>
        <StateDot state={state} />
      </span>
      <button type="button" className={styles.open} onClick={() => openContact(row.id, "view")}>
        <span className={styles.first}>
          <TypeIcon type={row.contact_type} />
          <span className="medium">{typeWord(row.contact_type, t)}</span>
          <span className="muted clip">{[from, to].filter(Boolean).join(" → ")}</span>
          {state === "overdue" && <Tag tone="overdue">{t("state.overdue")}</Tag>}
          {state === "today" && <Tag tone="today">{t("state.today")}</Tag>}
          {row.result && <Tag>{t(`result.${row.result as "sale"}`)}</Tag>}
          {row.has_attachments && <Paperclip className="small" aria-label={t("form.files")} />}
          <span className={styles.when}>{when.join(" · ")}</span>
        </span>
        {row.excerpt && <span className={styles.notes}>{row.excerpt}</span>}
      </button>
      {row.next_date && !row.has_follow_up && (
        <p className={styles.promise}>
          <StateDot state={row.next_date < today ? "overdue" : "open"} />
          {t("chain.promised", { date: showDate(row.next_date) })}
          <Button look="link" onClick={() => followUp(row.id)}>
            {t("chain.create")}
          </Button>
        </p>
      )}
    </li>
  );
}
