// Invented emails, picked several at once: of each kind one.
import type { ImportedEmail, Person, PersonDraft } from "../src/ipc";
import { people } from "./book";

const us = { name: "Marta Soler", address: "marta@etiquetas.example" };
const newPerson = (name: string, email: string, phones: string[] = []): PersonDraft => ({
  customer: null,
  name,
  position: null,
  emails: [email],
  failing_emails: [],
  phones,
  notes: "",
});
const hit = (id: string, name: string, code: string) => ({ id, name, code, tax_id: null });
const personHit = ({ id, customer, name, position, phones, emails }: Person) => ({
  id,
  customer,
  name,
  position,
  phone: phones[0] ?? null,
  email: emails[0] ?? null,
  email_fails: false,
});
const known = people.map(personHit);
const imprenta = hit("customer-1", "Imprenta Modelo", "00214");

export const blank: ImportedEmail = {
  place: 0,
  file: 0,
  part: 0,
  parts: 1,
  file_name: "",
  size: 48_000,
  sha256: "",
  problem: null,
  subject: "",
  from: null,
  to: [us],
  other: null,
  date: "2026-11-23",
  time: "18:42",
  duration_minutes: null,
  contact_type: "email",
  excerpt: "",
  files: 0,
  warnings: [],
  direction: "them",
  user: null,
  sender_doubt: null,
  person: null,
  new_person: null,
  customer: null,
  found_by: null,
  tax_id: null,
  duplicate: null,
  previous: null,
  failed: [],
};

const seeds: Partial<ImportedEmail>[] = [
  {
    subject: "RE: Prueba de tirada",
    from: { name: "Rosa Vidal", address: "rosa@imprenta-modelo.example" },
    excerpt:
      "Hola, Marta: Os adjunto las medidas definitivas. La prueba de 200 unidades nos llegó bien, pero a la bobina",
    files: 2,
    customer: imprenta,
    found_by: "domain",
    new_person: newPerson("Rosa Vidal", "rosa@imprenta-modelo.example", ["600 000 021"]),
  },
  {
    subject: "Papel estucado",
    from: { name: "Lucía Ferrer", address: "lucía@cliente1.example" },
    date: "2026-11-20",
    time: "09:15",
    excerpt: "Buenos días: ¿podéis traer el martes otro papel y lo vemos en máquina?",
    customer: imprenta,
    found_by: "person",
    person: known[0] ?? null,
    previous: "contact-1",
  },
  {
    subject: "Propuesta de etiquetado de lavandería",
    from: us,
    to: [{ name: "Elena Sanz", address: "elena@cliente2.example" }],
    direction: "us",
    date: "2026-11-19",
    time: "12:30",
    excerpt: "Elena: te envío la propuesta que vimos, con el precio de dos cabezales.",
    files: 1,
    customer: hit("customer-2", "Hotel Imaginario", "00031"),
    found_by: "person",
    person: known[2] ?? null,
  },
  {
    subject: "Solicitud de precio",
    from: { name: "Ana Ruiz", address: "ana@floristeria-nueva.example" },
    date: "2026-11-18",
    time: "10:05",
    excerpt: "Necesitamos etiquetas térmicas para macetas, unas 20 000 al año. ¿Qué papel nos aconsejáis?",
    tax_id: "B12345674",
    new_person: newPerson("Ana Ruiz", "ana@floristeria-nueva.example", ["600 000 033"]),
  },
  {
    subject: "RE: Solicitud de precio",
    from: { name: "Ana Ruiz", address: "ana@floristeria-nueva.example" },
    date: "2026-11-21",
    time: "11:40",
    excerpt: "Gracias por la llamada. Os paso las medidas de la maceta.",
    new_person: newPerson("Ana Ruiz", "ana@floristeria-nueva.example", ["600 000 033"]),
  },
  {
    subject: "Aceptamos el presupuesto",
    from: { name: "Bodegas Ejemplo", address: "hola@cliente3.example" },
    date: "2026-11-17",
    time: "16:20",
    excerpt: "Adelante con el presupuesto; la entrega, la semana que viene.",
    customer: hit("customer-3", "Bodegas Ejemplo", "00087"),
    found_by: "address",
    new_person: newPerson("Bodegas Ejemplo", "hola@cliente3.example"),
    duplicate: { contact: "contact-6", place: null },
  },
  {
    subject: "RE: Prueba de tirada",
    from: { name: "Rosa Vidal", address: "rosa@imprenta-modelo.example" },
    excerpt:
      "Hola, Marta: Os adjunto las medidas definitivas. La prueba de 200 unidades nos llegó bien, pero a la bobina",
    files: 2,
    customer: imprenta,
    found_by: "domain",
    new_person: newPerson("Rosa Vidal", "rosa@imprenta-modelo.example", ["600 000 021"]),
    duplicate: { contact: null, place: 0 },
  },
  {
    file_name: "Pedido de noviembre.msg",
    problem: { code: "email_damaged", field: null, detail: null },
    to: [],
    date: null,
    time: null,
  },
  {
    subject: "Contrato de mantenimiento",
    from: { name: "Taller Mengano", address: "mengano@correo.example" },
    date: null,
    time: null,
    excerpt: "¿Qué cubre el contrato? La máquina ya tiene dos años.",
    warnings: ["truncated"],
    customer: hit("customer-6", "Talleres Mengano", "00150"),
    found_by: "tax_id",
    tax_id: "B00000005",
    new_person: newPerson("Taller Mengano", "mengano@correo.example"),
  },
  {
    subject: "RE: Fecha de instalación",
    from: { name: "Viveros Cualquiera", address: "oficina@viveros.example" },
    date: "2025-12-02",
    time: "08:50",
    excerpt: "Por nosotros, el jueves a primera hora.",
    customer: hit("customer-8", "Viveros Cualquiera", "00171"),
    found_by: "conversation",
    new_person: newPerson("Oficina", "oficina@viveros.example"),
    previous: "contact-9",
  },
];

