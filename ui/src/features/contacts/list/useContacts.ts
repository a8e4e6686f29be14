// The state of the Contacts screen: criteria typed, criteria loaded, the rows in view and what is selected.
import { useEffect, useMemo, useRef, useState } from "react";
import {
  type ContactColumn,
  type ContactCounts,
  type ContactOrder,
  type ContactRow,
  type ContactSelection,
  type ContactsChange,
  ipc,
  type StateFilter,
} from "../../../ipc";
import { useFrame } from "../../../ipc/frame";
import { hasNoCall, logNoAnswer } from "../../../ipc/noAnswer";
import { keepRoute, keptRoute } from "../../../ipc/route";
import { toastError } from "../../../ipc/toastError";
import { useListView } from "../../../ipc/useListView";
import { showDate } from "../../../lib/dates";
import { t } from "../../../lib/i18n";
import { only } from "../../../lib/selection";
import { toast } from "../../../lib/toasts";
import { useLate } from "../../../lib/useLate";
import { useOnce } from "../../../lib/useOnce";
import { SELECTED_MAX, useRows } from "../../../lib/useRows";
import { withProgress } from "../../../lib/work";
import type { Meant } from "../change/ChangeDialog";
import { type CriteriaErrors, type CriteriaForm, isStale, noCriteria, toCriteria, written } from "../criteria/criteria";
import type { SavedFilter } from "../criteria/filters";

/** `round` tells one Cargar from the next. */
type Loaded = { form: CriteriaForm; at: string; round: number };
const LAST_KEY = "contacts.criteria";
const shownAs = {
  key: "contacts.view",
  order: { column: "date", descending: true } as ContactOrder,
  startsDescending: {
    date: true,
    next: true,
    closing: true,
    duration: true,
    customer: false,
    person: false,
    user: false,
    type: false,
    result: false,
  } satisfies Record<ContactColumn, boolean>,
};
/** A list that takes longer to come says that the one before is still there. */
const LATE_MS = 150;
const noCounts: ContactCounts = { all: 0, done: 0, open: 0 };

export type ContactsState = ReturnType<typeof useContacts>;

export function useContacts(isTrial: boolean) {
  const { today, undo, changed } = useFrame();
  const kept = useRef(keptRoute<{ form: CriteriaForm; filter: StateFilter }>("contacts"));
  const [form, setForm] = useState(kept.current?.form ?? noCriteria);
  const [errors, setErrors] = useState<CriteriaErrors>({});
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [filter, setFilter] = useState<StateFilter>(kept.current?.filter ?? "all");
  const [isEditing, edit] = useState(false);
  const view = useListView(shownAs);
  const { order } = view;

  useEffect(() => {
    ipc.draftLoad(LAST_KEY).then(
      (json) => json && setForm((now) => (now === noCriteria ? { ...noCriteria, ...JSON.parse(json) } : now)),
      () => {},
    );
  }, []);

  const loadThe = (typed: CriteriaForm) => {
    // "Ayer" is another day tomorrow.
    const form = written(typed, today);
    if (form !== typed) setForm(form);
    const asked = toCriteria(form, today);
    setErrors(asked.errors);
    if (Object.keys(asked.errors).length > 0) return edit(true);
    const at = new Date().toTimeString().slice(0, 5);
    setLoaded((before) => ({ form, at, round: (before?.round ?? 0) + 1 }));
    edit(false);
    ipc.draftSave(LAST_KEY, JSON.stringify(form)).catch(() => {});
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
    if (kept.current || isTrial) void load();
  }, []);
  useEffect(() => {
    if (loadedForm) keepRoute("contacts", { form: loadedForm, filter });
  }, [loadedForm, filter]);
  const criteria = useMemo(() => toCriteria(loadedForm ?? noCriteria, today).criteria, [loadedForm, today]);
  const list = useRows<ContactRow, ContactCounts | null>({
    key: ["contacts", criteria, loaded?.round ?? 0],
    view: [filter, order],
    count: async () => (loaded ? ipc.contactsCount(criteria) : null),
    totalOf: (counts) => counts?.[filter] ?? 0,
    page: (offset, limit) => (loaded ? ipc.contactsPage(criteria, filter, order, offset, limit) : Promise.resolve([])),
    places: (ids) => ipc.contactsPlaces(criteria, filter, order, ids),
    ids: (offset, limit) => ipc.contactsIds(criteria, filter, order, offset, limit),
    onError: toastError,
  });
  const { selection, selected: selectedCount, row: selected, windows } = list;
  const isLate = useLate(!list.isCurrent, LATE_MS);
  useEffect(() => {
    if (list.error) toastError(list.error);
  }, [list.error]);
  const counts = list.counts ?? noCounts;

  /** The selected contacts by themselves; null, and said, when the list has moved before they were known. */
  const chosen = async (): Promise<ContactSelection | null> => {
    const of = { criteria, state: filter, order };
    // So many are refused, and it is said how many are too many.
    if (selectedCount > SELECTED_MAX)
      return { ...of, ids: [], ranges: selection.spans.map(([from, to]) => ({ from, to, first: null, last: null })) };
    const ids = await list.selectedIds();
    if (ids) return { ...of, ids, ranges: [] };
    toastError({ code: "invalid", field: "selection", detail: "moved" });
    return null;
  };

  const deleting = useOnce();
  const remove = () => {
    if (selectedCount === 0) return;
    deleting.run(
      async () => {
        const selection = await chosen();
        if (!selection) return;
        list.take(selection.ids);
        const gone = await withProgress(t("list.deleting", { n: selectedCount }), ipc.contactsDelete(selection));
        toast({
          text: selected
            ? t("list.deleted", { date: showDate(selected.date), customer: selected.customer_name })
            : t("list.deletedMany", { n: gone }),
          action: { label: t("undo"), key: t("undo.key"), run: undo },
        });
        // The next one waits until the list is the new one.
        await changed();
      },
      (error) => {
        list.take([]);
        toastError(error);
      },
    );
  };

  /** One contact at a time: each has its own promise. */
  const noAnswer = () => {
    if (!selected) return;
    if (hasNoCall(selected)) return toast({ text: t("error.noPromise") });
    deleting.run(async () => {
      await logNoAnswer(selected.id, undo);
      await changed();
    }, toastError);
  };

  /** Throws what went wrong: whoever asked still holds what was typed. */
  const changeSelected = async (chosen: ContactSelection, change: ContactsChange, meant: Meant) => {
    const doing = t("change.doing", { n: selectedCount });
    const told = await withProgress(doing, ipc.contactsChange(chosen, change, meant.includeDone, meant.moveLinked));
    toast({
      text: t("change.changed", { n: told.changed }),
      action: { label: t("undo"), key: t("undo.key"), run: undo },
    });
    void changed();
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
      list.select(only(found));
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
    count: list.total ?? 0,
    list: list.list,
    left: list.left.length,
    view,
    select: list.select,
    choose: list.choose,
    remove,
    noAnswer,
    chosen,
    changeSelected,
    seek,
    load,
    apply,
    loadedForm: loadedForm ?? noCriteria,
    isLoaded: loaded !== null && list.counts !== null,
    loads: loaded?.round ?? 0,
    loadedAt: loaded?.at ?? "",
    isStale: loaded !== null && (isLate || isStale(form, loaded.form, today)),
    change: setForm,
    revert: () => loaded && setForm(loaded.form),
    toggleEditing: () => edit(!isEditing),
    editCriteria: () => edit(true),
    setFilter,
  };
}
