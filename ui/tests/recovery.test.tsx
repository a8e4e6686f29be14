// A book that did not open as usual: what is told, and what can be done.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow } from "./render";

test("f11_a_damaged_book_offers_its_backups_and_what_is_readable", async () => {
  const { user, commands } = openWindow({ profile: "refused", error: "damaged" });
  await screen.findByRole("heading", { name: "El archivo del libro está dañado" });
  await user.click(await screen.findByRole("radio", { name: /^20.*18:02.*240/ }));
  await user.click(screen.getByRole("button", { name: "Restaurar la copia elegida" }));
  expect(commands.recoverBackup).toHaveBeenCalledWith("hilo-2026-11-20-1802");
  expect(await screen.findByText("Tiene 254 registros. No falta ninguno de los que se conocían.")).toBeTruthy();
  expect(screen.getByText(/3 estaban solo en la copia/)).toBeTruthy();
  expect(screen.getByText(/hilo-2026-11-24-093000\.db/)).toBeTruthy();
  commands.appState.mockResolvedValueOnce({ ...(await commands.appState()), profile: "open", error: null });
  await user.click(screen.getByRole("button", { name: "Abrir el libro" }));
  expect(await screen.findByText("¿Qué contactos quieres ver?")).toBeTruthy();
});

test("f11_a_recovery_that_fails_says_so_and_the_other_way_is_still_there", async () => {
  const { user, commands } = openWindow({ profile: "refused", error: "damaged" });
  commands.recoverReadable.mockRejectedValueOnce({ code: "disk_full", field: null, detail: null });
  await user.click(await screen.findByRole("button", { name: "Recuperar lo que se pueda leer" }));
  expect((await screen.findByRole("alert")).textContent).toContain("No queda espacio en el disco");
  expect(screen.getByRole("button", { name: "Restaurar la copia elegida" })).toBeTruthy();
});

test("f05_f24_the_refusal_says_the_space_and_the_version_that_are_missing", async () => {
  const { commands } = openWindow({ profile: "refused", error: "newer_version" });
  expect(await screen.findByText(/Lo abrió Hilo/)).toBeTruthy();
  const refused = { ...(await commands.appState()), error: { code: "disk_full", field: null, detail: "5000000" } };
  commands.appState.mockResolvedValue(refused as Awaited<ReturnType<typeof commands.appState>>);
  window.dispatchEvent(new Event("focus"));
  expect(await screen.findByText(/Hacen falta .*MB libres/)).toBeTruthy();
});

test("f07_f11_f12_f13_what_is_not_as_usual_is_a_line_above_the_book", async () => {
  const { user } = openWindow({ notices: ["read_only", "log_missing", "mended", "damaged"] });
  const mended = (await screen.findByText(/índices del libro estaban dañados/)).closest("[role=status]") as HTMLElement;
  await user.click(within(mended).getByRole("button", { name: "Cerrar" }));
  await waitFor(() => expect(screen.queryByText(/índices del libro estaban dañados/)).toBeNull());
  const readOnly = screen.getByText(/no se puede escribir/).closest("[role=status]") as HTMLElement;
  expect(within(readOnly).queryByRole("button"), "as long as it is so").toBeNull();
  await user.click(screen.getByRole("button", { name: "Ver qué se puede hacer" }));
  expect(await screen.findByRole("button", { name: "Restaurar la copia elegida" })).toBeTruthy();
});

test("a_backup_is_made_from_the_settings_and_told", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Parámetros" }));
  expect(await screen.findByText(/Última copia: 23.*18:30/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Hacer una copia ahora" }));
  expect(await screen.findByText("Copia hecha")).toBeTruthy();
  expect(commands.backupsList).toHaveBeenCalledTimes(2);
});
