// An hour typed as people type it: "9", "930" and "9.30" are 09:30's ways of saying it.
import { Clock } from "lucide-react";
import { parseTime, showTime } from "../lib/dates";
import { useT } from "../lib/i18n";
import { Field, type FieldProps } from "./Field";

/** `value` is what was typed; leaving the field writes what was understood. */
export function TimeField(field: Omit<FieldProps, "icon" | "end" | "suffix" | "rows">) {
  const { t } = useT();
  const onBlur = () => {
    const parsed = parseTime(field.value);
    if (parsed.ok && parsed.value) field.onChange(showTime(parsed.value));
    field.onBlur?.();
  };
  return (
    <Field
      placeholder={t("form.noTime")}
      icon={<Clock aria-hidden="true" />}
      {...field}
      onBlur={field.isReadOnly ? undefined : onBlur}
    />
  );
}
