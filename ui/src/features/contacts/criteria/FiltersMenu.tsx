// The saved filters: one is loaded by its name, and the criteria of now are kept under one (S4).
import { Bookmark, BookmarkPlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Banner } from "../../../components/Banner";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { FormDialog } from "../../../components/FormDialog";
import { MenuButton, type MenuEntry } from "../../../components/Menu";
import { asAppError, type StateFilter } from "../../../ipc";
import { errorSentence } from "../../../ipc/errors";
import { toastError } from "../../../ipc/toastError";
import { useT } from "../../../lib/i18n";
import { toast } from "../../../lib/toasts";
import { useOnce } from "../../../lib/useOnce";
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
  const refuse = (why: string) => {
    setError(why);
    return undefined;
  };
  const save = () => {
    const clean = name.trim();
    if (!clean) return refuse(t("invalid.required"));
    if (clean.length > NAME_CHARS_MAX) return refuse(t("filters.tooLong", { n: NAME_CHARS_MAX }));
    if (!replaces && filters.length >= FILTERS_MAX) return refuse(t("filters.tooMany", { n: FILTERS_MAX }));
    return keep(withFilter(filters, { name: clean, form, state })).then(() => {
      toast({ text: t("filters.kept", { name: clean }) });
      onClose();
    });
  };
  const removing = useOnce();
  const remove = (filter: SavedFilter) =>
    removing.run(async () => {
      await keep(filters.filter((one) => one !== filter));
      toast({
        text: t("filters.removed", { name: filter.name }),
        action: { label: t("undo"), run: () => void keep(filters).catch(toastError) },
      });
    }, toastError);
  const count = countCriteria(form);
  return (
    <FormDialog
      title={t("filters.title")}
      accept={replaces ? t("filters.replace") : t("filters.save")}
      reason={count === 0 ? t("filters.nothing") : null}
      onAccept={save}
      onError={(thrown) => setFailure(errorSentence(asAppError(thrown), t))}
      isTouched={name.trim() !== ""}
      onClose={onClose}
    >
      {failure && <Banner tone="error">{failure}</Banner>}
      <Field
        label={t("filters.name")}
        value={name}
        onChange={(value) => {
          setName(value);
          setError(null);
        }}
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
                onClick={() => remove(filter)}
              >
                <Trash2 className="small" aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
