// Emails that are no plain letters: sent by ourselves, invitations, reports, several in one file; on the invented book.
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { email, propose } from "../dev/email";
import type { EmailProposal } from "../src/ipc";
import { emit } from "../src/ipc";
import { openWindow } from "./render";

const file = { handle: "dropped", fileName: "Correo.eml", size: 1, several: null };
const nothing = { email: null, emails: null, files: [], error: null, others: 0 };
const field = (name: string, current: string | null, value: string, applied = true) => ({
  field: name,
  current,
  proposed: value,
  value,
  applied,
});
const imprenta = { id: "customer-1", name: "Imprenta Modelo", code: "00214", tax_id: null };

async function assume(values: Partial<EmailProposal>) {
  const window = openWindow();
  const { commands } = window;
  commands.emailPropose.mockImplementation(async (_, draft) => ({
    ...propose(draft, "2026-11-24"),
    customer: imprenta,
    found_by: "domain",
    ...values,
  }));
  commands.arrivedEmail.mockResolvedValueOnce({ ...nothing, email: file });
  const dialog = within(
    await screen.findByRole("dialog", { name: "Asumir información de un correo" }, { timeout: 5000 }),
  );
  const accept = async () => {
    await window.user.click(dialog.getByRole("button", { name: /^Asumir \d/ }));
    await window.user.click(await screen.findByRole("button", { name: "Aceptar" }));
    await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
    const [save] = commands.contactSave.mock.calls[0] ?? [];
    if (!save) throw new Error("nothing was saved");
    return save;
  };
  return { ...window, dialog, accept };
}
const isTicked = (dialog: { getByRole: typeof screen.getByRole }, name: string | RegExp) =>
  dialog.getByRole<HTMLInputElement>("checkbox", { name }).checked;

test("k01_the_preview_says_why_a_sender_is_uncertain_and_gives_the_contact_to_who_sent_it", async () => {
  const sent = { ...field("user", "Marta Soler", "user-2"), proposed: "Iván Prieto" };
  const { dialog, accept } = await assume({ sender_doubt: "no_address", new_person: null, fields: [sent] });
  expect(dialog.getByText(/no trae la dirección del remitente: se toma por enviado por nosotros/)).toBeTruthy();
  expect(dialog.queryByRole("checkbox", { name: "Asumir Persona" })).toBeNull();
  expect((await accept()).draft.user).toBe("user-2");
});

test("k05_who_shows_two_addresses_is_not_made_a_person_unasked", async () => {
  const person = { ...field("person", null, "", false), proposed: "Rosa Vidal", value: null };
  const { dialog, accept } = await assume({ sender_doubt: "two_addresses", fields: [person] });
  expect(dialog.getByText(/^Esta dirección no es segura/)).toBeTruthy();
  expect(isTicked(dialog, /^Asumir Persona/)).toBe(false);
  expect((await accept()).new_person).toBeNull();
});

test("m01_an_invitation_makes_a_visit_and_is_stored_with_it", async () => {
  const { dialog, accept } = await assume({
    new_person: null,
    fields: [
      field("date", "2026-11-24", "2026-12-01"),
      field("time", null, "10:00"),
      field("duration_minutes", null, "90"),
      field("contact_type", "email", "visit"),
    ],
  });
  expect(dialog.getByText("Visita")).toBeTruthy();
  expect(dialog.getByText(/1\sh\s30\smin/)).toBeTruthy();
  const { draft, email: answer } = await accept();
  expect(draft).toMatchObject({
    date: "2026-12-01",
    time: "10:00",
    duration_minutes: 90,
    contact_type: "visit",
  });
  expect(answer).toMatchObject({ handle: "dropped", attach: true });
});

