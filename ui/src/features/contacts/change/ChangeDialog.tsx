// Changes all selected contacts at once, and shows first what becomes of each (S10-S13).
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Banner } from "../../../components/Banner";
import { Checkbox } from "../../../components/Checkbox";
import { DateField } from "../../../components/DateField";
import { ErrorBanner } from "../../../components/ErrorBanner";
import { Field } from "../../../components/Field";
import { FormDialog } from "../../../components/FormDialog";
import { Progress } from "../../../components/Progress";
import { Segmented } from "../../../components/Segmented";
import { Select } from "../../../components/Select";
import { typeChoices } from "../../../components/TypeIcon";
import { asAppError, type ContactSelection, type ContactsChange, ipc } from "../../../ipc";
import { errorSentence } from "../../../ipc/errors";
import { useFrame } from "../../../ipc/frame";
import { toldError } from "../../../ipc/toastError";
import { percentOf, useWork } from "../../../ipc/useWork";
import { shortDate, showDate } from "../../../lib/dates";
import { useT } from "../../../lib/i18n";
import { results, resultWord } from "../../../lib/results";
import { typeWord } from "../../../lib/types";
import { useLate } from "../../../lib/useLate";
import { workStore } from "../../../lib/work";
import styles from "./ChangeDialog.module.css";
import {
  type ChangeForm,
  expectedDay,
  firstChange,
  readChange,
  readDays,
  skippedWords,
  type What,
  warned,
  warningWords,
  withoutWord,
} from "./change";

/** Shorter work is over before it could be read. */
const TELL_AFTER_MS = 400;

export type Meant = { includeDone: boolean; moveLinked: boolean };

type Props = {
  selection: ContactSelection;
  count: number;
  /** Settles when it is done; throws what went wrong. */
  onChange: (change: ContactsChange, meant: Meant) => Promise<void>;
  onClose: () => void;
};

