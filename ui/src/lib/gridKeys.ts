// The keys of a long list, as desktop lists have them: where they move, and what they select.
import { isComposing, isSubmitEnter } from "./keys";
import { all, extend, only, type Selection, toggle, visit } from "./selection";

type Key = {
  key: string;
  code?: string;
  keyCode?: number;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
};

export type GridOrder = "view" | "modify" | "delete" | "preview" | "noAnswer" | "menu" | "clear";
export type GridAnswer =
  | { select: Selection }
  | { order: GridOrder }
  /** A letter of a name that is looked for. */
  | { seek: string };

/** What a key does in a list of `count` rows, `page` of which fit; undefined when it is not the list's. */
export function answerKey(event: Key, selection: Selection, count: number, page: number): GridAnswer | undefined {
  if (event.altKey || isComposing(event)) return undefined;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) return { order: "menu" };
  if (isCommand && event.key.toLowerCase() === "a") return { select: all(count, selection) };
  const to = target(event.key, selection, count, page);
  if (to !== undefined) {
    if (event.shiftKey) return { select: extend(selection, to, isCommand) };
    return { select: isCommand ? visit(selection, to) : only(to) };
  }
  if (event.key === " " && isCommand) return { select: toggle(selection, Math.max(0, selection.active)) };
  if (isCommand) return undefined;
  if (event.key === " ") return { order: "preview" };
  if (isSubmitEnter(event)) return { order: "view" };
  if (event.key === "F2") return { order: "modify" };
  if (event.key === "F8") return { order: "noAnswer" };
  if (event.key === "Delete") return { order: "delete" };
  if (event.key === "Escape" && selection.spans.length > 0) return { order: "clear" };
  // Digits are the filters', and so is the question mark the keys'.
  if (/^\p{L}$/u.test(event.key)) return { seek: event.key };
  return undefined;
}

function target(key: string, { active, near = 0 }: Selection, count: number, page: number): number | undefined {
  const isIn = active >= 0;
  const steps: Record<string, number> = {
    ArrowDown: isIn ? active + 1 : near,
    ArrowUp: isIn ? active - 1 : near,
    Home: 0,
    End: count - 1,
    PageDown: isIn ? active + page : near,
    PageUp: isIn ? active - page : near,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, to));
}
