// A list that is longer than a page: how many rows there are, and the windows that fetch them as they are seen.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { RowWindows } from "./windows";

type Source<Row> = {
  /** The list's name in the query cache, and what it is filtered by: another one is another list. */
  key: readonly string[];
  count: () => Promise<number>;
  page: (offset: number, limit: number) => Promise<Row[]>;
  onError: (error: unknown) => void;
};

/** Counted again whenever queries are invalidated; until then the rows of before stay on the screen. */
export function useRows<Row>({ key, count, page, onError }: Source<Row>) {
  const counted = useQuery({
    queryKey: ["rows", ...key],
    // The pages of a filter must meet the count of the same filter.
    queryFn: async () => ({ total: await count(), page }),
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
  const list = counted.data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, a repeated one too, has windows of its own.
  const windows = useMemo(
    () => new RowWindows<Row>(list?.page ?? (async () => []), onError),
    [list, counted.dataUpdatedAt],
  );
  useSyncExternalStore(windows.subscribe, () => windows.version);
  return { total: list?.total ?? null, windows, error: counted.error };
}
