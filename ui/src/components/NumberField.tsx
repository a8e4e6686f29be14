// A number typed as the language writes it.
import { useState } from "react";
import { useT } from "../lib/i18n";
import { parseNumber, parseWhole, showNumber } from "../lib/numbers";
import { Field, type FieldProps } from "./Field";

type Props = Omit<FieldProps, "rows" | "hint"> & { isWhole: boolean };

/** `value` is what was typed; leaving the field writes what was understood, so that "1.000" is seen to be a thousand. */
export function NumberField({ isWhole, ...field }: Props) {
  const { t, locale } = useT();
  const [isLeft, leave] = useState(false);
  if (field.isReadOnly) return <Field {...field} />;
  const parsed = (isWhole ? parseWhole : parseNumber)(field.value, locale);
  const onBlur = () => {
    if (parsed.ok && parsed.value && showNumber(parsed.value, locale) !== field.value)
      field.onChange(showNumber(parsed.value, locale));
    leave(true);
    field.onBlur?.();
  };
  return (
    <Field
      {...field}
      onChange={(text) => {
        leave(false);
        field.onChange(text);
      }}
      onBlur={onBlur}
      error={field.error ?? (isLeft && !parsed.ok ? t(isWhole ? "invalid.not_whole" : "invalid.not_a_number") : null)}
    />
  );
}
