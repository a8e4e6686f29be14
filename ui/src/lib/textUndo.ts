// Undo and redo of what is typed. WebKitGTK binds no key to them, and each platform has another key for redo.
import { isCommand, isComposing, isTyping } from "./keys";

/** Whoever else has the key for a field that nothing was written in comes first, and prevents it. */
function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || !isCommand(event) || isComposing(event) || !isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  const isRedo = key === "y" || (key === "z" && event.shiftKey);
  if (key !== "z" && !isRedo) return;
  event.preventDefault();
  // Deprecated, and the only way that there is; the field says itself what it holds then.
  document.execCommand(isRedo ? "redo" : "undo");
}

/** Until the answer is called. */
export function undoInFields(): () => void {
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
