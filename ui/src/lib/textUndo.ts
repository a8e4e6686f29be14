// Undo and redo of what is typed. WebKitGTK binds no key to them, and each platform has another key for redo.
import { isCommand } from "./keys";

type Key = Parameters<typeof isCommand>[0] & { shiftKey: boolean };

/** What the key does with the text of the field that has the focus. */
export function ofTyping(event: Key): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const isRedo = key === "y" || (key === "z" && event.shiftKey);
  if (!isCommand(event) || (key !== "z" && !isRedo)) return undefined;
  // Deprecated, and the only way that there is; the field says itself what it holds then.
  return () => void document.execCommand(isRedo ? "redo" : "undo");
}
