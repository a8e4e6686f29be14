// How many contacts the list shows, and how long they took together; the sum comes when it is ready.
import { useQuery } from "@tanstack/react-query";
import { type ContactCriteria, ipc, type StateFilter } from "../../../ipc";
import { showDuration } from "../../../lib/duration";
import { useT } from "../../../lib/i18n";

type Props = { criteria: ContactCriteria; state: StateFilter; count: number };

export function Totals({ criteria, state, count }: Props) {
  const { t, locale } = useT();
  const minutes = useQuery({
    queryKey: ["minutes", criteria, state, count],
    queryFn: () => ipc.contactsMinutes(criteria, state),
  }).data;
  return (
    <>
      <span className="tnum">{t("list.count", { n: count })}</span>
      {minutes !== undefined && minutes > 0 && (
        <span className="tnum">
          {t("list.minutes")} <b className="medium">{showDuration(minutes, locale)}</b>
        </span>
      )}
    </>
  );
}
