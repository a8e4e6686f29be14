// What an Outlook item is when it is no email: an appointment, a task or a person, with what one looks for in it.
import { CalendarDays, IdCard, ListChecks } from "lucide-react";
import type { OutlookItem } from "../../ipc";
import { showDate, showMoment } from "../../lib/dates";
import { type Translate, useT } from "../../lib/i18n";
import styles from "./EmailText.module.css";

const ICONS = { appointment: CalendarDays, task: ListChecks, contact: IdCard };

export function ItemFacts({ item, timeZone }: { item: OutlookItem; timeZone: string }) {
  const { t, locale } = useT();
  const Icon = ICONS[item.kind];
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "short" });
  // Whole days are midnights where the organiser is, which is nearly always here.
  const show = (iso: string | null, isDay: boolean) =>
    iso && (isDay ? day.format(new Date(iso)) : showMoment(iso, timeZone, locale));
  return (
    <p className={styles.item}>
      <Icon className="small" aria-hidden="true" />
      <span className="medium">{t(`email.item.${item.kind}`)}</span>
      <span>{factsOf(item, show, t).filter(Boolean).join(" · ")}</span>
    </p>
  );
}

type Show = (iso: string | null, isDay: boolean) => string | null;

function factsOf(item: OutlookItem, show: Show, t: Translate): (string | null)[] {
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
  }
}
