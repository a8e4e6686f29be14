// Several emails at once, on the invented book.
import { I18nProvider } from "@lingui/react";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { email, propose } from "../dev/email";
import { blank, someEmails } from "../dev/emails";
import type { FakeOptions } from "../dev/fake";
import { Toasts } from "../src/components/Toasts";
import { choicesOf, choose, firstAnswer } from "../src/features/email/emailImport";
import { emit } from "../src/ipc";
import { activate, i18n } from "../src/lib/i18n";
import { TOAST_MS, toast } from "../src/lib/toasts";
import { openWindow } from "./render";

async function openImport(options: FakeOptions = {}) {
  const window = openWindow(options);
  await window.user.click(await screen.findByRole("button", { name: "Añadir correos…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Correos" }));
  return { ...window, dialog };
}
const rowOf = (subject: string) =>
  screen.getAllByRole("row").find((row) => row.textContent?.includes(subject)) as HTMLElement;
const tickOf = (row: HTMLElement) => within(row).getAllByRole<HTMLInputElement>("checkbox")[0] as HTMLInputElement;

test("s53_each_of_several_emails_is_shown_before_anything_is_made_of_it", async () => {
  const { dialog, commands } = await openImport();
  expect(await dialog.findByRole("button", { name: /^Crear 5 contactos/ })).toBeTruthy();
  const first = rowOf("Os adjunto las medidas");
  expect(tickOf(first).checked).toBe(true);
  expect(within(first).getByText("Por el dominio")).toBeTruthy();
  expect(within(first).getByText("rosa@imprenta-modelo.example")).toBeTruthy();
  expect(within(first).getByRole("img", { name: "Ellos" })).toBeTruthy();
  const unread = rowOf("Pedido de noviembre.msg");
  expect(tickOf(unread).disabled).toBe(true);
  expect(within(unread).getByText(/^Ese correo está dañado/)).toBeTruthy();
  const unknown = rowOf("Necesitamos etiquetas térmicas");
  expect(tickOf(unknown).disabled).toBe(true);
  expect(within(unknown).getByText("Elige uno para poder marcarlo")).toBeTruthy();
  expect(commands.emailsSave).not.toHaveBeenCalled();
});

test("s53_emails_become_contacts_in_one_step_that_can_be_undone", async () => {
  const { dialog, user, commands } = await openImport();
  await dialog.findByRole("button", { name: /^Crear 5 contactos/ });
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("5 contactos creados, 3 personas nuevas")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  const chosen = commands.emailsSave.mock.calls[0]?.[1] ?? [];
  expect(chosen.map(({ place }) => place)).toEqual([0, 1, 2, 8, 9]);
  expect(chosen[0]).toMatchObject({
    sha256: "sha-0",
    customer: "customer-1",
    new_customer: null,
    person: null,
    new_person: { name: "Rosa Vidal", customer: "customer-1", phones: ["600 000 021"] },
    direction: "them",
    attach: true,
    associate: false,
  });
  expect(chosen[2]).toMatchObject({ person: "person-3", new_person: null, direction: "us" });
  await user.click(screen.getByRole("button", { name: /^Deshacer/ }));
  expect(commands.undo).toHaveBeenCalledOnce();
});

test("s54_a_customer_is_made_of_an_email_and_given_to_the_others_of_its_sender", async () => {
  const { dialog, user, commands } = await openImport();
  await dialog.findByRole("grid");
  const row = rowOf("Necesitamos etiquetas térmicas");
  await user.click(within(row).getByRole("button", { name: "Elegir cliente…" }));
  await user.type(within(row).getByRole("combobox", { name: "Cliente" }), "Floristería Nueva");
  await user.click(await within(row).findByRole("option", { name: "Crear «Floristería Nueva»" }));
  expect(within(row).getByText("Nuevo cliente: Floristería Nueva")).toBeTruthy();
  expect(within(row).getByText("NIF de la firma: B12345674")).toBeTruthy();
  expect(dialog.getByText("Floristería Nueva: también en otro correo de la misma dirección")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(row));
  await user.click(dialog.getByRole("button", { name: /^Crear 7 contactos/ }));
  expect(await screen.findByText("7 contactos creados, 1 cliente nuevo, 4 personas nuevas")).toBeTruthy();
  const made = (commands.emailsSave.mock.calls[0]?.[1] ?? []).filter((choice) => choice.new_customer);
  expect(made).toHaveLength(2);
  for (const choice of made) {
    expect(choice).toMatchObject({ customer: null, new_customer: { name: "Floristería Nueva", tax_id: "B12345674" } });
    expect(choice.new_person).toMatchObject({ name: "Ana Ruiz", customer: null });
  }
});

