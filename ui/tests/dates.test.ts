// Dates as people type them, in both languages, and the working days that the program counts too.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, addWorkingDays, goodFriday, weekdayOf } from "../src/lib/calendar";
import { dateHint, type Expects, longDate, parseDate, showDate } from "../src/lib/dates";
import { random } from "./random";

// A Tuesday.
const today = "2026-11-24";
const read = (text: string, expects?: Expects, on = today) => {
  const parsed = parseDate(text, on, expects);
  return parsed.ok ? parsed.value : "refused";
};

describe("dates in words", () => {
  test.each([
    ["hoy", "2026-11-24"],
    ["AYER", "2026-11-23"],
    ["mañana", "2026-11-25"],
    ["manana", "2026-11-25"],
    [" Pasado  Mañana ", "2026-11-26"],
    ["pasado", "2026-11-26"],
    ["+5", "2026-11-29"],
    ["-3", "2026-11-21"],
    ["−3", "2026-11-21"],
    ["+5l", "2026-12-01"],
    ["+5 lab", "2026-12-01"],
    ["+10 laborables", "2026-12-09"],
    ["-1l", "2026-11-23"],
    ["+2 sem", "2026-12-08"],
    ["en 3 sem", "2026-12-15"],
    ["en 2 semanas", "2026-12-08"],
    ["en una semana", "2026-12-01"],
    ["dentro de un año", "2027-11-24"],
    ["in a year", "2027-11-24"],
    ["en 10 días", "2026-12-04"],
    ["en 3 d", "2026-11-27"],
    ["en 1 mes", "2026-12-24"],
    ["en 5 días laborables", "2026-12-01"],
    ["dentro de 2 años", "2028-11-24"],
    ["hace 3 días", "2026-11-21"],
    ["próximo lunes", "2026-11-30"],
    ["el próximo martes", "2026-12-01"],
    ["lunes que viene", "2026-11-30"],
    ["el lunes pasado", "2026-11-23"],
    ["la semana que viene", "2026-12-01"],
    ["15 ene 2027", "2027-01-15"],
    ["15 de enero de 2027", "2027-01-15"],
    ["lun 7 dic 2026", "2026-12-07"],
    ["15-ene-27", "2027-01-15"],
    ["15/01/2027", "2027-01-15"],
    ["150127", "2027-01-15"],
    ["today", "2026-11-24"],
    ["tomorrow", "2026-11-25"],
    ["yesterday", "2026-11-23"],
    ["next monday", "2026-11-30"],
    ["last monday", "2026-11-23"],
    ["in 3 weeks", "2026-12-15"],
    ["in a month", "2026-12-24"],
    ["3 days ago", "2026-11-21"],
    ["in 5 working days", "2026-12-01"],
    ["January 15, 2027", "2027-01-15"],
    ["15th January 2027", "2027-01-15"],
  ])("s37_date_reads_%s_whatever_the_field_expects", (text, day) => {
    for (const expects of [undefined, "next", "last"] as const) expect(read(text, expects)).toBe(day);
  });

  test.each<[text: string, next: string, last: string, nearest: string]>([
    ["lun", "2026-11-30", "2026-11-23", "2026-11-23"],
    ["lunes", "2026-11-30", "2026-11-23", "2026-11-23"],
    ["el lunes", "2026-11-30", "2026-11-23", "2026-11-23"],
    ["mon", "2026-11-30", "2026-11-23", "2026-11-23"],
    ["mar", "2026-12-01", "2026-11-24", "2026-11-24"],
    ["miércoles", "2026-11-25", "2026-11-18", "2026-11-25"],
    ["15", "2026-12-15", "2026-11-15", "2026-11-15"],
    ["día 30", "2026-11-30", "2026-10-30", "2026-11-30"],
    ["24", "2026-11-24", "2026-11-24", "2026-11-24"],
    ["31", "2026-12-31", "2026-10-31", "2026-10-31"],
    ["15/1", "2027-01-15", "2026-01-15", "2027-01-15"],
    ["15-1", "2027-01-15", "2026-01-15", "2027-01-15"],
    ["15.1", "2027-01-15", "2026-01-15", "2027-01-15"],
    ["15 ene", "2027-01-15", "2026-01-15", "2027-01-15"],
    ["15 de enero", "2027-01-15", "2026-01-15", "2027-01-15"],
    ["jan 15", "2027-01-15", "2026-01-15", "2027-01-15"],
    ["1/10", "2027-10-01", "2026-10-01", "2026-10-01"],
    ["29/2", "2028-02-29", "2024-02-29", "2028-02-29"],
    ["fin de mes", "2026-11-30", "2026-10-31", "2026-11-30"],
    ["fin de año", "2026-12-31", "2025-12-31", "2026-12-31"],
    ["end of month", "2026-11-30", "2026-10-31", "2026-11-30"],
  ])("s37_%s_is_the_next_one_of_a_promise_and_the_last_one_of_what_is_past", (text, next, last, nearest) => {
    expect([read(text, "next"), read(text, "last"), read(text)]).toEqual([next, last, nearest]);
  });

  test("s37_the_29th_of_february_is_found_over_a_century_that_has_none", () => {
    expect([read("29/2", "next", "2098-03-01"), read("29/2", "last", "2103-01-01")]).toEqual([
      "2104-02-29",
      "2096-02-29",
    ]);
  });
  test("s37_a_month_later_ends_with_the_shorter_month", () => {
    expect([read("en 1 mes", "next", "2027-01-31"), read("+1 mes", "next", "2028-01-31")]).toEqual([
      "2027-02-28",
      "2028-02-29",
    ]);
  });

  const refused = [
    "31/2",
    "30 feb",
    "32",
    "0",
    "15/13",
    "29/2/2027",
    "lun 8 dic 2026",
    "ma",
    "en sem",
    "en 3",
    "5 sem",
  ];
  const beyond = [
    "+99999",
    "in 9999 years",
    "24/11/1899",
    "1/1/2201",
    "constructor",
    "toString",
    "__proto__",
    "15 de",
    "15/1/20277",
  ];
  test.each([...refused, ...beyond, "x".repeat(5000)])("s37_date_refuses_%s", (text) => {
    for (const expects of [undefined, "next", "last"] as const) expect(read(text, expects)).toBe("refused");
  });

  test("s37_what_was_understood_is_told_until_it_is_plain", () => {
    expect(dateHint("lun", today, "es", "next")).toBe("lun 30 nov 2026");
    expect(dateHint("+13", today, "en", "next")).toBe("Mon 7 Dec 2026");
    for (const text of ["", "lunar", "30/11/2026"]) expect(dateHint(text, today, "es", "next")).toBe("");
  });
});

