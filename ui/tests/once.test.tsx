// One gesture, one command, in every dialog and form; and nothing typed is lost unasked.
import { act, cleanup, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Commands } from "../src/ipc";
import { openWindow } from "./render";

// Each opens the window several times.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 5_000 });

type Opened = ReturnType<typeof openWindow>;
type Form = {
  command: keyof Commands;
  /** Opens it and fills it in; answers the field in which something was typed. */
  open: (opened: Opened) => Promise<HTMLElement>;
  accept: RegExp;
  /** A form of many lines accepts with Ctrl+Enter alone. */
  hasNoEnter?: boolean;
};

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));
const fill = (field: HTMLElement, value: string) => {
  fireEvent.change(field, { target: { value } });
  return field;
};
const inDialog = async (role: string, name: string, value: string) =>
  fill(await within(await screen.findByRole("dialog")).findByRole(role, { name }), value);
const newContact = async () => {
  await press("Añadir contacto");
  return screen.findByLabelText<HTMLElement>("Notas (motivo)");
};
const section = async (name: string) => within(await screen.findByRole("region", { name }));

const forms: Record<string, Form> = {
  customer: {
    command: "customerSave",
    accept: /^Guardar/,
    open: async () => {
      await press("Clientes");
      await press("Añadir cliente");
      return inDialog("textbox", "Nombre comercial", "Hotel de Prueba");
    },
  },
  person: {
    command: "personSave",
    accept: /^Guardar/,
    open: async () => {
      await press("Clientes");
      fireEvent.click(await screen.findByRole("tab", { name: /^Personas/ }));
      await press("Añadir persona");
      return inDialog("textbox", "Nombre", "Begoña Sáez");
    },
  },
  "quick customer": {
    command: "customerSave",
    accept: /^Guardar/,
    open: async ({ user }) => {
      await newContact();
      await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "Nueva");
      await user.click(await screen.findByRole("option", { name: "Crear «Nueva»" }));
      return inDialog("textbox", "NIF", "B58818501");
    },
  },
  "type of contact": {
    command: "contactTypeSave",
    accept: /^Guardar/,
    open: async () => {
      await press("Parámetros");
      await press("Nuevo tipo");
      return inDialog("textbox", "Nombre", "Feria");
    },
  },
  action: {
    command: "actionSave",
    accept: /^Guardar/,
    open: async () => {
      await press("Parámetros");
      await press("Nueva acción");
      return inDialog("textbox", "Nombre", "Medir la nave");
    },
  },
  "custom field": {
    command: "customFieldSave",
    accept: /^Guardar/,
    open: async () => {
      await press("Parámetros");
      fireEvent.click((await screen.findAllByRole("button", { name: "Nuevo campo" }))[0] as HTMLElement);
      return inDialog("textbox", "Nombre del campo", "Potencia");
    },
  },
  filter: {
    command: "draftSave",
    accept: /^Guardar filtro/,
    open: async ({ user }) => {
      fill(await screen.findByLabelText("Texto en notas y correos"), "tirada");
      await user.click(screen.getByRole("button", { name: "Filtros" }));
      await user.click(await screen.findByRole("menuitem", { name: /Guardar estos criterios/ }));
      return inDialog("textbox", "Nombre del filtro", "Tiradas");
    },
  },
  change: {
    command: "contactsChange",
    accept: /^Cambiar 1/,
    hasNoEnter: true,
    open: async () => {
      await press(/^Cargar/);
      const grid = await screen.findByRole("grid", { name: "Contactos" });
      await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
      fireEvent.click(within(grid).getAllByRole("row")[3] as HTMLElement);
      await press(/^Cambiar/);
      const days = await inDialog("textbox", "Días", "+5");
      await screen.findByRole("button", { name: /^Cambiar 1/ });
      return days;
    },
  },
  file: {
    command: "attachmentEdit",
    accept: /^Guardar/,
    open: async () => {
      await press(/^Cargar/);
      const grid = await screen.findByRole("grid", { name: "Contactos" });
      await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
      fireEvent.keyDown(grid, { key: "F2" });
      fireEvent.click(await screen.findByRole("tab", { name: "Archivos" }));
      await press("Añadir archivos…");
      await press(/^Nombre y descripción de/);
      return inDialog("textbox", "Descripción", "Nave 2");
    },
  },
  contact: {
    command: "contactSave",
    accept: /^Aceptar$/,
    hasNoEnter: true,
    open: async ({ user }) => {
      const notes = await newContact();
      await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
      await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
      return fill(notes, "Quieren verlo");
    },
  },
};

