// The window itself: emails from outside, the diagnostic report.
export const window = {
  "arrived.over": "Suelta aquí el correo",
  "arrived.overText": "Un .msg o un .eml. Antes de usar nada de él, verás qué rellenaría.",
  "arrived.later": "El correo se abrirá cuando termines con este contacto. Lo escrito sigue aquí.",
  "arrived.others":
    "{n, plural, one {Se ha abierto el primer correo; el otro archivo sigue donde estaba. Ábrelo después.} other {Se ha abierto el primer correo; los otros {n} archivos siguen donde estaban. Ábrelos después.}}",
  "report.open": "Informe de diagnóstico",
  "report.see": "Ver informe…",
  "report.help":
    "Si algo va mal, este informe ayuda a saber por qué. Lo ves entero antes de copiarlo, y no lleva nada de tus clientes.",
  "report.text":
    "Esto es todo lo que lleva el informe: versiones, recuentos y el final del registro. No contiene nada de tus clientes, y no se envía a ningún sitio.",
  "report.copy": "Copiar informe",
  "report.save": "Guardar informe…",
  "report.copied": "Informe copiado",
  "report.saved": "Informe guardado",
};
