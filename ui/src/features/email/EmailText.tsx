// An email: its headers, its words, its attachments and what to beware of.
import { FileText, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "../../components/Avatar";
import type { EmailView, MailAddress } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { showMoment } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { showSize } from "../../lib/size";
import styles from "./EmailText.module.css";
import { ItemFacts } from "./ItemFacts";
import { emailWarning } from "./warnings";

const names = (addresses: MailAddress[]) => addresses.map((one) => one.name || one.address).join(", ");

const nameAndAddress = ({ name, address }: MailAddress) => [name, address].filter(Boolean).join(" ");

type Props = {
  email: EmailView;
  /** Above the text. */
  remarks?: ReactNode;
  /** In the place of the plain text. */
  body?: ReactNode;
  /** Below the body. */
  links?: ReactNode;
};

export function EmailText({ email, remarks, body, links }: Props) {
  const { timeZone } = useFrame();
  const { t, locale } = useT();
  const sender = email.from?.name || email.from?.address || "";
  return (
    <article className={styles.mail} aria-label={t("email.text")}>
      <header className={styles.head}>
        <Avatar name={sender} isLarge />
        <div className="grow">
          <p className="clip">
            <span className="medium">{sender}</span>{" "}
            {email.from?.name && <span className="muted">{email.from.address}</span>}
          </p>
          {email.sender && (
            <p className="small muted clip">{t("email.sentBy", { name: nameAndAddress(email.sender) })}</p>
          )}
          <p className="small muted">
            {[
              email.to.length > 0 && t("email.to", { names: names(email.to) }),
              email.cc.length > 0 && t("email.cc", { names: names(email.cc) }),
              email.bcc.length > 0 && t("email.bcc", { names: names(email.bcc) }),
            ]
              .filter(Boolean)
              .join(", ")}
          </p>
        </div>
        {email.date && <span className="small muted tnum">{showMoment(email.date, timeZone, locale)}</span>}
      </header>
      <h2 className={styles.subject}>{email.subject || t("email.noSubject")}</h2>
      {email.item && <ItemFacts item={email.item} timeZone={timeZone} />}
      {email.warnings.length > 0 && (
        <ul className={styles.warnings} aria-label={t("email.warnings")}>
          {email.warnings.map((warning) => (
            <li key={warning}>
              <TriangleAlert className="small" aria-hidden="true" />
              {emailWarning(warning, t)}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.content}>
        <div className={styles.letter}>
          {remarks}
          {body ?? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must scroll by keyboard.
            <section className={styles.text} tabIndex={0} aria-label={email.subject || t("email.noSubject")}>
              {email.text}
            </section>
          )}
        </div>
        <div className={styles.beside}>
          {links}
          <section className={styles.attachments}>
            <h3>{t("email.attachments")}</h3>
            {email.attachments.length === 0 && <p className="small faint">{t("email.noAttachments")}</p>}
            <ul>
              {email.attachments.map((file) => (
                <li key={file.sha256 + file.name} className={styles.file}>
                  <FileText className="small" aria-hidden="true" />
                  <span className="clip grow">{file.name}</span>
                  <span className="small faint tnum">{showSize(file.size, locale)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </article>
  );
}
