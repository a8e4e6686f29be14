// A dialog with something to fill in: accepted once, however often it is asked, and left unasked only when nothing is lost.
import { type ReactNode, useRef, useState } from "react";
import { useT } from "../lib/i18n";
import { useLastField } from "../lib/useLastField";
import { useOnce } from "../lib/useOnce";
import { AcceptButton } from "./AcceptButton";
import { Button } from "./Button";
import { ConfirmDialog } from "./ConfirmDialog";
import { Dialog } from "./Dialog";
import { Kbd } from "./Kbd";

type Props = {
  title: string;
  extra?: ReactNode;
  size?: "small" | "medium" | "large";
  /** What the button that acts says. */
  accept: string;
  /** Which key is its: Enter from a field of one line too, or Ctrl+Enter alone. */
  keys?: "enter" | "ctrlEnter";
  /** Why it cannot be accepted now; its keys are dead too. */
  reason?: string | null;
  /** Settles when it is done, and then the dialog goes; nothing where there is something to mend first. */
  onAccept: () => Promise<unknown> | undefined;
  /** What went wrong; what was typed stays. */
  onError: (thrown: unknown) => void;
  /** Something was typed that closing would lose. */
  isTouched: boolean;
  /** What is asked then, where it is not text that would be lost. */
  question?: { title: string; text: string };
  /** While it works; without it the dialog stays until there is an answer. */
  onStop?: () => void;
  onClose: () => void;
  /** At the end of the footer. */
  end?: ReactNode;
  children: ReactNode;
};

export function FormDialog({ accept, keys = "enter", reason = null, onAccept, onError, isTouched, ...rest }: Props) {
  const { t } = useT();
  const once = useOnce({ isLast: true });
  const [isAsking, ask] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const toLastField = useLastField(body);
  const save = () => {
    if (reason || !once.isFree()) return;
    const work = onAccept();
    if (work) once.run(() => work, onError);
  };
  const close = () => {
    if (once.isRunning) rest.onStop?.();
    else if (isTouched) ask(true);
    else rest.onClose();
  };
  return (
    <Dialog
      title={rest.title}
      extra={rest.extra}
      size={rest.size}
      onClose={close}
      onAccept={save}
      hasEnter={keys === "enter"}
      isRunning={once.isRunning}
      bodyRef={body}
      footer={
        <>
          <AcceptButton once={once} onAccept={save} keys={t(`key.${keys}`)} reason={reason}>
            {accept}
          </AcceptButton>
          <Button onClick={close}>
            {t("cancel")}
            {keys === "ctrlEnter" && <Kbd>{t("key.esc")}</Kbd>}
          </Button>
          {rest.end}
        </>
      }
    >
      {rest.children}
      {isAsking && (
        <ConfirmDialog
          title={rest.question?.title ?? t("leave.title")}
          text={rest.question?.text ?? t("leave.text")}
          yes={t("form.discardYes")}
          no={t("form.discardNo")}
          isDanger
          save={
            rest.question || reason
              ? undefined
              : {
                  word: accept,
                  onSave: () => {
                    ask(false);
                    toLastField();
                    save();
                  },
                }
          }
          onYes={rest.onClose}
          onNo={() => {
            ask(false);
            toLastField();
          }}
        />
      )}
    </Dialog>
  );
}
