// Shows the short messages in a live region that floats over what scrolls; each stays while it is hovered or focused, and
// takes the focus from nobody.
import { TriangleAlert, X } from "lucide-react";
import { type FocusEvent, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { useT } from "../lib/i18n";
import { dropToast, TOAST_MS, type Toast, toastStore } from "../lib/toasts";
import { Button } from "./Button";
import { CopyDetails } from "./CopyDetails";
import { Kbd } from "./Kbd";
import styles from "./Toasts.module.css";

export function Toasts() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  const region = useRef<HTMLDivElement>(null);
  // Lists scroll so much further, for their last rows to be seen beside any message.
  useLayoutEffect(() => {
    const top = region.current?.getBoundingClientRect().top ?? window.innerHeight;
    const room = toasts.length > 0 ? window.innerHeight - top : 0;
    document.documentElement.style.setProperty("--toasts-room", `${room}px`);
  }, [toasts]);
  return (
    <div ref={region} className={styles.region} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <One key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function One({ toast }: { toast: Toast }) {
  const { t } = useT();
  const [isHeld, hold] = useState(false);
  /** Where the keyboard was before it came here: there it is again when the message leaves. */
  const from = useRef<HTMLElement | null>(null);
  const onFocus = (event: FocusEvent) => {
    hold(true);
    const { currentTarget, relatedTarget } = event;
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) from.current = relatedTarget;
  };
  const leave = () => {
    dropToast(toast.id);
    from.current?.focus();
  };
  useEffect(() => {
    if (isHeld || toast.stays) return;
    const timer = setTimeout(() => dropToast(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id, toast.stays]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer or the focus inside only keep it from leaving.
    <div
      className={styles.toast}
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={onFocus}
      onMouseDown={(event) => event.preventDefault()}
      onBlur={() => hold(false)}
    >
      {toast.isWarning && <TriangleAlert aria-hidden="true" />}
      <span>{toast.text}</span>
      {toast.action && (
        <Button
          look="link"
          onClick={() => {
            leave();
            toast.action?.run();
          }}
        >
          {toast.action.label}
          {toast.action.key && <Kbd>{toast.action.key}</Kbd>}
        </Button>
      )}
      {toast.details && <CopyDetails details={toast.details} />}
      <Button look="quiet" name={t("close")} onClick={leave}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
