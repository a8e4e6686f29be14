// A stored email, read as text in a dialog.
import { useQuery } from "@tanstack/react-query";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { asAppError, ipc } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { useT } from "../../lib/i18n";
import { EmailText } from "./EmailText";

type Props = { attachment: string; name: string; timeZone: string; onClose: () => void };

export function StoredEmail({ attachment, name, timeZone, onClose }: Props) {
  const { t } = useT();
  const email = useQuery({ queryKey: ["email", attachment], queryFn: () => ipc.emailShow(attachment) });
  return (
    <Dialog
      size="large"
      title={t("email.view")}
      extra={<span className="muted clip">{name}</span>}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
    >
      {email.error && <Banner tone="error">{errorSentence(asAppError(email.error), t)}</Banner>}
      {email.data && <EmailText email={email.data} timeZone={timeZone} />}
    </Dialog>
  );
}
