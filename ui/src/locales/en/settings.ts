// Settings.
import type { settings as es } from "../es/settings";

export const settings: Record<keyof typeof es, string> = {
  "settings.look": "Language and look",
  "settings.lookHelp": "Of this computer alone. Each change shows at once.",
  "settings.theme": "Theme",
  "settings.themeSystem": "As the system",
  "settings.themeLight": "Light",
  "settings.themeDark": "Dark",
  "settings.density": "Density",
  "settings.compact": "Compact",
  "settings.comfortable": "Comfortable",
  "settings.zone": "Time zone",
  "settings.systemZone": "As the system ({zone})",
  "settings.user": "You",
  "settings.userHelp":
    "Your name stands on the contacts that you write down. Your addresses tell whether an email was sent by you.",
  "settings.userSaved": "Your details are saved",
  "settings.unchanged": "There is nothing to save",
};
