// What two people changed at once, and what others change while a record is open in a form.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { someConflicts } from "../dev/conflicts";
import { type Conflict, emit, type HistoryEntry } from "../src/ipc";
import { conflictField, keepWords, titleWords, valueParts, whoWords } from "../src/ipc/conflictWords";
import { activate, t } from "../src/lib/i18n";
import { peopleWords } from "../src/lib/names";
import { openWindow } from "./render";

const openInbox = async () => {
  const window = openWindow({ team: "shared", hasConflicts: true });
  await window.user.click(await screen.findByRole("button", { name: "Conflictos 4 por revisar" }));
  const inbox = within(await screen.findByRole("region", { name: "Conflictos" }));
  await waitFor(() => expect(document.activeElement?.getAttribute("type")).toBe("radio"));
  return { ...window, inbox };
};
const heading = (name: string) => screen.findByRole("article", { name });

test("i15_a_conflict_is_settled_by_keyboard_and_undo_takes_it_back", async () => {
  const { user, commands, inbox } = await openInbox();
  await heading("Próximo contacto");
  expect(inbox.getByText(/^Iván y tú lo cambiasteis a la vez\./)).toBeTruthy();
  expect(
    inbox.getByRole<HTMLInputElement>("radio", { name: /Iván Prieto.*02\/12\/2026.*Se muestra ahora/ }).checked,
  ).toBe(true);
  expect(inbox.getByRole("button", { name: "Quedarse con 02/12/2026" })).toBeTruthy();
  await user.keyboard("{ArrowRight}");
  const mine = inbox.getByRole<HTMLInputElement>("radio", {
    name: /Marta Soler, tú.*30\/11\/2026.*10:00.*este puesto/,
  });
  expect(mine.checked).toBe(true);
  expect(inbox.getByRole("button", { name: "Quedarse con 30/11/2026" })).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Resuelto: Próximo contacto de Imprenta Modelo · 22/11/2026")).toBeTruthy();
  expect(commands.conflictResolve.mock.calls).toEqual([[{ id: "contact-13:next_contact", keep: "a1" }]]);
  await heading("Notas (motivo)");
  expect(inbox.getByText("1 de 4")).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.getAttribute("value")).toBe("b2"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(inbox.getByText("2 de 5")).toBeTruthy());
  expect(commands.undo).toHaveBeenCalledOnce();
});

test("i15_arrows_walk_the_conflicts_and_a_key_that_is_held_decides_one", async () => {
  const { user, commands, inbox } = await openInbox();
  await user.keyboard("{ArrowDown}");
  await heading("Notas (motivo)");
  expect(inbox.getByText(/Lucía confirma el viernes por la mañana/), "notes are read whole").toBeTruthy();
  expect(inbox.getByRole("button", { name: "Quedarse con lo de Iván Prieto" })).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.getAttribute("value")).toBe("b2"));
  await user.keyboard("{ArrowDown}{ArrowDown}");
  await heading("Responsable");
  await waitFor(() => expect(document.activeElement?.getAttribute("value")).toBe("d2"));
  expect(inbox.getByRole("button", { name: "Dejarlo vacío" })).toBeTruthy();
  await user.keyboard("{ArrowUp}");
  await heading("Teléfonos");
  await waitFor(() => expect(document.activeElement?.getAttribute("value")).toBe("c1"));
  await user.keyboard("{Enter>4/}");
  await waitFor(() => expect(commands.conflictResolve).toHaveBeenCalledOnce());
});

test("i15_deleted_by_one_and_changed_by_another_is_kept_or_deleted", async () => {
  const { user, commands, inbox } = await openInbox();
  await user.click(inbox.getByRole("button", { name: /Óptica Muestrario/ }));
  await heading("Borrado y cambiado a la vez");
  expect(inbox.getByText(/^Óscar Lemos lo borró mientras/)).toBeTruthy();
  await user.click(inbox.getByRole("radio", { name: /^Borrar/ }));
  await user.click(inbox.getByRole("button", { name: "Borrar" }));
  expect(await screen.findByText("En la papelera: Óptica Muestrario")).toBeTruthy();
  expect(commands.conflictResolve.mock.lastCall).toEqual([{ id: "customer-9:deleted", keep: "delete" }]);
});

