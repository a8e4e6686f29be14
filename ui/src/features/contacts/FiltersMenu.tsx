// The saved filters: one is loaded by its name, and the criteria of now are kept under one (S4).
import { Bookmark, BookmarkPlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { Kbd } from "../../components/Kbd";
import { MenuButton, type MenuEntry } from "../../components/Menu";
import { asAppError, type StateFilter } from "../../ipc";
import { errorSentence } from "../../ipc/errors";
import { toastError } from "../../ipc/toastError";
import { useT } from "../../lib/i18n";
import { isSubmitEnter } from "../../lib/keys";
import { toast } from "../../lib/toasts";
import { type CriteriaForm, countCriteria } from "./criteria";
import styles from "./FiltersMenu.module.css";
import { FILTERS_MAX, isNamed, NAME_CHARS_MAX, type SavedFilter, useFilters, withFilter } from "./filters";

type Props = { form: CriteriaForm; state: StateFilter; onApply: (filter: SavedFilter) => void };

export function FiltersMenu({ form, state, onApply }: Props) {
  const { t } = useT();
  const { filters, keep } = useFilters();
  const [isOpen, open] = useState(false);
  const entries: MenuEntry[] = [
    ...filters.map((filter) => ({
      id: `filter-${filter.name}`,
      text: filter.name,
      icon: <Bookmark />,
      onAct: () => onApply(filter),
    })),
    ...(filters.length > 0 ? ["line" as const] : []),
    {
      id: "keep",
      text: t("filters.keep"),
      icon: <BookmarkPlus />,
      reason: filters.length === 0 && countCriteria(form) === 0 ? t("filters.nothing") : null,
      onAct: () => open(true),
    },
  ];
  return (
    <>
      <MenuButton label={t("filters.title")} entries={entries}>
        <Bookmark aria-hidden="true" />
        {t("filters.title")}
      </MenuButton>
      {isOpen && <FiltersDialog {...{ form, state, filters, keep }} onClose={() => open(false)} />}
    </>
  );
}

type DialogProps = {
  form: CriteriaForm;
  state: StateFilter;
  filters: SavedFilter[];
  keep: (filters: SavedFilter[]) => Promise<void>;
  onClose: () => void;
};

function FiltersDialog({ form, state, filters, keep, onClose }: DialogProps) {
  const { t } = useT();
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const replaces = filters.some((one) => isNamed(one, name));
  const save = () => {
    const clean = name.trim();
    if (!clean) return setError(t("invalid.required"));
    if (clean.length > NAME_CHARS_MAX) return setError(t("filters.tooLong", { n: NAME_CHARS_MAX }));
    if (!replaces && filters.length >= FILTERS_MAX) return setError(t("filters.tooMany", { n: FILTERS_MAX }));
    keep(withFilter(filters, { name: clean, form, state })).then(
      () => {
        toast({ text: t("filters.kept", { name: clean }) });
        onClose();
      },
      (thrown) => setFailure(errorSentence(asAppError(thrown), t)),
    );
  };
  const remove = (filter: SavedFilter) =>
    keep(filters.filter((one) => one !== filter)).then(
      () =>
        toast({
          text: t("filters.removed", { name: filter.name }),
          action: { label: t("undo"), run: () => void keep(filters).catch(toastError) },
        }),
      toastError,
    );
  const count = countCriteria(form);
  return (
    <Dialog
      title={t("filters.title")}
      onClose={onClose}
      onAccept={save}
      footer={
        <>
          <Button look="primary" onClick={save} reason={count === 0 ? t("filters.nothing") : null}>
            {replaces ? t("filters.replace") : t("filters.save")}
            <Kbd>{t("key.ctrlEnter")}</Kbd>
          </Button>
          <Button onClick={onClose}>
            {t("close")}
            <Kbd>{t("key.esc")}</Kbd>
          </Button>
        </>
      }
    >
      {failure && <Banner tone="error">{failure}</Banner>}
      <Field
        label={t("filters.name")}
        value={name}
        onChange={(value) => {
          setName(value);
          setError(null);
        }}
        onKeyDown={(event) => isSubmitEnter(event) && count > 0 && save()}
        error={error}
        help={t("filters.help", { n: count })}
        autoFocus
      />
      {filters.length > 0 && (
        <ul className={styles.filters} aria-label={t("filters.saved")}>
          {filters.map((filter) => (
            <li key={filter.name} className={styles.filter}>
              <Bookmark className="small" aria-hidden="true" />
              <span className="clip grow">{filter.name}</span>
              <Button
                look="quiet"
                isSmall
                name={t("filters.remove", { name: filter.name })}
                onClick={() => void remove(filter)}
              >
                <Trash2 className="small" aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
