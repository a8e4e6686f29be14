// The bin.
export const bin = {
  "bin.actions": "Acciones de la papelera",
  "bin.restore": "Restaurar",
  "bin.restored": "Restaurado: {what}",
  "bin.contactOf": "contacto del {date} con {customer}",
  "bin.pickOne": "Selecciona antes algo de la lista",
  "bin.count": "{n, plural, one {# registro borrado} other {# registros borrados}}",
  "bin.hint": "restaurar",
  "bin.none": "La papelera está vacía",
  "bin.noneHelp": "Lo que borres se guarda aquí y se puede restaurar.",
  "bin.kind": "Qué es",
  "bin.name": "Nombre",
  "bin.detail": "Detalle",
  "bin.when": "Borrado",
  "bin.who": "Quién",
};
