// The invented email's window side: picked, read, shown as a page.
import type { Commands, EmailPage } from "../src/ipc";
import { TODAY } from "./book";
import { email, propose, proposeKnown, proposeOf } from "./email";

const page = (image: string): EmailPage => ({
  document: `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><meta charset="utf-8"></head><body><p>Hola, <b>Marta</b>:</p><p>Os adjunto las medidas definitivas. La <a data-link="1">ficha</a> está en la web.</p>${image}</body></html>`,
  links: [
    {
      number: 1,
      text: "ficha",
      address: "https://www.imprenta-modelo.example/ficha?pedido=200",
      host: "www.imprenta-modelo.example",
      is_allowed: true,
    },
    {
      number: 2,
      text: "www.banco.example",
      address: "https://pagos.example/entrar",
      host: "pagos.example",
      is_allowed: true,
    },
    { number: 3, text: "Tarifas", address: "file:///srv/tarifas.xlsm", host: "", is_allowed: false },
  ],
  blocked_images: image ? 0 : 2,
  loadable_images: image ? 0 : 1,
  loaded_images: image ? 1 : 0,
  is_too_much: false,
  is_cut: false,
});

const proposals: Record<string, typeof propose> = {
  known: proposeKnown,
  sent: (draft, today) => proposeOf("sent", draft, today),
  invitation: (draft, today) => proposeOf("invitation", draft, today),
  bounce: (draft, today) => proposeOf("bounce", draft, today),
};

export function mailAnswers(kind = "") {
  let picked = 1;
  return {
    emailPick: async () => ({
      handle: `picked-${picked++}`,
      fileName: "RE_ Prueba de tirada.msg",
      size: 318000,
      several: null,
    }),
    emailPropose: async (_handle, draft) => (proposals[kind] ?? propose)(draft, TODAY),
    emailShow: async () => email,
    emailPage: async () => page(""),
    emailPageWithImages: async () =>
      page('<img alt="" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">'),
    emailLinkOpen: async () => null,
  } satisfies Partial<Commands>;
}
