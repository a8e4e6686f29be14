// One of several emails: what it says, whose it is, and who wrote it.
import { ArrowDownLeft, ArrowUpRight, Copy, Paperclip, TriangleAlert } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Checkbox";
import type { Option } from "../../components/Picker";
import type { ImportedEmail } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { shortDate, showDate, showTime } from "../../lib/dates";
import { showDuration } from "../../lib/duration";
import { useT } from "../../lib/i18n";
import { typeWord } from "../../lib/types";
import { type Answer, canBeOn, type RowDoes } from "./emailImport";
import { FailedAddresses } from "./FailedAddresses";
import styles from "./Import.module.css";
import { ImportCustomer } from "./ImportCustomer";
import { ImportPerson } from "./ImportPerson";
import { doubtWords, emailWarning } from "./warnings";

type Props = {
  email: ImportedEmail;
  place: number;
  answer: Answer;
  /** Of the customer that is made. */
  taxId: string | null;
  today: string;
  isActive: boolean;
  isPicking: boolean;
  search: (text: string) => Promise<Option[]>;
  on: RowDoes;
};

export const ImportRow = memo(function ImportRow(props: Props) {
  const { email, place, answer, taxId, today, isActive, isPicking, search, on } = props;
  const { t } = useT();
  const canTick = canBeOn(email, answer);
  const isPart = email.parts > 1;
  const file = isPart
    ? t("emails.part", { file: email.file_name, n: email.part + 1, total: email.parts })
    : email.file_name;
  const title = email.problem ? file : email.subject || t("email.noSubject");
  return (
    <div
      role="row"
      className={styles.row}
      data-place={place}
      data-unread={email.problem ? true : undefined}
      tabIndex={isActive ? 0 : -1}
      aria-selected={canTick ? answer.isOn : undefined}
      onFocus={() => on.activate(place)}
    >
      <span role="gridcell" className={styles.tick}>
        <Checkbox
          name={t("emails.tick", { subject: title })}
          isOn={answer.isOn}
          isDisabled={!canTick}
          isOutOfTabOrder
          onChange={(isOn) => on.change(place, { isOn })}
        />
      </span>
      <span role="gridcell" className={styles.when}>
        {!email.problem && <When email={email} today={today} />}
      </span>
      <span role="gridcell" className={styles.mail}>
        {email.problem ? (
          <>
            <span className="medium clip" title={file}>
              {file}
            </span>
            <Note isBad icon={<TriangleAlert className="small" aria-hidden="true" />}>
              {errorSentence(email.problem, t)}
            </Note>
          </>
        ) : (
          <>
            <Sender email={email} />
            <span className="clip small muted" title={email.excerpt}>
              <span className={styles.subject}>{title}</span> {email.excerpt}
            </span>
            <Notes email={email} isActive={isActive} on={on} />
            <FailedAddresses
              failed={email.failed}
              marks={answer.failing}
              isOutOfTabOrder={!isActive}
              onChange={(failing) => on.change(place, { failing })}
            />
          </>
        )}
      </span>
      <span role="gridcell" className={styles.customer}>
        {!email.problem && (
          <ImportCustomer
            email={email}
            place={place}
            whose={answer.whose}
            taxId={taxId}
            isActive={isActive}
            isPicking={isPicking}
            search={search}
            on={on}
          />
        )}
      </span>
      <span role="gridcell" className={styles.person}>
        {!email.problem && <ImportPerson email={email} place={place} answer={answer} isActive={isActive} on={on} />}
      </span>
    </div>
  );
});

function When({ email, today }: { email: ImportedEmail; today: string }) {
  const { t, locale } = useT();
  const { date, time, direction, duration_minutes, contact_type } = email;
  const Arrow = direction === "us" ? ArrowUpRight : ArrowDownLeft;
  const short = date ? shortDate(date, today, locale) : null;
  return (
    <>
      <span className={styles.day}>
        <span className="tnum" title={date ? showDate(date) : undefined}>
          {short ? `${short.weekday} ${short.day}`.trim() : t("emails.noDate")}
        </span>
        <Arrow className="small" aria-label={t(`direction.${direction}`)} role="img" />
      </span>
      <span className="small faint tnum">{date ? showTime(time) : t("emails.noDateHelp")}</span>
      {duration_minutes !== null && <span className="small faint tnum">{showDuration(duration_minutes, locale)}</span>}
      {contact_type !== "email" && <span className="small medium">{typeWord(contact_type, t)}</span>}
    </>
  );
}

function Sender({ email: { from, files } }: { email: ImportedEmail }) {
  const { t } = useT();
  return (
    <span className={styles.sender}>
      <span className="medium clip">{from?.name || from?.address || t("emails.noSender")}</span>
      {from?.name && <span className="clip small faint">{from.address}</span>}
      {files > 0 && (
        <span className={`${styles.files} small muted tnum`} title={t("emails.files", { n: files })}>
          <Paperclip className="small" aria-hidden="true" />
          <span aria-hidden="true">{files}</span>
          <span className="sr">{t("emails.files", { n: files })}</span>
        </span>
      )}
    </span>
  );
}

/** Why it is not ticked by itself, and what its reader should know. */
function Notes({ email, isActive, on }: { email: ImportedEmail; isActive: boolean; on: RowDoes }) {
  const { t } = useT();
  const { duplicate } = email;
  const doubt = email.sender_doubt;
  // The doubt says the same, and what is made of it.
  const said = new Set(["text_derived", ...(doubt ? ["unknown_sender_address", "sender_ambiguous"] : [])]);
  const warnings = email.warnings.filter((code) => !said.has(code));
  return (
    <>
      {duplicate && (
        <Note icon={<Copy className="small" aria-hidden="true" />}>
          {duplicate.contact ? t("emails.duplicate") : t("emails.twice")}
          {duplicate.contact && (
            <Button look="link" tabIndex={isActive ? 0 : -1} onClick={() => on.open(duplicate.contact ?? "")}>
              {t("emails.see")}
            </Button>
          )}
        </Note>
      )}
      {doubt && <Note icon={<TriangleAlert className="small" aria-hidden="true" />}>{t(doubtWords[doubt])}</Note>}
      {warnings.length > 0 && (
        <Note icon={<TriangleAlert className="small" aria-hidden="true" />}>
          {warnings.map((code) => emailWarning(code, t)).join(". ")}
        </Note>
      )}
    </>
  );
}

function Note({ icon, isBad, children }: { icon: ReactNode; isBad?: boolean; children: ReactNode }) {
  return (
    <span className={styles.note} data-bad={isBad || undefined}>
      {icon}
      {children}
    </span>
  );
}
