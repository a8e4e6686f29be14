// Everything that a text finds, by kind: the newest answer, asked for again when the book changes.
import { useEffect, useRef, useState } from "react";
import { ipc, type SearchHit } from "./index";

/** In the order in which they are shown. */
export const kinds = ["customer", "person", "contact", "email"] as const;
export type Kind = (typeof kinds)[number];
export type Found = SearchHit & { kind: Kind };
/** `total` is null where there are more than the hits, and nobody has counted them. */
export type Section = { kind: Kind; hits: Found[]; total: number | null };
/** What the sections are an answer to. */
type Answer = { text: string; limit: number; sections: Section[]; error: unknown };

export const isFound = (hit: SearchHit): hit is Found => (kinds as readonly string[]).includes(hit.kind);

/** The kinds that have any, with at most `limit` hits of each. */
async function findAll(text: string, limit: number): Promise<Section[]> {
  const found = (await ipc.search(text, limit + 1)).filter(isFound);
  return kinds.flatMap((kind) => {
    const all = found.filter((hit) => hit.kind === kind);
    const total = all.length > limit ? null : all.length;
    return all.length > 0 ? [{ kind, hits: all.slice(0, limit), total }] : [];
  });
}

const nothing: Answer = { text: "", limit: 0, sections: [], error: null };

/** While `isWaiting`, the answer is that of an older text. `changes` counts the changes of the book. */
export function useFound(text: string, limit: number, changes: number) {
  const [answer, setAnswer] = useState(nothing);
  const wanted = useRef({ text, limit });
  wanted.current = { text, limit };
  const asked = useRef(0);
  const taken = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the book asks again.
  useEffect(() => {
    const mine = ++asked.current;
    const take = (part: Partial<Answer>) => {
      const isOther = text !== wanted.current.text || limit !== wanted.current.limit;
      // An older answer never takes the place of a newer one.
      if (isOther || mine < taken.current) return;
      taken.current = mine;
      setAnswer({ ...nothing, text, limit, ...part });
    };
    if (text === "") return take({});
    findAll(text, limit).then(
      (sections) => take({ sections }),
      (error: unknown) => take({ error }),
    );
  }, [text, limit, changes]);
  return { ...answer, isWaiting: text !== answer.text };
}

/** The customer of a person is where the person is. */
export const customerOf = async (kind: string, id: string) =>
  kind === "person" ? (await ipc.personShow(id)).customer : id;
