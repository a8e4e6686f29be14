// The fields of a contact.

import { useQuery } from "@tanstack/react-query";
import { MailPlus, Users } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../components/Button";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { DateField } from "../../../components/DateField";
import { Field as TextField } from "../../../components/Field";
import type { Option } from "../../../components/Picker";
import { Segmented } from "../../../components/Segmented";
import { type Choice, Select } from "../../../components/Select";
import { TimeField } from "../../../components/TimeField";
import { typeChoices } from "../../../components/TypeIcon";
import { type Direction, ipc, type PickedEmail } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { parseDuration, showDuration } from "../../../lib/duration";
import { useT } from "../../../lib/i18n";
import { results, resultWord } from "../../../lib/results";
import { useTypes } from "../../../lib/types";
import { useValue } from "../../../lib/values";
import { CustomerPicker, PersonPicker } from "../pickers";
import { ActionsField } from "./ActionsField";
import { AssumeEmail } from "./AssumeEmail";
import { useEmailTaker } from "./arrival";
import styles from "./ContactForm.module.css";
import { CustomSection } from "./CustomSection";
import { expects, type FormValues, withResult } from "./form";
import { InterestsField } from "./InterestsField";
import { PersonSearch } from "./PersonSearch";
import { QuickCustomer, QuickPerson } from "./QuickCreate";
import type { FormContext } from "./request";
import type { ContactFormState } from "./useContactForm";

type Props = { form: ContactFormState; context: FormContext };
type Field<Key extends keyof FormValues> = { form: ContactFormState; name: Key; label: string; error?: string | null };

export function ContactFields({ form, context }: Props) {
  const { t } = useT();
  const { values, set, error, isReadOnly } = form;
  const { today } = useFrame();
  const [customer, person, type] = [useValue(values, "customer"), useValue(values, "person"), useValue(values, "type")];
  useTypes();
  const users = useQuery({ queryKey: ["users"], queryFn: () => ipc.usersList() });
  const [changing, change] = useState<Option | null>(null);
  const [isSearching, search] = useState(false);
  const [creating, create] = useState<{ what: "customer" | "person"; text: string } | null>(null);
  const [picking, pick] = useState<{ arrived: PickedEmail | null } | null>(form.arrived && { arrived: form.arrived });
  useEmailTaker(form, (arrived) => pick({ arrived }));
  const toCustomer = (customer: Option | null) => {
    form.forgetNewPerson();
    form.leavePrevious();
    set({ customer, person: null });
  };
  const pickCustomer = (picked: Option | null) => {
    if (picked?.id === customer?.id) return;
    if (!customer) set({ customer: picked });
    else if (person && picked) change(picked);
    else toCustomer(picked);
  };
  const pickPerson = (person: Option | null) => {
    form.forgetNewPerson();
    set({ person });
  };

  return (
    <>
      <div className={styles.grid}>
        <div className={styles.s10} data-jump="c">
          <CustomerPicker
            label={t("form.customer")}
            value={customer}
            onPick={pickCustomer}
            onCreate={(text) => create({ what: "customer", text })}
            error={error("customer")}
            isReadOnly={isReadOnly}
            isRequired
            autoFocus={!isReadOnly && !customer}
          />
        </div>
        <div className={styles.s8}>
          <PersonPicker
            label={t("form.person")}
            customer={customer?.id ?? null}
            value={person}
            onPick={pickPerson}
            onCreate={(text) => create({ what: "person", text })}
            error={error("person")}
            isReadOnly={isReadOnly}
            end={
              customer &&
              !isReadOnly && (
                <Button look="quiet" isSmall name={t("people.searchOpen")} onClick={() => search(true)}>
                  <Users aria-hidden="true" />
                </Button>
              )
            }
          />
        </div>
        <div className={styles.s6}>
          <ChoiceEntry
            form={form}
            name="user"
            label={t("form.user")}
            error={error("user")}
            choices={(users.data ?? []).map((user) => ({ id: user.id, text: user.name }))}
          />
        </div>
        <div className={styles.s4}>
          <DateEntry form={form} name="date" label={t("form.date")} error={error("date")} isRequired />
        </div>
        <div className={styles.s3}>
          <TimeEntry form={form} name="time" label={t("form.time")} error={error("time")} />
        </div>
        <div className={styles.s5}>
          <DurationEntry form={form} name="duration" label={t("form.duration")} error={error("duration_minutes")} />
        </div>
        <div className={styles.s6}>
          <ChoiceEntry
            form={form}
            name="type"
            label={t("form.type")}
            error={error("contact_type")}
            choices={typeChoices(t, type)}
          />
        </div>
        <div className={styles.s6}>
          <DirectionEntry form={form} name="direction" label={t("form.direction")} />
        </div>
        {(type === "email" || (form.pending.answer && type === form.pending.type)) && !isReadOnly && (
          <div className={styles.assume}>
            {type === "email" && (
              <Button onClick={() => pick({ arrived: null })}>
                <MailPlus aria-hidden="true" />
                {t("form.assume")}
              </Button>
            )}
            {form.pending.answer && (
              <span className="small muted">{t("form.willKeep", { name: form.pending.fileName })}</span>
            )}
          </div>
        )}
      </div>
      <div className={styles.band} data-jump="n">
        <NotesEntry form={form} name="notes" label={t("form.notes")} error={error("notes")} />
      </div>
      <div className={`${styles.band} ${styles.ends}`}>
        <section aria-label={t("form.actions")}>
          <h3>{t("form.actions")}</h3>
          <ActionsField values={values} isReadOnly={isReadOnly} error={error("actions")} />
        </section>
        <section aria-label={t("form.interests")}>
          <h3>{t("form.interests")}</h3>
          <InterestsField values={values} isReadOnly={isReadOnly} error={error("interests")} />
        </section>
      </div>
      <div className={`${styles.band} ${styles.ends}`}>
        <section aria-label={t("form.next")}>
          <h3>{t("form.next")}</h3>
          <div className={styles.pair} data-jump="x">
            <DateEntry form={form} name="nextDate" label={t("form.nextDate")} error={error("next_contact.date")} />
            <TimeEntry form={form} name="nextTime" label={t("form.nextTime")} error={error("next_contact.time")} />
          </div>
          {!isReadOnly && <p className={styles.help}>{t("form.nextHelp")}</p>}
        </section>
        <section aria-label={t("form.closing")}>
          <h3>{t("form.closing")}</h3>
          <div className={styles.pair}>
            <DateEntry form={form} name="closingDate" label={t("form.closingDate")} error={error("closing.date")} />
            <div data-jump="r">
              <ChoiceEntry
                form={form}
                name="result"
                label={t("form.result")}
                none={t("result.none")}
                error={error("closing.result")}
                choices={results.map((id) => ({ id, text: resultWord(id, t) }))}
                onChoose={(id) => form.set(withResult(values.get(), id, today))}
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
      <CustomSection form={form} error={error} />
      {changing && (
        <ConfirmDialog
          title={t("form.clearPerson")}
          text={t("form.clearPersonText", { person: person?.text ?? "", customer: changing.text })}
          yes={t("form.clearPersonYes", { customer: changing.text })}
          no={t("form.clearPersonNo")}
          onYes={() => {
            toCustomer(changing);
            change(null);
          }}
          onNo={() => change(null)}
        />
      )}
      {isSearching && customer && (
        <PersonSearch
          customer={customer}
          onPick={(person) => {
            search(false);
            pickPerson(person);
          }}
          onCreate={(text) => {
            search(false);
            create({ what: "person", text });
          }}
          onClose={() => search(false)}
        />
      )}
      {creating?.what === "customer" && (
        <QuickCustomer
          text={creating.text}
          knownTaxId={form.pending.taxId}
          onCreated={pickCustomer}
          onClose={() => create(null)}
        />
      )}
      {creating?.what === "person" && customer && (
        <QuickPerson text={creating.text} customer={customer} onCreated={pickPerson} onClose={() => create(null)} />
      )}
      {picking && (
        <AssumeEmail
          key={picking.arrived?.handle}
          form={form}
          arrived={picking.arrived}
          context={context}
          onClose={() => pick(null)}
        />
      )}
    </>
  );
}