const ctrlEnter = (field: Element) => fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
const gestures: Record<string, (field: HTMLElement, form: Form) => void> = {
  "three times Ctrl+Enter": (field) => {
    for (let n = 0; n < 3; n++) ctrlEnter(field);
  },
  "Enter twice": (field, form) => {
    for (let n = 0; n < 2; n++) fireEvent.keyDown(field, { key: "Enter", ctrlKey: form.hasNoEnter ?? false });
  },
  "a key that is held down": (field, form) => {
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: form.hasNoEnter ?? false });
    for (let n = 0; n < 5; n++) fireEvent.keyDown(field, { key: "Enter", ctrlKey: n % 2 === 0, repeat: true });
  },
  "a double click": (field, form) => {
    const itself = within(field.closest<HTMLElement>("[data-window]") as HTMLElement);
    const button = itself.getByRole("button", { name: form.accept });
    fireEvent.click(button, { detail: 1 });
    fireEvent.click(button, { detail: 2 });
    fireEvent.click(button, { detail: 1 });
  },
};

/** The command answers when it is let, as it does while another program writes. */
function held(opened: Opened, command: keyof Commands) {
  const mock = opened.commands[command] as unknown as {
    getMockImplementation: () => (...args: unknown[]) => Promise<unknown>;
    mockImplementation: (run: (...args: unknown[]) => Promise<unknown>) => void;
    mock: { calls: unknown[][] };
  };
  const answer = mock.getMockImplementation();
  let release = () => {};
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const isIts = (args: unknown[]) => command !== "draftSave" || args[0] === "contacts.filters";
  mock.mockImplementation(async (...args) => {
    if (isIts(args)) await gate;
    return answer(...args);
  });
  return { calls: () => mock.mock.calls.filter(isIts).length, release: () => act(async () => release()) };
}

const isGone = (field: HTMLElement) => waitFor(() => expect(field.isConnected).toBe(false));

for (const [name, form] of Object.entries(forms))
  test(`the form of a ${name} asks before it loses what was typed, and gives one command`, async () => {
    const opened = openWindow();
    const field = (await form.open(opened)) as HTMLInputElement;
    const typed = field.value;
    expect(typed).not.toBe("");
    field.focus();
    fireEvent.keyDown(field, { key: "Escape" });
    const question = await screen.findByRole("dialog", { name: /^¿Descartar/ });
    await waitFor(() => expect(document.activeElement?.textContent, "the safe answer").toBe("Seguir escribiendo"));
    fireEvent.click(within(question).getByRole("button", { name: "Seguir escribiendo" }));
    await waitFor(() => expect(screen.queryByRole("dialog", { name: /^¿Descartar/ })).toBeNull());
    expect(field.isConnected && field.value, "nothing is lost").toBe(typed);

    const { calls, release } = held(opened, form.command);
    for (const [gesture, make] of Object.entries(gestures)) {
      make(field, form);
      expect(calls(), `${gesture}, while the answer is waited for`).toBe(1);
      expect(field.isConnected, "the form stays until there is an answer").toBe(true);
    }
    await release();
    if (field.isConnected) ctrlEnter(field);
    await isGone(field);
    expect(calls(), "when all is said").toBe(1);
  });

