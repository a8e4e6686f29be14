// An invented email, and what it would fill in a contact.
import type { ContactDraft, EmailProposal, EmailView, ProposedField } from "../src/ipc";

export const email: EmailView = {
  subject: "RE: Prueba de tirada",
  from: { name: "Rosa Vidal", address: "rosa@imprenta-modelo.example" },
  sender: null,
  bcc: [],
  to: [{ name: "Marta Soler", address: "marta@etiquetas.example" }],
  cc: [{ name: "Iván Prieto", address: "iván@etiquetas.example" }],
  date: "2026-11-23T17:42:00Z",
  message_id: "<1@imprenta-modelo.example>",
  text: "Hola, Marta:\n\nOs adjunto las medidas definitivas. La prueba de 200 unidades nos llegó bien, pero a la bobina le cuesta secar con el estucado; ¿podéis traer otro papel el martes y lo vemos en máquina?\n\nSi va bien, necesitaríamos precio con dos cabezales y entrega antes de Navidad.\n\nUn saludo,\nRosa Vidal",
  has_html: true,
  attachments: [
    { name: "prueba-tirada-medidas.pdf", size: 842000, sha256: "a", kind: "application/pdf", inline: false },
    { name: "foto-bobina.jpg", size: 1900000, sha256: "b", kind: "image/jpeg", inline: false },
  ],
  warnings: [],
  item: null,
};

/** It is here already, and goes on with a conversation. */
export function proposeKnown(draft: ContactDraft, today: string): EmailProposal {
  const proposal = propose(draft, today);
  const previous = { field: "previous", current: null, proposed: "2026-11-20", value: "contact-9", applied: true };
  return {
    ...proposal,
    fields: [...proposal.fields, previous],
    customer: draft.customer ? null : { id: "customer-1", name: "Imprenta Modelo", code: "00214", tax_id: null },
    found_by: draft.customer ? null : "domain",
    duplicate: "contact-6",
  };
}

export function propose(draft: ContactDraft, today: string): EmailProposal {
  const notes = `${email.subject}\n\n${email.text}`;
  return {
    file_name: "RE_ Prueba de tirada.msg",
    size: 318000,
    email,
    fields: [
      {
        field: "date",
        current: draft.date,
        proposed: "2026-11-23",
        value: "2026-11-23",
        applied: draft.date === today,
      },
      { field: "time", current: draft.time, proposed: "18:42", value: "18:42", applied: draft.time === null },
      { field: "direction", current: draft.direction, proposed: "them", value: "them", applied: true },
      { field: "notes", current: draft.notes || null, proposed: notes, value: notes, applied: draft.notes === "" },
    ],
    new_person: {
      customer: draft.customer,
      name: "Rosa Vidal",
      position: null,
      emails: ["rosa@imprenta-modelo.example"],
      failing_emails: [],
      phones: [],
      notes: "",
    },
    customer: null,
    found_by: null,
    tax_id: null,
    duplicate: null,
    already_here: false,
    sender_doubt: null,
    failed: [],
  };
}

const field = (name: string, current: string | null, proposed: string, value = proposed) => ({
  field: name,
  current,
  proposed,
  value,
  applied: true,
});

/** Of an email that is no plain letter to us. */
export function proposeOf(kind: "sent" | "invitation" | "bounce", draft: ContactDraft, today: string): EmailProposal {
  const letter = { ...propose(draft, today), new_person: null };
  const others = letter.fields.filter((one) => one.field === "notes");
  const [date, time] = letter.fields as [ProposedField, ProposedField];
  if (kind === "sent")
    return {
      ...letter,
      email: { ...email, from: { name: "Iván Prieto", address: "" }, warnings: ["unknown_sender_address"] },
      fields: [
        date,
        time,
        field("user", "Marta Soler", "Iván Prieto", "user-2"),
        field("direction", "us", "us"),
        ...others,
      ],
      sender_doubt: "by_name",
    };
  if (kind === "invitation")
    return {
      ...letter,
      email: {
        ...email,
        subject: "Reunión de oferta",
        item: {
          kind: "appointment",
          start: "2026-12-01T09:00:00Z",
          end: "2026-12-01T10:30:00Z",
          is_all_day: false,
          place: "Sala 2, Cádiz",
          organiser: "Rosa Vidal",
          meeting: "invitation",
        },
      },
      fields: [
        field("date", draft.date, "2026-12-01"),
        field("time", draft.time, "10:00"),
        field("duration_minutes", null, "90"),
        field("contact_type", "email", "visit"),
        field("direction", "us", "them"),
        ...others,
      ],
    };
  const failed = { address: "lucia@cliente1.example", status: "5.1.1", reason: "550 5.1.1 User unknown" };
  return {
    ...letter,
    email: {
      ...email,
      subject: "No se puede entregar: Oferta 2026",
      from: { name: "Mail Delivery System", address: "mailer-daemon@servidor.example" },
      attachments: [],
      item: { kind: "report", recipients: [{ ...failed, outcome: "failed" }], message_id: "" },
    },
    fields: [
      date,
      time,
      field("person", null, "Lucía Modelo", "person-1"),
      field("direction", "us", "them"),
      ...others,
    ],
    failed: [{ ...failed, person: "person-1", person_name: "Lucía Modelo" }],
  };
}