test("s55_an_email_that_is_here_already_is_ticked_only_by_the_user", async () => {
  const { dialog, user } = await openImport();
  await dialog.findByRole("grid");
  const here = rowOf("Adelante con el presupuesto");
  expect(tickOf(here).checked).toBe(false);
  expect(within(here).getByText("Ya está en un contacto")).toBeTruthy();
  expect(dialog.getByText("Repetido en esta selección")).toBeTruthy();
  await user.click(tickOf(here));
  expect(dialog.getByRole("button", { name: /^Crear 6 contactos/ })).toBeTruthy();
  await user.click(within(here).getByRole("button", { name: "Ver el contacto" }));
  expect(await screen.findByText("Solo lectura")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("button", { name: /^Crear 6 contactos/ })).toBeTruthy();
});

test("s56_s57_the_two_questions_are_asked_once_for_all_and_apart_from_each_other", async () => {
  const { dialog, user, commands } = await openImport();
  await dialog.findByRole("grid");
  const [attach, associate] = ["¿Adjuntar el correo a este contacto?", "¿Asociar el archivo al cliente?"].map((name) =>
    dialog.getByRole<HTMLInputElement>("checkbox", { name }),
  ) as [HTMLInputElement, HTMLInputElement];
  expect([attach.checked, associate.checked]).toEqual([true, false]);
  await user.click(attach);
  await user.click(associate);
  await user.click(dialog.getByRole("button", { name: /^Crear 5 contactos/ }));
  await waitFor(() => expect(commands.emailsSave).toHaveBeenCalledOnce());
  for (const choice of commands.emailsSave.mock.calls[0]?.[1] ?? [])
    expect(choice).toMatchObject({ attach: false, associate: true });
});

test("s53_the_emails_are_gone_through_with_the_keys_alone", async () => {
  const { dialog, user } = await openImport();
  await dialog.findByRole("grid");
  await waitFor(() => expect(document.activeElement).toBe(rowOf("Os adjunto las medidas")));
  await user.keyboard(" ");
  expect(dialog.getByRole("button", { name: /^Crear 4 contactos/ })).toBeTruthy();
  expect(dialog.getByRole<HTMLInputElement>("checkbox", { name: "Seleccionar todo" }).indeterminate).toBe(true);
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
  const row = rowOf("Necesitamos etiquetas térmicas");
  expect(document.activeElement).toBe(row);
  // Nothing to tick as long as it is nobody's.
  await user.keyboard(" {Enter}");
  await user.keyboard("hotel");
  await within(row).findByRole("option", { name: /Hotel Imaginario/ });
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toBe(row));
  expect(tickOf(row).checked).toBe(true);
  await user.keyboard("{Enter}{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(row));
  await user.keyboard("{Control>}a{/Control}");
  expect(dialog.getByRole("button", { name: /^Crear 9 contactos/ })).toBeTruthy();
  await user.keyboard("{End}");
  expect(document.activeElement).toBe(rowOf("el jueves a primera hora"));
  // What was chosen is not thrown away unasked.
  await user.keyboard("{Escape}");
  await screen.findByRole("dialog", { name: "¿Descartar lo elegido?" });
  await user.keyboard("{Escape}");
  expect(await screen.findByRole("button", { name: /^Crear 9 contactos/ })).toBeTruthy();
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Descartar cambios" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("s53_one_email_that_is_refused_is_told_at_its_row_and_left_out", async () => {
  const { dialog, user, commands } = await openImport();
  const refusal = { code: "file_unreadable" as const, field: "emails.1", detail: null };
  commands.emailsSave.mockRejectedValueOnce(refusal);
  await user.click(await dialog.findByRole("button", { name: /^Crear 5 contactos/ }));
  expect((await dialog.findAllByText(/^No se pudo leer el archivo/)).length).toBe(2);
  await user.click(dialog.getByRole("button", { name: /^Crear 4 contactos/ }));
  const chosen = commands.emailsSave.mock.lastCall?.[1] ?? [];
  expect(chosen.map(({ place }) => place)).not.toContain(1);
});

