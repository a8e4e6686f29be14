// Shows the short messages in a live region; each stays while it is hovered or focused.
import { TriangleAlert, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useT } from "../lib/i18n";
import { dropToast, TOAST_MS, type Toast, toastStore } from "../lib/toasts";
import { Button } from "./Button";
import { Kbd } from "./Kbd";
import styles from "./Toasts.module.css";

export function Toasts() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <One key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function One({ toast }: { toast: Toast }) {
  const { t } = useT();
  const [isHeld, hold] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dropToast(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer or the focus inside only keep it from leaving.
    <div
      className={styles.toast}
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {toast.isWarning && <TriangleAlert aria-hidden="true" />}
      <span>{toast.text}</span>
      {toast.action && (
        <Button
          look="link"
          onClick={() => {
            dropToast(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
          {toast.action.key && <Kbd>{toast.action.key}</Kbd>}
        </Button>
      )}
      <Button look="quiet" name={t("close")} onClick={() => dropToast(toast.id)}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
