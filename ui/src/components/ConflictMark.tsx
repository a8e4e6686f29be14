// A record has fields of which two people wrote different things at once: which, what each wrote, and the way to the choice.
import { GitCompareArrows } from "lucide-react";
import { useT } from "../lib/i18n";
import { Banner } from "./Banner";
import { Button } from "./Button";
import styles from "./ConflictMark.module.css";

type Props = {
  conflicts: {
    field: string;
    what?: string;
    values: { who: string; text: string; isShown: boolean }[];
  }[];
  /** Without it the choice cannot be reached from here. */
  onReview?: () => void;
  /** Why not now. */
  reason?: string | null;
};

export function ConflictMark({ conflicts, onReview, reason }: Props) {
  const { t } = useT();
  if (conflicts.length === 0) return null;
  const told = conflicts.filter((one) => one.what !== undefined);
  const fields = conflicts.filter((one) => one.what === undefined);
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
      {told.map((one) => one.what).join(" ")}
      {told.length > 0 && fields.length > 0 && " "}
      {fields.length > 0 &&
        t("conflicts.mark", { n: fields.length, fields: fields.map((one) => one.field).join(", ") })}
      {fields.some((one) => one.values.length > 0) && (
        <dl className={styles.values}>
          {fields.map((one) => (
            <div key={one.field}>
              {fields.length > 1 && <dt className="small muted">{one.field}</dt>}
              {one.values.map(({ who, text, isShown }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike in every word.
                <dd key={at} className={styles.value} title={text}>
                  <span className="muted">{t("conflicts.by", { who })}</span> <span className="medium">{text}</span>
                  {isShown && <span className="small faint"> {t("conflicts.isShown")}</span>}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </Banner>
  );
}
