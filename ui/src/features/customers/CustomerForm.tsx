// Adds or modifies a customer.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type Ref, useEffect, useRef, useState } from "react";
import { Banner } from "../../components/Banner";
import { ChangedBanner } from "../../components/ChangedBanner";
import { ConflictMark } from "../../components/ConflictMark";
import { CustomFields } from "../../components/CustomFields";
import { Doubles, type SharedField } from "../../components/Doubles";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { FormDialog } from "../../components/FormDialog";
import { HistoryTable } from "../../components/HistoryTable";
import { Select } from "../../components/Select";
import { type Customer, type Grouping, ipc } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toldError } from "../../ipc/toastError";
import { useConflicts } from "../../ipc/useConflicts";
import { customerFieldWord } from "../../lib/customerWords";
import { useT } from "../../lib/i18n";
import { AddressesField } from "./AddressesField";
import { changeWords } from "./CustomerHistory";
import styles from "./Customers.module.css";
import { GroupPicker } from "./GroupPicker";
import { type CustomerFormState, type TextField, useCustomerForm } from "./useCustomerForm";

type Props = {
  customer: Customer | null;
  /** What was looked for and not found is what the new one is called. */
  initialName?: string;
  /** Where the draft lies that was chosen to go on with. */
  draftKey?: string;
  onClose: () => void;
  onSaved: (customer: Customer) => void;
};

export function CustomerForm({ customer, initialName = "", draftKey, onSaved, ...props }: Props) {
  const { t, locale } = useT();
  const { timeZone, me, review } = useFrame();
  const [isHistoryOpen, showHistory] = useState(false);
  const form = useCustomerForm({ opened: customer, initialName, draftKey, onSaved });
  const { failure, refusals, arrivedChanges: news } = form;
  const conflicts = useConflicts("customer", customer?.id, form.conflicts);
  const onClose = () => {
    form.forget();
    props.onClose();
  };
  const take = ({ id }: { id: string }) =>
    ipc.customerShow(id).then((there) => {
      form.forget();
      onSaved(there);
    }, console.error);
  const root = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLInputElement>(null);
  // After the dialog has taken the focus.
  useEffect(() => first.current?.focus(), []);
  useEffect(() => {
    if (refusals > 0) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return (
    <FormDialog
      title={customer ? customer.name : t("customers.new")}
      size="medium"
      accept={t("save")}
      onAccept={form.save}
      onError={form.refuse}
      isTouched={form.isTouched}
      onClose={onClose}
    >
      {(form.isRecovered || failure) && (
        <div className={styles.news}>
          {form.isRecovered && <Banner tone="info">{t("customers.recovered")}</Banner>}
          <ErrorBanner error={toldError(failure)} />
        </div>
      )}
      {news && (
        // In sight however far the form is scrolled.
        <div className={styles.told}>
          <ChangedBanner
            people={news}
            me={me}
            fields={news.map((entry) => entry.field_name ?? customerFieldWord(entry.field, t))}
            isOpen={isHistoryOpen}
            onSee={() => showHistory(!isHistoryOpen)}
          />
        </div>
      )}
      {((news && isHistoryOpen) || form.conflicts.length > 0) && (
        <div className={styles.news}>
          {news && isHistoryOpen && (
            <HistoryTable changes={news.toReversed().map((entry) => changeWords(entry, timeZone, t, locale))} />
          )}
          <ConflictMark
            conflicts={conflicts}
            onReview={
              review &&
              (() => {
                onClose();
                if (customer) review(customer.id);
              })
            }
            reason={form.isTouched ? t("conflicts.reviewFirst") : null}
          />
        </div>
      )}
      <div ref={root}>
        <CustomerFields
          form={form}
          first={first}
          renderDoubles={(...under) => (
            <Doubles warnings={form.warnings} under={under} takes={customer ? null : "doubles.open"} onTake={take} />
          )}
        />
      </div>
    </FormDialog>
  );
}

const groupings: Grouping[] = ["kind", "zone", "sector"];

type FieldsProps = {
  form: CustomerFormState;
  first: Ref<HTMLInputElement>;
  renderDoubles: (...under: SharedField[]) => ReactNode;
};

function CustomerFields({ form, first, renderDoubles }: FieldsProps) {
  const { today } = useFrame();
  const { t } = useT();
  const users = useQuery({ queryKey: ["users"], queryFn: () => ipc.usersList() }).data ?? [];
  const field = (
    key: TextField,
    label: string,
    more?: { help?: string; rows?: number; inputRef?: Ref<HTMLInputElement>; isRequired?: boolean },
  ) => (
    <div className={key === "notes" ? styles.wide : undefined}>
      <Field
        label={label}
        value={form.texts[key]}
        onChange={(text) => form.setText(key, text)}
        error={form.error(key)}
        warning={form.warning(key)}
        {...more}
      />
    </div>
  );
  return (
    <div className={styles.fields}>
      {field("name", t("customers.name"), { inputRef: first, isRequired: true })}
      {field("legal_name", t("customers.legalName"))}
      {renderDoubles("name", "legal_name")}
      {field("code", t("customers.code"))}
      {field("tax_id", t("customers.taxId"))}
      {renderDoubles("code", "tax_id")}
      {field("emails", t("customers.emails"), { help: t("customers.commas") })}
      {field("phones", t("customers.phones"), { help: t("customers.commas") })}
      {renderDoubles("emails", "phones")}
      {groupings.map((grouping) => (
        <GroupPicker
          key={grouping}
          grouping={grouping}
          value={form.groups[grouping]}
          onPick={(option) => form.setGroup(grouping, option)}
          error={form.error(grouping)}
        />
      ))}
      <Select
        label={t("customers.owner")}
        none={t("custom.none")}
        value={form.owner}
        onChange={form.setOwner}
        choices={users.map((user) => ({ id: user.id, text: user.name }))}
        error={form.error("owner")}
      />
      <div className={styles.wide}>
        <AddressesField addresses={form.addresses} onChange={form.setAddresses} error={form.error("addresses")} />
      </div>
      {field("web", t("customers.web"))}
      {field("notes", t("customers.notes"), { rows: 3 })}
      {form.fields.length > 0 && (
        <section className={styles.wide} aria-label={t("custom.title")}>
          <h3 className={styles.heading}>{t("custom.title")}</h3>
          <CustomFields
            fields={form.fields}
            values={form.custom}
            onChange={form.setCustom}
            error={form.error}
            today={today}
          />
        </section>
      )}
    </div>
  );
}
