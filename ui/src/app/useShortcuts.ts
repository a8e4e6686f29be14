// The keys that work anywhere in the window.
import { useEffect, useRef } from "react";
import { isCommand, isComposing, isTyping } from "../lib/keys";

type Shortcuts = {
  onNew: () => void;
  onEmails: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onBack: () => void;
  onForward: () => void;
  onRegion: (isBackwards: boolean) => void;
  onKeys: () => void;
  onSync: () => void;
  onPalette: () => void;
  /** Without it, the screen that is shown finds by itself. */
  onFind: (() => void) | undefined;
};

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || document.querySelector("[role=dialog], [role=menu]")) return;
      const run = meaning(event, latest.current);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function meaning(event: KeyboardEvent, on: Shortcuts): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const isTypingNow = isTyping(event.target);
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (key === "f1") return on.onKeys;
  if (key === "f9" && isPlain) return on.onSync;
  if (key === "f6") return () => on.onRegion(event.shiftKey);
  if (event.altKey && key === "arrowleft") return on.onBack;
  if (event.altKey && key === "arrowright") return on.onForward;
  // Text fields have their own undo.
  if (isCommand(event) && key === "z") return isTypingNow ? undefined : event.shiftKey ? on.onRedo : on.onUndo;
  if (isCommand(event) && key === "n") return event.shiftKey ? on.onEmails : on.onNew;
  if (isCommand(event) && key === "k" && !event.shiftKey) return on.onPalette;
  if (isCommand(event) && key === "f" && !event.shiftKey) return on.onFind;
  if (!isPlain || isTypingNow) return undefined;
  if (key === "?") return on.onKeys;
  if (key === "n" && !event.shiftKey) return on.onNew;
  return undefined;
}
