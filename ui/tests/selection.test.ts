// What keys and clicks select in a list that is never all there.
import { expect, test } from "vitest";
import { arrange, moveColumn } from "../src/lib/columns";
import { answerKey } from "../src/lib/gridKeys";
import { all, extend, isSelected, nothing, only, type Selection, single, sizeOf, toggle } from "../src/lib/selection";

const key = (name: string, selection: Selection, held: Partial<Record<"shiftKey" | "ctrlKey" | "altKey", true>> = {}) =>
  answerKey(
    { key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held },
    selection,
    1_000_000,
    20,
  );
const selected = (answer: ReturnType<typeof key>) => (answer && "select" in answer ? answer.select : undefined);

test("s10_a_million_are_one_range_and_exclusions_part_it", () => {
  const everything = selected(key("a", only(5), { ctrlKey: true })) as Selection;
  expect(everything.spans).toEqual([[0, 999_999]]);
  expect(sizeOf(everything)).toBe(1_000_000);
  const without = toggle(toggle(everything, 4), 7);
  expect(without.spans).toEqual([
    [0, 3],
    [5, 6],
    [8, 999_999],
  ]);
  expect(sizeOf(toggle(without, 4))).toBe(999_999);
});

test("s10_shift_selects_over_rows_that_were_never_drawn", () => {
  const range = selected(key("End", only(10), { shiftKey: true })) as Selection;
  expect(range).toEqual({ spans: [[10, 999_999]], active: 999_999, anchor: 10 });
  // From the same anchor the other way.
  expect(selected(key("Home", range, { shiftKey: true }))?.spans).toEqual([[0, 10]]);
});

test("s10_ctrl_moves_without_selecting_and_ctrl_space_adds", () => {
  const moved = selected(key("ArrowDown", only(3), { ctrlKey: true })) as Selection;
  expect(moved).toEqual({ spans: [[3, 3]], active: 4, anchor: 3 });
  const added = selected(key(" ", moved, { ctrlKey: true })) as Selection;
  expect(added.spans).toEqual([[3, 4]]);
  expect(single(added)).toBeUndefined();
  expect(single(toggle(added, 3))).toBe(4);
});

test("s10_random_clicks_select_what_a_set_of_rows_would", () => {
  let seed = 20261124;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let round = 0; round < 200; round++) {
    let selection = nothing;
    let model = new Set<number>();
    for (let click = 0; click < 30; click++) {
      const at = random(40);
      const anchor = selection.anchor < 0 ? at : selection.anchor;
      const span = Array.from({ length: Math.abs(at - anchor) + 1 }, (_, i) => Math.min(at, anchor) + i);
      switch (random(4)) {
        case 0:
          selection = only(at);
          model = new Set([at]);
          break;
        case 1:
          selection = toggle(selection, at);
          if (!model.delete(at)) model.add(at);
          break;
        case 2:
          selection = extend(selection, at);
          model = new Set(span);
          break;
        default:
          selection = extend(selection, at, true);
          for (const one of span) model.add(one);
      }
      expect(sizeOf(selection)).toBe(model.size);
      const rows = Array.from({ length: 40 }, (_, row) => row);
      expect(rows.filter((row) => isSelected(selection, row))).toEqual(rows.filter((row) => model.has(row)));
      const areApart = selection.spans.every(
        ([from], at) => at === 0 || from > (selection.spans[at - 1]?.[1] ?? 0) + 1,
      );
      expect(areApart).toBe(true);
    }
  }
});

test("s10_an_empty_list_has_nothing_to_select", () => {
  expect(all(0, nothing).spans).toEqual([]);
  expect(
    answerKey({ key: "End", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }, nothing, 0, 20),
  ).toBeUndefined();
});

test("a_letter_is_looked_for_and_a_digit_or_an_accelerator_is_not", () => {
  expect(key("ñ", only(0))).toEqual({ seek: "ñ" });
  expect(key("1", only(0))).toBeUndefined();
  expect(key("?", only(0))).toBeUndefined();
  expect(key("z", only(0), { ctrlKey: true })).toBeUndefined();
  expect(key("n", only(0), { altKey: true })).toBeUndefined();
});

test("s20_kept_columns_take_in_new_ones_and_forget_old_ones", () => {
  const known = ["state", "date", "customer", "person", "notes"].map((id) => ({ id }));
  const kept = [{ id: "notes", width: 300 }, { id: "gone" }, { id: "date" }, { id: "state", isHidden: true }];
  expect(arrange(kept, known).map(({ id }) => id)).toEqual(["notes", "date", "customer", "person", "state"]);
  expect(arrange([], known)).toEqual(known);
  expect(moveColumn(known, "notes", 1).map(({ id }) => id)).toEqual(["state", "notes", "date", "customer", "person"]);
});
