// What is wrong with a form is said as long as it is wrong, and where it is.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AppError } from "../src/ipc";
import { openWindow } from "./render";

const MISSING = "Falta este dato: escríbelo o elígelo.";
const dialog = () => screen.findByRole("dialog");
const refusal = (field: string) => ({ code: "invalid", field, detail: "required" });

test("an_error_of_a_customer_goes_as_its_field_is_typed_in_and_the_banner_with_it", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("button", { name: "Añadir cliente" }));
  const form = await dialog();
  commands.customerSave.mockRejectedValueOnce(refusal("name"));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await within(form).findByText(MISSING)).toBeTruthy();
  const name = within(form).getByLabelText("Nombre comercial");
  expect(name.getAttribute("aria-invalid")).toBe("true");
  expect(within(form).getAllByRole("alert").length).toBeGreaterThan(1);
  await user.type(within(form).getByLabelText("Web"), "a");
  expect(within(form).getByText(MISSING), "another field mends nothing").toBeTruthy();
  await user.type(name, "F");
  expect(name.getAttribute("aria-invalid")).not.toBe("true");
  expect(within(form).queryAllByRole("alert")).toEqual([]);
});

test("an_error_of_a_contact_goes_as_its_value_is_another_and_the_focus_stays_where_it_is", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  const [date, time] = [await screen.findByLabelText("Fecha"), screen.getByLabelText("Hora")];
  await user.clear(date);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText(MISSING)).toBeTruthy();
  expect(screen.getByText("Elige un cliente de la lista o créalo.")).toBeTruthy();
  await user.type(time, "9");
  expect(screen.getByText(MISSING)).toBeTruthy();
  await user.type(date, "2");
  expect(screen.queryByText(MISSING)).toBeNull();
  expect(document.activeElement).toBe(date);
  expect(screen.getByText("Elige un cliente de la lista o créalo."), "the other one is still missing").toBeTruthy();
});

test("an_error_of_a_person_and_of_a_catalogue_goes_as_its_field_is_typed_in", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("tab", { name: /^Personas/ }));
  await user.click(await screen.findByRole("button", { name: "Añadir persona" }));
  commands.personSave.mockRejectedValueOnce(refusal("name"));
  const name = within(await dialog()).getByLabelText("Nombre");
  await user.type(name, "{Enter}");
  expect(await screen.findByText(MISSING)).toBeTruthy();
  await user.type(name, "R");
  expect(screen.queryByText(MISSING)).toBeNull();
  expect(within(await dialog()).queryAllByRole("alert")).toEqual([]);
  await user.keyboard("{Backspace}{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Parámetros" }));
  await user.click(await screen.findByRole("button", { name: "Nueva acción" }));
  commands.actionSave.mockRejectedValueOnce(refusal("name"));
  const action = within(await dialog()).getByLabelText("Nombre");
  await user.type(action, "{Enter}");
  expect(await screen.findByText(MISSING)).toBeTruthy();
  await user.type(action, "R");
  expect(screen.queryByText(MISSING)).toBeNull();
});

test("s17_a_double_is_told_once_under_the_first_field_that_it_shares", async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("button", { name: "Añadir cliente" }));
  const form = await dialog();
  await user.type(within(form).getByLabelText("Nombre comercial"), "Imprenta Modelo");
  const told = await within(form).findByText(/^Ya está Imprenta Modelo/);
  const isBefore = (label: string) =>
    told.compareDocumentPosition(within(form).getByLabelText(label)) & Node.DOCUMENT_POSITION_FOLLOWING;
  expect(isBefore("Código")).toBeTruthy();
  expect(isBefore("Nombre comercial")).toBeFalsy();
  expect(within(form).getAllByText(/^Ya está Imprenta Modelo/)).toHaveLength(1);
});

test("an_error_in_a_view_is_tried_again_and_its_details_are_copied", async () => {
  const { user, commands } = openWindow();
  const locked: AppError = { code: "profile_in_use", field: null, detail: "database is locked" };
  commands.customersCount.mockRejectedValue(locked);
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  const banner = within(
    await screen.findByText(/Otro programa u otra ventana de Hilo/).then((it) => it.parentElement ?? it),
  );
  await user.click(banner.getByRole("button", { name: "Copiar detalles" }));
  expect(await navigator.clipboard.readText()).toMatch(/^Hilo · \d{4}-.* · profile_in_use · database is locked$/);
  commands.customersCount.mockResolvedValue(3);
  await user.click(banner.getByRole("button", { name: "Volver a intentarlo" }));
  await waitFor(() => expect(screen.queryByText(/Otro programa u otra ventana/)).toBeNull());
});
