// The criteria in one line above the list; when they no longer match it, the line says so and offers Cargar.
import { ListFilter, RefreshCw, SlidersHorizontal, X } from "lucide-react";
import { Button } from "../../components/Button";
import { Kbd } from "../../components/Kbd";
import { typeWord } from "../../components/TypeIcon";
import { type Translate, useT } from "../../lib/i18n";
import styles from "./Criteria.module.css";
import { type CriteriaForm, countCriteria, noCriteria, type RangeName, ranges } from "./criteria";
import { resultWord } from "./results";

type Props = {
  form: CriteriaForm;
  loaded: CriteriaForm;
  isStale: boolean;
  isEditing: boolean;
  onChange: (form: CriteriaForm) => void;
  onEdit: () => void;
  onRevert: () => void;
  onLoad: () => void;
};

type Chip = { id: string; name: string; text: string; without: Partial<CriteriaForm> };

export function CriteriaChips({ form, loaded, isStale, isEditing, onChange, onEdit, onRevert, onLoad }: Props) {
  const { t } = useT();
  const before = chipsOf(loaded, t);
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
      <ul className={styles.chipList} aria-label={t("criteria.form")}>
        {chipsOf(form, t).map(({ id, name, text, without }) => (
          <li
            key={id}
            className={styles.chip}
            title={`${name}: ${text}`}
            data-changed={before.every((one) => one.id !== id || one.text !== text) || undefined}
          >
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
          </li>
        ))}
      </ul>
      <span className="grow" />
      {isStale && (
        <Button look="quiet" isSmall onClick={onRevert}>
          {t("criteria.revert")}
        </Button>
      )}
      {countCriteria(form) > 0 && !isStale && (
        <Button look="quiet" isSmall onClick={() => onChange(noCriteria)}>
          {t("criteria.clearShort")}
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

function chipsOf(form: CriteriaForm, t: Translate): Chip[] {
  const range = (name: RangeName): Chip => {
    const [from, to] = ranges[name];
    const text = form[from] || form[to] ? `${form[from] || "…"} – ${form[to] || "…"}` : "";
    return { id: name, name: t(`criteria.${name}`), text, without: { [from]: "", [to]: "" } };
  };
  const chips: Chip[] = [
    {
      id: "customer",
      name: t("form.customer"),
      text: form.customer?.text ?? "",
      without: { customer: null, person: null },
    },
    { id: "person", name: t("form.person"), text: form.person?.text ?? "", without: { person: null } },
    { id: "user", name: t("form.user"), text: form.user?.text ?? "", without: { user: null } },
    range("date"),
    range("next"),
    range("closed"),
    { id: "type", name: t("column.type"), text: form.type ? typeWord(form.type, t) : "", without: { type: null } },
    {
      id: "direction",
      name: t("form.direction"),
      text: form.direction ? t(`direction.${form.direction}`) : "",
      without: { direction: null },
    },
    {
      id: "result",
      name: t("form.result"),
      text: form.result ? resultWord(form.result, t) : "",
      without: { result: null },
    },
    { id: "text", name: t("criteria.chipText"), text: form.text.trim(), without: { text: "" } },
    { id: "files", name: t("criteria.files"), text: form.hasFiles ? t("yes") : "", without: { hasFiles: false } },
  ];
  return chips.filter((chip) => chip.text);
}
