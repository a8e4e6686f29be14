// The state of the Contacts screen: criteria typed, criteria loaded, the rows in view and what is selected.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import {
  type ContactCounts,
  type ContactRow,
  type ContactSelection,
  type ContactsChange,
  ipc,
  type StateFilter,
} from "../../ipc";
import { keepRoute, keptRoute } from "../../ipc/route";
import { toastError } from "../../ipc/toastError";
import { showDate } from "../../lib/dates";
import { t } from "../../lib/i18n";
import { nothing, only, type Selection, single, sizeOf } from "../../lib/selection";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import { RowWindows } from "../../lib/windows";
import { during } from "../../lib/work";
import { type CriteriaErrors, type CriteriaForm, isStale, noCriteria, toCriteria } from "./criteria";
import type { SavedFilter } from "./filters";
import { useListView } from "./useListView";

type Loaded = { form: CriteriaForm; counts: ContactCounts; at: string };
const LAST_KEY = "contacts.criteria";
const noCounts: ContactCounts = { all: 0, done: 0, open: 0 };

export type ContactsState = ReturnType<typeof useContacts>;

/** `changes` grows whenever records changed; a loaded list is then read again with the criteria it was loaded with. */
export function useContacts(today: string, changes: number, on: { undo: () => void; changed: () => unknown }) {
  const kept = useRef(keptRoute<{ form: CriteriaForm; filter: StateFilter }>("contacts"));
  const [form, setForm] = useState(kept.current?.form ?? noCriteria);
  const [errors, setErrors] = useState<CriteriaErrors>({});
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [filter, setFilter] = useState<StateFilter>(kept.current?.filter ?? "all");
  const [selection, select] = useState<Selection>(nothing);
  const [isEditing, edit] = useState(false);
  const [loads, setLoads] = useState(0);
  const view = useListView();
  const { order } = view;

  useEffect(() => {
    ipc.draftLoad(LAST_KEY).then(
      (json) => json && setForm((now) => (now === noCriteria ? { ...noCriteria, ...JSON.parse(json) } : now)),
      () => {},
    );
  }, []);

  const loadThe = async (form: CriteriaForm) => {
    const asked = toCriteria(form, today);
    setErrors(asked.errors);
    if (Object.keys(asked.errors).length > 0) return edit(true);
    try {
      const counts = await ipc.contactsCount(asked.criteria);
      const at = new Date().toTimeString().slice(0, 5);
      setLoaded({ form, counts, at });
      setLoads((count) => count + 1);
      select({ ...nothing, active: 0 });
      edit(false);
      ipc.draftSave(LAST_KEY, JSON.stringify(form)).catch(() => {});
    } catch (error) {
      toastError(error);
    }
  };
  const load = () => loadThe(form);
  const apply = ({ form, state }: SavedFilter) => {
    setForm(form);
    setFilter(state);
    return loadThe(form);
  };

  const loadedForm = loaded?.form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that was lost with its page is loaded once.
  useEffect(() => {
    if (kept.current) void load();
  }, []);
  useEffect(() => {
    if (loadedForm) keepRoute("contacts", { form: loadedForm, filter });
  }, [loadedForm, filter]);
  const criteria = useMemo(() => toCriteria(loadedForm ?? noCriteria, today).criteria, [loadedForm, today]);
  const windows = useMemo(
    () =>
      new RowWindows<ContactRow>(
        (offset, limit) => ipc.contactsPage(criteria, filter, order, offset, limit),
        toastError,
      ),
    [criteria, filter, order],
  );
  useSyncExternalStore(windows.subscribe, () => windows.version);

  const selectedCount = sizeOf(selection);
  const place = single(selection);
  const selected = place === undefined ? undefined : windows.row(place);
  /** Where the keyboard goes after a deletion: to what took the first one's place. */
  const afterDeletion = useRef<number | null>(null);

  /** Records changed: what is selected are places, so the selected contact is looked for, and several are let go. */
  const refresh = async () => {
    if (!loadedForm) return;
    const next = afterDeletion.current;
    afterDeletion.current = null;
    try {
      const [counts, stands] = await Promise.all([
        ipc.contactsCount(criteria),
        selected && next === null ? ipc.contactsPlace(criteria, filter, order, selected.id) : null,
      ]);
      setLoaded((now) => now && { ...now, counts });
      windows.refresh();
      const last = counts[filter] - 1;
      const found = next !== null && last >= 0 ? Math.min(next, last) : stands;
      if (found !== null) select(only(found));
      else select((now) => ({ ...nothing, active: Math.min(now.active, last) }));
    } catch (error) {
      toastError(error);
    }
  };
  const refreshNow = useRef(refresh);
  refreshNow.current = refresh;
  useEffect(() => {
    if (changes > 0) void refreshNow.current();
  }, [changes]);
  // What is selected are places; in another order or another list they are other contacts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => select({ ...nothing, active: 0 }), [windows]);

  const counts = loaded?.counts ?? noCounts;
  const count = counts[filter];
  const chosen = (): ContactSelection => ({
    criteria,
    state: filter,
    order,
    ranges: selection.spans.map(([from, to]) => ({
      from,
      to,
      first: windows.row(from)?.id ?? null,
      last: windows.row(to)?.id ?? null,
    })),
  });

  const deleting = useOnce();
  const remove = () => {
    const first = selection.spans[0]?.[0];
    if (first === undefined) return;
    deleting.run(async () => {
      const gone = await during(t("list.deleting", { n: selectedCount }), ipc.contactsDelete(chosen()));
      toast({
        text: selected
          ? t("list.deleted", { date: showDate(selected.date), customer: selected.customer_name })
          : t("list.deletedMany", { n: gone }),
        action: { label: t("undo"), key: t("undo.key"), run: on.undo },
      });
      afterDeletion.current = first;
      // The next one waits until the list is the new one.
      await on.changed();
    }, toastError);
  };

  /** Throws what went wrong: whoever asked still holds what was typed. */
  const changeSelected = async (chosen: ContactSelection, change: ContactsChange, includeDone: boolean) => {
    const doing = t("change.doing", { n: selectedCount });
    const { changed } = await during(doing, ipc.contactsChange(chosen, change, includeDone));
    toast({
      text: t("change.changed", { n: changed }),
      action: { label: t("undo"), key: t("undo.key"), run: on.undo },
    });
    on.changed();
  };

  const asked = useRef(0);
  const seek = async (letters: string) => {
    const mine = ++asked.current;
    try {
      // One letter more of the same word may still mean the same row.
      const after = letters.length > 1 ? selection.active - 1 : selection.active;
      const found = await ipc.contactsSeek(criteria, filter, order, letters, after < 0 ? null : after);
      // Letters typed since have their own answer.
      if (found === null || mine !== asked.current) return null;
      select(only(found));
      return found;
    } catch (error) {
      toastError(error);
      return null;
    }
  };

  return {
    form,
    errors,
    filter,
    criteria,
    selection,
    selectedCount,
    selected,
    isEditing,
    isDeleting: deleting.isRunning,
    windows,
    counts,
    count,
    view,
    select,
    remove,
    chosen,
    changeSelected,
    seek,
    load,
    apply,
    loads,
    loadedForm: loadedForm ?? noCriteria,
    isLoaded: loaded !== null,
    loadedAt: loaded?.at ?? "",
    isStale: loaded !== null && isStale(form, loaded.form, today),
    change: setForm,
    revert: () => loaded && setForm(loaded.form),
    toggleEditing: () => edit(!isEditing),
    editCriteria: () => edit(true),
    setFilter,
  };
}
