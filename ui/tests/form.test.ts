// Reading the contact form into a draft.
import { expect, test } from "vitest";
import { isStale, noCriteria, toCriteria } from "../src/features/contacts/criteria/criteria";
import { blankValues, readForm } from "../src/features/contacts/form/form";
import { joinNotes } from "../src/features/email/rows";

const today = "2026-11-24";
const values = {
  ...blankValues(today, "user-1", "Europe/Madrid"),
  customer: { id: "customer-1", text: "Imprenta Modelo" },
};

test("s21_date_is_today_at_first", () => expect(readForm(values, today).draft.date).toBe(today));
test("s17_customer_is_required", () =>
  expect(readForm({ ...values, customer: null }, today).errors.customer).toBe("invalid.customer"));
test("s20_blank_duration_is_not_zero", () => {
  expect(readForm(values, today).draft.duration_minutes).toBeNull();
  expect(readForm({ ...values, duration: "0" }, today).draft.duration_minutes).toBe(0);
});
test("s43_next_before_the_contact_is_refused", () => {
  expect(readForm({ ...values, nextDate: "23/11/2026" }, today).errors["next_contact.date"]).toBe(
    "invalid.next_before_date",
  );
});
test("s39_result_alone_is_kept_as_a_closing", () => {
  expect(readForm({ ...values, result: "sale" }, today).draft.closing).toEqual({ date: null, result: "sale" });
});
test("s04_ranges_must_be_in_order", () => {
  expect(toCriteria({ ...noCriteria, from: "02/11/2026", to: "01/11/2026" }, today).errors.date).toEqual({
    message: "invalid.from_after_to",
  });
});
test("s05_the_same_criteria_written_otherwise_are_not_stale", () => {
  const loaded = { ...noCriteria, from: "01/11/2026", text: "tirada" };
  expect(isStale({ ...loaded, from: "1-11-26", text: " tirada " }, loaded, today)).toBe(false);
  expect(isStale({ ...loaded, text: "otra" }, loaded, today)).toBe(true);
});
test("s53_email_text_goes_below_the_notes_unless_told_otherwise", () => {
  expect(joinNotes("Lo mío", "Correo", "append")).toBe("Lo mío\n\nCorreo");
  expect(joinNotes("Lo mío", "Correo", "replace")).toBe("Correo");
  expect(joinNotes("", "Correo", "append")).toBe("Correo");
});