function DateEntry({ form, name, ...field }: Field<"date" | "nextDate" | "closingDate"> & { isRequired?: boolean }) {
  const { today } = useFrame();
  const value = useValue(form.values, name);
  return (
    <DateField
      {...field}
      today={today}
      expects={expects[name]}
      value={value}
      onChange={(text) => form.set({ [name]: text })}
      isReadOnly={form.isReadOnly}
    />
  );
}

function TimeEntry({ form, name, ...field }: Field<"time" | "nextTime">) {
  const value = useValue(form.values, name);
  return (
    <TimeField {...field} value={value} onChange={(text) => form.set({ [name]: text })} isReadOnly={form.isReadOnly} />
  );
}

function DurationEntry({ form, name, ...field }: Field<"duration">) {
  const value = useValue(form.values, name);
  const read = parseDuration(value);
  return (
    <TextField
      {...field}
      value={value}
      onChange={(duration) => form.set({ duration })}
      suffix={read.ok ? showDuration(read.minutes) : undefined}
      isReadOnly={form.isReadOnly}
    />
  );
}

function ChoiceEntry({
  form,
  name,
  onChoose,
  ...field
}: Field<"user" | "type" | "result"> & {
  choices: Choice[];
  none?: string;
  onChoose?: (id: string | null) => void;
}) {
  const value = useValue(form.values, name);
  const choose = onChoose ?? ((id: string | null) => form.set({ [name]: id }));
  return <Select {...field} value={value} onChange={choose} isReadOnly={form.isReadOnly} />;
}

function DirectionEntry({ form, name, label }: Field<"direction">) {
  const { t } = useT();
  return (
    <Segmented<Direction>
      label={label}
      isField
      value={useValue(form.values, name)}
      onChange={(direction) => form.set({ direction })}
      isReadOnly={form.isReadOnly}
      choices={[
        { id: "us", text: t("direction.us") },
        { id: "them", text: t("direction.them") },
      ]}
    />
  );
}

function NotesEntry({ form, name, ...field }: Field<"notes">) {
  return (
    <TextField
      {...field}
      value={useValue(form.values, name)}
      onChange={(notes) => form.set({ notes })}
      rows={6}
      isReadOnly={form.isReadOnly}
      autoFocus={!form.isReadOnly && form.values.get().customer !== null}
    />
  );
}
