// What is typed into a form outlives the program: it is there when the form is opened again, or offered at the start.
import { useEffect, useRef, useState } from "react";
import { beforeLeaving } from "../lib/lastWords";
import { ipc } from "./index";

const DRAFT_DELAY_MS = 700;

export type Kept<Values> = {
  id: string | null;
  base: string | null;
  values: Values;
  /** Of a person: whose. */
  customer?: string;
};

/** The record as it was opened; its draft lies at `key`, a place of its own. */
type Opened = { key: string; id: string | null; revision: string | null; customer?: string };

export function useDraft<Values extends object>(opened: Opened, values: Values, set: (values: Values) => void) {
  const { id, customer } = opened;
  const [key] = useState(opened.key);
  const [base, setBase] = useState(opened.revision);
  const [isRecovered, recover] = useState(false);
  /** As the book has it: what differs from it was typed. */
  const [first, setFirst] = useState(values);
  const isOver = useRef(false);
  const isTouched = JSON.stringify(values) !== JSON.stringify(first);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is opened once.
  useEffect(() => {
    ipc.draftLoad(key).then(
      (json) => {
        const kept: Kept<Values> | null = json ? JSON.parse(json) : null;
        if (!kept) return;
        // Based on what was seen then: what came meanwhile stays beside it. Of what is gone it makes a new one.
        setBase(id === null ? null : kept.base);
        set({ ...first, ...kept.values });
        recover(true);
      },
      () => {},
    );
  }, []);
  useEffect(() => {
    if (!isTouched) return;
    const save = async () => {
      const kept: Kept<Values> = { id, base, values, customer };
      if (!isOver.current) await ipc.draftSave(key, JSON.stringify(kept)).catch(() => {});
    };
    const timer = setTimeout(save, DRAFT_DELAY_MS);
    const forget = beforeLeaving(save);
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [key, values, isTouched, id, base, customer]);
  return {
    base,
    isRecovered,
    isTouched,
    /** The form shows what is stored now. */
    renew: (revision: string, values: Values) => {
      setBase(revision);
      setFirst(values);
      set(values);
    },
    forget: () => {
      isOver.current = true;
      ipc.draftDrop(key).catch(() => {});
    },
  };
}
