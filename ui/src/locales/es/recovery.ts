// A book that is damaged or cannot be written, and its backups.
export const recovery = {
  "recovery.backups": "Copias de seguridad de este libro",
  "recovery.backup": "{date} a las {time} · {n, plural, one {# registro} other {# registros}}",
  "recovery.noBackups": "Este libro todavía no tiene copias propias.",
  "recovery.restore": "Restaurar la copia elegida",
  "recovery.readable": "Recuperar lo que se pueda leer",
  "recovery.readableHelp":
    "Rehace el libro con cada registro legible y completa con la última copia lo que falte. Suele perder menos que una copia.",
  "recovery.aside": "Hagas lo que hagas, el archivo dañado se guarda aparte con otro nombre.",
  "recovery.folder": "Carpeta del libro",
  "recovery.copyFolder": "Copiar la ruta",
  "recovery.copied": "Ruta copiada",
  "recovery.working": "Rehaciendo el libro…",
  "recovery.done": "El libro está rehecho",
  "recovery.doneText":
    "{n, plural, one {Tiene # registro} other {Tiene # registros}}. {lost, plural, =0 {No falta ninguno de los que se conocían.} one {# no está en ningún sitio.} other {# no están en ningún sitio.}}",
  "recovery.fromBackup":
    "{n, plural, one {# estaba solo en la copia: puede faltarle lo último que se escribió.} other {# estaban solo en la copia: puede faltarles lo último que se escribió.}}",
  "recovery.keptAs": "El archivo dañado sigue junto al libro como {file}.",
  "recovery.open": "Abrir el libro",
  "recovery.see": "Ver qué se puede hacer",
  "notice.read_only":
    "Este libro está donde no se puede escribir: puedes consultarlo todo, pero no guardar. Da permiso de escritura a su carpeta y vuelve a abrir Hilo.",
  "notice.log_missing":
    "Falta un archivo del libro con lo último que se guardó. Revisa tus últimos contactos: alguno puede faltar.",
  "notice.mended": "Los índices del libro estaban dañados y Hilo los ha rehecho. No se ha perdido nada.",
  "notice.damaged": "Una revisión ha encontrado daños en el archivo del libro. Lo que se puede leer sigue aquí.",
  "backups.title": "Copias de seguridad",
  "backups.help":
    "Hilo hace una al día, en la carpeta del libro, y guarda las más recientes y una por semana y por mes.",
  "backups.last": "Última copia: {date} a las {time}",
  "backups.none": "Todavía no hay ninguna copia.",
  "backups.now": "Hacer una copia ahora",
  "backups.made": "Copia hecha",
  "refused.newer_versionNamed": "Lo abrió Hilo {version}. Instala esa versión o una posterior.",
  "refused.disk_fullNeeded": "Hacen falta {size} libres.",
};
