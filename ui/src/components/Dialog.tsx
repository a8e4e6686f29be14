// A window over the window: title, body, and a footer whose first button is the one that acts.
import { X } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useT } from "../lib/i18n";
import { isAccept } from "../lib/keys";
import { Button } from "./Button";
import styles from "./Dialog.module.css";

type Props = {
  title: string;
  /** Beside the title. */
  extra?: ReactNode;
  size?: "small" | "medium" | "large";
  onClose: () => void;
  /** What Ctrl+Enter does. */
  onAccept?: () => void;
  footer: ReactNode;
  children: ReactNode;
};

export function Dialog({ title, extra, size = "small", onClose, onAccept, footer, children }: Props) {
  const { t } = useT();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!onAccept || !isAccept(event)) return;
    event.preventDefault();
    event.stopPropagation();
    onAccept();
  };
  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()} className={styles.scrim}>
      <Modal className={`${styles.modal} ${styles[size]}`}>
        <AriaDialog className={styles.dialog}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Ctrl+Enter from the fields inside. */}
          <div className={styles.whole} onKeyDown={onKeyDown}>
            <header className={styles.head}>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {extra}
              <span className="grow" />
              <Button look="quiet" name={t("close")} onClick={onClose}>
                <X aria-hidden="true" />
              </Button>
            </header>
            <div className={styles.body}>{children}</div>
            <footer className={styles.foot}>{footer}</footer>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
