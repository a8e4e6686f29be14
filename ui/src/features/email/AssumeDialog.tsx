// Shows what an email would fill in, field by field, and asks what to keep of it.
import { ArrowLeft, IdCard, Mail, Minus, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Checkbox";
import { FormDialog } from "../../components/FormDialog";
import { Segmented } from "../../components/Segmented";
import type { EmailAnswer, EmailProposal, FailingMark, PersonDraft } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { fieldWord } from "../../lib/fieldWords";
import { type Translate, useT } from "../../lib/i18n";
import { showSize } from "../../lib/size";
import styles from "./AssumeDialog.module.css";
import { EmailText } from "./EmailText";
import { foundWords } from "./emailImport";
import { FailedAddresses } from "./FailedAddresses";
import { joinNotes, type NotesChoice, type Row, rowsOf, tickedAtFirst } from "./rows";
import { doubtWords } from "./warnings";

type Option = { id: string; text: string; hint?: string | null };
export type Assumed = {
  values: {
    date?: string;
    time?: string;
    duration?: string;
    type?: string;
    user?: string;
    person?: Option;
    direction?: "us" | "them";
    notes?: string;
    customer?: Option;
    previous?: string;
  };
  newPerson: PersonDraft | null;
  failing: FailingMark[];
  answer: EmailAnswer | null;
  taxId: string | null;
  fileName: string;
};
type Props = {
  handle: string;
  proposal: EmailProposal;
  notes: string;
  /** The customer that the form has now. */
  customer: Option | null;
  /** While a contact that was opened from here is looked at; what was chosen stays. */
  isAside: boolean;
  onAssume: (assumed: Assumed) => void;
  onAnother: () => void;
  onClose: () => void;
};

export function AssumeDialog(props: Props) {
  const { handle, proposal, notes, customer, isAside, onAssume, onAnother, onClose } = props;
  const { t, locale } = useT();
  const { openContact } = useFrame();
  const rows = rowsOf(proposal, customer, t);
  const hasNotes = notes.trim() !== "";
  const [ticked, setTicked] = useState(() => tickedAtFirst(proposal, customer, hasNotes));
  const [choice, choose] = useState<NotesChoice>("append");
  const [attach, setAttach] = useState(!proposal.already_here);
  const [associate, setAssociate] = useState(false);
  const [failing, setFailing] = useState<FailingMark[]>([]);
  const count = rows.filter((row) => ticked.has(row.field)).length;
  const tick = (field: string, isOn: boolean) => {
    const next = new Set(ticked);
    if (isOn) next.add(field);
    else next.delete(field);
    setTicked(next);
  };
  if (isAside) return null;
  const assume = () => {
    const on = rows.filter((row) => ticked.has(row.field));
    const values: Assumed["values"] = {};
    for (const row of on) fill(values, row, proposal);
    const notesRow = on.find((row) => row.field === "notes");
    if (notesRow) values.notes = joinNotes(notes, notesRow.value ?? notesRow.proposed, choice);
    // It goes on with the conversation of a customer; of another one it would not.
    if (!(customer ?? values.customer)) delete values.previous;
    const isNew = ticked.has("person") && proposal.new_person !== null;
    onAssume({
      values,
      newPerson: isNew ? proposal.new_person : null,
      failing,
      answer: attach || associate ? { handle, attach, associate } : null,
      taxId: proposal.tax_id,
      fileName: proposal.file_name,
    });
  };

  return (
    <FormDialog
      size="large"
      title={t("email.title")}
      extra={
        <>
          <span className={styles.file}>
            <Mail className="small" aria-hidden="true" />
            <span className="clip">{`${proposal.file_name}, ${showSize(proposal.size, locale)}`}</span>
          </span>
          <Button look="link" onClick={onAnother}>
            {t("email.other")}
          </Button>
        </>
      }
      accept={t("email.assume", { n: count })}
      keys="ctrlEnter"
      onAccept={async () => assume()}
      onError={toastError}
      isTouched={false}
      onClose={onClose}
      end={
        <>
          <span className="grow" />
          {(attach || associate) && <span className="small faint">{t("email.onAccept")}</span>}
        </>
      }
    >
      <div className={styles.halves}>
        <div className={styles.left}>
          {proposal.already_here && (
            <div className={styles.duplicate}>
              <Banner tone="warning">{t("email.alreadyHere")}</Banner>
            </div>
          )}
          {proposal.duplicate && !proposal.already_here && (
            <div className={styles.duplicate}>
              <Banner
                tone="info"
                actions={
                  <Button look="link" onClick={() => openContact(proposal.duplicate ?? "", "view")}>
                    {t("emails.see")}
                  </Button>
                }
              >
                {t("email.duplicate")}
              </Banner>
            </div>
          )}
          {proposal.sender_doubt && (
            <div className={styles.duplicate}>
              <Banner tone="warning">{t(doubtWords[proposal.sender_doubt])}</Banner>
            </div>
          )}
          <div className={styles.rows}>
            <div className={`${styles.row} ${styles.head}`}>
              <Checkbox
                name={t("list.all")}
                isOn={count === rows.length}
                isSome={count > 0 && count < rows.length}
                onChange={() => setTicked(count === rows.length ? new Set() : new Set(rows.map((row) => row.field)))}
              />
              <span>{t("email.field")}</span>
              <span>{t("email.current")}</span>
              <span />
              <span>{t("email.proposed")}</span>
            </div>
            {rows.map((row) => {
              const isOn = ticked.has(row.field);
              const first = row.field === "notes" ? (row.proposed.split("\n")[0] ?? "") : row.proposed;
              const more = row.field === "notes" ? row.proposed.split("\n").length - 1 : 0;
              const isNew = row.field === "person" && proposal.new_person;
              return (
                <div key={row.field} className={styles.row} data-on={isOn || undefined}>
                  <Checkbox
                    name={t("email.tick", { field: rowWord(row.field, t) })}
                    isOn={isOn}
                    onChange={(value) => tick(row.field, value)}
                  />
                  <span className="muted">{rowWord(row.field, t)}</span>
                  <span className={styles.now}>
                    {row.current === "" ? (
                      <span className="faint">{t("empty")}</span>
                    ) : isOn && !(row.field === "notes" && choice === "append") ? (
                      <s>{row.current}</s>
                    ) : (
                      row.current
                    )}
                  </span>
                  {isOn ? (
                    <ArrowLeft className={`small ${styles.arrow}`} aria-hidden="true" />
                  ) : (
                    <Minus className={`small ${styles.arrow}`} aria-hidden="true" />
                  )}
                  <span>
                    <span className={styles.new}>{first}</span>
                    {more > 0 && <span className="faint"> {t("email.lines", { n: more })}</span>}
                    {isNew && (
                      <span className={styles.note}>{t("email.newPerson", { email: isNew.emails[0] ?? "" })}</span>
                    )}
                    {row.field === "customer" && proposal.found_by && (
                      <span className={styles.note}>{t(foundWords[proposal.found_by])}</span>
                    )}
                    {row.field === "notes" && hasNotes && (
                      <span className={styles.note}>
                        {t("email.hasNotes")}
                        <Segmented<NotesChoice>
                          label={t("column.notes")}
                          value={choice}
                          onChange={choose}
                          choices={[
                            { id: "append", text: t("email.append") },
                            { id: "replace", text: t("email.replace") },
                          ]}
                        />
                      </span>
                    )}
                  </span>
                </div>
              );
            })}
            {proposal.tax_id && !customer && !proposal.customer && (
              <p className={styles.safe}>
                <IdCard className="small" aria-hidden="true" />
                {t("email.taxId", { taxId: proposal.tax_id })}
              </p>
            )}
            <p className={styles.safe}>
              <ShieldCheck className="small" aria-hidden="true" />
              {t("email.untouched")}
            </p>
          </div>
          {proposal.failed.length > 0 && (
            <section className={styles.keep} aria-label={t("failed.title")}>
              <h3>{t("failed.title")}</h3>
              <FailedAddresses failed={proposal.failed} marks={failing} onChange={setFailing} />
            </section>
          )}
          <section className={styles.keep} aria-label={t("email.keep")}>
            <h3>{t("email.keep")}</h3>
            <Checkbox isOn={attach} onChange={setAttach} help={t("email.attachHelp")}>
              {t("email.attach")}
            </Checkbox>
            <Checkbox isOn={associate} onChange={setAssociate} help={t("email.associateHelp")}>
              {t("email.associate")}
            </Checkbox>
          </section>
        </div>
        <EmailText email={proposal.email} />
      </div>
    </FormDialog>
  );
}

function rowWord(field: string, t: Translate): string {
  if (field === "notes") return t("column.notes");
  return field === "previous" ? t("email.previous") : fieldWord(field, t);
}

function fill(values: Assumed["values"], row: Row, proposal: EmailProposal): void {
  if (row.field === "date") values.date = row.proposed;
  else if (row.field === "time") values.time = row.proposed;
  else if (row.field === "duration_minutes" && row.value) values.duration = row.value;
  else if (row.field === "contact_type" && row.value) values.type = row.value;
  else if (row.field === "user" && row.value) values.user = row.value;
  else if (row.field === "direction" && (row.value === "us" || row.value === "them")) values.direction = row.value;
  else if (row.field === "person" && !proposal.new_person && row.value)
    values.person = { id: row.value, text: row.proposed };
  else if (row.field === "previous" && row.value) values.previous = row.value;
  else if (row.field === "customer" && row.value) values.customer = { id: row.value, text: row.proposed };
}
