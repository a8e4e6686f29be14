// The team on the invented book: making it, joining it, letting somebody in, and how far everybody is.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FakeTeam } from "../dev/team";
import { stateOf } from "../src/features/team/state";
import { emit, type SyncStatus } from "../src/ipc";
import { activate, t } from "../src/lib/i18n";
import { since } from "../src/lib/moments";
import { openWindow } from "./render";

const open = async (team: FakeTeam, more: Parameters<typeof openWindow>[0] = {}) => {
  const window = openWindow({ team, ...more });
  const foot = await screen.findByRole("navigation", { name: "Papelera y parámetros" });
  const line = () => within(foot).getAllByRole("button").at(-1) as HTMLElement;
  await waitFor(() => expect(window.commands.syncStatus).toHaveBeenCalled());
  await waitFor(() => expect(line().dataset.state === "alone").toBe(team === "none"));
  return { ...window, line };
};
const toTeam = async (team: FakeTeam, more: Parameters<typeof openWindow>[0] = {}) => {
  const window = await open(team, more);
  await window.user.click(window.line());
  await screen.findByRole("heading", { name: "Sincronización del equipo" });
  return window;
};

test("y01_the_line_at_the_foot_says_whether_everything_has_left", async () => {
  const words: [FakeTeam, string][] = [
    ["none", "Trabajar en equipo"],
    ["shared", "Todo compartido"],
    ["unshared", "3 sin compartir"],
    ["pending", "Esperando a que te dejen entrar"],
    ["locked", "Hace falta la frase"],
    ["trouble", "Problema con la carpeta"],
    ["paused", "En pausa"],
    ["removed", "Fuera del equipo"],
  ];
  for (const [team, text] of words) {
    const { line } = await open(team);
    expect(line().textContent, team).toBe(text);
    expect(line().querySelector("svg"), "never words or a colour alone").toBeTruthy();
    cleanup();
  }
});

test("y01_one_folder_that_works_is_enough_and_none_is_said", () => {
  const folder = { folder: 1, place: "a", is_paused: false, last_exchange: null, trouble: null };
  const status = (folders: SyncStatus["folders"]): SyncStatus => ({
    all_shared: true,
    unpublished: 0,
    devices: [],
    team: { id: "1", name: "E", state: "done", code: null, can_invite: true },
    folders,
    quarantine: [],
    conflicts: 0,
    is_locked: false,
  });
  expect(stateOf(status([folder, { ...folder, trouble: "disk_full" }]))).toBe("shared");
  expect(stateOf(status([{ ...folder, trouble: "disk_full" }]))).toBe("trouble");
  expect(stateOf(status([{ ...folder, trouble: "disk_full", is_paused: true }]))).toBe("paused");
  expect(stateOf(status([]))).toBe("noFolder");
  expect(stateOf({ ...status([folder]), all_shared: false })).toBe("unshared");
});

test("y02_a_team_is_created_and_what_was_typed_outlives_the_question_for_a_passphrase", async () => {
  const { user, commands } = await toTeam("none", { needsPhrase: true });
  await user.click(await screen.findByRole("button", { name: /^Crear un equipo/ }));
  const name = screen.getByRole("textbox", { name: "Nombre del equipo" });
  await waitFor(() => expect(document.activeElement).toBe(name));
  await user.keyboard("{Enter}");
  expect(commands.teamCreate).not.toHaveBeenCalled();
  expect(screen.getByText("Elige una carpeta.")).toBeTruthy();
  await user.type(name, "Equipo comercial");
  await user.click(screen.getByRole("button", { name: "Elegir carpeta…" }));
  await screen.findByText(/Equipo comercial\\Hilo/);
  await user.click(screen.getByRole("button", { name: /^Crear el equipo/ }));
  const phrase = await screen.findByLabelText("Frase");
  expect(commands.teamCreate.mock.lastCall).toEqual(["Equipo comercial", "folder-1", null]);
  expect(screen.getByText(/no tiene un llavero/)).toBeTruthy();
  expect(phrase.getAttribute("type")).toBe("password");
  expect(name).toHaveProperty("value", "Equipo comercial");
  expect(screen.getByText(/Equipo comercial\\Hilo/)).toBeTruthy();
  await user.type(phrase, "corta{Enter}");
  expect(screen.getByText("Es corta: escribe ocho letras o más.")).toBeTruthy();
  await user.type(phrase, " pero ya no");
  await user.type(screen.getByLabelText("La frase otra vez"), "otra cosa{Enter}");
  expect(screen.getByText("No son iguales: escribe la misma en las dos.")).toBeTruthy();
  expect(commands.teamCreate).toHaveBeenCalledOnce();
  await user.clear(screen.getByLabelText("La frase otra vez"));
  await user.type(screen.getByLabelText("La frase otra vez"), "corta pero ya no{Enter}");
  await waitFor(() =>
    expect(commands.teamCreate.mock.lastCall).toEqual(["Equipo comercial", "folder-1", "corta pero ya no"]),
  );
  expect(await screen.findByText(/De momento solo está este puesto/)).toBeTruthy();
});

