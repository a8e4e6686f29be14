// The way back to where somebody wrote, once what stood over it is answered.
import { type RefObject, useEffect, useRef } from "react";

/** `root` holds the fields; its header and footer hold none. */
export function useLastField(root: RefObject<HTMLElement | null>): () => void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const remember = () => {
      const { activeElement: now } = document;
      const isField = now instanceof HTMLElement && now !== root.current && !now.closest("header, footer");
      if (isField && root.current?.contains(now)) last.current = now;
    };
    remember();
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, [root]);
  const goBack = () => (last.current?.isConnected ? last.current : root.current)?.focus({ preventScroll: true });
  // After the question has given the focus back to what asked it.
  return () => requestAnimationFrame(() => requestAnimationFrame(goBack));
}
