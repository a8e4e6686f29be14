// What went wrong, whether the data is safe, what to do.
export const errors = {
  "refused.newer_version": "Este libro es de una versión más nueva",
  "refused.newer_versionText":
    "Lo abrió una versión más nueva de Hilo y esta no sabe leerlo. Tus datos están intactos. Actualiza Hilo en este ordenador y vuelve a abrirlo.",
  "refused.damaged": "El archivo del libro está dañado",
  "refused.damagedText":
    "Hilo no ha cambiado nada: el archivo sigue como estaba. Elige una copia, o deja que Hilo recupere lo que se pueda leer.",
  "refused.foreign_database": "Ese archivo no es un libro de Hilo",
  "refused.foreign_databaseText":
    "En la carpeta de datos hay una base de datos de otro programa. No se ha tocado. Muévela a otro sitio o elige otra carpeta, y vuelve a abrir Hilo.",
  "refused.profile_in_use": "Este libro ya está abierto",
  "refused.profile_in_useText":
    "Otra ventana de Hilo lo está usando. Tus datos están a salvo. Usa esa ventana, o ciérrala y vuelve a abrir Hilo.",
  "refused.disk_full": "No queda espacio en el disco",
  "refused.disk_fullText":
    "Hilo no puede abrir el libro sin espacio para escribir. Lo guardado está a salvo. Libera espacio y vuelve a abrir Hilo.",
  "refused.read_only": "No se puede escribir en la carpeta del libro",
  "refused.read_onlyText":
    "La carpeta o el disco son de solo lectura. Tus datos están intactos. Da permiso de escritura a la carpeta y vuelve a abrir Hilo.",
  "refused.other": "No se pudo abrir el libro",
  "refused.otherText":
    "Hilo no ha cambiado nada en tus datos. Cierra Hilo y vuelve a abrirlo; si se repite, guarda una copia de la carpeta de datos.",
  "invalid.required": "Falta este dato: escríbelo o elígelo.",
  "invalid.customer": "Elige un cliente de la lista o créalo.",
  "invalid.not_a_date": "No es una fecha: escríbela como dd/mm/aaaa.",
  "invalid.not_a_time": "No es una hora: escríbela como 16:30.",
  "invalid.duration": "No es una duración: escribe minutos o, por ejemplo, 2h15.",
  "invalid.too_long": "Es demasiado largo: acórtalo.",
  "invalid.next_before_date": "Es anterior al contacto: pon la fecha del contacto o una posterior.",
  "invalid.unknown": "Ya no existe: elige otro.",
  "invalid.not_an_email_address": "No es una dirección de email: revísala.",
  "invalid.wrong_customer": "No es de este cliente: elige otra persona.",
  "invalid.in_bin": "Está en la papelera: restáuralo desde Papelera, o elige otro.",
  "error.inBin":
    "Ese cliente o esa persona está en la papelera. No se ha guardado nada y lo escrito sigue aquí. Restáuralo desde Papelera y repítelo, o elige otro.",
  "invalid.from_after_to": "La fecha desde es posterior a la fecha hasta.",
  "invalid.nextNeedsDate": "Para poner hora, pon también la fecha.",
  "invalid.other": "No vale: revísalo.",
  "error.retry": "Volver a intentarlo",
  "error.copyDetails": "Copiar detalles",
  "error.detailsCopied": "Detalles copiados",
  "error.noPromise": "Este contacto no promete ninguna llamada.",
  "error.invalid": "Un dato no vale. No se ha guardado nada y lo escrito sigue aquí. Revisa los campos marcados.",
  "error.not_found": "Ese registro ya no existe. El resto de tus datos está a salvo. Vuelve a cargar la lista.",
  "error.profile_in_use":
    "Otro programa u otra ventana de Hilo está usando este libro. Tus datos están a salvo y lo escrito sigue aquí. Espera un momento y vuelve a intentarlo; si sigue, ciérralo.",
  "error.profile_missing":
    "Aquí no hay ningún libro todavía. No se ha cambiado nada. Cierra Hilo y vuelve a abrirlo para crear uno.",
  "error.profile_exists": "Este libro ya está creado. Tus datos están intactos. Cierra Hilo y vuelve a abrirlo.",
  "error.newer_version": "El libro es de una versión más nueva de Hilo. Tus datos están intactos. Actualiza Hilo.",
  "error.damaged": "El archivo del libro está dañado. Hilo no lo ha cambiado. Restaura una copia de seguridad.",
  "error.foreign_database": "Ese archivo es de otro programa. No se ha tocado. Elige otra carpeta.",
  "error.disk_full":
    "No queda espacio en el disco y no se ha guardado. Lo escrito sigue aquí. Libera espacio y vuelve a aceptar.",
  "error.not_an_email": "Ese archivo no es un correo. No se ha cambiado nada. Elige un .msg o un .eml.",
  "error.email_damaged":
    "Ese correo está dañado y no se puede leer. Lo guardado está a salvo. Vuelve a exportarlo o elige otro.",
  "error.email_too_complex":
    "Leer ese correo pedía demasiado tiempo o memoria y se ha parado. Lo guardado está a salvo. Puedes adjuntarlo como archivo.",
  "error.file_too_large": "El archivo es demasiado grande. Lo guardado está a salvo. Elige uno más pequeño.",
  "error.file_unreadable":
    "No se pudo leer el archivo. Lo guardado está a salvo. Comprueba que sigue ahí y que no está abierto en otro programa.",
  "error.file_empty": "El archivo está vacío. Lo guardado está a salvo. Elige otro.",
  "error.no_program":
    "Ningún programa de este ordenador puede abrirlo. No ha cambiado nada. Copia la dirección y ábrela a mano.",
  "error.stopped": "Se ha parado a tiempo. No ha cambiado nada.",
  "error.nothing_to_undo": "No hay nada que deshacer. Tus datos están como los ves.",
  "error.read_only":
    "No se puede escribir en el libro y no se ha guardado. Lo escrito sigue aquí. Da permiso de escritura a su carpeta y vuelve a aceptar.",
  "error.internal": "Algo ha ido mal. Lo ya guardado está a salvo y lo escrito sigue aquí. Vuelve a intentarlo.",
  "error.selectionMoved": "La lista ha cambiado desde que elegiste. No se ha tocado nada. Vuelve a elegir y repítelo.",
  "error.selectionTooMany":
    "Son demasiados contactos para una sola vez. No se ha tocado nada. Elige 5.000 como mucho y repítelo.",
  "error.emailsTooMany": "Son demasiados correos para una sola vez. No se ha tocado nada. Elige 500 como mucho.",
  "error.not_opened":
    "Ese archivo podría ejecutar algo y Hilo no lo abre. Está a salvo. Guárdalo con «Guardar como» si te fías de quien lo envía.",
  "invalid.not_a_number": "No es un número: escríbelo como 1234,5.",
  "invalid.not_whole": "No es un número entero: escríbelo como 1234.",
  "invalid.not_an_address": "No es una dirección web: escríbela como www.ejemplo.es.",
  "invalid.twice": "Está dos veces: quita una.",
  "invalid.malformed": "No se entiende: cópialo otra vez, entero.",
  "invalid.itself": "Ahí está tu propio libro: elige otra carpeta.",
  "error.no_team": "Todavía no hay equipo. Tus datos están como los ves. Crea uno o únete con una invitación.",
  "error.team_exists": "Este libro ya tiene equipo. No se ha cambiado nada. Sigue con el que tiene.",
  "error.sample_in_team":
    "Los datos de ejemplo no se comparten con un equipo. No se ha añadido nada. Sigue con lo tuyo.",
  "error.on_its_way":
    "El archivo está en camino. Lo demás está a salvo. Ábrelo cuando haya sincronizado quien lo guardó: llega solo.",
  "error.not_member":
    "Este puesto ya no puede hacer eso en el equipo. Lo tuyo está a salvo aquí. Habla con quien creó el equipo.",
  "error.folder_missing":
    "La carpeta compartida no está donde estaba. Lo tuyo está a salvo aquí y saldrá solo. Conéctala o elige otra.",
  "error.folder_foreign": "Esa carpeta es de otro equipo. No se ha tocado nada. Elige la carpeta del tuyo.",
  "error.folder_refused":
    "La carpeta está, pero no deja leer o escribir. Lo tuyo está a salvo aquí. Revisa los permisos o elige otra.",
  "error.invite_expired": "La invitación ha caducado. No ha cambiado nada aquí. Pide otra a quien te invitó.",
  "error.invite_used": "La invitación ya la usó otro puesto. No ha cambiado nada aquí. Pide otra a quien te invitó.",
  "error.code_mismatch":
    "Las palabras no son las mismas. Nadie ha entrado en el equipo. Pide que las lea otra vez; si siguen sin coincidir, no le dejes entrar.",
  "error.passphrase_needed":
    "Hace falta la frase de este puesto. Lo tuyo está a salvo aquí. Escríbela en la sincronización del equipo.",
  "error.passphrase_wrong": "Esa no es la frase. No ha cambiado nada. Escríbela otra vez.",
};
