// The links of an email, outside of it: each says whole where it leads, and is opened by the program.
import { Copy, ExternalLink, TriangleAlert } from "lucide-react";
import { Button } from "../../components/Button";
import { type EmailLink, ipc } from "../../ipc";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import styles from "./EmailLinks.module.css";
import { deceptiveHost, shownHost } from "./links";

export function EmailLinks({ attachment, links }: { attachment: string; links: EmailLink[] }) {
  const { t } = useT();
  const open = ({ number, host }: EmailLink) =>
    ipc
      .emailLinkOpen(attachment, number)
      .then(() => toast({ text: host ? t("mail.opened", { host }) : t("mail.openedOther") }), toastError);
  const copy = ({ address }: EmailLink) =>
    navigator.clipboard.writeText(address).then(() => toast({ text: t("mail.copied") }), toastError);
  return (
    <section className={styles.links} aria-label={t("mail.links")}>
      <h3>{t("mail.links")}</h3>
      <ol>
        {links.map((link) => {
          const said = deceptiveHost(link);
          return (
            <li key={link.number} className={styles.link}>
              <span className="small muted tnum">{link.number}</span>
              <span className={styles.words}>
                {link.text && <span className="medium">{link.text}</span>}
                <span className={styles.address}>{link.address}</span>
                {said && (
                  <span className={styles.warning}>
                    <TriangleAlert className="small" aria-hidden="true" />
                    {t("mail.deceives", { said, host: shownHost(link) })}
                  </span>
                )}
                {!link.is_allowed && <span className="small muted">{t("mail.notOpened")}</span>}
              </span>
              <Button look="quiet" isSmall name={t("mail.copyLink")} onClick={() => void copy(link)}>
                <Copy className="small" aria-hidden="true" />
              </Button>
              <Button
                look="quiet"
                isSmall
                name={t("mail.openLink", { n: link.number, address: link.address })}
                reason={link.is_allowed ? null : t("mail.notOpened")}
                onClick={() => void open(link)}
              >
                <ExternalLink className="small" aria-hidden="true" />
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
