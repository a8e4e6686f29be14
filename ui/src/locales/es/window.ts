// The window itself: emails from outside, the diagnostic report, long work, sample data.
export const window = {
  "arrived.over": "Suelta aquí el correo",
  "arrived.overText": "Uno o varios .msg o .eml. Antes de usar nada, verás qué rellenaría cada uno.",
  "arrived.later": "El correo se abrirá cuando termines con este contacto. Lo escrito sigue aquí.",
  "arrived.laterMany": "Los correos se abrirán cuando termines con este contacto. Lo escrito sigue aquí.",
  "arrived.afterImport": "Lo que ha llegado se abrirá cuando termines con estos correos.",
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
  "work.stop": "Parar",
  "work.undo": "Deshaciendo",
  "work.redo": "Rehaciendo",
  "sample.text": "Estás probando Hilo con datos de ejemplo.",
  "sample.remove": "Borrar los datos de ejemplo",
  "sample.removing": "Borrando los datos de ejemplo",
  "sample.removed": "Datos de ejemplo borrados. Lo tuyo sigue aquí.",
  "sample.question": "¿Borrar los datos de ejemplo?",
  "sample.questionText":
    "Se borran para siempre {n, plural, one {# registro de ejemplo} other {# registros de ejemplo}}. Lo que tú has añadido o cambiado se queda.",
  "arrived.noHolder":
    "Abre antes el contacto o el cliente al que van esos archivos y suéltalos sobre él. Siguen donde estaban.",
};
