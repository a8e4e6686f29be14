// An invitation for one computer: the link, what is done with it, and whoever asks with it while it stands open.
import { Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { ErrorBanner } from "../../components/ErrorBanner";
import { Field } from "../../components/Field";
import { type AppError, asAppError, type Invitation, ipc, type JoinRequest } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { useFrame } from "../../ipc/frame";
import { toastError, toldError } from "../../ipc/toastError";
import { showMoment } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { Requests } from "./Requests";
import styles from "./Team.module.css";

type Props = { requests: JoinRequest[]; onClose: () => void };

/** A working day: long enough for a colleague who is out. */
const HOURS = 24;

export function InviteDialog({ requests, onClose }: Props) {
  const { timeZone } = useFrame();
  const { t, locale } = useT();
  const [invitation, take] = useState<Invitation | null>(null);
  const [failure, fail] = useState<AppError | null>(null);
  const copyButton = useRef<HTMLButtonElement>(null);
  const isAsked = useRef(false);
  // Whoever asks while this is open asks with this one, which is for one computer.
  const before = useRef(requests.map(({ request }) => request));
  const isUsed = requests.some(({ request }) => !before.current.includes(request));
  useEffect(() => {
    // One dialog is one invitation, however often it is drawn.
    if (isAsked.current) return;
    isAsked.current = true;
    ipc.teamInvite(HOURS).then(take, (thrown) => fail(asAppError(thrown)));
  }, []);
  useEffect(() => {
    if (invitation) copyButton.current?.focus();
  }, [invitation]);
  const copy = () =>
    void navigator.clipboard
      .writeText(invitation?.link ?? "")
      .then(() => toast({ text: t("invite.copied") }))
      .catch(toastError);
  return (
    <Dialog
      title={t("invite.title")}
      size="medium"
      onClose={onClose}
      footer={
        <>
          <Button
            ref={copyButton}
            look="primary"
            onClick={copy}
            reason={
              isUsed ? t("invite.used") : invitation ? null : failure ? errorSentence(failure, t) : t("invite.making")
            }
          >
            <Copy aria-hidden="true" />
            {t("invite.copy")}
          </Button>
          <Button onClick={onClose}>{t("close")}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <ErrorBanner error={toldError(failure)} />
        <p>{t("invite.lead")}</p>
        <Field
          label={t("invite.link")}
          value={invitation?.link ?? t("invite.making")}
          onChange={() => {}}
          isReadOnly
          help={
            invitation ? t("invite.expires", { when: showMoment(invitation.expires, timeZone, locale) }) : undefined
          }
        />
        <ol className={styles.steps}>
          <li>{t("invite.step1")}</li>
          <li>{t("invite.step2")}</li>
          <li>{t("invite.step3")}</li>
        </ol>
        <Requests requests={requests} />
      </div>
    </Dialog>
  );
}
