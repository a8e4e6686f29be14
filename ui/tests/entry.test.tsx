// What the fields of dates, hours and numbers tell while they are typed in, and what they leave there.
import { I18nProvider } from "@lingui/react";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { DateField } from "../src/components/DateField";
import { NumberField } from "../src/components/NumberField";
import { TimeField } from "../src/components/TimeField";
import { expectedDay, firstChange, readChange, readDays } from "../src/features/contacts/change/change";
import { noCriteria, toCriteria, written } from "../src/features/contacts/criteria/criteria";
import { blankValues, readForm } from "../src/features/contacts/form/form";
import { FieldDialog } from "../src/features/settings/FieldDialog";
import { type KnownField, knowFields } from "../src/lib/customFields";
import { activate, i18n } from "../src/lib/i18n";
import { openWindow } from "./render";

// A Tuesday.
const today = "2026-11-24";
beforeEach(() => activate("es"));

function Fields() {
  const [day, setDay] = useState("");
  const [hour, setHour] = useState("");
  const [number, setNumber] = useState("");
  return (
    <I18nProvider i18n={i18n}>
      <DateField label="Promesa" value={day} onChange={setDay} today={today} expects="next" />
      <TimeField label="Hora" value={hour} onChange={setHour} />
      <NumberField label="Unidades" value={number} onChange={setNumber} isWhole />
    </I18nProvider>
  );
}
const box = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });

test("s37_a_date_in_words_is_told_while_it_is_typed_and_written_when_the_field_is_left", async () => {
  render(<Fields />);
  const user = userEvent.setup();
  await user.type(box("Promesa"), "+5l");
  expect(screen.getByText("mar 1 dic 2026").getAttribute("aria-live")).toBe("polite");
  await user.tab();
  expect(box("Promesa").value).toBe("01/12/2026");
  expect(screen.queryByText("mar 1 dic 2026")).toBeNull();
  await user.clear(box("Promesa"));
  await user.type(box("Promesa"), "lun{Enter}");
  expect(box("Promesa").value, "Enter writes it as well").toBe("30/11/2026");
});

