// Keys as they are printed on the keyboard in front of the user: words on Windows and Linux, signs on macOS.
const signs: Record<string, string> = {
  Ctrl: "⌘",
  Alt: "⌥",
  Mayús: "⇧",
  Shift: "⇧",
  Intro: "⏎",
  Enter: "⏎",
  Supr: "⌫",
  Del: "⌫",
};

export const isMac = /Mac/.test(navigator.platform);

/** "Ctrl Z" stays as it is, or is "⌘Z" on a Mac. */
export function keyCaps(keys: string, onMac = isMac): string {
  if (!onMac) return keys;
  return keys
    .split(" ")
    .map((key) => signs[key] ?? key)
    .join("");
}
