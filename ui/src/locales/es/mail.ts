// A stored email as it was written: its pictures and its links.
export const mail = {
  "mail.look": "Cómo se ve",
  "mail.formatted": "Con formato",
  "mail.plain": "Solo texto",
  "mail.blocked":
    "{n, plural, one {Este correo pide # imagen de fuera. Si no la cargas} other {Este correo pide # imágenes de fuera. Si no las cargas}}, el remitente no sabe que lo has abierto.",
  "mail.load": "Cargar imágenes",
  "mail.loading": "Cargando las imágenes del correo",
  "mail.notLoaded":
    "{n, plural, one {# imagen no se ha podido cargar.} other {# imágenes no se han podido cargar.}} El resto del correo está entero.",
  "mail.tooMuch":
    "El formato de este correo es demasiado complicado para mostrarlo sin riesgo. Su texto está aquí entero.",
  "mail.cut": "El correo es muy grande: faltan algunas imágenes, enlaces o el final.",
  "mail.failed": "No se ha podido preparar el formato del correo. Su texto está aquí.",
  "mail.links": "Enlaces del correo",
  "mail.openLink": "Abrir el enlace {n}: {address}",
  "mail.copyLink": "Copiar la dirección",
  "mail.copied": "Dirección copiada",
  "mail.opened": "Abierto en {host}",
  "mail.openedOther": "Abierto en otro programa",
  "mail.notOpened": "No se abre: no es una dirección web, de email ni de teléfono",
  "mail.deceives": "Cuidado: el texto dice {said}, pero lleva a {host}",
};
