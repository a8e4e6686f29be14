// The keys that work anywhere in the window.
import { useEffect, useRef } from "react";
import { isCommand, isComposing, isTyping } from "../lib/keys";
import { ofTyping } from "../lib/textUndo";

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
  /** Esc beside the form that is open. */
  onEscape: (() => void) | undefined;
  /** Without it, the screen that is shown finds by itself. */
  onFind: (() => void) | undefined;
};

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    // The fields that were written in: they have something of their own to undo.
    const written = new WeakSet<EventTarget>();
    const onInput = ({ target }: Event) => target && written.add(target);
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return;
      const isDialog = document.querySelector("[role=dialog], [role=menu]") !== null;
      const run = isDialog
        ? isTyping(event.target) && ofTyping(event)
        : meaning(event, latest.current, event.target !== null && written.has(event.target));
      if (!run) return;
      event.preventDefault();
      run();
    };
    // Before a tooltip keeps it for itself.
    const onEscape = (event: KeyboardEvent) => {
      const { onEscape: leave } = latest.current;
      if (event.key !== "Escape" || !leave || isComposing(event) || !isBeside(event.target)) return;
      event.preventDefault();
      leave();
    };
    window.addEventListener("input", onInput, true);
    window.addEventListener("keydown", onKey);
    window.addEventListener("keydown", onEscape, true);
    return () => {
      window.removeEventListener("input", onInput, true);
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("keydown", onEscape, true);
    };
  }, []);
}

/** In the window, beside its work, and nothing floats over it. */
function isBeside(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || document.querySelector("[role=dialog], [role=menu]")) return false;
  return (
    target === document.body ||
    (target.closest("aside, main, [role=status]") !== null && !target.closest("[data-layer]"))
  );
}

function meaning(event: KeyboardEvent, on: Shortcuts, isWritten: boolean): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const isTypingNow = isTyping(event.target);
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (key === "f1") return on.onKeys;
  if (key === "f9" && isPlain) return on.onSync;
  if (key === "f6") return () => on.onRegion(event.shiftKey);
  if (event.altKey && key === "arrowleft") return on.onBack;
  if (event.altKey && key === "arrowright") return on.onForward;
  // Text fields have their own undo, but for a criterion or a search box that nothing was written in.
  const isOfField = isTypingNow && (isWritten || on.onEscape !== undefined);
  if (isOfField && ofTyping(event)) return ofTyping(event);
  if (isCommand(event) && key === "z") return event.shiftKey ? on.onRedo : on.onUndo;
  if (isCommand(event) && key === "n") return event.shiftKey ? on.onEmails : on.onNew;
  if (isCommand(event) && key === "k" && !event.shiftKey) return on.onPalette;
  if (isCommand(event) && key === "f" && !event.shiftKey) return on.onFind;
  if (!isPlain || isTypingNow) return undefined;
  if (key === "?") return on.onKeys;
  if (key === "n" && !event.shiftKey) return on.onNew;
  return undefined;
}