test("s53_a_contact_that_is_made_something_else_by_hand_keeps_no_email", async () => {
  const { dialog, user, commands } = await assume({ new_person: null });
  await user.click(dialog.getByRole("button", { name: /^Asumir \d/ }));
  await user.click(screen.getAllByRole("button", { name: /Tipo de contacto/ }).at(-1) as HTMLElement);
  await user.click(await screen.findByRole("option", { name: "Visita" }));
  await user.click(await screen.findByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  expect(commands.contactSave.mock.calls[0]?.[0].email).toBeNull();
});

const bounced = {
  address: "lucia@cliente1.example",
  person: "person-1",
  person_name: "Lucía Modelo",
  status: "5.1.1",
  reason: "User unknown",
};
const report = {
  kind: "report" as const,
  recipients: [{ address: bounced.address, outcome: "failed", status: "5.1.1", reason: "User unknown" }],
  message_id: "",
};

test("m05_a_bounce_asks_before_it_marks_an_address", async () => {
  const values = { new_person: null, failed: [bounced], email: { ...email, item: report } };
  const asked = await assume(values);
  expect(asked.dialog.getByText("no llegó a lucia@cliente1.example (5.1.1 User unknown)")).toBeTruthy();
  const question = /^Marcar lucia@cliente1.example, de Lucía Modelo/;
  expect(isTicked(asked.dialog, question)).toBe(false);
  await asked.user.click(asked.dialog.getByRole("checkbox", { name: question }));
  expect((await asked.accept()).failing).toEqual([{ person: "person-1", address: "lucia@cliente1.example" }]);
});

test("m05_an_address_that_nobody_marks_is_not_marked", async () => {
  const { accept } = await assume({ new_person: null, failed: [bounced] });
  expect((await accept()).failing).toEqual([]);
});

test("m05_a_marked_address_is_shown_with_words_and_may_work_again", async () => {
  const { user, commands } = openWindow();
  const person = await commands.personShow("person-1");
  const [address = ""] = person.emails;
  commands.personShow.mockResolvedValue({ ...person, failing_emails: [address] });
  commands.peopleFind.mockResolvedValue([
    {
      id: person.id,
      customer: person.customer,
      name: person.name,
      position: null,
      phone: null,
      email: address,
      email_fails: true,
    },
  ]);
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.type(screen.getByLabelText("Buscar cliente"), "modelo");
  const card = within(await screen.findByRole("article", { name: "Imprenta Modelo" }));
  await user.click(card.getByRole("tab", { name: "Datos" }));
  expect(await card.findByText("no llega")).toBeTruthy();
  await user.click(card.getByRole("button", { name: `Modificar ${person.name}` }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(await dialog.findByRole("button", { name: `Vuelve a valer: ${address}` }));
  expect(dialog.queryByText("no llega")).toBeNull();
  await user.click(dialog.getByRole("button", { name: /^Guardar/ }));
  await waitFor(() => expect(commands.personSave).toHaveBeenCalledOnce());
  expect(commands.personSave.mock.calls[0]?.[1].failing_emails).toEqual([]);
});

const several = { ...file, fileName: "Bandeja de entrada", several: { handle: "mailbox", count: 3 } };

async function pickSeveral() {
  const window = openWindow({ emails: "mailbox" });
  const { user, commands } = window;
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.click(screen.getAllByRole("button", { name: /Tipo de contacto/ }).at(-1) as HTMLElement);
  await user.click(await screen.findByRole("option", { name: "Email" }));
  commands.emailPick.mockResolvedValueOnce(several);
  await user.click(screen.getByRole("button", { name: "Asumir información de un correo" }));
  await screen.findByRole("dialog", { name: "El archivo tiene 3 correos" });
  return window;
}

test("k17_a_file_with_several_emails_is_offered_as_several", async () => {
  const { user, commands } = await pickSeveral();
  await user.click(screen.getByRole("button", { name: "Ver todos" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Correos" }));
  expect(commands.emailsPropose).toHaveBeenCalledWith("mailbox");
  expect(await dialog.findByText(/^Se muestran 3 correos y quedan 12 sin mostrar/)).toBeTruthy();
  expect(await dialog.findByText("Visita")).toBeTruthy();
  expect(dialog.getByText(/por el nombre, es nuestro/)).toBeTruthy();
  await user.click(dialog.getByRole("checkbox", { name: /^Marcar lucia@cliente1.example/ }));
  await user.click(dialog.getByRole("button", { name: /^Crear 3 contactos/ }));
  await waitFor(() => expect(commands.emailsSave).toHaveBeenCalledOnce());
  const chosen = commands.emailsSave.mock.calls[0]?.[1] ?? [];
  expect(chosen.map(({ file, part, user }) => [file, part, user])).toEqual([
    [0, 0, "user-2"],
    [0, 1, null],
    [0, 2, null],
  ]);
  expect(chosen[2]?.failing).toEqual([{ person: "person-1", address: "lucia@cliente1.example" }]);
});

test("k17_or_the_first_alone_fills_the_form", async () => {
  const { user, commands } = await pickSeveral();
  await user.click(screen.getByRole("button", { name: "Solo el primero" }));
  expect(await screen.findByRole("dialog", { name: "Asumir información de un correo" })).toBeTruthy();
  expect(commands.emailPropose.mock.calls[0]?.[0]).toBe("dropped");
});

test("k17_several_in_one_file_that_arrives_open_as_several", async () => {
  const { commands } = openWindow({ emails: "mailbox" });
  await screen.findByRole("button", { name: "Añadir contacto" });
  commands.arrivedEmail.mockResolvedValueOnce({ ...nothing, emails: several.several });
  act(() => emit("emailArrived", null));
  expect(await screen.findByRole("dialog", { name: "Correos" })).toBeTruthy();
});
