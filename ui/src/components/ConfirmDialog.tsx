// A question with two answers, or three where what is at stake can be saved; the safe one has the focus, and closing answers nothing more than no.
import { useEffect, useRef } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

type Props = {
  title: string;
  text: string;
  yes: string;
  no: string;
  /** Which answer loses nothing. */
  safe?: "yes" | "no";
  isDanger?: boolean;
  /** The answer that saves first what a yes would lose. */
  save?: { word: string; onSave: () => void };
  onYes: () => void;
  onNo: () => void;
  /** What closing without an answer does; no, unless told. */
  onClose?: () => void;
};

export function ConfirmDialog({
  title,
  text,
  yes,
  no,
  safe = "no",
  isDanger,
  save,
  onYes,
  onNo,
  onClose = onNo,
}: Props) {
  const answer = useRef<HTMLButtonElement>(null);
  // After the dialog has taken the focus.
  useEffect(() => answer.current?.focus(), []);
  const isAnswered = useRef(false);
  /** A question is answered once. */
  const once = (act: () => void) => () => {
    if (isAnswered.current) return;
    isAnswered.current = true;
    act();
  };
  return (
    <Dialog
      title={title}
      onClose={once(onClose)}
      footer={
        <>
          {save && (
            <Button look="primary" onClick={once(save.onSave)}>
              {save.word}
            </Button>
          )}
          <Button
            look={isDanger ? "danger" : "primary"}
            onClick={once(onYes)}
            ref={safe === "yes" ? answer : undefined}
          >
            {yes}
          </Button>
          <Button onClick={once(onNo)} ref={safe === "no" ? answer : undefined}>
            {no}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
