// Numbers, hours and durations as people type them, in both languages.
import { describe, expect, test } from "vitest";
import { parseTime } from "../src/lib/dates";
import { parseDuration, showDuration } from "../src/lib/duration";
import { activate, t } from "../src/lib/i18n";
import { parseNumber, parseWhole, showCount, showNumber } from "../src/lib/numbers";
import { random } from "./random";

/** A Spanish number as an English one, and the other way. */
const mirrored = (text: string) => text.replace(/[.,]/g, (mark) => (mark === "." ? "," : "."));

describe("numbers", () => {
  const read: [string, string][] = [
    ["1.000", "1000"],
    ["1.234,5", "1234.5"],
    ["1.234.567", "1234567"],
    ["-1.234.567,89", "-1234567.89"],
    ["12.345", "12345"],
    ["1234,5", "1234.5"],
    ["1,5", "1.5"],
    ["1,234", "1.234"],
    ["1.5", "1.5"],
    ["1.55", "1.55"],
    ["1.5555", "1.5555"],
    ["0,50", "0.50"],
    ["0.125", "0.125"],
    ["1 234 567,5", "1234567.5"],
    ["1\u00a0234", "1234"],
    ["+7", "7"],
    ["−7", "-7"],
    ["007", "7"],
    ["-0", "0"],
  ];
  test.each(read)("s44_number_reads_%s_in_spanish_and_its_mirror_in_english", (text, value) => {
    expect(parseNumber(text, "es")).toEqual({ ok: true, value });
    expect(parseNumber(mirrored(text), "en")).toEqual({ ok: true, value });
  });
  const wrong = [
    "1.00.0",
    "12.34,5",
    "1,234,5",
    "1.0000,0",
    "1.234.56",
    "1234.567",
    "1234.567,8",
    "12.3456.789",
    "0.123.456",
  ];
  const never = [
    ...wrong,
    "1,2,3",
    "1.,5",
    "1,",
    "1.",
    ",",
    ".",
    "-",
    "--1",
    "1-2",
    "1e5",
    "uno",
    "1 2",
    "1 23,5",
    "1.234 567",
    "٣",
  ];
  test.each(never)("s44_number_refuses_%s_and_its_mirror_in_english", (text) => {
    expect(parseNumber(text, "es")).toEqual({ ok: false });
    expect(parseNumber(mirrored(text), "en")).toEqual({ ok: false });
  });
  test("s44_a_thousand_is_a_whole_number_and_one_and_a_half_is_not", () => {
    expect(parseWhole("1.000", "es")).toEqual({ ok: true, value: "1000" });
    expect(parseWhole("1,000", "en")).toEqual({ ok: true, value: "1000" });
    for (const text of ["1,5", "1.5", "1,0"]) expect(parseWhole(text, "es"), text).toEqual({ ok: false });
  });
  test("s44_blank_is_no_number", () => expect(parseNumber("  ", "es")).toEqual({ ok: true, value: null }));
  test("s44_what_a_field_shows_of_a_number_is_read_as_the_same_number_in_either_language", () => {
    const dice = random(44);
    for (let round = 0; round < 500; round++) {
      const whole = String(dice(10 ** (1 + dice(9))));
      const stored = `${dice(4) === 0 && whole !== "0" ? "-" : ""}${whole}${dice(2) ? `.${String(dice(1000)).padStart(1 + dice(5), "0")}` : ""}`;
      for (const locale of ["es", "en"])
        expect(parseNumber(showNumber(stored, locale), locale), `${stored} ${locale}`).toEqual({
          ok: true,
          value: stored,
        });
      const grouped = Number(whole).toLocaleString("de");
      expect(parseNumber(grouped, "es"), grouped).toEqual({ ok: true, value: whole });
      expect(parseNumber(mirrored(grouped), "en"), grouped).toEqual({ ok: true, value: whole });
    }
  });
  test("no text makes a reading fail, and whatever is read is a number of the program", () => {
    const dice = random(7);
    const marks = [
      "1",
      "0",
      "23",
      ".",
      ",",
      " ",
      "-",
      "+",
      "h",
      ":",
      "pm",
      "m",
      "\u00a0",
      "e",
      "%",
      "½",
      "999",
      "(",
      "\\",
    ];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: dice(9) }, () => marks[dice(marks.length)]).join("");
      for (const locale of ["es", "en"]) {
        const number = parseNumber(text, locale);
        if (number.ok && number.value !== null) expect(number.value, text).toMatch(/^-?\d+(\.\d+)?$/);
        const duration = parseDuration(text, locale);
        if (duration.ok && duration.minutes !== null) expect(Number.isInteger(duration.minutes), text).toBe(true);
      }
      const time = parseTime(text);
      if (time.ok && time.value !== null) expect(time.value, text).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    }
  });
});

