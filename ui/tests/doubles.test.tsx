// A customer that is there already is told, and taken instead of a second one (S17), in the quick form and in the full one.
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { openWindow } from "./render";

test("s17_the_quick_form_tells_of_a_double_and_takes_it_with_keys", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  const customer = screen.getAllByRole<HTMLInputElement>("combobox", { name: "Cliente" }).at(-1) as HTMLInputElement;
  await user.type(customer, "Rosas");
  await user.click(await screen.findByRole("option", { name: "Crear «Rosas»" }));
  const phones = screen.getByRole("textbox", { name: "Teléfonos" });
  await user.click(phones);
  await user.paste("+34 600-000-010");
  const use = await screen.findByRole("button", { name: /^Usar / }, { timeout: 5000 });
  const name = (use.textContent ?? "").replace("Usar ", "");
  expect(screen.getByText(`Ya está ${name}: el mismo teléfono.`)).toBeTruthy();
  expect(screen.getByText(`Ya lo tiene ${name}.`)).toBeTruthy();
  await user.tab();
  expect(document.activeElement, "the next key after the field is the one that is there").toBe(use);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Nuevo cliente" })).toBeNull());
  expect(customer.value).toBe(name);
  expect(commands.customerSave, "no second customer is made").not.toHaveBeenCalled();
});

test("s17_the_full_form_leads_to_the_customer_that_is_there", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("button", { name: "Añadir cliente" }));
  await user.click(await screen.findByRole("textbox", { name: "Nombre comercial" }));
  await user.paste("imprenta modelo");
  await user.click(await screen.findByRole("button", { name: "Ir a Imprenta Modelo" }, { timeout: 5000 }));
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Nuevo cliente" })).toBeNull());
  expect(await screen.findByRole("heading", { name: /Imprenta Modelo/ })).toBeTruthy();
  expect(commands.customerSave).not.toHaveBeenCalled();
});
