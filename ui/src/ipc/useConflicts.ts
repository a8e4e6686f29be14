// The fields of one record that people changed at once, with what each of them wrote, for the record itself to say.
import { useQuery } from "@tanstack/react-query";
import { useT } from "../lib/i18n";
import { conflictField, DELETED, partField, valueParts, whoWords } from "./conflictWords";
import { useFrame } from "./frame";
import { type Conflict, ipc, type RecordKind } from "./index";

/** One field: what it is called, and a line for each value. */
export type Disagreement = {
  field: string;
  /** What happened, where it is not about values. */
  what?: string;
  values: { who: string; text: string; isShown: boolean }[];
};

/** Until the values have come, the fields by their names; `fields` are those of the record as it is shown. */
export function useConflicts(kind: RecordKind, record: string | undefined, fields: string[]): Disagreement[] {
  const { me } = useFrame();
  const { t, locale } = useT();
  const query = useQuery({
    queryKey: ["conflicts", record],
    queryFn: () => ipc.conflictsList(record ?? null),
    enabled: record !== undefined && fields.length > 0,
  });
  if (fields.length === 0) return [];
  const whole = (conflict: Conflict): Disagreement => {
    const field = conflictField(conflict, t);
    if (conflict.field === DELETED) return { field, what: whoWords(conflict, me, t, locale), values: [] };
    return {
      field,
      values: conflict.values.map((one) => {
        const { first, rest } = valueParts(conflict, one, t, locale);
        const name = one.user_name ?? t("conflicts.somebody");
        return {
          who: one.user !== null && one.user === me ? t("conflicts.me", { name }) : name,
          text: [first, ...rest].join(", "),
          isShown: one.is_shown,
        };
      }),
    };
  };
  if (query.data) return query.data.map(whole);
  const named = fields.map((field) => (field === DELETED ? t("conflicts.existence") : partField(kind, field, t)));
  return [...new Set(named)].map((field) => ({ field, values: [] }));
}
