// An invented book for development and tests: neutral names, plausible days.
import type { ActionLine, Contact, Customer, Interest, Person, User } from "../src/ipc";
import { actions, products } from "./catalogues";
import { sortedCustomer } from "./customers";
import { file } from "./files";

export const TODAY = "2026-11-24";

const dayAfter = (days: number) => new Date(Date.UTC(2026, 10, 24 + days)).toISOString().slice(0, 10);

export const users: User[] = ["Marta Soler", "Iván Prieto", "Nuria Casas", "Óscar Luna"].map((name, index) => ({
  id: `user-${index + 1}`,
  revision: "1",
  name,
  emails: [`${name.split(" ")[0]?.toLowerCase()}@etiquetas.example`],
  deleted: false,
  conflicts: [],
}));

const names = [
  ["Imprenta Modelo", "Imprenta Modelo, S.L.", "00214"],
  ["Hotel Imaginario", "Hotel Imaginario, S.A.", "00031"],
  ["Bodegas Ejemplo", "Bodegas Ejemplo, S.A.", "00087"],
  ["Clínica Dental Muestra", null, "00102"],
  ["Ferretería Fulano", "Ferretería Fulano, S.L.", "00145"],
  ["Talleres Mengano", null, "00150"],
  ["Asesoría Zutano y Asociados", null, "00163"],
  ["Viveros Cualquiera", null, "00171"],
  ["Óptica Muestrario", null, "00180"],
  ["Transportes Ficticios", "Transportes Ficticios, S.L.", "00188"],
  ["Panificadora Ejemplar", null, "00190"],
  ["Conservas Inventadas", "Conservas Inventadas, S.A.", "00201"],
] as const;

const interest = (index: number, since: string, isLucia = false): Interest => ({
  product: `product-${index + 1}`,
  product_name: products[index]?.name ?? "",
  person: isLucia ? "person-1" : null,
  person_name: isLucia ? "Lucía Ferrer" : null,
  since,
  only_source: true,
});

const linesOf = (index: number, isDone: boolean): ActionLine[] =>
  actions.slice(0, index % 3).map(({ id, name }, at) => ({
    id: `line-${index}-${at}`,
    action: id,
    text: name,
    done: isDone || at === 0,
  }));

export const customers: Customer[] = names.map(([name, legal_name, code], index) => ({
  id: `customer-${index + 1}`,
  revision: "1",
  code,
  name,
  legal_name,
  tax_id: `B0000000${index % 10}`,
  emails: [`hola@cliente${index + 1}.example`],
  phones: [`600 000 0${10 + index}`],
  web: null,
  notes: index === 0 ? "Imprimen etiqueta de aceite y vino.\nPrefieren que llamemos por la mañana." : "",
  ...sortedCustomer(index),
  interests: index === 0 ? [interest(0, "2026-10-02", true), interest(2, "2026-11-20")] : [],
  attachments: index === 0 ? [file("attachment-1", "RE_ Prueba de tirada.msg", "email")] : [],
  deleted: false,
  conflicts: [],
}));

export const people: Person[] = [
  ["Lucía Ferrer", "Responsable de producción"],
  ["Pablo Rey", "Compras"],
  ["Elena Sanz", "Gerente"],
].map(([name = "", position = ""], index) => ({
  id: `person-${index + 1}`,
  revision: "1",
  customer: index < 2 ? "customer-1" : "customer-2",
  name,
  position,
  emails: [`${name.split(" ")[0]?.toLowerCase()}@cliente${index < 2 ? 1 : 2}.example`],
  failing_emails: [],
  phones: [],
  notes: "",
  deleted: false,
  conflicts: [],
}));

const notes = [
  "Revisar la tirada de prueba y los tiempos de secado. Llevar dos rollos de papel estucado y el cabezal de repuesto.",
  "Presentar la propuesta de etiquetado de lavandería",
  "Demo de la E-200 con papel de vino adhesivo",
  "Confirmar que recibieron el presupuesto",
  "Piden precio de 40 cajas de rollos térmicos de 58 mm",
  "Aceptan el presupuesto; entrega la semana que viene",
  "Preguntan qué cubre el contrato de mantenimiento",
  "Enviar la ficha técnica de la impresora",
  "Formulario web: catálogo de papeles",
  "Cerrar la fecha de instalación",
];
const types = ["visit", "phone", "demo", "phone", "phone", "email", "web", "fair", "post", "other"];
const outcomes = ["sale", "follow_up", "informative", "informative", "lost"];
const durations = [135, 60, 90, 10, 15, null, 18, 5, 20, 25];

function contact(index: number): Contact {
  const date = dayAfter(4 - Math.floor(index / 2));
  const isPast = date < TODAY;
  const isDone = isPast ? index % 9 !== 0 : date === TODAY && index % 2 === 1;
  const attachment = file(`attachment-${index}`, "RE_ Prueba de tirada.msg", "email");
  return {
    id: `contact-${index + 1}`,
    revision: "1",
    customer: `customer-${1 + ((index * 5) % customers.length)}`,
    person: (index * 5) % customers.length === 0 ? "person-1" : null,
    user: `user-${1 + (index % users.length)}`,
    date,
    time: index % 4 === 3 ? null : `${String(9 + (index % 9)).padStart(2, "0")}:${index % 2 ? "30" : "00"}`,
    time_zone: "Europe/Madrid",
    duration_minutes: durations[index % durations.length] ?? null,
    contact_type: types[index % types.length] ?? "phone",
    direction: index % 3 === 2 ? "them" : "us",
    notes: notes[index % notes.length] ?? "",
    actions: linesOf(index, isDone),
    custom_fields: {},
    interests: index % 6 === 1 ? [interest(index % 3, date, index % 5 === 0)] : [],
    next_contact: isDone && index % 4 === 1 ? { date: dayAfter(Math.floor(index / 3) - 4), time: null } : null,
    follow_up: null,
    previous: index % 3 === 0 ? "contact-earlier" : null,
    closing: isDone ? { date, result: outcomes[index % outcomes.length] ?? "sale" } : null,
    done: isDone,
    email: index % types.length === 5 ? attachment.id : null,
    attachments: index % types.length === 5 ? [attachment] : [],
    deleted: false,
    conflicts: [],
  };
}

export const contacts: Contact[] = Array.from({ length: 214 }, (_, index) => contact(index));