describe("hours", () => {
  test.each([
    ["16h", "16:00"],
    ["16", "16:00"],
    ["16:30", "16:30"],
    ["16.30", "16:30"],
    ["1630", "16:30"],
    ["930", "09:30"],
    ["16:30 h", "16:30"],
    ["9", "09:00"],
    ["9h30", "09:30"],
    ["9 h 30", "09:30"],
    ["4pm", "16:00"],
    ["4:30 pm", "16:30"],
    ["4:30 p. m.", "16:30"],
    ["12am", "00:00"],
    ["12 PM", "12:00"],
    ["mediodía", "12:00"],
    ["noon", "12:00"],
  ])("s21_hour_reads_%s", (text, value) => expect(parseTime(text)).toEqual({ ok: true, value }));
  test.each(["24", "16:60", "9:5", "13pm", "0am", "pm", "4 30 20", "16:30pm", "h30", "-3", "1,5"])(
    "s21_hour_refuses_%s",
    (text) => expect(parseTime(text).ok).toBe(false),
  );
});

describe("durations", () => {
  test.each([
    ["1:30", 90],
    ["0:45", 45],
    ["1h30", 90],
    ["1 h 30 min", 90],
    ["1 hora y 30 minutos", 90],
    ["90", 90],
    ["1,5h", 90],
    ["1.5h", 90],
    ["1,5 horas", 90],
    ["2h", 120],
    ["45m", 45],
    ["1.000", 1000],
    ["media hora", 30],
    ["Hora y media", 90],
    ["half an hour", 30],
    ["0", 0],
    ["", null],
  ])("s19_duration_reads_%s", (text, minutes) => expect(parseDuration(text, "es")).toEqual({ ok: true, minutes }));
  test.each(["1:60", "1:5", "1h60", "1:30:00", "1,5", "1.00.0h", "-1h", "h", "1,5h30", "9000h", "525601", "1h 1h"])(
    "s19_duration_refuses_%s",
    (text) => expect(parseDuration(text, "es").ok).toBe(false),
  );
  test("s19_english_writes_its_thousands_with_a_comma", () => {
    expect(parseDuration("1,000", "en")).toEqual({ ok: true, minutes: 1000 });
    expect(parseDuration("1.5 hours", "en")).toEqual({ ok: true, minutes: 90 });
  });
});

describe("counts", () => {
  test.each([
    ["es", "999", "2523", "31.031", "1.234.567"],
    ["en", "999", "2,523", "31,031", "1,234,567"],
  ] as const)("numbers_of_four_figures_are_written_one_way_everywhere_%s", (locale, hundreds, four, five, seven) => {
    activate(locale);
    const written = [999, 2523, 31_031, 1_234_567].map((n) => showCount(n));
    expect(written).toEqual([hundreds, four, five, seven]);
    expect(showDuration(2523 * 60)).toBe(`${four}\u00a0h`);
    expect(t("list.count", { n: 2523 })).toContain(four);
    expect(t("list.deleteMany", { n: 31_031 })).toContain(`(${five})`);
    expect(t("list.deleting", { n: 2523 })).toContain(` ${four} `);
    activate("es");
  });
});
