// An hour typed as people type it: "9", "930", "9.30", "9h30" and "9:30 am" are 09:30's ways of saying it.
import { Clock } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { parseTime, showTime } from "../lib/dates";
import { useT } from "../lib/i18n";
import { isSubmitEnter } from "../lib/keys";
import { Field, type FieldProps } from "./Field";

/** `value` is what was typed; leaving the field, or Enter in it, writes what was understood. */
export function TimeField(field: Omit<FieldProps, "icon" | "end" | "suffix" | "rows">) {
  const { t } = useT();
  const [isLeft, leave] = useState(false);
  const parsed = parseTime(field.value);
  const write = () => {
    if (parsed.ok && parsed.value && parsed.value !== field.value) field.onChange(showTime(parsed.value));
    leave(true);
  };
  const onBlur = () => {
    write();
    field.onBlur?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSubmitEnter(event)) write();
    field.onKeyDown?.(event);
  };
  const typing = {
    onBlur,
    onKeyDown,
    onChange: (text: string) => {
      leave(false);
      field.onChange(text);
    },
    error: field.error ?? (isLeft && !parsed.ok ? t("invalid.not_a_time") : null),
  };
  return (
    <Field
      placeholder={t("form.noTime")}
      icon={<Clock aria-hidden="true" />}
      {...field}
      {...(field.isReadOnly ? {} : typing)}
    />
  );
}
