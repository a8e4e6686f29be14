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
  "catalogue.actions": "Actions to take",
  "catalogue.actionsHelp": "What is chosen from in each contact. Another name changes no contact that is written.",
  "catalogue.products": "Products",
  "catalogue.productsHelp": "What is chosen from as products of interest.",
  "catalogue.none": "None yet.",
  "catalogue.new.actions": "New action",
  "catalogue.new.products": "New product",
  "catalogue.name": "Name",
  "catalogue.code": "Code",
  "catalogue.edit": "Modify {name}",
  "catalogue.remove": "Delete {name}",
  "catalogue.removed": "In the bin: {name}",
};
