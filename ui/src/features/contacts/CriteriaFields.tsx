// The fields of the search criteria; Enter in any of them loads.
import { TextSearch } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { builtInTypes, TypeIcon, typeWord } from "../../components/TypeIcon";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import styles from "./Criteria.module.css";
import type { CriteriaErrors, CriteriaForm } from "./criteria";
import { CustomerPicker } from "./pickers";

type Props = {
  form: CriteriaForm;
  errors: CriteriaErrors;
  onChange: (form: CriteriaForm) => void;
  onLoad: () => void;
  isCompact?: boolean;
};

export function CriteriaFields({ form, errors, onChange, onLoad, isCompact }: Props) {
  const { t } = useT();
  const set = (part: Partial<CriteriaForm>) => onChange({ ...form, ...part });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitEnter(event) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    onLoad();
  };
  const customer = (
    <CustomerPicker
      label={t("form.customer")}
      value={form.customer}
      onPick={(value) => set({ customer: value })}
      autoFocus={!isCompact}
    />
  );
  const from = (
    <Field
      label={t("criteria.from")}
      value={form.from}
      onChange={(value) => set({ from: value })}
      error={errors.from && t(errors.from)}
      placeholder={t("form.datePlaceholder")}
    />
  );
  const to = (
    <Field
      label={t("criteria.to")}
      value={form.to}
      onChange={(value) => set({ to: value })}
      error={errors.to && t(errors.to)}
      placeholder={t("form.datePlaceholder")}
    />
  );
  const type = (
    <Select
      label={t("form.type")}
      none={t("any")}
      value={form.type}
      onChange={(value) => set({ type: value })}
      choices={builtInTypes.map((id) => ({ id, text: typeWord(id, t), icon: <TypeIcon type={id} /> }))}
    />
  );
  const text = (
    <Field
      label={t("criteria.text")}
      value={form.text}
      onChange={(value) => set({ text: value })}
      icon={<TextSearch aria-hidden="true" />}
    />
  );
  if (isCompact)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the fields inside.
      <div className={styles.compact} onKeyDown={onKeyDown}>
        {customer}
        {type}
        {from}
        {to}
        {text}
      </div>
    );
  const group = (title: string, fields: ReactNode) => (
    // Not a fieldset: WebKit takes its legend out of the grid.
    // biome-ignore lint/a11y/useSemanticElements: see above.
    <div role="group" aria-label={title} className={styles.group}>
      <h3 className={styles.heading}>{title}</h3>
      <div className={styles.grid}>{fields}</div>
    </div>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the fields inside.
    <div onKeyDown={onKeyDown}>
      {group(t("criteria.who"), <div className={styles.wide}>{customer}</div>)}
      {group(
        t("criteria.when"),
        <>
          {from}
          {to}
        </>,
      )}
      {group(
        t("criteria.what"),
        <>
          {type}
          <div className={styles.wide}>{text}</div>
        </>,
      )}
    </div>
  );
}
