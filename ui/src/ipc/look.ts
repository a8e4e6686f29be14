// What the program tells the page before its first line, so that its first frame already looks as chosen.
import type { Preferences } from "./bindings";

export type FirstLook = Pick<Preferences, "theme" | "density" | "language">;

declare global {
  interface Window {
    /** Set by `src-tauri/src/window.rs`. */
    hiloLook?: FirstLook;
  }
}

export function firstLook(): FirstLook {
  return window.hiloLook ?? { theme: "system", density: "compact", language: "es" };
}
