// The criteria in one line above the list; when they no longer match it, the line says so and offers Cargar.
import { ListFilter, RefreshCw, SlidersHorizontal, X } from "lucide-react";
import { Button } from "../../components/Button";
import { Kbd } from "../../components/Kbd";
import { typeWord } from "../../components/TypeIcon";
import { useT } from "../../lib/i18n";
import styles from "./Criteria.module.css";
import { type CriteriaForm, countCriteria } from "./criteria";

type Props = {
  form: CriteriaForm;
  isStale: boolean;
  isEditing: boolean;
  onChange: (form: CriteriaForm) => void;
  onEdit: () => void;
  onRevert: () => void;
  onLoad: () => void;
};

export function CriteriaChips({ form, isStale, isEditing, onChange, onEdit, onRevert, onLoad }: Props) {
  const { t } = useT();
  const chip = (name: string, text: string, without: Partial<CriteriaForm>) =>
    text && (
      <span className={styles.chip}>
        <span className="muted">{name}</span>
        <span className="clip">{text}</span>
        <Button
          look="quiet"
          isSmall
          name={t("criteria.removeChip", { name })}
          onClick={() => onChange({ ...form, ...without })}
        >
          <X aria-hidden="true" />
        </Button>
      </span>
    );
  const dates = form.from || form.to ? `${form.from || "…"} – ${form.to || "…"}` : "";
  return (
    <div className={styles.chips} data-stale={isStale || undefined}>
      {isStale ? (
        <span className={styles.note} role="status">
          <RefreshCw className="small" aria-hidden="true" />
          {t("criteria.stale")}
        </span>
      ) : (
        <ListFilter className="small" aria-hidden="true" />
      )}
      {countCriteria(form) === 0 && !isStale && <span className="small faint">{t("criteria.none")}</span>}
      {chip(t("form.customer"), form.customer?.text ?? "", { customer: null })}
      {chip(t("column.type"), form.type ? typeWord(form.type, t) : "", { type: null })}
      {chip(t("criteria.chipDate"), dates, { from: "", to: "" })}
      {chip(t("criteria.chipText"), form.text.trim(), { text: "" })}
      <span className="grow" />
      {isStale && (
        <Button look="quiet" isSmall onClick={onRevert}>
          {t("criteria.revert")}
        </Button>
      )}
      <Button look="quiet" isSmall onClick={onEdit} aria-expanded={isEditing}>
        <SlidersHorizontal aria-hidden="true" />
        {isEditing ? t("criteria.hide") : t("criteria.edit")}
      </Button>
      {isStale && (
        <Button look="primary" isSmall onClick={onLoad}>
          {t("criteria.load")}
          <Kbd>{t("key.enter")}</Kbd>
        </Button>
      )}
    </div>
  );
}
