// A criterion for each of the team's own fields (S4, S44).
import { Field } from "../../../components/Field";
import { RangeField } from "../../../components/RangeField";
import { Select } from "../../../components/Select";
import { useFrame } from "../../../ipc/frame";
import { hasRange, type KnownField } from "../../../lib/customFields";
import { useT } from "../../../lib/i18n";
import { type CriteriaErrors, type CriteriaForm, rangeHint, type TypedCriterion } from "./criteria";

type Props = {
  fields: KnownField[];
  form: CriteriaForm;
  errors: CriteriaErrors;
  onChange: (part: Partial<CriteriaForm>) => void;
  /** Writes what was understood. */
  onWrite: () => void;
};

const nothing: TypedCriterion = { text: "", from: "", to: "" };

export function CustomCriteria({ fields, form, errors, onChange, onWrite }: Props) {
  const { t, locale } = useT();
  const { today } = useFrame();
  return fields.map((field) => {
    const criterion = form.custom[field.id] ?? nothing;
    const put = (part: Partial<TypedCriterion>) =>
      onChange({ custom: { ...form.custom, [field.id]: { ...criterion, ...part } } });
    const label = field.belongs_to === "customer" ? t("criteria.ofCustomer", { label: field.label }) : field.label;
    const wrong = errors[`custom_fields.${field.id}`];
    if (hasRange(field.kind))
      return (
        <RangeField
          key={field.id}
          label={label}
          from={criterion.from}
          to={criterion.to}
          fromLabel={t("criteria.from")}
          toLabel={t("criteria.to")}
          onChange={put}
          onBlur={onWrite}
          hint={field.kind === "date" ? rangeHint(criterion, today, locale) : undefined}
          error={wrong && t(wrong.message)}
          wrong={wrong?.wrong}
        />
      );
    if (field.kind === "yes_no" || field.kind === "list" || field.kind === "multi_list")
      return (
        <Select
          key={field.id}
          label={label}
          none={t("any")}
          value={criterion.text || null}
          onChange={(id) => put({ text: id ?? "" })}
          choices={
            field.kind === "yes_no"
              ? [
                  { id: "true", text: t("yes") },
                  { id: "false", text: t("no") },
                ]
              : field.options.map((option) => ({ id: option.key, text: option.label }))
          }
        />
      );
    return <Field key={field.id} label={label} value={criterion.text} onChange={(text) => put({ text })} />;
  });
}
