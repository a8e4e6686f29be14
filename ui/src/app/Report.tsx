// The diagnostic report, shown whole before it is copied or saved.
import { useQuery } from "@tanstack/react-query";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { asAppError, ipc } from "../ipc";
import { errorSentence } from "../ipc/errors";
import { toastError } from "../ipc/toastError";
import { useT } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { useOnce } from "../lib/useOnce";
import styles from "./Report.module.css";

export function Report({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const report = useQuery({ queryKey: ["report"], queryFn: () => ipc.reportText(), gcTime: 0 });
  const copy = () =>
    navigator.clipboard
      .writeText(report.data ?? "")
      .then(() => toast({ text: t("report.copied") }))
      .catch(toastError);
  const saving = useOnce();
  const save = () =>
    saving.run(async () => {
      if (await ipc.reportSave()) toast({ text: t("report.saved") });
    }, toastError);
  return (
    <Dialog
      size="large"
      title={t("report.open")}
      onClose={onClose}
      footer={
        <>
          <Button look="primary" onClick={copy}>
            {t("report.copy")}
          </Button>
          <Button onClick={save}>{t("report.save")}</Button>
          <Button onClick={onClose}>{t("close")}</Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{t("report.text")}</p>
        {report.error && <p role="alert">{errorSentence(asAppError(report.error), t)}</p>}
        <textarea className={styles.text} aria-label={t("report.open")} readOnly value={report.data ?? ""} />
      </div>
    </Dialog>
  );
}
