// A stored email, read in a dialog: as it was written where that is safe, and always as text.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { ErrorBanner } from "../../components/ErrorBanner";
import { MailFrame } from "../../components/MailFrame";
import { Segmented } from "../../components/Segmented";
import { type EmailPage, ipc } from "../../ipc";
import { toastError, toldError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { withProgress } from "../../lib/work";
import { EmailLinks } from "./EmailLinks";
import { EmailText } from "./EmailText";

type Props = { attachment: string; name: string; onClose: () => void };
type Look = "formatted" | "plain";

export function StoredEmail({ attachment, name, onClose }: Props) {
  const { t } = useT();
  const email = useQuery({ queryKey: ["email", attachment], queryFn: () => ipc.emailShow(attachment) });
  const page = useQuery({ queryKey: ["emailPage", attachment], queryFn: () => ipc.emailPage(attachment) });
  // Asked for this time only: the next time it is opened nothing is fetched again unasked.
  const [withImages, setWithImages] = useState<EmailPage | null>(null);
  const [look, setLook] = useState<Look>("formatted");
  const shown = withImages ?? page.data;
  const document = shown?.document ?? null;
  const isFormatted = document !== null && look === "formatted";
  const load = () => {
    withProgress(t("mail.loading"), ipc.emailPageWithImages(attachment)).then(setWithImages, toastError);
  };
  return (
    <Dialog
      size="large"
      title={t("email.view")}
      extra={
        <>
          <span className="muted clip">{name}</span>
          {document !== null && (
            <Segmented<Look>
              label={t("mail.look")}
              value={look}
              onChange={setLook}
              choices={[
                { id: "formatted", text: t("mail.formatted") },
                { id: "plain", text: t("mail.plain") },
              ]}
            />
          )}
        </>
      }
      onClose={onClose}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
    >
      <ErrorBanner error={toldError(email.error)} onRetry={() => void email.refetch()} />
      {email.data && !page.isPending && (
        <EmailText
          email={isFormatted ? { ...email.data, warnings: email.data.warnings.filter(isOfFormat) } : email.data}
          remarks={
            <>
              {page.error && <Banner tone="warning">{t("mail.failed")}</Banner>}
              {shown && <Remarks page={shown} isFormatted={isFormatted} onLoad={withImages ? null : load} />}
            </>
          }
          body={
            isFormatted ? <MailFrame name={email.data.subject || t("email.noSubject")} document={document} /> : null
          }
          links={shown && shown.links.length > 0 && <EmailLinks attachment={attachment} links={shown.links} />}
        />
      )}
    </Dialog>
  );
}

/** Where the words came from matters only where they are shown alone. */
const isOfFormat = (warning: string) => warning !== "text_derived";

/** What the page leaves out, and why. */
function Remarks({
  page,
  isFormatted,
  onLoad,
}: {
  page: EmailPage;
  isFormatted: boolean;
  onLoad: (() => void) | null;
}) {
  const { t } = useT();
  return (
    <>
      {page.is_too_much && <Banner tone="warning">{t("mail.tooMuch")}</Banner>}
      {page.is_cut && isFormatted && <Banner tone="warning">{t("mail.cut")}</Banner>}
      {isFormatted && onLoad && page.blocked_images > 0 && (
        <Banner tone="info" actions={page.loadable_images > 0 && <Button onClick={onLoad}>{t("mail.load")}</Button>}>
          {t("mail.blocked", { n: page.blocked_images })}
        </Banner>
      )}
      {isFormatted && !onLoad && page.loadable_images > 0 && (
        <Banner tone="warning">{t("mail.notLoaded", { n: page.loadable_images })}</Banner>
      )}
    </>
  );
}
