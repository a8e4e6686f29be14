// The keys that are printed beside words do what they say, from where they are shown.
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { dropToasts } from "../src/lib/toasts";
import { openWindow } from "./render";

beforeEach(dropToasts);

test("after_limpiar_enter_loads", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Limpiar/ }));
  expect(document.activeElement?.closest("[data-criteria]"), "where Intro loads").not.toBeNull();
  await user.keyboard("{Escape}{Enter}");
  expect(await screen.findByRole("grid", { name: "Contactos" })).toBeTruthy();
});

test("the_key_of_adding_a_file_works_from_the_tab_that_shows_the_files", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  const tab = await screen.findByRole("tab", { name: /Archivos/ });
  await user.click(tab);
  await screen.findByRole("button", { name: /Añadir archivos/ });
  await user.keyboard("{Insert}");
  await waitFor(() => expect(commands.attachmentsAdd).toHaveBeenCalledTimes(1));
});

test("ctrl_m_with_nothing_selected_says_why", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  await screen.findByRole("grid", { name: "Contactos" });
  await user.keyboard("{Control>}m{/Control}");
  const said = within(
    screen.getAllByRole("status").find((one) => one.textContent?.includes("Selecciona antes")) as HTMLElement,
  );
  expect(said.getByText(/Selecciona antes algún contacto/)).toBeTruthy();
});

test("a_message_takes_the_focus_from_nobody_and_gives_it_back", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: /^Cargar/ }));
  const grid = await screen.findByRole("grid", { name: "Contactos" });
  await waitFor(() => expect(document.activeElement).toBe(grid));
  await user.keyboard("{Control>}m{/Control}");
  await screen.findByText(/Selecciona antes/);
  expect(document.activeElement).toBe(grid);
  await user.click(screen.getByRole("button", { name: "Cerrar" }));
  expect(screen.queryByText(/Selecciona antes/)).toBeNull();
  expect(document.activeElement, "keys go on working in the list").toBe(grid);
});

test("with_the_folder_chosen_enter_makes_the_team_and_does_not_ask_for_a_folder_again", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: /Trabajar en equipo/ }));
  await user.click(await screen.findByRole("button", { name: /Crear un equipo/ }));
  await user.type(await screen.findByRole("textbox"), "Ventas");
  await user.click(screen.getByRole("button", { name: "Elegir carpeta…" }));
  await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Crear el equipo/));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.teamCreate).toHaveBeenCalledTimes(1));
  expect(commands.folderPick).toHaveBeenCalledTimes(1);
});
