// Criteria kept under a name (S4), on this computer.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ipc, type StateFilter } from "../../../ipc";
import { type CriteriaForm, noCriteria } from "./criteria";

export type SavedFilter = { name: string; form: CriteriaForm; state: StateFilter };

export const NAME_CHARS_MAX = 60;
export const FILTERS_MAX = 100;
const KEY = "contacts.filters";

export function useFilters() {
  const queries = useQueryClient();
  const filters = useQuery({ queryKey: [KEY], queryFn: read }).data ?? [];
  const keep = async (next: SavedFilter[]) => {
    await ipc.draftSave(KEY, JSON.stringify(next));
    queries.setQueryData([KEY], next);
  };
  return { filters, keep };
}

/** By name, as Spanish sorts; one of the same name is replaced. */
export function withFilter(filters: SavedFilter[], filter: SavedFilter): SavedFilter[] {
  return [...filters.filter((one) => !isNamed(one, filter.name)), filter].sort((a, b) =>
    a.name.localeCompare(b.name, "es", { sensitivity: "base", numeric: true }),
  );
}

export const isNamed = (filter: SavedFilter, name: string) =>
  filter.name.localeCompare(name.trim(), "es", { sensitivity: "accent" }) === 0;

async function read(): Promise<SavedFilter[]> {
  const json = await ipc.draftLoad(KEY);
  const kept: unknown = json ? JSON.parse(json) : [];
  // Criteria that came later than the filter are empty in it.
  return Array.isArray(kept) ? kept.map((one) => ({ ...one, form: { ...noCriteria, ...one.form } })) : [];
}