test("a refusal gives the form back, and it can be accepted again", async () => {
  const opened = openWindow();
  const field = await forms.customer?.open(opened);
  if (!field) throw new Error("no form");
  opened.commands.customerSave.mockRejectedValueOnce({ code: "disk_full", field: null, detail: null });
  ctrlEnter(field);
  await screen.findByText(/^No queda espacio en el disco/);
  expect((field as HTMLInputElement).value).toBe("Hotel de Prueba");
  ctrlEnter(field);
  await isGone(field);
  expect(opened.commands.customerSave).toHaveBeenCalledTimes(2);
});

test("a save that waits says so, and nothing is typed into it meanwhile", async () => {
  const opened = openWindow();
  const field = await forms.customer?.open(opened);
  if (!field) throw new Error("no form");
  const { release } = held(opened, "customerSave");
  ctrlEnter(field);
  await screen.findByRole("button", { name: "Guardando…" });
  await screen.findByText(/^Otro programa usa el libro/, {}, { timeout: 3_000 });
  const typing = new Event("beforeinput", { bubbles: true, cancelable: true });
  field.dispatchEvent(typing);
  expect(typing.defaultPrevented, "it would be lost with the form").toBe(true);
  fireEvent.keyDown(field, { key: "Escape" });
  expect(field.isConnected, "whether it was saved must be seen").toBe(true);
  await release();
  await isGone(field);
});

test("a dead button is dead for its keys too", async () => {
  const { user, commands } = openWindow();
  await press(/^Cargar/);
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(5));
  fireEvent.click(within(grid).getAllByRole("row")[3] as HTMLElement);
  await press(/^Cambiar/);
  const days = await screen.findByLabelText("Días");
  ctrlEnter(days);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(commands.contactsChange).not.toHaveBeenCalled();
  expect(days.isConnected).toBe(true);
});

test("Ctrl+Enter accepts from a list of choices, and before anything in the dialog has the focus", async () => {
  const opened = openWindow();
  await forms.contact?.open(opened);
  const result = screen.getAllByRole("button", { name: /Resultado/ }).at(-1) as HTMLElement;
  result.focus();
  ctrlEnter(result);
  await waitFor(() => expect(opened.commands.contactSave).toHaveBeenCalledTimes(1));
  cleanup();
  const other = openWindow();
  await forms.customer?.open(other);
  ctrlEnter(screen.getByRole("dialog"));
  await waitFor(() => expect(other.commands.customerSave).toHaveBeenCalledTimes(1));
});

test("a key that deletes acts once a press, and a second press waits for the new list", async () => {
  const opened = openWindow();
  await press("Clientes");
  await screen.findByRole("heading", { name: "Asesoría Zutano y Asociados" });
  const { calls, release } = held(opened, "customerDelete");
  const grid = screen.getByRole("grid");
  fireEvent.keyDown(grid, { key: "Delete" });
  for (let n = 0; n < 20; n++) fireEvent.keyDown(grid, { key: "Delete", repeat: true });
  fireEvent.keyDown(grid, { key: "Delete" });
  await waitFor(() => expect(calls()).toBe(1));
  await release();
  await screen.findByText(/^Borrado el cliente Asesoría Zutano/);
  expect(calls(), "one press, one customer").toBe(1);
});

test("a double click on a bin takes one away, though another row comes under the pointer", async () => {
  const { commands } = openWindow();
  await press("Parámetros");
  const actions = await section("Acciones a tomar");
  const bins = await actions.findAllByRole("button", { name: /^Borrar / });
  expect(bins.length).toBeGreaterThan(1);
  fireEvent.click(bins[0] as HTMLElement, { detail: 1 });
  await waitFor(() => expect(bins[0]?.isConnected).toBe(false));
  const next = (await actions.findAllByRole("button", { name: /^Borrar / }))[0] as HTMLElement;
  fireEvent.click(next, { detail: 2 });
  expect(commands.actionDelete).toHaveBeenCalledTimes(1);
});

test("undo goes back one step for each press, and waits for its answer", async () => {
  const opened = openWindow();
  await screen.findByRole("button", { name: /^Cargar/ });
  const { calls, release } = held(opened, "undo");
  for (let n = 0; n < 3; n++) fireEvent.keyDown(document.body, { key: "z", ctrlKey: true, repeat: n > 0 });
  fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
  expect(calls()).toBe(1);
  await release();
});

