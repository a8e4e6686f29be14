// Fields that the team defined, each as its kind is entered.
import type { KnownField, Typed, TypedValues } from "../lib/customFields";
import { useT } from "../lib/i18n";
import { Checkbox } from "./Checkbox";
import styles from "./CustomFields.module.css";
import { DateField } from "./DateField";
import { Field } from "./Field";
import frame from "./Field.module.css";
import { NumberField } from "./NumberField";
import { Select } from "./Select";

type Props = {
  fields: KnownField[];
  values: TypedValues;
  onChange: (id: string, typed: Typed) => void;
  error: (field: string) => string | null | undefined;
  today: string;
  isReadOnly?: boolean;
};

export function CustomFields({ fields, values, onChange, error, today, isReadOnly }: Props) {
  return (
    <div className={styles.grid}>
      {fields.map((field) => (
        <div key={field.id} className={field.kind === "long_text" ? styles.wide : undefined}>
          <CustomField
            field={field}
            value={values[field.id] ?? ""}
            onChange={(typed) => onChange(field.id, typed)}
            error={error(`custom_fields.${field.id}`)}
            today={today}
            isReadOnly={isReadOnly}
          />
        </div>
      ))}
    </div>
  );
}

type One = {
  field: KnownField;
  value: Typed;
  onChange: (typed: Typed) => void;
  error?: string | null;
  today: string;
  isReadOnly?: boolean;
};

function CustomField({ field, value, onChange, error, today, isReadOnly }: One) {
  const { t } = useT();
  const text = typeof value === "string" ? value : "";
  const shared = { label: field.label, error, isReadOnly };
  const line = { ...shared, value: text, onChange, isRequired: field.required };
  const choices = field.options
    .filter((option) => !option.hidden || option.key === text)
    .map((option) => ({ id: option.key, text: option.label }));
  switch (field.kind) {
    case "long_text":
      return <Field {...line} rows={3} />;
    case "whole":
    case "decimal":
      return <NumberField {...line} isWhole={field.kind === "whole"} />;
    case "date":
      return <DateField {...line} today={today} />;
    case "yes_no":
      return (
        <Select
          {...shared}
          none={t("custom.none")}
          value={text || null}
          onChange={(id) => onChange(id ?? "")}
          choices={[
            { id: "true", text: t("yes") },
            { id: "false", text: t("no") },
          ]}
        />
      );
    case "list":
      return (
        <Select
          {...shared}
          none={t("custom.none")}
          value={text || null}
          onChange={(id) => onChange(id ?? "")}
          choices={choices}
        />
      );
    case "multi_list":
      return <Several {...{ field, onChange, error, isReadOnly }} chosen={Array.isArray(value) ? value : []} />;
    default:
      return <Field {...line} />;
  }
}

function Several({ field, chosen, onChange, error, isReadOnly }: Omit<One, "value" | "today"> & { chosen: string[] }) {
  const shown = field.options.filter((option) => !option.hidden || chosen.includes(option.key));
  return (
    // biome-ignore lint/a11y/useSemanticElements: WebKit takes a fieldset's legend out of the grid.
    <div role="group" aria-label={field.label} className={frame.field}>
      <span className={frame.label} aria-hidden="true">
        {field.label}
      </span>
      <div className={styles.ticks}>
        {shown.map(({ key, label }) => (
          <Checkbox
            key={key}
            isOn={chosen.includes(key)}
            isDisabled={isReadOnly}
            onChange={(isOn) => onChange(isOn ? [...chosen, key] : chosen.filter((one) => one !== key))}
          >
            {label}
          </Checkbox>
        ))}
      </div>
      {error && <p className={frame.error}>{error}</p>}
    </div>
  );
}
