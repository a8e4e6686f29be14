// Settings.
export const settings = {
  "settings.look": "Idioma y aspecto",
  "settings.lookHelp": "Solo de este ordenador. Cada cambio se ve al momento.",
  "settings.theme": "Tema",
  "settings.themeSystem": "El del sistema",
  "settings.themeLight": "Claro",
  "settings.themeDark": "Oscuro",
  "settings.density": "Densidad",
  "settings.compact": "Compacta",
  "settings.comfortable": "Cómoda",
  "settings.zone": "Zona horaria",
  "settings.systemZone": "La del sistema ({zone})",
  "settings.user": "Tú",
  "settings.userHelp":
    "Tu nombre figura en los contactos que anotas. Tus direcciones sirven para saber si un correo lo enviaste tú.",
  "settings.userSaved": "Tus datos están guardados",
  "settings.unchanged": "No hay cambios que guardar",
};