describe("any date", () => {
  const dice = random(37);
  const anyDay = () => addDays("2000-01-01", dice(36_800)) ?? "";

  test("s37_what_is_shown_is_read_as_the_same_day_in_either_language", () => {
    for (let round = 0; round < 600; round++) {
      const [day, on] = [anyDay(), anyDay()];
      for (const expects of [undefined, "next", "last"] as const) {
        expect(read(showDate(day), expects, on)).toBe(day);
        for (const locale of ["es", "en"]) expect(read(longDate(day, locale), expects, on)).toBe(day);
      }
    }
  });

  test("s37_a_day_that_comes_round_lies_on_the_side_that_is_asked_for", () => {
    const day = () => ["lun", "jueves", "sat", `${1 + dice(31)}`, "fin de mes", "end of year"][dice(6)] ?? "";
    const month = () => `${1 + dice(29)}/${1 + dice(12)}`;
    for (let round = 0; round < 600; round++) {
      const [on, text] = [anyDay(), dice(2) ? day() : month()];
      const [next, last, nearest] = [read(text, "next", on), read(text, "last", on), read(text, undefined, on)];
      if (next === "refused") continue;
      expect(next && next >= on, `${text} on ${on}`).toBe(true);
      expect(last && last <= on, `${text} on ${on}`).toBe(true);
      expect([next, last], `${text} on ${on}`).toContain(
        nearest === on && /^[a-z]{3}|jueves/.test(text) ? last : nearest,
      );
    }
  });

  test("no text makes a reading fail, and whatever is read is a day of the calendar", () => {
    const words = [
      "lun",
      "mar",
      "15",
      "1",
      "/",
      "-",
      "+",
      " ",
      "en",
      "de",
      "ene",
      "sem",
      "l",
      "fin",
      "31",
      "2026",
      "next",
      "in",
      ".",
      "(",
      "ñ",
      "\u0301",
      "999999",
      "pasado",
    ];
    for (let round = 0; round < 3000; round++) {
      const glue = dice(2) ? " " : "";
      const text = Array.from({ length: dice(7) }, () => words[dice(words.length)]).join(glue);
      const parsed = parseDate(text, anyDay(), ([undefined, "next", "last"] as const)[dice(3)]);
      if (!parsed.ok || parsed.value === null) continue;
      expect(new Date(`${parsed.value}T00:00:00Z`).toISOString().slice(0, 10), text).toBe(parsed.value);
    }
  });
});

describe("working days", () => {
  const table = readFileSync(resolve(import.meta.dirname, "../../crates/domain/tests/working_days.txt"), "utf8")
    .split("\n")
    .map((line) => line.split(" "));

  test("s12_good_friday_falls_where_the_programs_table_has_it", () => {
    const fridays = table.filter(([name]) => name === "good_friday").map(([, day]) => day);
    expect(fridays).toHaveLength(101);
    expect(Array.from({ length: 101 }, (_, at) => goodFriday(2000 + at))).toEqual(fridays);
    for (const day of fridays) expect(weekdayOf(day ?? "")).toBe(4);
  });
  test("s12_working_days_are_counted_as_the_program_counts_them", () => {
    const moves = table.filter(([name]) => name === "move");
    expect(moves.length).toBeGreaterThan(150);
    for (const [, from = "", days, to] of moves) {
      expect(addWorkingDays(from, Number(days)), `${from} ${days}`).toBe(to);
      const typed = Number(days) < 0 ? `${days}l` : `+${days}l`;
      expect(read(typed, "next", from), `${typed} on ${from}`).toBe(to);
    }
  });
});
