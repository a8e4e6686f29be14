// What is odd about a customer that is being written, and which customers share something with it.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CustomerWarning } from "./bindings";
import { blankCustomer } from "./drafts";
import { ipc } from "./index";

type Compared = {
  name: string;
  legal_name: string | null;
  code: string | null;
  tax_id: string | null;
  emails: string[];
  phones: string[];
};

/** `id` is its own, which is no double of itself. */
export function useCustomerWarnings(id: string | null, typed: Compared): CustomerWarning[] {
  const asked = JSON.stringify(typed);
  const [seen, look] = useState(asked);
  // It is looked at when it has stood still: what is half typed is wrong anyway.
  useEffect(() => {
    const timer = setTimeout(() => look(asked), 400);
    return () => clearTimeout(timer);
  }, [asked]);
  const answer = useQuery({
    queryKey: ["customerWarnings", id, seen],
    queryFn: () => ipc.customerWarnings(id, { ...blankCustomer(""), ...(JSON.parse(seen) as Compared) }),
    placeholderData: (before) => before,
  });
  return answer.data ?? [];
}
