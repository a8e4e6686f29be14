// Durations, dates, keys, windows of rows and the scale of long lists.
import { describe, expect, test, vi } from "vitest";
import { parseDate, parseTime, shortDate } from "../src/lib/dates";
import { parseDuration, showDuration } from "../src/lib/duration";
import { isNearly } from "../src/lib/fold";
import { isAccept, isSubmitEnter } from "../src/lib/keys";
import { HEIGHT_MAX, scaleFor } from "../src/lib/scale";
import { PagedRows } from "../src/lib/windows";

describe("durations", () => {
  test.each([
    ["135", 135],
    ["2h15", 135],
    ["2 h 15 min", 135],
    ["2h", 120],
    ["15 min", 15],
    ["0", 0],
    ["", null],
    ["  ", null],
  ])("s19_duration_reads_%s", (text, minutes) => expect(parseDuration(text)).toEqual({ ok: true, minutes }));
  test.each(["abc", "-5", "1,5", "h15"])("s19_duration_refuses_%s", (text) =>
    expect(parseDuration(text).ok).toBe(false),
  );
  test("s20_hours_and_minutes_are_shown", () => {
    expect(showDuration(135)).toBe("2\u00a0h\u00a015\u00a0min");
    expect(showDuration(60)).toBe("1\u00a0h");
    expect(showDuration(0)).toBe("0\u00a0min");
    expect(showDuration(null)).toBe("");
  });
});

describe("dates", () => {
  const today = "2026-11-24";
  test.each([
    ["24/11/2026", "2026-11-24"],
    ["1/2/26", "2026-02-01"],
    ["24-11-2026", "2026-11-24"],
    ["24112026", "2026-11-24"],
    ["24/11", "2026-11-24"],
    ["2026-11-24", "2026-11-24"],
    ["29/02/2028", "2028-02-29"],
    ["", null],
  ])("s21_date_reads_%s", (text, value) => expect(parseDate(text, today)).toEqual({ ok: true, value }));
  test.each(["31/02/2026", "32/01/2026", "31/2", "1/13/2026"])("s21_date_refuses_%s", (text) =>
    expect(parseDate(text, today).ok).toBe(false),
  );
  test.each([
    ["16:30", "16:30"],
    ["9", "09:00"],
    ["1630", "16:30"],
    ["16.30", "16:30"],
    ["", null],
  ])("s21_hour_reads_%s", (text, value) => expect(parseTime(text)).toEqual({ ok: true, value }));
  test.each(["25:00", "12:60", "x"])("s21_hour_refuses_%s", (text) => expect(parseTime(text).ok).toBe(false));
  test("a date of another year shows its year", () => {
    expect(shortDate("2026-11-24", today, "es")).toEqual({ weekday: "mar", day: "24/11" });
    expect(shortDate("2025-01-02", today, "es")).toEqual({ weekday: "", day: "02/01/25" });
  });
});

describe("keys", () => {
  test("the Enter that ends a composition does not submit", () => {
    expect(isSubmitEnter({ key: "Enter", keyCode: 13 })).toBe(true);
    expect(isSubmitEnter({ key: "Enter", keyCode: 13, isComposing: true })).toBe(false);
    expect(isSubmitEnter({ key: "Enter", keyCode: 229 })).toBe(false);
    expect(isSubmitEnter({ key: "Enter", keyCode: 13, nativeEvent: { isComposing: true } })).toBe(false);
  });
  test("AltGr+Enter, which is Ctrl+Alt on Windows, does not accept", () => {
    const enter = { key: "Enter", keyCode: 13, ctrlKey: true, metaKey: false, altKey: false };
    expect(isAccept(enter)).toBe(true);
    expect(isAccept({ ...enter, altKey: true })).toBe(false);
  });
});

describe("windows of rows", () => {
  const settle = () => new Promise((done) => setTimeout(done));
  test("each window is asked for once and its rows are found by index", async () => {
    const fetch = vi.fn(async (offset: number, limit: number) => Array.from({ length: limit }, (_, at) => offset + at));
    const windows = new PagedRows(fetch);
    windows.ensure(90, 110);
    windows.ensure(95, 120);
    expect(windows.row(99)).toBeUndefined();
    await settle();
    expect(fetch.mock.calls).toEqual([
      [0, 100],
      [100, 100],
    ]);
    expect(windows.row(99)).toBe(99);
    expect(windows.row(100)).toBe(100);
  });
  test("old windows are let go and asked for again", async () => {
    const fetch = vi.fn(async (offset: number) => [offset]);
    const windows = new PagedRows(fetch);
    for (let at = 0; at < 40; at++) {
      windows.ensure(at * 100, at * 100);
      await settle();
    }
    expect(windows.row(0)).toBeUndefined();
    expect(windows.row(3900)).toBe(3900);
  });
  test("a window that failed can be asked for again", async () => {
    const onError = vi.fn();
    const fetch = vi.fn().mockRejectedValueOnce(new Error("no")).mockResolvedValue(["row"]);
    const windows = new PagedRows<string>(fetch, onError);
    windows.ensure(0, 0);
    await settle();
    expect(onError).toHaveBeenCalledOnce();
    windows.ensure(0, 0);
    await settle();
    expect(windows.row(0)).toBe("row");
  });
});

test("a million rows fit in the scroll bar and reach both ends", () => {
  const total = 28_000_000;
  const scale = scaleFor(total, 600);
  expect(scale.height).toBe(HEIGHT_MAX);
  expect(scale.toVirtual(0)).toBe(0);
  expect(scale.toVirtual(HEIGHT_MAX - 600)).toBeCloseTo(total - 600, 3);
  expect(scale.toVirtual(scale.toScroll(1_234_567))).toBeCloseTo(1_234_567, 3);
});

test("a_slip_in_a_word_of_a_command_is_forgiven", () => {
  for (const typed of ["exprt", "expirt lista"]) expect(isNearly("Exportar la lista", typed), typed).toBe("beginning");
  for (const typed of ["exportra", "expotar", "exprtar lista"])
    expect(isNearly("Exportar la lista", typed), typed).toBe("whole");
  expect(isNearly("Añadir cliente", "añadr cliente")).toBe("whole");
  expect(isNearly("Nuevo contacto", "const")).toBe("beginning");
  for (const typed of ["lst", "experto", "", "xprtar", "lista zumos"])
    expect(isNearly("Exportar la lista", typed), typed).toBeNull();
});
