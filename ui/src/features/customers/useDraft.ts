// What is typed into the form of a customer outlives the program: it is there when the form is opened again.
import { useEffect, useRef, useState } from "react";
import { type Customer, ipc } from "../../ipc";
import { beforeLeaving } from "../../lib/lastWords";
import type { CustomerValues } from "./useCustomerForm";

/** Each customer's by itself: what is typed of one does not push out what was typed of another. */
const keyOf = (id: string | null) => `customer.form.${id ?? "new"}`;
const DRAFT_DELAY_MS = 700;

type Kept = { id: string | null; base: string | null; values: CustomerValues };

export function useDraft(customer: Customer | null, values: CustomerValues, set: (values: CustomerValues) => void) {
  const id = customer?.id ?? null;
  const [base, setBase] = useState(customer?.revision ?? null);
  const [isRecovered, recover] = useState(false);
  /** As the book has it: what differs from it was typed. */
  const [first, setFirst] = useState(values);
  const isOver = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is opened once.
  useEffect(() => {
    ipc.draftLoad(keyOf(id)).then(
      (json) => {
        const kept: Kept | null = json ? JSON.parse(json) : null;
        if (kept?.id !== id) return;
        // Based on what was seen then: what came meanwhile stays beside it.
        setBase(kept.base);
        set({ ...first, ...kept.values });
        recover(true);
      },
      () => {},
    );
  }, []);
  useEffect(() => {
    if (values === first) return;
    const save = async () => {
      const kept: Kept = { id, base, values };
      if (!isOver.current) await ipc.draftSave(keyOf(id), JSON.stringify(kept)).catch(() => {});
    };
    const timer = setTimeout(save, DRAFT_DELAY_MS);
    const forget = beforeLeaving(save);
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [values, first, id, base]);
  return {
    base,
    isRecovered,
    isTouched: values !== first,
    /** The form shows what is stored now. */
    renew: (revision: string, values: CustomerValues) => {
      setBase(revision);
      setFirst(values);
      set(values);
    },
    forget: () => {
      isOver.current = true;
      ipc.draftDrop(keyOf(id)).catch(() => {});
    },
  };
}
