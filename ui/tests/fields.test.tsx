// The team's own fields, and customers in full: settings, form, criteria, card (S44, S4, S17).
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { optionsOf } from "../src/features/settings/FieldDialog";
import type { CustomField, FieldKind } from "../src/ipc";
import { openWindow } from "./render";

const field = (id: string, kind: FieldKind, label: string, more: Partial<CustomField> = {}): CustomField => ({
  id,
  revision: "1",
  belongs_to: "contact",
  kind,
  label,
  required: false,
  default: null,
  order: 1,
  active: true,
  options: [],
  deleted: false,
  conflicts: [],
  ...more,
});
const options = ["Alta", "Baja"].map((label) => ({ key: label, label, hidden: false }));

type Opened = ReturnType<typeof openWindow>;

async function openForm({ user }: Opened) {
  await user.click(await screen.findByRole("button", { name: "Añadir contacto" }));
  await user.type(screen.getAllByRole("combobox", { name: "Cliente" }).at(-1) as HTMLElement, "modelo");
  await user.click(await screen.findByRole("option", { name: /Imprenta Modelo/ }));
}

test("s44_the_section_is_there_exactly_while_a_field_is_active", async () => {
  const opened = openWindow();
  const { user, commands } = opened;
  await openForm(opened);
  expect(screen.queryByRole("region", { name: "Campos propios" })).toBeNull();
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Descartar cambios" }));
  await user.click(await screen.findByRole("button", { name: "Parámetros" }));
  const section = within(await screen.findByRole("region", { name: "Campos propios de los contactos" }));
  await user.click(section.getByRole("button", { name: "Nuevo campo" }));
  await user.type(await screen.findByRole("textbox", { name: "Nombre del campo" }), "Pedido");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(commands.customFieldSave).toHaveBeenCalledOnce());
  await user.click(screen.getByRole("button", { name: "Contactos" }));
  await openForm(opened);
  const own = within(await screen.findByRole("region", { name: "Campos propios" }));
  await user.type(own.getByRole("textbox", { name: "Pedido" }), "P-77");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  const saved: CustomField | undefined = await commands.customFieldSave.mock.results[0]?.value;
  expect(commands.contactSave.mock.calls[0]?.[0].draft.custom_fields).toEqual({ [saved?.id ?? ""]: "P-77" });
  await user.click(await screen.findByRole("button", { name: "Parámetros" }));
  await user.click(await screen.findByRole("checkbox", { name: "Activo: Pedido" }));
  await waitFor(() => expect(commands.customFieldSave).toHaveBeenCalledTimes(2));
  await user.click(screen.getByRole("button", { name: "Contactos" }));
  await openForm(opened);
  expect(screen.queryByRole("region", { name: "Campos propios" })).toBeNull();
});

test("s44_each_kind_is_entered_its_own_way_and_a_required_one_is_asked_for", async () => {
  const fields = [
    field("f-date", "date", "Entrega"),
    field("f-yes", "yes_no", "Urgente"),
    field("f-list", "list", "Nivel", { options, required: true }),
    field("f-many", "multi_list", "Canales", { options, default: ["Baja"] }),
    field("f-number", "decimal", "Importe", { default: "12.5" }),
  ];
  const opened = openWindow({ fields });
  const { user, commands } = opened;
  await screen.findByRole("button", { name: "Añadir contacto" });
  await waitFor(() => expect(commands.customFields).toHaveBeenCalled());
  await openForm(opened);
  const own = within(await screen.findByRole("region", { name: "Campos propios" }));
  expect(own.getByRole("textbox", { name: "Importe" })).toHaveProperty("value", "12,5");
  await user.type(own.getByRole("textbox", { name: "Entrega" }), "31/2");
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  await screen.findByText("Falta este dato: escríbelo o elígelo.");
  await screen.findByText("No es una fecha: escríbela como dd/mm/aaaa.");
  expect(commands.contactSave).not.toHaveBeenCalled();
  await user.clear(own.getByRole("textbox", { name: "Entrega" }));
  await user.type(own.getByRole("textbox", { name: "Entrega" }), "28/2");
  await user.click(own.getByRole("button", { name: /Nivel/ }));
  await user.click(await screen.findByRole("option", { name: "Alta" }));
  await user.click(own.getByRole("button", { name: /Urgente/ }));
  await user.click(await screen.findByRole("option", { name: "No" }));
  await user.click(within(own.getByRole("group", { name: "Canales" })).getByRole("checkbox", { name: "Alta" }));
  await user.click(screen.getByRole("button", { name: "Aceptar" }));
  await waitFor(() => expect(commands.contactSave).toHaveBeenCalledOnce());
  expect(commands.contactSave.mock.calls[0]?.[0].draft.custom_fields).toEqual({
    "f-date": "2027-02-28",
    "f-yes": "false",
    "f-list": "Alta",
    "f-many": ["Baja", "Alta"],
    "f-number": "12.5",
  });
});

