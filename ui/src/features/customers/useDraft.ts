// What is typed into the form of a customer outlives the program: it is there when the form is opened again.
import { useEffect, useRef, useState } from "react";
import { type Customer, ipc } from "../../ipc";
import { beforeLeaving } from "../../lib/lastWords";
import type { CustomerValues } from "./useCustomerForm";

const KEY = "customer.form";
const DRAFT_DELAY_MS = 700;

type Kept = { id: string | null; base: string | null; values: CustomerValues };

export function useDraft(customer: Customer | null, values: CustomerValues, set: (values: CustomerValues) => void) {
  const id = customer?.id ?? null;
  const [base, setBase] = useState(customer?.revision ?? null);
  const [isRecovered, recover] = useState(false);
  const [first] = useState(values);
  const isOver = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is opened once.
  useEffect(() => {
    ipc.draftLoad(KEY).then(
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
      if (!isOver.current) await ipc.draftSave(KEY, JSON.stringify(kept)).catch(() => {});
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
    forget: () => {
      isOver.current = true;
      ipc.draftDrop(KEY).catch(() => {});
    },
  };
}