test("s53_a_refusal_is_told_in_the_dialog_and_nothing_chosen_is_lost", async () => {
  const { dialog, user } = await openImport({ emails: "refused" });
  await user.click(await dialog.findByRole("button", { name: /^Crear 5 contactos/ }));
  expect((await dialog.findByRole("alert")).textContent).toMatch(/^No queda espacio en el disco/);
  expect(dialog.getByRole("button", { name: /^Crear 5 contactos/ })).toBeTruthy();
});

test("s53_reading_says_how_far_it_is_and_can_be_stopped", async () => {
  const { dialog, user, commands } = await openImport({ emails: "reading" });
  expect(await dialog.findByText("Leyendo 120 de 400")).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Parar" }));
  expect(commands.workStop).toHaveBeenCalledOnce();
});

test("s53_several_emails_that_arrive_wait_for_a_form_that_is_written_in", async () => {
  const { user, commands } = openWindow();
  const arrived = { email: null, emails: { handle: "dropped", count: 10 }, files: [], error: null, others: 0 };
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await screen.findByLabelText("Notas (motivo)");
  commands.arrivedEmail.mockResolvedValueOnce(arrived);
  act(() => emit("emailArrived", null));
  expect(await screen.findByText(/^Los correos se abrirán cuando termines/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Cancelar" }));
  expect(await screen.findByRole("dialog", { name: "Correos" })).toBeTruthy();
  expect(commands.emailsPropose).toHaveBeenCalledWith("dropped");
});

test("s53_a_person_of_another_customer_is_not_taken_along", () => {
  const emails = someEmails.slice(1, 2);
  const answers = emails.map(firstAnswer);
  const keep = { attach: true, associate: false };
  expect(choicesOf(emails, answers, keep)[0]?.person).toBe("person-1");
  const other = choose(emails, answers, 0, { id: "customer-2", text: "Hotel Imaginario", by: null });
  expect(choicesOf(emails, other.answers, keep)[0]).toMatchObject({ customer: "customer-2", person: null });
});

test("s54_a_customer_goes_only_to_emails_of_the_same_address_that_have_none", () => {
  const of = (address: string, values = {}) => ({
    ...blank,
    from: { name: "", address },
    other: address || null,
    ...values,
  });
  const emails = [
    of("Ana@nueva.example"),
    of("ana@nueva.example"),
    of("eva@nueva.example"),
    of("ana@nueva.example", { customer: { id: "customer-1", name: "Imprenta Modelo", code: null, tax_id: null } }),
    of("ana@nueva.example", { duplicate: { contact: null, place: 0 } }),
    of(""),
  ];
  const chosen = choose(emails, emails.map(firstAnswer), 0, { id: "customer-2", text: "Hotel Imaginario", by: null });
  expect(chosen.alike).toBe(2);
  expect(chosen.answers.map(({ whose }) => whose?.id ?? null)).toEqual([
    "customer-2",
    "customer-2",
    null,
    "customer-1",
    "customer-2",
    null,
  ]);
  expect(chosen.answers.map(({ isOn }) => isOn)).toEqual([true, true, false, true, false, false]);
});

async function assume(values: Partial<ReturnType<typeof propose>>) {
  const window = openWindow();
  const { commands } = window;
  commands.emailPropose.mockImplementation(async (_, draft) => ({ ...propose(draft, "2026-11-24"), ...values }));
  commands.arrivedEmail.mockResolvedValueOnce({
    email: { handle: "dropped", fileName: email.subject, size: 1, several: null },
    emails: null,
    files: [],
    error: null,
    others: 0,
  });
  return { ...window, dialog: within(await screen.findByRole("dialog", { name: "Asumir información de un correo" })) };
}
const follows = { field: "previous", current: null, proposed: "2026-11-20", value: "contact-9", applied: true };
const imprenta = { id: "customer-1", name: "Imprenta Modelo", code: "00214", tax_id: null };

test("s53_an_email_goes_on_with_its_conversation_and_says_why_its_customer_was_found", async () => {
  const { dialog, user, commands } = await assume({ customer: imprenta, found_by: "conversation", fields: [follows] });
  expect(dialog.getByText("Por la conversación")).toBeTruthy();
  expect(dialog.getByText("20/11/2026")).toBeTruthy();
  expect(dialog.getByRole<HTMLInputElement>("checkbox", { name: "Asumir Sigue a" }).checked).toBe(true);
  await user.click(dialog.getByRole("button", { name: /^Asumir 3 campos/ }));
  await user.click(await screen.findByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  expect(commands.contactSave.mock.calls[0]?.[0].draft).toMatchObject({
    customer: "customer-1",
    previous: "contact-9",
  });
});

test("s53_without_its_customer_an_email_goes_on_with_nothing", async () => {
  const { dialog, user, commands } = await assume({ customer: imprenta, found_by: "domain", fields: [follows] });
  await user.click(dialog.getByRole("checkbox", { name: "Asumir Cliente" }));
  await user.click(dialog.getByRole("button", { name: /^Asumir 2 campos/ }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "hotel");
  await user.click(await screen.findByRole("option", { name: /Hotel Imaginario/ }));
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  expect(commands.contactSave.mock.calls[0]?.[0].draft).toMatchObject({ customer: "customer-2", previous: null });
});

test("s54_the_tax_id_of_a_signature_fills_in_the_customer_that_is_made", async () => {
  const { dialog, user } = await assume({ tax_id: "B12345674" });
  expect(dialog.getByText("NIF en la firma, para un cliente nuevo: B12345674")).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: /^Asumir \d campos/ }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "Floristería Nueva");
  await user.click(await screen.findByRole("option", { name: "Crear «Floristería Nueva»" }));
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "NIF" }).value).toBe("B12345674");
});