test("a promise opens one form, however often Enter is pressed on it", async () => {
  const opened = openWindow();
  await press(/^Avisos/);
  const grid = await screen.findByRole("grid");
  await waitFor(() => expect(within(grid).getAllByRole("row").length).toBeGreaterThan(1));
  grid.focus();
  const { release } = held(opened, "contactFollowUp");
  for (let n = 0; n < 3; n++) fireEvent.keyDown(grid, { key: "Enter" });
  await release();
  const notes = await screen.findByLabelText("Notas (motivo)");
  expect(screen.getAllByLabelText("Notas (motivo)").length).toBe(1);
  expect(opened.commands.contactFollowUp).toHaveBeenCalledTimes(1);
  fireEvent.keyDown(notes, { key: "Escape" });
  await isGone(notes);
  await waitFor(() => expect(document.activeElement?.getAttribute("role"), "the keys work").toBe("grid"));
});

test("a place is gone to from an untouched form at once, and from a touched one when it may be lost", async () => {
  openWindow();
  const notes = await newContact();
  await press("Clientes");
  await isGone(notes);
  expect(await screen.findByRole("grid", { name: "Clientes" })).toBeTruthy();
  await press("Contactos");
  const again = fill(await newContact(), "No lo pierdas");
  await press("Clientes");
  fireEvent.click(await screen.findByRole("button", { name: "Seguir escribiendo" }));
  expect((again as HTMLTextAreaElement).value).toBe("No lo pierdas");
  await press("Clientes");
  fireEvent.click(await screen.findByRole("button", { name: "Descartar cambios" }));
  await isGone(again);
  expect(await screen.findByRole("grid", { name: "Clientes" })).toBeTruthy();
});

test("s46_every_draft_is_offered_after_a_crash_and_a_new_form_overwrites_none", async () => {
  const drafts = new Map<string, string>();
  const keep = ({ commands }: Opened) => {
    commands.draftSave.mockImplementation(async (key, json) => {
      drafts.set(key, json);
      return null;
    });
    commands.draftLoad.mockImplementation(async (key) => drafts.get(key) ?? null);
    commands.draftsKept.mockImplementation(async () =>
      [...drafts].filter(([key]) => key.includes(".form")).map(([key, json]) => ({ key, json })),
    );
    commands.draftDrop.mockImplementation(async (key) => {
      drafts.delete(key);
      return null;
    });
  };
  const has = (text: string) =>
    waitFor(() => expect([...drafts.values()].some((json) => json.includes(text))).toBe(true), { timeout: 3_000 });
  const first = openWindow();
  keep(first);
  fill(await newContact(), "Primera llamada");
  await has("Primera llamada");
  cleanup();
  const second = openWindow();
  keep(second);
  // Neither taken nor thrown away: it is offered another time.
  fireEvent.keyDown(await screen.findByRole("dialog", { name: "Se recuperó un borrador" }), { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  fill(await newContact(), "Segunda llamada");
  await has("Segunda llamada");
  await has("Primera llamada");
  cleanup();
  const third = openWindow();
  keep(third);
  fireEvent.keyDown(await screen.findByRole("dialog", { name: /^Quedaron 2/ }), { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await forms.customer?.open(third);
  await has("Hotel de Prueba");
  cleanup();
  keep(openWindow());
  const list = within(await screen.findByRole("dialog", { name: /^Quedaron 3/ }));
  fireEvent.click(list.getByRole("button", { name: "Recuperar: Hotel de Prueba" }));
  expect(await screen.findByDisplayValue("Hotel de Prueba")).toBeTruthy();
  fireEvent.keyDown(screen.getByDisplayValue("Hotel de Prueba"), { key: "Enter", ctrlKey: true });
  fireEvent.click(await screen.findByRole("button", { name: "Recuperar: Primera llamada" }));
  expect(await screen.findByDisplayValue("Primera llamada")).toBeTruthy();
});