test("y02_what_goes_with_the_sample_data_is_said_before_the_team_begins", async () => {
  const { user } = await toTeam("none", { samples: 3003 });
  for (const way of [/^Crear un equipo/, /^Unirme a un equipo/]) {
    await user.click(await screen.findByRole("button", { name: way }));
    expect(screen.getByText(/se borran 3.?003 registros de ejemplo: no se comparten/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Volver" }));
  }
});

test("y03_whoever_joins_sees_four_words_and_is_in_by_itself", async () => {
  const { user, commands, line } = await toTeam("none");
  await user.click(await screen.findByRole("button", { name: /^Unirme a un equipo/ }));
  const link = screen.getByRole("textbox", { name: "Enlace de invitación" });
  await user.type(link, "no es un enlace");
  await user.click(screen.getByRole("button", { name: "Elegir carpeta…" }));
  await screen.findByText(/Equipo comercial\\Hilo/);
  await user.click(screen.getByRole("button", { name: /^Pedir entrar/ }));
  expect(await screen.findByText("No se entiende: cópialo otra vez, entero.")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(link));
  await user.clear(link);
  await user.type(link, "hilo:entrar?e=AEQ{Enter}");
  const words = within(await screen.findByRole("list", { name: "Tus cuatro palabras" }));
  expect(words.getAllByRole("listitem").map((word) => word.textContent)).toEqual(["faro", "cobre", "mesa", "lago"]);
  expect(screen.getByRole("heading", { name: "Léelas en voz alta a quien te invita" })).toBeTruthy();
  expect(line().textContent).toBe("Esperando a que te dejen entrar");
  const pending = await commands.syncStatus();
  commands.syncStatus.mockResolvedValue({
    ...pending,
    all_shared: true,
    team: { id: "team-1", name: "Etiquetas Demo", state: "done", code: null, can_invite: false },
  });
  emit("teamChanged", null);
  expect(await screen.findByRole("heading", { name: "Todo compartido" })).toBeTruthy();
  expect(await screen.findByText("Ya estás en el equipo")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Invitar un puesto" }), "only an admin invites").toBeNull();
});

test("y04_nobody_is_let_in_without_the_words_that_they_read_aloud", async () => {
  const { user, commands } = await toTeam("asking");
  const words = await screen.findByRole("textbox", { name: "Las cuatro palabras que te lee Lucía Vega" });
  expect(document.body.textContent, "they are not shown to whoever must hear them").not.toContain("faro cobre");
  const approve = () => screen.getByRole("button", { name: "Dejar entrar" });
  expect(approve().getAttribute("aria-disabled")).toBe("true");
  await user.type(words, "faro cobre mesa{Enter}");
  expect(commands.teamApprove).not.toHaveBeenCalled();
  await user.type(words, " luna{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/Las palabras no son las mismas/);
  await waitFor(() => expect(document.activeElement).toBe(words));
  expect(words).toHaveProperty("value", "faro cobre mesa luna");
  await user.clear(words);
  await user.type(words, "Faro, cobre, mesa, lago");
  await user.click(approve());
  expect(await screen.findByText("Lucía Vega ya está en el equipo")).toBeTruthy();
  await waitFor(() => expect(screen.queryByText("Piden entrar")).toBeNull());
  expect(await screen.findByRole("row", { name: /Lucía Vega/ })).toBeTruthy();
});

test("y04_an_invitation_is_a_link_to_copy_that_says_when_it_ends", async () => {
  const { user, commands } = await toTeam("shared");
  await user.click(await screen.findByRole("button", { name: "Invitar un puesto" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Invitar un puesto" }));
  const link = await dialog.findByDisplayValue(/^hilo:/);
  expect(commands.teamInvite.mock.calls).toEqual([[24]]);
  expect(dialog.getByText(/^Caduca: \d\d\/\d\d\/\d{4}/)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Copiar enlace" }));
  expect(await navigator.clipboard.readText()).toBe((link as HTMLInputElement).value);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Invitar un puesto"));
});

test("y05_what_each_computer_lacks_is_said_and_not_guessed", async () => {
  const { user, commands } = await toTeam("shared");
  const cells = async (name: RegExp) => {
    const row = await screen.findByRole("row", { name });
    return within(row)
      .getAllByRole("cell")
      .slice(0, 3)
      .map((cell) => cell.textContent);
  };
  expect(await cells(/Marta Soler/)).toEqual(["ahora", "nada", "nada"]);
  expect(await cells(/Iván Prieto portátil/)).toEqual(["hace 3 min", "nada", "3 cambios"]);
  expect(await cells(/Óscar Lemos/)).toEqual(["hace 9 días", "2 envíos", "211 cambios"]);
  expect(await cells(/Iván Prieto tableta/)).toEqual(["todavía no", "aún no se sabe", "aún no se sabe"]);
  expect(screen.getByText(/Óscar Lemos no se conecta desde el/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Acciones de Óscar Lemos, portátil" }));
  await user.click(await screen.findByRole("menuitem", { name: "Quitar del equipo…" }));
  const question = within(await screen.findByRole("dialog", { name: "¿Quitar del equipo a Óscar Lemos, portátil?" }));
  expect(question.getByText(/No se puede deshacer/)).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.textContent, "the safe answer").toBe("Cancelar"));
  await user.click(question.getByRole("button", { name: "Quitar este puesto" }));
  await waitFor(() => expect(screen.queryByRole("row", { name: /Óscar Lemos/ })).toBeNull());
  expect(commands.teamRemove.mock.calls).toEqual([["device-5"]]);
});

test("y06_f9_shares_now_and_a_folder_that_fails_says_what_to_do", async () => {
  const first = await open("unshared");
  await first.user.keyboard("{F9}");
  expect(await screen.findByText("Sincronizado. No había nada nuevo de los demás")).toBeTruthy();
  await waitFor(() => expect(first.line().textContent).toBe("Todo compartido"));
  cleanup();
  const { user } = await toTeam("trouble");
  expect(await screen.findByRole("heading", { name: "No se puede compartir ahora" })).toBeTruthy();
  expect(screen.getByText(/3 cambios guardados aquí.*no está donde estaba.*Conéctala o elige otra/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Comprobar" }));
  const checks = within(await screen.findByRole("list", { name: "Comprobación de la carpeta" }));
  expect(checks.getByText(/La carpeta tarda en responder/)).toBeTruthy();
});

test("y07_a_folder_is_paused_resumed_added_and_let_go", async () => {
  const { user, commands, line } = await toTeam("shared");
  const choose = async (item: string) => {
    await user.click((await screen.findAllByRole("button", { name: /^Acciones de la carpeta/ }))[0] as HTMLElement);
    await user.click(await screen.findByRole("menuitem", { name: item }));
  };
  await choose("Pausar");
  await waitFor(() => expect(line().textContent).toBe("En pausa"));
  await choose("Reanudar");
  await waitFor(() => expect(line().textContent).toBe("Todo compartido"));
  await user.click(screen.getByRole("button", { name: "Añadir otra carpeta" }));
  expect(await screen.findByText("Z:\\Comercial\\Hilo")).toBeTruthy();
  await choose("Dejar de usar");
  await waitFor(() => expect(commands.folderForget.mock.calls).toEqual([[1]]));
  expect(await screen.findByText(/Ya no se usa esa carpeta/)).toBeTruthy();
});

test("y08_what_was_set_aside_is_explained_and_nothing_of_ours_is_lost", async () => {
  await toTeam("unshared");
  expect(await screen.findByText("Un archivo a medio llegar")).toBeTruthy();
  expect(screen.getByText("4 cambios")).toBeTruthy();
  expect(screen.getByText(/Lo tuyo está intacto/)).toBeTruthy();
});

test("y09_the_passphrase_opens_the_key_of_this_computer", async () => {
  const { user, commands } = await toTeam("locked");
  const field = await screen.findByLabelText("Frase de este puesto");
  await user.type(field, "otra{Enter}");
  expect(await screen.findByText(/Esa no es la frase/)).toBeTruthy();
  await user.clear(field);
  await user.type(field, "correcta caballo{Enter}");
  expect(await screen.findByText("Llave abierta. Se comparte otra vez")).toBeTruthy();
  await waitFor(() => expect(commands.syncNow).toHaveBeenCalledOnce());
  expect(await screen.findByRole("heading", { name: "Todo compartido" })).toBeTruthy();
});

test("y10_the_team_is_one_order_away", async () => {
  const { user } = await open("shared");
  await screen.findByRole("button", { name: /^Cargar/ });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Buscar en todo" }), ">sincroniz");
  const orders = (await screen.findAllByRole("option")).map((one) => one.textContent);
  expect(orders).toEqual(["Sincronizar ahoraF9", "Ir a la sincronización del equipo"]);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByRole("heading", { name: "Sincronización del equipo" })).toBeTruthy();
});

test("moments_are_told_as_people_tell_them", () => {
  const now = new Date("2026-11-24T15:03:00Z");
  const ago = (iso: string) => since(iso, now, "Europe/Madrid", t);
  expect(ago("2026-11-24T15:02:00Z")).toEqual({ words: "ahora", look: "now" });
  expect(ago("2026-11-24T15:00:00Z").words).toBe("hace 3 min");
  expect(ago("2026-11-24T13:00:00Z")).toEqual({ words: "hace 2 h", look: "away" });
  expect(ago("2026-11-23T17:31:00Z").words).toBe("ayer 18:31");
  // The day is that of the wall: it is already the 24th in Madrid.
  expect(ago("2026-11-23T23:30:00Z").words).toBe("hace 15 h");
  expect(ago("2026-11-15T10:12:00Z")).toEqual({ words: "hace 9 días", look: "late" });
  activate("en");
  expect(ago("2026-11-23T17:31:00Z").words).toBe("yesterday 18:31");
  activate("es");
});
