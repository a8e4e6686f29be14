// Many contacts changed at once.
export const change = {
  "change.open": "Cambiar",
  "change.key": "Ctrl M",
  "change.title": "{n, plural, one {Cambiar # contacto} other {Cambiar # contactos}}",
  "change.what": "Qué cambia",
  "change.move": "Mover la fecha",
  "change.set": "Poner una fecha",
  "change.close": "Cerrar",
  "change.user": "Usuario",
  "change.type": "Tipo",
  "change.which": "Cuál",
  "change.date": "Del contacto",
  "change.next": "Próximo contacto",
  "change.days": "Días",
  "change.daysWrong": "Escribe un número de días: 5, −3 para atrás, +5l si son laborables.",
  "change.count": "Contando",
  "change.working": "Laborables",
  "change.allDays": "Todos",
  "change.newDate": "Fecha nueva",
  "change.includeDone": "Cambiar también los realizados",
  "change.movePromise":
    "{n, plural, one {Mover también la promesa del contacto anterior} other {Mover también las # promesas de los contactos anteriores}}",
  "change.moveFollowUp": "{n, plural, one {Mover también su seguimiento} other {Mover también sus # seguimientos}}",
  "change.warning.closing_before_date":
    "{n, plural, one {# queda después de su fecha de cierre.} other {# quedan después de su fecha de cierre.}}",
  "change.warning.closing_far_ahead":
    "{n, plural, one {# se cierra a más de un mes: revisa el año.} other {# se cierran a más de un mes: revisa el año.}}",
  "change.skipped.before_previous":
    "{n, plural, one {Se deja #: quedaría antes del contacto al que sigue.} other {Se dejan #: quedarían antes del contacto al que siguen.}}",
  "change.incomplete": "Di antes qué cambiar",
  "change.none": "No cambiaría ninguno",
  "change.lead": "Aquí se verá cómo queda cada contacto antes de cambiarlo.",
  "change.will": "{n, plural, =0 {No cambia ninguno.} one {Cambia #.} other {Cambian #.}}",
  "change.accept": "{n, plural, =0 {Cambiar} one {Cambiar # contacto} other {Cambiar # contactos}}",
  "change.preview": "Cómo quedan",
  "change.becomes": "pasa a",
  "change.more": "{n, plural, one {y # más} other {y # más}}",
  "change.doing": "{n, plural, one {Cambiando # contacto} other {Cambiando # contactos}}",
  "change.changed": "{n, plural, one {Cambiado # contacto} other {Cambiados # contactos}}",
  "change.skipped.done": "{n, plural, one {Se deja # ya realizado.} other {Se dejan # ya realizados.}}",
  "change.skipped.unchanged": "{n, plural, one {# ya está así.} other {# ya están así.}}",
  "change.skipped.no_next_contact":
    "{n, plural, one {# no tiene próximo contacto.} other {# no tienen próximo contacto.}}",
  "change.skipped.next_before_date":
    "{n, plural, one {Se deja #: quedaría después de su próximo contacto.} other {Se dejan #: quedarían después de su próximo contacto.}}",
  "change.skipped.out_of_range":
    "{n, plural, one {# quedaría fuera del calendario.} other {# quedarían fuera del calendario.}}",
};
