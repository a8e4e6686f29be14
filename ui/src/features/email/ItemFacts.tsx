// What an email is when it is no letter: an appointment, a task, a person or a report, with what one looks for in it.
import { CalendarDays, IdCard, ListChecks, MailSearch } from "lucide-react";
import type { MailItem, ReportedRecipient } from "../../ipc";
import { showDate, showMoment } from "../../lib/dates";
import { type MessageId, type Translate, useT } from "../../lib/i18n";
import styles from "./EmailText.module.css";
import { failureWords } from "./warnings";

const ICONS = { appointment: CalendarDays, task: ListChecks, contact: IdCard, report: MailSearch };
const titles: Record<string, MessageId> = {
  invitation: "email.item.appointment",
  answer: "email.item.answer",
  cancellation: "email.item.cancellation",
  task: "email.item.task",
  contact: "email.item.contact",
  report: "email.item.report",
};
/** Recipients of a report that are named. */
const SHOWN_MAX = 20;

export function ItemFacts({ item, timeZone }: { item: MailItem; timeZone: string }) {
  const { t, locale } = useT();
  const Icon = ICONS[item.kind];
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "short" });
  // Whole days are midnights where the organiser is, which is nearly always here.
  const show = (iso: string | null, isDay: boolean) =>
    iso && (isDay ? day.format(new Date(iso)) : showMoment(iso, timeZone, locale));
  return (
    <p className={styles.item}>
      <Icon className="small" aria-hidden="true" />
      <span className="medium">
        {t(titles[item.kind === "appointment" ? item.meeting : item.kind] ?? "email.item.appointment")}
      </span>
      <span>{factsOf(item, show, t).filter(Boolean).join(" · ")}</span>
    </p>
  );
}

const outcomes: Record<string, MessageId> = {
  failed: "email.report.failed",
  delayed: "email.report.delayed",
  delivered: "email.report.delivered",
  read: "email.report.read",
  deleted: "email.report.deleted",
};

function outcomeOf({ address, outcome, status, reason }: ReportedRecipient, t: Translate): string {
  const word = outcomes[outcome];
  const said = failureWords(status, reason);
  const what = word ? t(word, { address: address || t("email.report.somebody") }) : address;
  return said && outcome !== "read" ? `${what} (${said})` : what;
}

type Show = (iso: string | null, isDay: boolean) => string | null;

function factsOf(item: MailItem, show: Show, t: Translate): (string | null)[] {
  switch (item.kind) {
    case "appointment":
      return [
        [show(item.start, item.is_all_day), show(item.end, item.is_all_day)].filter(Boolean).join(" – "),
        item.place,
        item.organiser && t("email.item.organiser", { name: item.organiser }),
      ];
    case "task": {
      // A day without an hour or a place.
      const due = item.due && showDate(item.due.slice(0, 10));
      return [due && t("email.item.due", { date: due }), item.is_done ? t("email.item.done") : null];
    }
    case "contact":
      return [item.name, item.job_title, item.company, ...item.phones, ...item.addresses];
    case "report": {
      const more = item.recipients.length - SHOWN_MAX;
      return [
        ...item.recipients.slice(0, SHOWN_MAX).map((one) => outcomeOf(one, t)),
        more > 0 ? t("email.report.more", { n: more }) : null,
      ];
    }
  }
}
