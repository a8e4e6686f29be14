// The keys that work anywhere in the window.
import { useEffect, useRef } from "react";
import { isCommand, isComposing, isTyping } from "../lib/keys";

type Shortcuts = { isFormOpen: boolean; onNew: () => void; onUndo: () => void; onRedo: () => void };

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || document.querySelector("[role=dialog]")) return;
      const { isFormOpen, onNew, onUndo, onRedo } = latest.current;
      const key = event.key.toLowerCase();
      const isTypingNow = isTyping(event.target);
      if (isCommand(event) && key === "z" && !isTypingNow) (event.shiftKey ? onRedo : onUndo)();
      else if (
        key === "n" &&
        !isFormOpen &&
        !event.shiftKey &&
        (isCommand(event) || (!isTypingNow && !event.altKey && !event.ctrlKey))
      )
        onNew();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
