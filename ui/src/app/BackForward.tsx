// Back and forward through the places and contacts that were open.
import { ArrowLeft, ArrowRight } from "lucide-react";
import { Button } from "../components/Button";
import { useT } from "../lib/i18n";

type Props = { onBack: (() => void) | null; onForward: (() => void) | null };

export function BackForward({ onBack, onForward }: Props) {
  const { t } = useT();
  return (
    <>
      <Button
        look="quiet"
        isStep
        name={t("back")}
        reason={onBack ? null : t("trail.first")}
        onClick={onBack ?? undefined}
      >
        <ArrowLeft aria-hidden="true" />
      </Button>
      <Button
        look="quiet"
        isStep
        name={t("forward")}
        reason={onForward ? null : t("trail.last")}
        onClick={onForward ?? undefined}
      >
        <ArrowRight aria-hidden="true" />
      </Button>
    </>
  );
}
