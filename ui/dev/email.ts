// An invented email, and what it would fill in a contact.
import type { ContactDraft, EmailProposal, EmailView } from "../src/ipc";

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
    sender_doubt: null,
    failed: [],
  };
}
