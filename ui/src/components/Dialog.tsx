// A window over the window: title, body, and a footer whose first button is the one that acts.
import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type Ref, useRef } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useT } from "../lib/i18n";
import { byEnter } from "../lib/keys";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { useAcceptKeys, useStill } from "./useAcceptKeys";

type Props = {
  title: string;
  /** Beside the title. */
  extra?: ReactNode;
  size?: "small" | "medium" | "large";
  onClose: () => void;
  /** What Ctrl+Enter does. */
  onAccept?: () => void;
  /** Enter in a field of one line does the same. */
  hasEnter?: boolean;
  /** What was accepted is under way: nothing more is typed. */
  isRunning?: boolean;
  /** What holds the fields. */
  bodyRef?: Ref<HTMLDivElement>;
  footer: ReactNode;
  children: ReactNode;
};

export function Dialog({
  title,
  extra,
  size = "small",
  onClose,
  onAccept,
  hasEnter,
  isRunning,
  bodyRef,
  footer,
  children,
}: Props) {
  const { t } = useT();
  const root = useRef<HTMLDivElement>(null);
  const keys = useAcceptKeys(root, onAccept);
  useStill(root, isRunning ?? false);
  const enter = byEnter(() => onAccept?.());
  // What floats over it, or stands over it, is another part of the page.
  const hearsEnter = (event: KeyboardEvent) => hasEnter && root.current?.contains(event.target as Node);
  const onKeyDown = (event: KeyboardEvent) => {
    keys.onKeyDown(event);
    if (hearsEnter(event)) enter.onKeyDown(event);
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    keys.onKeyDownCapture(event);
    if (hearsEnter(event)) enter.onKeyDownCapture(event);
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable={false}
      onOpenChange={(open) => !open && onClose()}
      className={styles.scrim}
      data-scrim
    >
      <Modal className={`${styles.modal} ${styles[size]}`}>
        {/* Around the dialog itself: that has the focus before anything in it. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the fields inside. */}
        <div ref={root} className={styles.dialog} data-window onKeyDown={onKeyDown} onKeyDownCapture={onKeyDownCapture}>
          <AriaDialog className={styles.dialog}>
            <div className={styles.whole}>
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
              <div className={styles.body} ref={bodyRef}>
                {children}
              </div>
              <footer className={styles.foot}>{footer}</footer>
            </div>
          </AriaDialog>
        </div>
      </Modal>
    </ModalOverlay>
  );
}
