// A document from a stranger: no scripts, no origin, and no way out (R12).
import styles from "./MailFrame.module.css";

/** `document` must already be clean, and bring its own policy; this wall stands behind those two. */
export function MailFrame({ name, document }: { name: string; document: string }) {
  return <iframe className={styles.frame} title={name} sandbox="" referrerPolicy="no-referrer" srcDoc={document} />;
}
