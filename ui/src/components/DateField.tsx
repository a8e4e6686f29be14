// A day typed as people type it, or picked in a calendar.
import { parseDate as parseIso } from "@internationalized/date";
import { Calendar as CalendarIcon, ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  Dialog,
  Popover,
} from "react-aria-components";
import { dateHint, type Expects, parseDate, showDate } from "../lib/dates";
import { useT } from "../lib/i18n";
import { isSubmitEnter } from "../lib/keys";
import { Button } from "./Button";
import styles from "./DateField.module.css";
import { Field, type FieldProps } from "./Field";

type Props = Omit<FieldProps, "icon" | "end" | "suffix" | "rows" | "hint"> & {
  /** The day on the user's wall, `YYYY-MM-DD`. */
  today: string;
  /** Which day "15" or "lun" is: of a promise the next one, of what is past the last one, else the nearest. */
  expects?: Expects;
};

/** `value` is what was typed; leaving the field, or Enter in it, writes what was understood. */
export function DateField({ today, expects, ...field }: Props) {
  const { t, locale } = useT();
  const [isOpen, open] = useState(false);
  const [isLeft, leave] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const parsed = parseDate(field.value, today, expects);
  const day = parsed.ok ? parsed.value : null;
  const write = () => {
    if (day && showDate(day) !== field.value) field.onChange(showDate(day));
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
  if (field.isReadOnly) return <Field {...field} />;
  return (
    <>
      <Field
        placeholder={t("form.datePlaceholder")}
        {...field}
        onChange={(text) => {
          leave(false);
          field.onChange(text);
        }}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
        error={field.error ?? (isLeft && !parsed.ok ? t("invalid.not_a_date") : null)}
        hint={dateHint(field.value, today, locale, expects)}
        end={
          <Button
            ref={button}
            look="quiet"
            isSmall
            name={t("date.pick", { field: field.label })}
            aria-haspopup="dialog"
            onClick={() => open(true)}
          >
            <CalendarIcon aria-hidden="true" />
          </Button>
        }
      />
      <Popover triggerRef={button} isOpen={isOpen} onOpenChange={open} placement="bottom end" offset={6}>
        <Dialog className={styles.calendar} aria-label={field.label}>
          <Calendar
            aria-label={field.label}
            value={day ? parseIso(day) : null}
            defaultFocusedValue={parseIso(day ?? today)}
            autoFocus
            onChange={(date) => {
              field.onChange(showDate(date.toString()));
              open(false);
            }}
          >
            <header className={styles.head}>
              <AriaButton slot="previous" className={styles.step}>
                <ChevronLeft aria-hidden="true" />
              </AriaButton>
              <CalendarHeading className={styles.month} />
              <AriaButton slot="next" className={styles.step}>
                <ChevronRight aria-hidden="true" />
              </AriaButton>
            </header>
            <CalendarGrid weekdayStyle="narrow">
              <CalendarGridHeader>
                {(weekday) => <CalendarHeaderCell className={styles.weekday}>{weekday}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => (
                  <CalendarCell
                    date={date}
                    className={styles.day}
                    data-today={date.toString() === today || undefined}
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </>
  );
}