export const someEmails: ImportedEmail[] = seeds.map((seed, place) => ({
  ...blank,
  file_name: `Correo ${place + 1}.eml`,
  sha256: `sha-${place}`,
  other: ((seed.direction === "us" ? seed.to?.[0] : seed.from) ?? null)?.address ?? null,
  ...seed,
  place,
  file: place,
}));

/** A salesperson's own sent email, an invitation and a bounce: of one mailbox. */
const kinds: Partial<ImportedEmail>[] = [
  {
    subject: "Oferta 2026",
    from: { name: "Iván Prieto", address: "" },
    to: [{ name: "Rosa Vidal", address: "rosa@imprenta-modelo.example" }],
    direction: "us",
    user: { id: "user-2", name: "Iván Prieto" },
    sender_doubt: "by_name",
    warnings: ["unknown_sender_address"],
    customer: imprenta,
    found_by: "domain",
  },
  {
    subject: "Reunión de oferta",
    from: { name: "Rosa Vidal", address: "rosa@imprenta-modelo.example" },
    date: "2026-12-01",
    time: "10:00",
    duration_minutes: 90,
    contact_type: "visit",
    customer: imprenta,
    found_by: "domain",
    new_person: newPerson("Rosa Vidal", "rosa@imprenta-modelo.example"),
  },
  {
    subject: "No se puede entregar: Oferta 2026",
    from: { name: "Mail Delivery System", address: "mailer-daemon@servidor.example" },
    customer: imprenta,
    found_by: "person",
    person: known[0] ?? null,
    failed: [
      {
        address: "lucia@cliente1.example",
        person: "person-1",
        person_name: known[0]?.name ?? "",
        status: "5.1.1",
        reason: "User unknown",
      },
    ],
  },
];
export const mailboxEmails: ImportedEmail[] = kinds.map((seed, place) => ({
  ...blank,
  file_name: "Bandeja de entrada",
  sha256: `sha-part-${place}`,
  parts: kinds.length,
  part: place,
  ...seed,
  place,
}));

const MANY = 500;
export const manyEmails = () =>
  Array.from({ length: MANY }, (_, place) => ({ ...(someEmails[place % someEmails.length] as ImportedEmail), place }));