test("s37_what_is_no_date_stays_as_it_was_typed_and_is_said_only_when_it_is_left", async () => {
  render(<Fields />);
  const user = userEvent.setup();
  await user.type(box("Promesa"), "31/2");
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(box("Hora"));
  expect(screen.getByRole("alert").textContent).toBe("No es una fecha: escríbela como dd/mm/aaaa.");
  expect(box("Promesa").value).toBe("31/2");
  expect(box("Promesa").getAttribute("aria-invalid")).toBe("true");
  await user.type(box("Promesa"), "{Backspace}");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("s21_an_hour_is_written_as_24_hours_and_what_is_none_is_said", async () => {
  render(<Fields />);
  const user = userEvent.setup();
  await user.type(box("Hora"), "4:30 pm{Enter}");
  expect(box("Hora").value).toBe("16:30");
  await user.clear(box("Hora"));
  await user.type(box("Hora"), "25h");
  await user.tab();
  expect(screen.getByRole("alert").textContent).toBe("No es una hora: escríbela como 16:30.");
});

test("s44_a_thousand_is_seen_to_be_a_thousand_and_a_half_is_no_whole_number", async () => {
  render(<Fields />);
  const user = userEvent.setup();
  await user.type(box("Unidades"), "1.000");
  await user.tab();
  expect(box("Unidades").value).toBe("1000");
  await user.clear(box("Unidades"));
  await user.type(box("Unidades"), "1.5");
  await user.tab();
  expect(screen.getByRole("alert").textContent).toBe("No es un número entero: escríbelo como 1234.");
  expect(box("Unidades").value).toBe("1.5");
});

test("s36_a_promise_in_words_is_read_though_the_focus_is_still_in_it", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  const customer = (await screen.findAllByRole("combobox", { name: "Cliente" })).at(-1) as HTMLElement;
  await user.type(customer, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
  await user.type(screen.getByLabelText("Fecha del próximo contacto"), "15/1");
  expect(screen.getByText("vie 15 ene 2027")).toBeTruthy();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText(/^Completa el próximo contacto/)).toBeTruthy();
  expect(commands.contactSave.mock.calls[0]?.[0].draft.next_contact).toEqual({ date: "2027-01-15", time: null });
});

test("s36_each_date_of_a_contact_is_the_last_or_the_next_one_as_it_means", () => {
  const values = { ...blankValues(today, null, "Europe/Madrid"), date: "15/1", nextDate: "15/1", closingDate: "lun" };
  const { draft } = readForm(values, today);
  expect([draft.date, draft.next_contact?.date, draft.closing?.date]).toEqual([
    "2026-01-15",
    "2027-01-15",
    "2026-11-23",
  ]);
});

test("s12_a_mass_change_reads_its_date_and_its_days_in_the_same_way", () => {
  const form = { ...firstChange(today), what: "set" as const, field: "next_contact" as const, date: "lun" };
  expect(readChange(form, today)).toEqual({ kind: "set_date", field: "next_contact", date: "2026-11-30" });
  const closing = { ...form, what: "close" as const, result: "sale" };
  expect(expectedDay(closing)).toBe("last");
  expect(readChange(closing, today)).toEqual({ kind: "close", date: "2026-11-23", result: "sale" });
  const days = (...texts: string[]) => texts.map((text) => readDays(text)?.days ?? null);
  expect(days("1.000", "−1.000", "1.00", "1.0000")).toEqual([1000, -1000, null, null]);
  activate("en");
  expect(days("1,000", "1.000")).toEqual([1000, null]);
});

const units: KnownField = {
  id: "f-1",
  belongs_to: "contact",
  kind: "decimal",
  label: "Importe",
  required: false,
  default: null,
  active: true,
  options: [],
};

test("s04_a_thousand_is_a_thousand_as_a_criterion_too_and_what_is_grouped_wrongly_is_refused", () => {
  knowFields([units]);
  const form = { ...noCriteria, from: "lun", custom: { "f-1": { text: "", from: "1.000", to: "2.500,5" } } };
  const { criteria, errors } = toCriteria(form, today);
  expect(errors).toEqual({});
  expect(criteria.custom_fields).toEqual([{ field: "f-1", text: null, from: "1000", to: "2500.5" }]);
  expect(criteria.from, "the nearest Monday").toBe("2026-11-23");
  const whole = written(form, today);
  expect([whole.from, whole.custom["f-1"]?.from, whole.custom["f-1"]?.to]).toEqual(["23/11/2026", "1000", "2500,5"]);
  expect(written(whole, today), "nothing is left to write").toBe(whole);
  const wrong = { ...noCriteria, custom: { "f-1": { text: "", from: "", to: "1.00.0" } } };
  expect(toCriteria(wrong, today).errors["custom_fields.f-1"]).toEqual({
    message: "invalid.not_a_number",
    wrong: "to",
  });
});

test("s44_a_default_that_is_no_number_or_another_day_tomorrow_is_refused_where_it_is_typed", async () => {
  const user = userEvent.setup();
  for (const [kind, typed, sentence] of [
    ["decimal", "1.00.0", "No es un número: escríbelo como 1234,5."],
    ["date", "hoy", "No es una fecha: escríbela como dd/mm/aaaa."],
  ] as const) {
    const onSaved = vi.fn();
    const field = { ...units, kind, revision: "", order: 1, deleted: false, conflicts: [] };
    const { unmount } = render(
      <I18nProvider i18n={i18n}>
        <FieldDialog of="contact" field={field} onSaved={onSaved} onClose={() => {}} />
      </I18nProvider>,
    );
    await user.type(box("Valor inicial"), `${typed}{Enter}`);
    expect(screen.getByRole("alert").textContent).toBe(sentence);
    expect(box("Valor inicial").value, "the text stays").toBe(typed);
    expect(onSaved).not.toHaveBeenCalled();
    unmount();
  }
});
