// The criteria in one line above the list; when they no longer match it, the line says so and offers Cargar.
import { ListFilter, RefreshCw, SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../../components/Button";
import { type Chip, Chips } from "../../../components/Chips";
import { Kbd } from "../../../components/Kbd";
import { fieldNamed, useFields, valueWords } from "../../../lib/customFields";
import { type Translate, useT } from "../../../lib/i18n";
import { resultWord } from "../../../lib/results";
import { typeWord } from "../../../lib/types";
import styles from "./Criteria.module.css";
import { type CriteriaForm, countCriteria, isTyped, noCriteria, type RangeName, ranges } from "./criteria";

type Props = {
  form: CriteriaForm;
  loaded: CriteriaForm;
  isStale: boolean;
  isEditing: boolean;
  onChange: (form: CriteriaForm) => void;
  onEdit: () => void;
  onRevert: () => void;
  onLoad: () => void;
  /** What stands before the buttons. */
  filters: ReactNode;
};

type Criterion = Chip & { without: Partial<CriteriaForm> };

export function CriteriaChips({
  form,
  loaded,
  isStale,
  isEditing,
  onChange,
  onEdit,
  onRevert,
  onLoad,
  filters,
}: Props) {
  const { t } = useT();
  useFields();
  const [chips, before] = [chipsOf(form, t), chipsOf(loaded, t)];
  const isNew = (id: string, value: string) => before.every((one) => one.id !== id || one.value !== value);
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
      <Chips
        label={t("criteria.form")}
        removeLabel={({ name }) => t("criteria.removeChip", { name })}
        chips={chips.map(({ id, name, value }) => ({ id, name, value, isChanged: isNew(id, value) }))}
        onRemove={(id) => onChange({ ...form, ...chips.find((chip) => chip.id === id)?.without })}
      />
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
      {filters}
      <Button look="quiet" isSmall onClick={onEdit} aria-expanded={isEditing}>
        <SlidersHorizontal aria-hidden="true" />
        {isEditing ? t("criteria.hide") : t("criteria.edit")}
      </Button>
      {isStale && (
        <Button look="primary" isSmall onClick={onLoad} data-enter>
          {t("criteria.load")}
          <Kbd isHere>{t("key.enter")}</Kbd>
        </Button>
      )}
    </div>
  );
}

function chipsOf(form: CriteriaForm, t: Translate): Criterion[] {
  const range = (name: RangeName): Criterion => {
    const [from, to] = ranges[name];
    const value = rangeWords(form[from], form[to], t);
    return { id: name, name: t(`criteria.${name}`), value, without: { [from]: "", [to]: "" } };
  };
  const chips: Criterion[] = [
    {
      id: "customer",
      name: t("form.customer"),
      value: form.customer?.text ?? "",
      without: { customer: null, person: null },
    },
    { id: "person", name: t("form.person"), value: form.person?.text ?? "", without: { person: null } },
    { id: "user", name: t("form.user"), value: form.user?.text ?? "", without: { user: null } },
    { id: "kind", name: t("criteria.kind"), value: form.kind?.text ?? "", without: { kind: null } },
    { id: "zone", name: t("criteria.zone"), value: form.zone?.text ?? "", without: { zone: null } },
    { id: "sector", name: t("criteria.sector"), value: form.sector?.text ?? "", without: { sector: null } },
    { id: "province", name: t("criteria.province"), value: form.province ?? "", without: { province: null } },
    { id: "data", name: t("criteria.data"), value: form.data.trim(), without: { data: "" } },
    range("date"),
    range("next"),
    range("closed"),
    { id: "type", name: t("column.type"), value: form.type ? typeWord(form.type, t) : "", without: { type: null } },
    {
      id: "direction",
      name: t("form.direction"),
      value: form.direction ? t(`direction.${form.direction}`) : "",
      without: { direction: null },
    },
    {
      id: "result",
      name: t("form.result"),
      value: form.result ? resultWord(form.result, t) : "",
      without: { result: null },
    },
    { id: "action", name: t("criteria.action"), value: form.action?.text ?? "", without: { action: null } },
    { id: "product", name: t("criteria.product"), value: form.product?.text ?? "", without: { product: null } },
    ...customChips(form, t),
    { id: "text", name: t("criteria.chipText"), value: form.text.trim(), without: { text: "" } },
    {
      id: "unkept",
      name: t("criteria.unkept"),
      value: form.isUnkept ? t("yes") : "",
      without: { isUnkept: false },
    },
    {
      id: "openActions",
      name: t("criteria.openActions"),
      value: form.hasOpenActions ? t("yes") : "",
      without: { hasOpenActions: false },
    },
    { id: "files", name: t("criteria.files"), value: form.hasFiles ? t("yes") : "", without: { hasFiles: false } },
  ];
  return chips.filter((chip) => chip.value);
}

function rangeWords(from: string, to: string, t: Translate): string {
  if (from && to) return `${from} – ${to}`;
  return from ? `${t("criteria.from")} ${from}` : to && `${t("criteria.to")} ${to}`;
}

function customChips(form: CriteriaForm, t: Translate): Criterion[] {
  return Object.entries(form.custom)
    .filter(isTyped)
    .map(([id, typed]) => {
      const field = fieldNamed(id);
      const { [id]: _, ...others } = form.custom;
      const isFlag = field?.kind === "yes_no";
      const words = field ? valueWords(field, isFlag ? typed.text === "true" : typed.text, t("yes"), t("no")) : "";
      const value = rangeWords(typed.from, typed.to, t) || words;
      return { id: `custom-${id}`, name: field?.label ?? "", value, without: { custom: others } };
    });
}
