// Takes along what whoever helps would ask for, where a sentence for the user says less.
import { useT } from "../lib/i18n";
import { toast } from "../lib/toasts";
import { Button } from "./Button";

export function CopyDetails({ details }: { details: string }) {
  const { t } = useT();
  const copy = () =>
    navigator.clipboard.writeText(details).then(
      () => toast({ text: t("error.detailsCopied") }),
      () => toast({ text: details, isWarning: true, stays: true }),
    );
  return (
    <Button look="link" onClick={() => void copy()}>
      {t("error.copyDetails")}
    </Button>
  );
}