test("i15_what_somebody_else_settled_first_is_read_again", async () => {
  const { user, commands, inbox } = await openInbox();
  commands.conflictResolve.mockRejectedValueOnce({ code: "not_found", field: null, detail: null });
  commands.conflictsList.mockResolvedValue(someConflicts.slice(1));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(inbox.getByText("1 de 4")).toBeTruthy());
});

test("i15_nothing_to_review_is_said", async () => {
  const { user } = openWindow({ team: "shared" });
  await user.click(await screen.findByRole("button", { name: "Todo compartido" }));
  expect(await screen.findByText("No hay nada que revisar")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Conflictos/ })).toBeNull();
});

test("y17_the_mark_on_a_record_leads_to_its_choice", async () => {
  const { user, inbox } = await openInbox();
  await user.click(inbox.getByRole("button", { name: /^Viveros Cualquiera/ }));
  await user.click(await inbox.findByRole("button", { name: "Viveros Cualquiera" }));
  const card = within(await screen.findByRole("article", { name: "Viveros Cualquiera" }));
  expect(await card.findByText("Hay dos versiones de un dato: Teléfonos.")).toBeTruthy();
  expect(
    (await card.findAllByRole("definition")).map((value) => value.textContent).slice(0, 2),
    "each value with who wrote it",
  ).toEqual(["Núria Camps: 910 000 377 (se muestra)", "Óscar Lemos: 910 000 378"]);
  expect(screen.getAllByRole("img", { name: "Tiene cambios que no coinciden" }), "the list says so too").toHaveLength(
    3,
  );
  await user.click(card.getByRole("button", { name: "Revisar" }));
  await heading("Teléfonos");
  await user.click(screen.getByRole("button", { name: /^Imprenta Modelo · 22\/11\/2026.*Notas/ }));
  await user.click(await screen.findByRole("button", { name: "Imprenta Modelo · 22/11/2026" }));
  expect(await screen.findByText("Hay dos versiones de 2 datos: Próximo contacto, Notas (motivo).")).toBeTruthy();
  expect(await screen.findByText("30/11/2026, 10:00"), "with its hour").toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Revisar" }));
  await heading("Próximo contacto");
  expect(screen.queryByText("Solo lectura")).toBeNull();
});

const entry = (change: string, field: string, user_name: string): HistoryEntry => ({
  at: "2026-11-24T16:02:00Z",
  user: user_name,
  user_name,
  device: null,
  batch: null,
  command: "edit",
  field,
  field_name: null,
  change,
  key: field,
  old: "antes",
  new: "después",
  old_name: null,
  new_name: null,
});

async function openContactForm() {
  const window = openWindow();
  await window.user.click(await screen.findByRole("button", { name: "Cargar" }));
  (await screen.findByRole("grid", { name: "Contactos" })).focus();
  window.commands.contactHistory.mockResolvedValue([entry("1", "notes", "Marta Soler")]);
  await window.user.keyboard("{F2}");
  const notes = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Notas (motivo)" });
  await waitFor(() => expect(window.commands.contactHistory).toHaveBeenCalled());
  const id = window.commands.contactShow.mock.lastCall?.[0] ?? "";
  const before = await window.commands.contactShow(id);
  const change = (part: object, ...entries: HistoryEntry[]) => {
    window.commands.contactShow.mockResolvedValue({ ...before, revision: "others", ...part });
    window.commands.contactHistory.mockResolvedValue([entry("1", "notes", "Marta Soler"), ...entries]);
    emit("bookChanged", "team");
  };
  return { ...window, notes, change };
}

