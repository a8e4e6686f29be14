// The contact forms that are open, each over the one before, and how they are left.
import { useCallback, useEffect, useRef, useState } from "react";
import { type ContactRequest, type KeptForm, keptForm, newDraftKey, sameForm } from "../features/contacts/form/request";
import { ipc } from "../ipc";
import { keepRoute, keptRoute } from "../ipc/route";
import { heartOfLayer } from "../lib/focus";
import { type Draft, draftsOf } from "./Drafts";

/** `from` had the focus, and has it again. */
type OpenForm = { request: ContactRequest; key: number; draftKey: string; from: Element | null };
type Leave = (then: () => void) => void;

/** `onNone`: the last one was closed. */
export function useForms(onNone: () => void) {
  const [forms, setForms] = useState<OpenForm[]>([]);
  const [drafts, keepDrafts] = useState<Draft[]>([]);
  const nextKey = useRef(1);
  const leavers = useRef(new Map<number, Leave>());
  const doors = useRef(new Map<number, (leave: Leave | null) => void>());

  /**
   * Over as many forms as are open where it is asked for, or instead of the top one. Asked for where another has come
   * meanwhile, it is the same gesture twice.
   */
  const open = useCallback((request: ContactRequest, over: number | "instead", draftKey = newDraftKey()) => {
    const key = nextKey.current++;
    const { activeElement } = document;
    setForms((open) => {
      if (over === "instead")
        return [...open.slice(0, -1), { request, key, draftKey, from: open.at(-1)?.from ?? null }];
      return open.length === over ? [...open, { request, key, draftKey, from: activeElement }] : open;
    });
  }, []);
  const close = () => {
    setForms((open) => open.slice(0, -1));
    if (forms.length === 1) onNone();
    const from = forms.at(-1)?.from;
    requestAnimationFrame(() => {
      const back = from?.isConnected && from !== document.body ? from : heartOfLayer();
      if (back instanceof HTMLElement) back.focus();
    });
  };
  const closeAll = () => {
    setForms([]);
    if (forms.length > 0) onNone();
  };
  /** Each asks before it goes, if there is something to lose, and then `then` is done. */
  const leave = (then: () => void) => {
    const step = (depth: number) => {
      const form = forms[depth];
      if (!form) {
        if (forms.length > 0) onNone();
        return then();
      }
      leavers.current.get(form.key)?.(() => {
        setForms((open) => open.slice(0, depth));
        step(depth - 1);
      });
    };
    step(forms.length - 1);
  };
  /** The same for each drawing of one form. */
  const leaverOf = (key: number) => {
    const door =
      doors.current.get(key) ??
      ((leave: Leave | null) => {
        if (leave) leavers.current.set(key, leave);
        else leavers.current.delete(key);
      });
    doors.current.set(key, door);
    return door;
  };

  useEffect(() => {
    const lost = keptRoute<KeptForm[]>("forms") ?? [];
    ipc.draftsKept().then(
      (kept) => {
        const drafts = draftsOf(kept);
        const reopened = new Set(lost.map(({ draftKey }) => draftKey));
        lost.forEach((form, depth) => {
          const draft = drafts.find(({ key }) => key === form.draftKey);
          open(sameForm(form, draft?.kind === "contact" ? draft.kept : null), depth, form.draftKey);
        });
        keepDrafts(drafts.filter(({ key }) => !reopened.has(key)));
      },
      () => {},
    );
  }, [open]);
  useEffect(() => {
    keepRoute(
      "forms",
      forms.map(({ request, draftKey }) => keptForm(request, draftKey)),
    );
  }, [forms]);

  return {
    forms,
    drafts,
    keepDrafts,
    open,
    close,
    closeAll,
    leave,
    /** As its own button does: back to where it was opened. */
    leaveTop: () => document.querySelector<HTMLElement>("[data-layer]:not([inert]) [data-back]")?.click(),
    leaverOf,
  };
}
