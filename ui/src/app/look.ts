// How the window looks: theme, density and language on <html>, from what the user chose and what the system says.
import type { FirstLook } from "../ipc/look";
import { activate } from "../lib/i18n";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let worn: FirstLook = { theme: "system", density: "compact", language: "es" };

export function wear(look: FirstLook): void {
  worn = look;
  const root = document.documentElement;
  const isDark = look.theme === "system" ? dark.matches : look.theme === "dark";
  root.dataset.theme = isDark ? "dark" : "light";
  root.dataset.density = look.density;
  activate(look.language);
}

dark.addEventListener("change", () => wear(worn));
