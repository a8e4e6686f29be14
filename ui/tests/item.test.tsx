// An email that is no letter is shown as what it is.
import { I18nProvider } from "@lingui/react";
import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { ItemFacts } from "../src/features/email/ItemFacts";
import type { MailItem } from "../src/ipc";
import { activate, i18n } from "../src/lib/i18n";

function show(item: MailItem): string {
  activate("es");
  const { container } = render(
    <I18nProvider i18n={i18n}>
      <ItemFacts item={item} timeZone="Europe/Madrid" />
    </I18nProvider>,
  );
  return container.textContent ?? "";
}

test("s58 an appointment says when, where and who calls it", () => {
  const item = {
    kind: "appointment" as const,
    start: "2026-11-24T09:00:00Z",
    end: "2026-11-24T10:00:00Z",
    is_all_day: false,
    place: "Sala 2",
    organiser: "Rosa Vidal",
    meeting: "invitation",
  };
  expect(show(item)).toMatch(/Cita.*10:00.*11:00.*Sala 2 · organiza Rosa Vidal/);
});

test("s58 whole days have no hour, and midnight in Madrid is not the day before", () => {
  const item = {
    kind: "appointment" as const,
    start: "2026-11-23T23:00:00Z",
    end: "2026-11-24T23:00:00Z",
    is_all_day: true,
    place: "",
    organiser: "",
    meeting: "cancellation",
  };
  const shown = show(item);
  expect(shown).toContain("24/11/26");
  expect(shown).toContain("Cita cancelada");
  expect(shown).not.toContain(":");
});

test("s58 a person of an address book says how to reach them", () => {
  const item = {
    kind: "contact" as const,
    name: "Rosa Vidal",
    company: "Imprenta Modelo",
    job_title: "",
    addresses: ["rosa@imprenta-modelo.example"],
    phones: ["900 000 001"],
  };
  expect(show(item)).toContain("Rosa Vidal · Imprenta Modelo · 900 000 001 · rosa@imprenta-modelo.example");
});
