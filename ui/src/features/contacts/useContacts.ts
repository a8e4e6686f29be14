// The state of the Contacts screen: criteria typed, criteria loaded, the rows in view and the selected one.
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type ContactCounts, type ContactRow, ipc, type StateFilter } from "../../ipc";
import { keepRoute, keptRoute } from "../../ipc/route";
import { toastError } from "../../ipc/toastError";
import { showDate } from "../../lib/dates";
import { t } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { RowWindows } from "../../lib/windows";
import { type CriteriaErrors, type CriteriaForm, isStale, noCriteria, toCriteria } from "./criteria";

type Loaded = { form: CriteriaForm; counts: ContactCounts; at: string };
const LAST_KEY = "contacts.criteria";

export type ContactsState = ReturnType<typeof useContacts>;

/** `changes` grows whenever records changed; a loaded list is then read again with the criteria it was loaded with. */
export function useContacts(today: string, changes: number, onUndo: () => void) {
  const kept = useRef(keptRoute<{ form: CriteriaForm; filter: StateFilter }>("contacts"));
  const [form, setForm] = useState(kept.current?.form ?? noCriteria);
  const [errors, setErrors] = useState<CriteriaErrors>({});
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [filter, setFilter] = useState<StateFilter>(kept.current?.filter ?? "all");
  const [active, setActive] = useState(-1);
  const [isEditing, edit] = useState(false);

  useEffect(() => {
    ipc.draftLoad(LAST_KEY).then(
      (json) => json && setForm((now) => (now === noCriteria ? { ...noCriteria, ...JSON.parse(json) } : now)),
      () => {},
    );
  }, []);

  const load = useCallback(async () => {
    const asked = toCriteria(form, today);
    setErrors(asked.errors);
    if (Object.keys(asked.errors).length > 0) return edit(true);
    try {
      const counts = await ipc.contactsCount(asked.criteria);
      const at = new Date().toTimeString().slice(0, 5);
      setLoaded({ form, counts, at });
      setActive(-1);
      edit(false);
      ipc.draftSave(LAST_KEY, JSON.stringify(form)).catch(() => {});
    } catch (error) {
      toastError(error);
    }
  }, [form, today]);

  const loadedForm = loaded?.form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that was lost with its page is loaded once.
  useEffect(() => {
    if (kept.current) void load();
  }, []);
  useEffect(() => {
    if (loadedForm) keepRoute("contacts", { form: loadedForm, filter });
  }, [loadedForm, filter]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of records reads again.
  useEffect(() => {
    if (changes === 0 || !loadedForm) return;
    ipc
      .contactsCount(toCriteria(loadedForm, today).criteria)
      .then((counts) => setLoaded((now) => now && { ...now, counts }), toastError);
  }, [changes]);

  const windows = useMemo(() => {
    const criteria = toCriteria(loaded?.form ?? noCriteria, today).criteria;
    return new RowWindows<ContactRow>((offset, limit) => ipc.contactsPage(criteria, filter, offset, limit), toastError);
  }, [loaded, filter, today]);
  useSyncExternalStore(windows.subscribe, () => windows.version);

  const counts = loaded?.counts ?? { all: 0, done: 0, open: 0 };
  const selected = active >= 0 ? windows.row(active) : undefined;

  const remove = async () => {
    if (!selected) return;
    try {
      await ipc.contactDelete(selected.id);
      toast({
        text: t("list.deleted", { date: showDate(selected.date), customer: selected.customer_name }),
        action: { label: t("undo"), key: t("undo.key"), run: onUndo },
      });
      const left = counts[filter] - 1;
      setLoaded(
        (now) =>
          now && {
            ...now,
            counts: {
              ...now.counts,
              all: now.counts.all - 1,
              [selected.done ? "done" : "open"]: now.counts[selected.done ? "done" : "open"] - 1,
            },
          },
      );
      setActive(Math.min(active, left - 1));
    } catch (error) {
      toastError(error);
    }
  };

  return {
    form,
    errors,
    filter,
    active,
    isEditing,
    windows,
    counts,
    selected,
    remove,
    load,
    setActive,
    isLoaded: loaded !== null,
    loadedAt: loaded?.at ?? "",
    count: counts[filter],
    isStale: loaded !== null && isStale(form, loaded.form, today),
    change: setForm,
    revert: () => loaded && setForm(loaded.form),
    toggleEditing: () => edit(!isEditing),
    setFilter: (next: StateFilter) => {
      setFilter(next);
      setActive(-1);
    },
  };
}