test("s44_options_keep_who_they_are_when_they_are_renamed_hidden_or_added", () => {
  const known = [...options, { key: "Vieja", label: "Vieja", hidden: true }];
  const [high, low, old] = known;
  expect(optionsOf(["Alta", "Mínima"], known)).toEqual([high, { ...low, label: "Mínima" }, old]);
  expect(optionsOf(["Alta"], known)).toEqual([high, { ...low, hidden: true }, old]);
  expect(optionsOf(["Alta", "Media", "Baja"], known)).toEqual([
    high,
    { key: "", label: "Media", hidden: false },
    low,
    old,
  ]);
  expect(optionsOf(["Baja", "Alta"], known)).toEqual([low, high, old]);
  expect(optionsOf(["Alta", "Baja", "Vieja"], known)).toEqual([high, low, { ...old, hidden: false }]);
});

test("s4_contacts_are_asked_for_by_what_their_customers_are_and_by_own_fields", async () => {
  const fields = [field("f-date", "date", "Entrega"), field("f-list", "list", "Nivel", { options })];
  const { user, commands } = openWindow({ fields });
  await user.type(await screen.findByRole("combobox", { name: "Zona" }), "nor");
  await user.click(await screen.findByRole("option", { name: "Norte" }));
  await user.click(screen.getByRole("button", { name: /Provincia/ }));
  await user.click(await screen.findByRole("option", { name: "La Rioja" }));
  await user.type(screen.getByRole("textbox", { name: "NIF, teléfono o emails" }), "a@b.example, 600100200");
  await user.type(screen.getByRole("textbox", { name: "Entrega, desde" }), "1/11");
  await user.click(screen.getByRole("button", { name: /Nivel/ }));
  await user.click(await screen.findByRole("option", { name: "Baja" }));
  await user.click(screen.getByRole("button", { name: /Cargar/ }));
  await screen.findByText("Norte");
  expect(commands.contactsCount.mock.lastCall?.[0]).toMatchObject({
    customer_zone: "zone-3",
    province: "La Rioja",
    customer_data: "a@b.example, 600100200",
    custom_fields: [
      { field: "f-date", text: null, from: "2026-11-01", to: null },
      { field: "f-list", text: "Baja", from: null, to: null },
    ],
  });
  await user.click(await screen.findByRole("button", { name: /^Quitar Nivel/ }));
  await screen.findByText("Criterios cambiados: vuelve a cargar");
});

test("s17_a_customer_has_its_groups_addresses_and_owner_and_an_odd_number_is_said", async () => {
  const { user, commands } = openWindow();
  await user.click(await screen.findByRole("button", { name: "Clientes" }));
  await user.click(await screen.findByRole("button", { name: "Añadir cliente" }));
  await user.type(await screen.findByRole("textbox", { name: "Nombre comercial" }), "Nueva");
  await user.type(screen.getByRole("textbox", { name: "NIF" }), "123");
  await screen.findByText("No parece un NIF, un NIE ni un CIF: revísalo.");
  await user.type(screen.getByRole("combobox", { name: "Sector" }), "Vinos");
  await user.click(await screen.findByRole("option", { name: "Crear «Vinos»" }));
  await waitFor(() => expect(commands.customerGroupSave).toHaveBeenCalledOnce());
  await user.click(screen.getByRole("button", { name: "Añadir dirección" }));
  await user.type(screen.getByRole("textbox", { name: "C. P." }), "26001");
  await user.click(screen.getByRole("button", { name: /Guardar/ }));
  await waitFor(() => expect(commands.customerSave).toHaveBeenCalledOnce());
  expect(commands.customerSave.mock.calls[0]?.[1]).toMatchObject({
    name: "Nueva",
    tax_id: "123",
    sector: "sector-new-1",
    addresses: [{ postal_code: "26001", province: null }],
  });
});

test("s46_what_is_typed_into_a_customer_is_there_again_after_the_program_ended_without_a_word", async () => {
  const drafts = new Map<string, string>();
  const keep = (commands: ReturnType<typeof openWindow>["commands"]) => {
    commands.draftSave.mockImplementation(async (key, json) => {
      drafts.set(key, json);
      return null;
    });
    commands.draftLoad.mockImplementation(async (key) => drafts.get(key) ?? null);
    commands.draftDrop.mockImplementation(async (key) => {
      drafts.delete(key);
      return null;
    });
  };
  const first = openWindow();
  keep(first.commands);
  await first.user.click(await screen.findByRole("button", { name: "Clientes" }));
  await first.user.click(await screen.findByRole("button", { name: "Añadir cliente" }));
  await first.user.type(await screen.findByRole("textbox", { name: "Nombre comercial" }), "Bodega a medias");
  await waitFor(() => expect(drafts.get("customer.form.new")).toContain("Bodega a medias"), { timeout: 3_000 });
  cleanup();
  const second = openWindow();
  keep(second.commands);
  await second.user.click(await screen.findByRole("button", { name: "Clientes" }));
  await second.user.click(await screen.findByRole("button", { name: "Añadir cliente" }));
  await screen.findByText(/Aquí está lo que escribiste la última vez/);
  expect(screen.getByRole("textbox", { name: "Nombre comercial" })).toHaveProperty("value", "Bodega a medias");
  await second.user.click(screen.getByRole("button", { name: "Cancelar" }));
  await second.user.click(await screen.findByRole("button", { name: "Descartar cambios" }));
  await waitFor(() => expect(drafts.has("customer.form.new")).toBe(false));
});
