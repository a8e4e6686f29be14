// A record has fields of which two people wrote different things at once: which, and the way to the choice.
import { GitCompareArrows } from "lucide-react";
import { useT } from "../lib/i18n";
import { Banner } from "./Banner";
import { Button } from "./Button";

type Props = {
  /** In the words of the form. */
  fields: string[];
  /** Without it the choice cannot be reached from here. */
  onReview?: () => void;
  /** Why not now. */
  reason?: string | null;
};

export function ConflictMark({ fields, onReview, reason }: Props) {
  const { t } = useT();
  const named = [...new Set(fields)];
  if (named.length === 0) return null;
  return (
    <Banner
      tone="warning"
      icon={GitCompareArrows}
      actions={
        onReview && (
          <Button onClick={onReview} reason={reason}>
            {t("conflicts.review")}
          </Button>
        )
      }
    >
      {t("conflicts.mark", { n: named.length, fields: named.join(", ") })}
    </Banner>
  );
}