test("y17_what_others_change_of_an_open_form_is_told_and_what_is_typed_stays", async () => {
  const { user, commands, notes, change } = await openContactForm();
  await user.clear(notes);
  await user.type(notes, "Lo que escribo yo");
  change({ notes: "Lo de Ana" }, entry("2", "date", "Ana Gil"), entry("3", "notes", "Ana Gil"));
  expect(await screen.findByText("Ana cambió esto mientras lo editas: fecha, notas (motivo).")).toBeTruthy();
  expect(screen.getByText(/Lo que has escrito sigue aquí/)).toBeTruthy();
  expect(notes.value).toBe("Lo que escribo yo");
  await user.click(screen.getByRole("button", { name: "Ver qué cambió" }));
  expect(screen.getByRole("tab", { name: "Histórico" }).getAttribute("aria-selected")).toBe("true");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  const { base, draft } = commands.contactSave.mock.calls[0]?.[0] ?? {};
  expect([base, draft?.notes], "on the revision that was seen").toEqual(["1", "Lo que escribo yo"]);
});

test("y17_an_untouched_form_shows_what_others_changed_by_itself", async () => {
  const { notes, change } = await openContactForm();
  change({ notes: "Lo de Ana" }, entry("2", "notes", "Ana Gil"));
  await waitFor(() => expect(notes.value).toBe("Lo de Ana"));
  expect(screen.queryByText(/mientras lo editas/)).toBeNull();
});

test("y17_the_form_of_a_customer_tells_it_too_and_shows_what_changed", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  commands.contactHistory.mockResolvedValue([]);
  await user.click(screen.getByRole("button", { name: "Modificar" }));
  const form = within(await screen.findByRole("dialog"));
  await waitFor(() => expect(commands.contactHistory).toHaveBeenCalled());
  const before = await commands.customerShow("customer-7");
  const change = (revision: string, part: object, ...entries: HistoryEntry[]) => {
    commands.customerShow.mockResolvedValue({ ...before, revision, ...part });
    commands.contactHistory.mockResolvedValue(entries);
    emit("bookChanged", "team");
  };
  change("2", { web: "zutano.example" }, entry("1", "web", "Ana Gil"));
  await waitFor(() => expect(form.getByLabelText("Web")).toHaveProperty("value", "zutano.example"));
  await user.type(form.getByLabelText("Código"), "9");
  change("3", { web: "otra.example" }, entry("1", "web", "Ana Gil"), entry("2", "web", "Luis Mora"));
  expect(await form.findByText("Luis cambió esto mientras lo editas: web.")).toBeTruthy();
  expect(form.getByLabelText("Web")).toHaveProperty("value", "zutano.example");
  await user.click(form.getByRole("button", { name: "Ver qué cambió" }));
  expect(within(form.getByRole("table")).getByText("Luis Mora")).toBeTruthy();
  await user.click(form.getByRole("button", { name: /^Guardar/ }));
  await waitFor(() => expect(commands.customerSave.mock.lastCall?.[2]).toBe("2"));
});

test("i15_every_conflict_has_its_words_in_both_languages", () => {
  for (const locale of ["es", "en"] as const) {
    activate(locale);
    for (const conflict of someConflicts) {
      const words = [
        titleWords(conflict, t),
        conflictField(conflict, t),
        whoWords(conflict, "user-1", t, locale),
        ...conflict.values.flatMap((one) => [
          keepWords(conflict, one, t, locale),
          valueParts(conflict, one, t, locale).first,
        ]),
      ];
      for (const word of words) expect(word).not.toMatch(/conflicts\.|undefined|^$/);
    }
  }
  activate("es");
  const twice: Conflict = { ...(someConflicts[0] as Conflict), values: [] };
  const by = (...users: string[]) => ({
    ...twice,
    values: users.map((user) => ({ ...(someConflicts[0]?.values[0] as Conflict["values"][0]), user, user_name: user })),
  });
  expect(whoWords(by("Ana Gil", "Ana Gil"), "Ana Gil", t, "es")).toBe("Lo cambiaste en dos sitios a la vez.");
  expect(whoWords(by("Ana Gil", "Ana Gil"), "otro", t, "es")).toBe("Ana lo cambió en dos sitios a la vez.");
  expect(whoWords(by("Marta Soler", "Iván Prieto"), "otro", t, "es")).toBe("Marta e Iván lo cambiaron a la vez.");
  const two = ["Ana Gil", "Ana Rey"].map((user) => ({ user, user_name: user }));
  expect(peopleWords(two, null, "es", t), "namesakes are told apart").toBe("Ana Gil y Ana Rey");
});
