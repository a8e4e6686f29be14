// Criteria kept under a name.
export const filters = {
  "filters.title": "Filtros",
  "filters.keep": "Guardar estos criterios…",
  "filters.nothing": "Rellena antes algún criterio",
  "filters.name": "Nombre del filtro",
  "filters.help":
    "{n, plural, =0 {No hay criterios que guardar.} one {Guarda # criterio y el estado de la lista.} other {Guarda # criterios y el estado de la lista.}}",
  "filters.save": "Guardar filtro",
  "filters.replace": "Sustituir filtro",
  "filters.kept": "Filtro guardado: {name}",
  "filters.saved": "Filtros guardados",
  "filters.remove": "Quitar el filtro {name}",
  "filters.removed": "Quitado el filtro {name}",
  "filters.tooLong": "Como mucho {n} letras.",
  "filters.tooMany": "Ya hay {n} filtros: quita alguno antes.",
};
