// The button that acts: it says that it works, and after a while what it waits for.
import { type ReactNode, type Ref, useSyncExternalStore } from "react";
import { useT } from "../lib/i18n";
import type { Once } from "../lib/useOnce";
import { workStore } from "../lib/work";
import { Button } from "./Button";
import { Kbd } from "./Kbd";

type Props = {
  once: Once;
  onAccept: () => void;
  /** The word of the key that does the same. */
  keys?: string;
  /** Why it cannot be used now. */
  reason?: string | null;
  type?: "button" | "submit";
  look?: "primary" | "outline";
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
};

export function AcceptButton({ once, onAccept, keys, reason, type, look = "primary", ref, children }: Props) {
  const { t } = useT();
  /** Then it lasts by itself, and how far it is stands elsewhere. */
  const isUnderWay = useSyncExternalStore(workStore.subscribe, workStore.get) !== null;
  return (
    <>
      <Button
        ref={ref}
        look={look}
        type={type}
        reason={reason}
        // A form that is submitted hears of the click itself.
        onClick={type === "submit" ? undefined : onAccept}
        data-enter={type === "submit" || undefined}
        aria-busy={once.isRunning || undefined}
      >
        {once.wait === "none" ? children : t("saving")}
        {keys && once.wait === "none" && <Kbd isHere={type === "submit"}>{keys}</Kbd>}
      </Button>
      <span role="status" className="small muted">
        {once.wait === "long" && !isUnderWay && t("saving.long")}
      </span>
    </>
  );
}