export function ChangeDialog({ selection, count, onChange, onClose }: Props) {
  const { t, locale } = useT();
  const { today } = useFrame();
  const [form, setForm] = useState(() => firstChange(today));
  const [includeDone, setIncludeDone] = useState(false);
  const [moveLinked, setMoveLinked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const days = useRef<HTMLInputElement>(null);
  // After the dialog has taken the focus.
  useEffect(() => days.current?.focus(), []);
  const users = useQuery({ queryKey: ["users"], queryFn: () => ipc.usersList() }).data ?? [];
  const change = readChange(form, today);
  const preview = useQuery({
    queryKey: ["change", selection, change, includeDone],
    queryFn: () => ipc.contactsChangePreview(selection, change as ContactsChange, includeDone),
    enabled: change !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const shown = change ? preview.data : undefined;
  const changed = shown?.changed ?? 0;
  const hasDone = shown?.skipped.some((one) => one.reason === "done") || includeDone;
  const [promises, followUps] = (["promise_differs", "follow_up_differs"] as const).map((code) =>
    warned(shown?.warnings ?? [], code),
  ) as [number, number];
  const reason = !change ? t("change.incomplete") : changed === 0 ? t("change.none") : null;
  const set = (values: Partial<ChangeForm>) => setForm((now) => ({ ...now, ...values }));
  const accept = () => {
    if (!change) return undefined;
    setFailure(null);
    return onChange(change, { includeDone, moveLinked: moveLinked && promises + followUps > 0 }).then(onClose);
  };
  const [opened] = useState(form);
  const day = (iso: string) => {
    const { weekday, day } = shortDate(iso, today, locale);
    return weekday ? `${weekday} ${day}` : day;
  };
  const words = (value: string | null) => {
    if (!value) return t("empty");
    if (form.what === "user") return users.find((user) => user.id === value)?.name ?? t("empty");
    if (form.what === "type") return typeWord(value, t);
    if (form.what !== "close") return day(value);
    const [date = "", result = ""] = value.split(" ");
    return [showDate(date), result && resultWord(result, t)].filter(Boolean).join(" · ");
  };

  return (
    <FormDialog
      size="medium"
      title={t("change.title", { n: count })}
      accept={t("change.accept", { n: changed })}
      keys="ctrlEnter"
      reason={reason}
      onAccept={accept}
      onError={(error) => setFailure(errorSentence(asAppError(error), t))}
      isTouched={JSON.stringify(form) !== JSON.stringify(opened) || includeDone}
      onClose={onClose}
    >
      <div className={styles.form}>
        {failure && <Banner tone="error">{failure}</Banner>}
        <UnderWay />
        <Segmented<What>
          label={t("change.what")}
          value={form.what}
          onChange={(what) => set({ what })}
          choices={(["move", "set", "close", "user", "type"] as const).map((id) => ({ id, text: t(`change.${id}`) }))}
        />
        <div className={styles.line}>
          {(form.what === "move" || form.what === "set") && (
            <Segmented
              isField
              label={t("change.which")}
              value={form.field}
              onChange={(field) => set({ field })}
              choices={[
                { id: "date", text: t("change.date") },
                { id: "next_contact", text: t("change.next") },
              ]}
            />
          )}
          {form.what === "move" && (
            <>
              <Field
                label={t("change.days")}
                value={form.days}
                placeholder="+7"
                error={form.days && readDays(form.days) === null ? t("change.daysWrong") : null}
                onChange={(days) => set({ days, working: readDays(days)?.working ?? form.working })}
                inputRef={days}
              />
              <Segmented
                isField
                label={t("change.count")}
                value={form.working ? "working" : "all"}
                onChange={(kind) => set({ working: kind === "working", days: withoutWord(form.days) })}
                choices={[
                  { id: "working", text: t("change.working") },
                  { id: "all", text: t("change.allDays") },
                ]}
              />
            </>
          )}
          {(form.what === "set" || form.what === "close") && (
            <DateField
              label={form.what === "close" ? t("criteria.closed") : t("change.newDate")}
              today={today}
              value={form.date}
              expects={expectedDay(form)}
              onChange={(date) => set({ date })}
            />
          )}
          {form.what === "close" && (
            <Select
              label={t("column.result")}
              value={form.result}
              onChange={(result) => set({ result })}
              choices={results.map((id) => ({ id, text: resultWord(id, t) }))}
            />
          )}
          {form.what === "user" && (
            <Select
              label={t("column.user")}
              value={form.user}
              onChange={(user) => set({ user })}
              choices={users.map(({ id, name }) => ({ id, text: name }))}
            />
          )}
          {form.what === "type" && (
            <Select
              label={t("column.type")}
              value={form.type}
              onChange={(type) => set({ type })}
              choices={typeChoices(t, form.type)}
            />
          )}
        </div>
        {hasDone && (
          <Checkbox isOn={includeDone} onChange={setIncludeDone}>
            {t("change.includeDone")}
          </Checkbox>
        )}
        {promises + followUps > 0 && (
          <Checkbox isOn={moveLinked} onChange={setMoveLinked}>
            {promises > 0 ? t("change.movePromise", { n: promises }) : t("change.moveFollowUp", { n: followUps })}
          </Checkbox>
        )}
        <ErrorBanner error={toldError(preview.error)} onRetry={() => void preview.refetch()} />
        <p role="status" className="small muted">
          {shown
            ? [t("change.will", { n: changed }), skippedWords(shown.skipped, t), warningWords(shown.warnings, t)].join(
                " ",
              )
            : t("change.lead")}
        </p>
        {shown && shown.lines.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long preview must scroll by keyboard.
          <section className={styles.preview} aria-label={t("change.preview")} tabIndex={0}>
            <table>
              <tbody>
                {shown.lines.map((line) => (
                  <tr key={line.id}>
                    <td className="tnum muted">{day(line.date)}</td>
                    <td className="clip">{line.customer_name}</td>
                    <td className="tnum">
                      <s>{words(line.old)}</s>
                    </td>
                    <td>
                      <ArrowRight className="small" aria-label={t("change.becomes")} />
                    </td>
                    <td className="tnum medium">{words(line.new)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {changed > shown.lines.length && (
              <p className="small muted">{t("change.more", { n: changed - shown.lines.length })}</p>
            )}
          </section>
        )}
      </div>
    </FormDialog>
  );
}

/** How far the change is, in the dialog that stands over the window's own sign of it. */
function UnderWay() {
  const { t } = useT();
  const words = useSyncExternalStore(workStore.subscribe, workStore.get);
  const isLate = useLate(words !== null, TELL_AFTER_MS);
  const work = useWork(isLate);
  if (words === null || !isLate) return null;
  const stop = () => void ipc.workStop().catch(() => {});
  return <Progress isInline label={words} value={percentOf(work)} stop={t("work.stop")} onStop={stop} />;
}
