// The book's own contact types and fields, which words everywhere in the window are made of.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ipc } from "../ipc";
import { knowFields } from "../lib/customFields";
import { setTypes } from "../lib/types";

export function useKnown(): void {
  const types = useQuery({ queryKey: ["types"], queryFn: () => ipc.contactTypes() }).data;
  useEffect(() => setTypes(types ?? []), [types]);
  const fields = useQuery({ queryKey: ["customFields"], queryFn: () => ipc.customFields() }).data;
  useEffect(() => knowFields(fields ?? []), [fields]);
}