test("s53_an_email_that_is_in_a_contact_already_says_so_and_leads_there", async () => {
  const { dialog, user } = await assume({ duplicate: "contact-6" });
  await user.click(dialog.getByRole("checkbox", { name: "Asumir Hora" }));
  const count = dialog.getByRole("button", { name: /^Asumir \d campos/ }).textContent as string;
  expect(dialog.getByText("Este correo ya está en un contacto")).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Ver el contacto" }));
  expect(await screen.findByText("Solo lectura")).toBeTruthy();
  await user.keyboard("{Escape}");
  // What was ticked is as it was.
  expect((await screen.findByRole("button", { name: /^Asumir \d campos/ })).textContent).toBe(count);
});

test("s53_the_way_to_the_emails_that_are_left_stays_until_it_is_answered", () => {
  activate("es");
  vi.useFakeTimers();
  render(
    <I18nProvider i18n={i18n}>
      <Toasts />
    </I18nProvider>,
  );
  const goOn = vi.fn();
  act(() => toast({ text: "Quedan 20 correos sin anotar", stays: true, action: { label: "Seguir", run: goOn } }));
  for (const text of ["uno", "dos", "tres", "cuatro"])
    act(() => toast({ text, action: { label: "Deshacer", run: goOn } }));
  act(() => void vi.advanceTimersByTime(TOAST_MS * 10));
  expect(screen.queryByText("cuatro")).toBeNull();
  act(() => screen.getByRole("button", { name: "Seguir" }).click());
  expect(goOn).toHaveBeenCalledOnce();
  expect(screen.queryByText("Quedan 20 correos sin anotar")).toBeNull();
  vi.useRealTimers();
});
