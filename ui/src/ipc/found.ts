// Everything that a text finds, by kind: the newest answer, asked for again when the book changes.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ipc, type SearchHit } from "./index";

/** In the order in which they are shown. */
export const kinds = ["customer", "person", "contact", "email", "file"] as const;
export type Kind = (typeof kinds)[number];
export type Found = SearchHit & { kind: Kind };
/** So many were counted; `isMore` where there are more than that. */
export type Section = { kind: Kind; hits: Found[]; count: number; isMore: boolean };
/** What the sections are an answer to. */
type Answer = { text: string; sections: Section[]; error: unknown };

export const isFound = (hit: SearchHit): hit is Found => (kinds as readonly string[]).includes(hit.kind);

/** The kinds that have any, with at most `limit` hits of each. */
async function findAll(text: string, limit: number): Promise<Section[]> {
  const groups = await ipc.searchGroups(text, limit);
  const sections = kinds.map((kind) => {
    const group = groups.find((one) => one.kind === kind);
    return { kind, hits: group?.hits.filter(isFound) ?? [], count: group?.count ?? 0, isMore: group?.is_more ?? false };
  });
  return sections.filter(({ hits }) => hits.length > 0);
}

const nothing: Answer = { text: "", sections: [], error: null };

/** While `isWaiting`, the answer is that of an older text. */
export function useFound(text: string, limit: number) {
  const answered = useQuery({
    queryKey: ["found", text, limit],
    queryFn: async (): Promise<Answer> => {
      if (text === "") return nothing;
      try {
        return { ...nothing, text, sections: await findAll(text, limit) };
      } catch (error) {
        return { ...nothing, text, error };
      }
    },
    placeholderData: keepPreviousData,
    // What was found a while ago is no answer to the same text now.
    gcTime: 0,
  });
  const answer = answered.data ?? nothing;
  return { ...answer, isWaiting: answer.text !== text };
}

/** The customer of a person is where the person is. */
export const customerOf = async (kind: string, id: string) =>
  kind === "person" ? (await ipc.personShow(id)).customer : id;
