// Which key presses mean something, with input methods and AltGr kept out of it.
type KeyLike = { key: string; keyCode?: number; isComposing?: boolean; nativeEvent?: unknown };
type ModifiedKey = KeyLike & { ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** Enter that submits: never the Enter that ends a composition (WebKit reports it with keyCode 229). */
export function isSubmitEnter(event: KeyLike): boolean {
  return event.key === "Enter" && !isComposing(event);
}

export function isComposing(event: KeyLike): boolean {
  const native = event.nativeEvent as { isComposing?: boolean; keyCode?: number } | undefined;
  return Boolean(event.isComposing || native?.isComposing) || (event.keyCode ?? native?.keyCode) === 229;
}

/** Ctrl (or ⌘) without Alt: AltGr arrives as Ctrl+Alt on Windows and types characters. */
export function isCommand(event: ModifiedKey): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey;
}

export function isAccept(event: ModifiedKey & { shiftKey?: boolean }): boolean {
  return isSubmitEnter(event) && isCommand(event) && !event.shiftKey;
}

/** Accept, and close what is accepted. */
export function isAcceptClosed(event: ModifiedKey & { shiftKey?: boolean }): boolean {
  return isSubmitEnter(event) && isCommand(event) && event.shiftKey === true;
}

/** In a choice or a tick nothing is written. */
const TEXT = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(TEXT) !== null;
}

type Pressed = KeyLike & {
  target: EventTarget;
  defaultPrevented: boolean;
  preventDefault: () => void;
  stopPropagation: () => void;
};

/** Enter in a field of one line accepts. A choice or a tick would keep the key for itself: there it is heard first. */
export function byEnter(accept: () => void) {
  const take = (event: Pressed) => {
    if (!isSubmitEnter(event) || event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    accept();
  };
  return {
    onKeyDown: (event: Pressed) => isTyping(event.target) && take(event),
    onKeyDownCapture: (event: Pressed) => !isTyping(event.target) && take(event),
  };
}
