// The fields of a contact.

import { useQuery } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { DateField } from "../../components/DateField";
import { Field } from "../../components/Field";
import type { Option } from "../../components/Picker";
import { Question } from "../../components/Question";
import { Segmented } from "../../components/Segmented";
import { Select } from "../../components/Select";
import { TimeField } from "../../components/TimeField";
import { builtInTypes, TypeIcon, typeWord } from "../../components/TypeIcon";
import { type Direction, ipc, type PickedEmail } from "../../ipc";
import { parseDuration, showDuration } from "../../lib/duration";
import { useT } from "../../lib/i18n";
import { AssumeEmail } from "./AssumeEmail";
import { useEmailTaker } from "./arrival";
import styles from "./ContactForm.module.css";
import { CustomerPicker, PersonPicker } from "./pickers";
import { QuickCustomer, QuickPerson } from "./QuickCreate";
import type { Surroundings } from "./request";
import { results, resultWord } from "./results";
import type { ContactFormState } from "./useContactForm";

type DateKey = "date" | "nextDate" | "closingDate";
type TimeKey = "time" | "nextTime";

export function ContactFields({ form, around }: { form: ContactFormState; around: Surroundings }) {
  const { t } = useT();
  const { values, set, isReadOnly } = form;
  const { today } = around.app;
  const users = useQuery({ queryKey: ["users"], queryFn: () => ipc.usersList() });
  const [changing, change] = useState<Option | null>(null);
  const [creating, create] = useState<{ what: "customer" | "person"; text: string } | null>(null);
  const [picking, pick] = useState<{ arrived: PickedEmail | null } | null>(form.arrived && { arrived: form.arrived });
  useEmailTaker(form, (arrived) => pick({ arrived }));
  const error = (field: string) => {
    const id = form.errors[field];
    return id && t(id);
  };
  const toCustomer = (customer: Option | null) => {
    form.forgetNewPerson();
    set({ customer, person: null });
  };
  const pickCustomer = (customer: Option | null) => {
    if (customer?.id === values.customer?.id) return;
    if (!values.customer) set({ customer });
    else if (values.person && customer) change(customer);
    else toCustomer(customer);
  };
  const pickPerson = (person: Option | null) => {
    form.forgetNewPerson();
    set({ person });
  };
  const dateField = (key: DateKey, label: string, field: string) => (
    <DateField
      label={label}
      today={today}
      value={values[key]}
      onChange={(value) => set({ [key]: value })}
      error={error(field)}
      isReadOnly={isReadOnly}
      isRequired={key === "date"}
    />
  );
  const timeField = (key: TimeKey, label: string, field: string) => (
    <TimeField
      label={label}
      value={values[key]}
      onChange={(value) => set({ [key]: value })}
      error={error(field)}
      isReadOnly={isReadOnly}
    />
  );
  const duration = parseDuration(values.duration);

  return (
    <>
      <div className={styles.grid}>
        <div className={styles.s10} data-jump="c">
          <CustomerPicker
            label={t("form.customer")}
            value={values.customer}
            onPick={pickCustomer}
            onCreate={(text) => create({ what: "customer", text })}
            error={error("customer")}
            isReadOnly={isReadOnly}
            isRequired
            autoFocus={!isReadOnly && !values.customer}
          />
        </div>
        <div className={styles.s8}>
          <PersonPicker
            label={t("form.person")}
            customer={values.customer?.id ?? null}
            value={values.person}
            onPick={pickPerson}
            onCreate={(text) => create({ what: "person", text })}
            error={error("person")}
            isReadOnly={isReadOnly}
          />
        </div>
        <div className={styles.s6}>
          <Select
            label={t("form.user")}
            value={values.user}
            onChange={(user) => set({ user })}
            choices={(users.data ?? []).map((user) => ({ id: user.id, text: user.name }))}
            error={error("user")}
            isReadOnly={isReadOnly}
          />
        </div>
        <div className={styles.s4}>{dateField("date", t("form.date"), "date")}</div>
        <div className={styles.s3}>{timeField("time", t("form.time"), "time")}</div>
        <div className={styles.s5}>
          <Field
            label={t("form.duration")}
            value={values.duration}
            onChange={(value) => set({ duration: value })}
            suffix={duration.ok ? showDuration(duration.minutes) : undefined}
            error={error("duration_minutes")}
            isReadOnly={isReadOnly}
          />
        </div>
        <div className={styles.s6}>
          <Select
            label={t("form.type")}
            value={values.type}
            onChange={(type) => set({ type })}
            choices={builtInTypes.map((id) => ({ id, text: typeWord(id, t), icon: <TypeIcon type={id} /> }))}
            error={error("contact_type")}
            isReadOnly={isReadOnly}
          />
        </div>
        <div className={styles.s6}>
          <Segmented<Direction>
            label={t("form.direction")}
            isField
            value={values.direction}
            onChange={(direction) => set({ direction })}
            isReadOnly={isReadOnly}
            choices={[
              { id: "us", text: t("direction.us") },
              { id: "them", text: t("direction.them") },
            ]}
          />
        </div>
        {values.type === "email" && !isReadOnly && (
          <div className={styles.assume}>
            <Button onClick={() => pick({ arrived: null })}>
              <MailPlus aria-hidden="true" />
              {t("form.assume")}
            </Button>
            {form.pending.answer && (
              <span className="small muted">{t("form.willKeep", { name: form.pending.fileName })}</span>
            )}
          </div>
        )}
      </div>
      <div className={styles.band} data-jump="n">
        <Field
          label={t("form.notes")}
          value={values.notes}
          onChange={(notes) => set({ notes })}
          rows={8}
          error={error("notes")}
          isReadOnly={isReadOnly}
          autoFocus={!isReadOnly && values.customer !== null}
        />
      </div>
      <div className={`${styles.band} ${styles.ends}`}>
        <section aria-label={t("form.next")}>
          <h3>{t("form.next")}</h3>
          <div className={styles.pair} data-jump="x">
            {dateField("nextDate", t("form.nextDate"), "next_contact.date")}
            {timeField("nextTime", t("form.nextTime"), "next_contact.time")}
          </div>
          {!isReadOnly && <p className={styles.help}>{t("form.nextHelp")}</p>}
        </section>
        <section aria-label={t("form.closing")}>
          <h3>{t("form.closing")}</h3>
          <div className={styles.pair}>
            {dateField("closingDate", t("form.closingDate"), "closing.date")}
            <div data-jump="r">
              <Select
                label={t("form.result")}
                none={t("result.none")}
                value={values.result}
                onChange={(result) => set({ result })}
                choices={results.map((id) => ({ id, text: resultWord(id, t) }))}
                error={error("closing.result")}
                isReadOnly={isReadOnly}
              />
            </div>
          </div>
          {!isReadOnly && (
            <p className={styles.help}>
              {t("form.closingHelp")} {t("result.help")}
            </p>
          )}
        </section>
      </div>
      {changing && (
        <Question
          title={t("form.clearPerson")}
          text={t("form.clearPersonText", { person: values.person?.text ?? "", customer: changing.text })}
          yes={t("form.clearPersonYes", { customer: changing.text })}
          no={t("form.clearPersonNo")}
          onYes={() => {
            toCustomer(changing);
            change(null);
          }}
          onNo={() => change(null)}
        />
      )}
      {creating?.what === "customer" && (
        <QuickCustomer text={creating.text} onCreated={pickCustomer} onClose={() => create(null)} />
      )}
      {creating?.what === "person" && values.customer && (
        <QuickPerson
          text={creating.text}
          customer={values.customer}
          onCreated={pickPerson}
          onClose={() => create(null)}
        />
      )}
      {picking && (
        <AssumeEmail
          key={picking.arrived?.handle}
          form={form}
          arrived={picking.arrived}
          around={around}
          onClose={() => pick(null)}
        />
      )}
    </>
  );
}
