// The fields of the search criteria; Enter in any of them loads.
import { useQuery } from "@tanstack/react-query";
import { ListChecks, Package, TextSearch } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Checkbox } from "../../../components/Checkbox";
import { Field } from "../../../components/Field";
import { Picker } from "../../../components/Picker";
import { RangeField } from "../../../components/RangeField";
import { Segmented } from "../../../components/Segmented";
import { Select } from "../../../components/Select";
import { typeChoices } from "../../../components/TypeIcon";
import { type Direction, ipc } from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { useFields } from "../../../lib/customFields";
import { useT } from "../../../lib/i18n";
import { byEnter } from "../../../lib/keys";
import { results, resultWord } from "../../../lib/results";
import { useTypes } from "../../../lib/types";
import { CustomerPicker, findActions, findProducts, PersonPicker } from "../pickers";
import styles from "./Criteria.module.css";
import { CustomCriteria } from "./CustomCriteria";
import { CustomerCriteria } from "./CustomerCriteria";
import { type CriteriaErrors, type CriteriaForm, type RangeName, rangeHint, ranges, written } from "./criteria";

type Props = {
  form: CriteriaForm;
  errors: CriteriaErrors;
  onChange: (form: CriteriaForm) => void;
  onLoad: () => void;
  isCompact?: boolean;
};

export function CriteriaFields({ form, errors, onChange, onLoad, isCompact }: Props) {
  const { t, locale } = useT();
  const { today } = useFrame();
  useTypes();
  const own = useFields().filter((field) => field.active);
  const users = useQuery({ queryKey: ["users"], queryFn: () => ipc.usersList() }).data ?? [];
  const set = (part: Partial<CriteriaForm>) => onChange({ ...form, ...part });
  const write = () => {
    const whole = written(form, today);
    if (whole !== form) onChange(whole);
  };
  const range = (name: RangeName) => {
    const [from, to] = ranges[name];
    return (
      <RangeField
        label={t(`criteria.${name}`)}
        from={form[from]}
        to={form[to]}
        fromLabel={t("criteria.from")}
        toLabel={t("criteria.to")}
        onChange={(dates) => set({ [from]: dates.from, [to]: dates.to })}
        onBlur={write}
        hint={rangeHint({ from: form[from], to: form[to] }, today, locale)}
        error={errors[name] && t(errors[name].message)}
        wrong={errors[name]?.wrong}
      />
    );
  };
  const fields = {
    customer: (
      <CustomerPicker
        label={t("form.customer")}
        value={form.customer}
        onPick={(customer) => set({ customer, person: null })}
        autoFocus={!isCompact}
      />
    ),
    person: (
      <PersonPicker
        label={t("form.person")}
        customer={form.customer?.id ?? null}
        value={form.person}
        onPick={(person) => set({ person })}
      />
    ),
    user: (
      <Select
        label={t("form.user")}
        none={t("any")}
        value={form.user?.id ?? null}
        onChange={(id) => {
          const user = users.find((one) => one.id === id);
          set({ user: user ? { id: user.id, text: user.name } : null });
        }}
        choices={users.map((user) => ({ id: user.id, text: user.name }))}
      />
    ),
    date: range("date"),
    next: range("next"),
    closed: range("closed"),
    type: (
      <Select
        label={t("form.type")}
        none={t("any")}
        value={form.type}
        onChange={(type) => set({ type })}
        choices={typeChoices(t, form.type)}
      />
    ),
    direction: (
      <Segmented<Direction | "any">
        label={t("form.direction")}
        isField
        value={form.direction ?? "any"}
        onChange={(direction) => set({ direction: direction === "any" ? null : direction })}
        choices={[
          { id: "any", text: t("criteria.both") },
          { id: "us", text: t("direction.us") },
          { id: "them", text: t("direction.them") },
        ]}
      />
    ),
    result: (
      <Select
        label={t("form.result")}
        none={t("any")}
        value={form.result}
        onChange={(result) => set({ result })}
        choices={results.map((id) => ({ id, text: resultWord(id, t) }))}
      />
    ),
    action: (
      <Picker
        label={t("criteria.action")}
        value={form.action}
        search={findActions}
        onPick={(action) => set({ action })}
        icon={<ListChecks aria-hidden="true" />}
      />
    ),
    product: (
      <Picker
        label={t("criteria.product")}
        value={form.product}
        search={findProducts}
        onPick={(product) => set({ product })}
        icon={<Package aria-hidden="true" />}
      />
    ),
    ofCustomer: <CustomerCriteria form={form} onChange={set} />,
    custom: <CustomCriteria fields={own} form={form} errors={errors} onChange={set} onWrite={write} />,
    text: (
      <Field
        label={t("criteria.text")}
        value={form.text}
        onChange={(text) => set({ text })}
        icon={<TextSearch aria-hidden="true" />}
      />
    ),
    files: (
      <div className={styles.tick}>
        <Checkbox isOn={form.isUnkept} onChange={(isUnkept) => set({ isUnkept })}>
          {t("criteria.unkept")}
        </Checkbox>
        <Checkbox isOn={form.hasOpenActions} onChange={(hasOpenActions) => set({ hasOpenActions })}>
          {t("criteria.openActions")}
        </Checkbox>
        <Checkbox isOn={form.hasFiles} onChange={(hasFiles) => set({ hasFiles })}>
          {t("criteria.files")}
        </Checkbox>
      </div>
    ),
  };
  if (isCompact)
    return (
      <div className={styles.compact} {...byEnter(onLoad)} data-criteria>
        {Object.entries(fields).map(([name, field]) => (
          <Fragment key={name}>{field}</Fragment>
        ))}
      </div>
    );
  const group = (title: string, inside: ReactNode) => (
    // Not a fieldset: WebKit takes its legend out of the grid.
    // biome-ignore lint/a11y/useSemanticElements: see above.
    <div role="group" aria-label={title} className={styles.group}>
      <h3 className={styles.heading}>{title}</h3>
      <div className={styles.grid}>{inside}</div>
    </div>
  );
  return (
    <div {...byEnter(onLoad)} data-criteria>
      {group(
        t("criteria.who"),
        <>
          {fields.customer}
          {fields.person}
          {fields.user}
        </>,
      )}
      {group(t("criteria.ofWhom"), fields.ofCustomer)}
      {group(
        t("criteria.when"),
        <>
          {fields.date}
          {fields.next}
          {fields.closed}
        </>,
      )}
      {group(
        t("criteria.what"),
        <>
          {fields.type}
          {fields.direction}
          {fields.result}
          {fields.action}
          {fields.product}
          {fields.text}
          {fields.files}
        </>,
      )}
      {own.length > 0 && group(t("custom.title"), fields.custom)}
    </div>
  );
}
