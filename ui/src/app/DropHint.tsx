// Says that a file which hangs over the window can be dropped.
import { MailPlus } from "lucide-react";
import { useEffect, useState } from "react";
import { listen } from "../ipc";
import { useT } from "../lib/i18n";
import styles from "./DropHint.module.css";

export function DropHint() {
  const { t } = useT();
  const [isOver, setOver] = useState(false);
  useEffect(() => listen("filesOver", setOver), []);
  if (!isOver) return null;
  return (
    <div className={styles.hint} role="status">
      <MailPlus aria-hidden="true" />
      <strong>{t("arrived.over")}</strong>
      <span className="muted">{t("arrived.overText")}</span>
    </div>
  );
}
