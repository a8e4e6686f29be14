// Dates in words and without a year: "mañana", "lun", "+5l", "15 de enero", "in 3 weeks", "end of month".
import { addDays, addMonths, addWorkingDays, dayOf, daysBetween, daysOfMonth, partsOf, weekdayOf } from "./calendar";
import { fold } from "./fold";

/** A promise is the next such day, what is past the last one; without either, it is the nearest. */
export type Expects = "next" | "last";

const weekdays = [
  ["lunes", "monday"],
  ["martes", "tuesday"],
  ["miercoles", "wednesday"],
  ["jueves", "thursday"],
  ["viernes", "friday"],
  ["sabado", "saturday"],
  ["domingo", "sunday"],
];
const months = [
  ["enero", "january"],
  ["febrero", "february"],
  ["marzo", "march"],
  ["abril", "april"],
  ["mayo", "may"],
  ["junio", "june"],
  ["julio", "july"],
  ["agosto", "august"],
  ["septiembre", "setiembre", "september"],
  ["octubre", "october"],
  ["noviembre", "november"],
  ["diciembre", "december"],
];
const fixed: Record<string, (today: string) => string | null> = {
  hoy: (today) => today,
  today: (today) => today,
  ayer: (today) => addDays(today, -1),
  yesterday: (today) => addDays(today, -1),
  anteayer: (today) => addDays(today, -2),
  "antes de ayer": (today) => addDays(today, -2),
  "day before yesterday": (today) => addDays(today, -2),
  manana: (today) => addDays(today, 1),
  tomorrow: (today) => addDays(today, 1),
  pasado: (today) => addDays(today, 2),
  "pasado manana": (today) => addDays(today, 2),
  "day after tomorrow": (today) => addDays(today, 2),
  "semana que viene": (today) => addDays(today, 7),
  "proxima semana": (today) => addDays(today, 7),
  "next week": (today) => addDays(today, 7),
  "mes que viene": (today) => addMonths(today, 1),
  "proximo mes": (today) => addMonths(today, 1),
  "next month": (today) => addMonths(today, 1),
};
const plain = /^(?:d|dias?|days?)?$/;
const working =
  /^(?:l|labs?|laborables?|laboral(?:es)?|habil(?:es)?|dias? (?:laborables?|habil(?:es)?)|wd|working(?: days?)?)$/;
/** The days that a word counts, where it counts days. */
export const daysCounted = (word: string) => (working.test(word) ? "working" : plain.test(word) ? "all" : null);
const units: [names: RegExp, add: (today: string, count: number) => string | null][] = [
  [plain, addDays],
  [working, addWorkingDays],
  [/^(?:s|sem|semanas?|w|wks?|weeks?)$/, (today, count) => addDays(today, 7 * count)],
  [/^(?:m|mes|meses|months?)$/, addMonths],
  [/^(?:a|anos?|y|years?)$/, (today, count) => addMonths(today, 12 * count)],
];
const counts: Record<string, number> = { un: 1, una: 1, a: 1, an: 1, one: 1, dos: 2, two: 2, tres: 3, three: 3 };
const COUNT = "(\\d{1,4}|(?:una?|an?|one|dos|two|tres|three)(?= ))";

const shift = /^([+-]) ?(\d{1,4}) ?([a-z ]*)$/;
const ahead = new RegExp(`^(?:en|in|dentro de|within) ${COUNT} ?([a-z ]+)$`);
const ago = new RegExp(`^(?:hace ${COUNT} ?([a-z ]+)|${COUNT} ?([a-z ]+) ago)$`);
const endOfMonth = /^(?:(?:a )?fin(?:al)? de mes|(?:at )?(?:the )?end of (?:the )?month)$/;
const endOfYear = /^(?:(?:a )?fin(?:al)? de ano|(?:at )?(?:the )?end of (?:the )?year)$/;
const nextWeekday = /^(?:(?:proximo|next) ([a-z]+)|([a-z]+) (?:que viene|proximo))$/;
const lastWeekday = /^(?:last ([a-z]+)|([a-z]+) pasado)$/;
/** With the name of a month, in the order of either language; the weekday before it has to be its own. */
const dayMonth =
  /^(?:([a-z]+),? )?(\d{1,2})(?:st|nd|rd|th|º|ª)?(?: de |[- /.]| ?)([a-z]+)(?:(?: del? |,? |[-/.])(\d{4}|\d{2}))?$/;
const monthDay = /^(?:([a-z]+),? )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}|\d{2}))?$/;
const dayAlone = /^(?:([a-z]+),? )?(?:dia )?(\d{1,2})(?:st|nd|rd|th|º|ª)?$/;
const dayAndMonth = /^(?:([a-z]+),? )?(\d{1,2})[/.\- ](\d{1,2})$/;

/** Null is nothing that is understood. */
export function readWords(text: string, today: string, expects?: Expects): string | null {
  const clean = fold(text)
    .replace(/[−–]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/([a-z])\.(?=$| )/g, "$1")
    .trim()
    .replace(/^(?:(?:el|la|the|on) )?(?:dia )?/, "");
  if (Object.hasOwn(fixed, clean)) return fixed[clean]?.(today) ?? null;
  return (
    readShift(clean, today) ??
    readEnd(clean, today, expects) ??
    readWeekday(clean, today, expects) ??
    readNamed(clean, today, expects)
  );
}

function readShift(clean: string, today: string): string | null {
  const signed = shift.exec(clean);
  if (signed) return add(today, Number(signed[2]) * (signed[1] === "-" ? -1 : 1), signed[3]);
  const coming = ahead.exec(clean);
  if (coming) return add(today, countOf(coming[1]), coming[2]);
  const gone = ago.exec(clean);
  return gone ? add(today, -countOf(gone[1] ?? gone[3]), gone[2] ?? gone[4]) : null;
}

const countOf = (word = "") => counts[word] ?? Number(word);

function add(today: string, count: number, unit = ""): string | null {
  const known = units.find(([names]) => names.test(unit.trim()));
  return known ? known[1](today, count) : null;
}

/** Today may be the end itself; what is past is the one before, unless it is today. */
function readEnd(clean: string, today: string, expects?: Expects): string | null {
  const isMonth = endOfMonth.test(clean);
  if (!isMonth && !endOfYear.test(clean)) return null;
  const [year, month] = partsOf(today);
  const end = isMonth ? dayOf(year, month, daysOfMonth(year, month)) : dayOf(year, 12, 31);
  if (expects !== "last" || end === today) return end;
  if (!isMonth) return dayOf(year - 1, 12, 31);
  return addDays(`${today.slice(0, 8)}01`, -1);
}

function readWeekday(clean: string, today: string, expects?: Expects): string | null {
  const next = nextWeekday.exec(clean);
  const last = lastWeekday.exec(clean);
  const weekday = named(weekdays, next?.[1] ?? next?.[2] ?? last?.[1] ?? last?.[2] ?? clean);
  if (weekday === null) return null;
  // From 1 to 7 days on: today is not the next such day.
  const on = ((weekday - weekdayOf(today) + 6) % 7) + 1;
  if (next) return addDays(today, on);
  // "Last Monday" on a Monday is the one a week ago; a past that is a Monday is today.
  if (last) return addDays(today, on - 7 || -7);
  if (expects === "next") return addDays(today, on);
  if (expects === "last") return addDays(today, on - 7);
  return addDays(today, on <= 3 ? on : on - 7);
}

function readNamed(clean: string, today: string, expects?: Expects): string | null {
  const numbers = dayAndMonth.exec(clean);
  if (numbers) return checked(nearYear(Number(numbers[2]), Number(numbers[3]), today, expects), numbers[1]);
  const alone = dayAlone.exec(clean);
  const isWeekday = alone?.[1] === undefined || named(weekdays, alone[1]) !== null;
  if (alone && isWeekday) return checked(nearMonth(Number(alone[2]), today, expects), alone[1]);
  const straight = dayMonth.exec(clean);
  if (straight) return checked(inMonth(straight[2], straight[3], straight[4], today, expects), straight[1]);
  const turned = monthDay.exec(clean);
  return turned ? checked(inMonth(turned[3], turned[2], turned[4], today, expects), turned[1]) : null;
}

function inMonth(day = "", name = "", year: string | undefined, today: string, expects?: Expects): string | null {
  const month = named(months, name);
  if (month === null) return null;
  if (year === undefined) return nearYear(Number(day), month + 1, today, expects);
  return dayOf(wholeYear(year), month + 1, Number(day));
}

export const wholeYear = (year: string) => Number(year.length === 2 ? `20${year}` : year);

/** A weekday beside a date has to be the date's. */
function checked(day: string | null, weekday: string | undefined): string | null {
  if (!day || weekday === undefined) return day;
  return named(weekdays, weekday) === weekdayOf(day) ? day : null;
}

/** Three letters are enough, in either language. */
function named(names: string[][], word: string): number | null {
  const at = word.length < 3 ? -1 : names.findIndex((both) => both.some((name) => name.startsWith(word)));
  return at < 0 ? null : at;
}

/** The years between two 29ths of February are eight at most. */
const YEARS_ROUND = 8;

/** Today counts for either side. */
function nearYear(day: number, month: number, today: string, expects?: Expects): string | null {
  const [year] = partsOf(today);
  const near = Array.from({ length: 2 * YEARS_ROUND + 1 }, (_, at) => dayOf(year - YEARS_ROUND + at, month, day));
  return nearest(near, today, expects);
}

/** Two months in a row may lack the 31st no more than once. */
function nearMonth(day: number, today: string, expects?: Expects): string | null {
  const [year, month] = partsOf(today);
  const near = [-2, -1, 0, 1, 2].map((by) => {
    const first = new Date(Date.UTC(year, month - 1 + by, 1));
    return dayOf(first.getUTCFullYear(), first.getUTCMonth() + 1, day);
  });
  return nearest(near, today, expects);
}

function nearest(days: (string | null)[], today: string, expects?: Expects): string | null {
  const far = (day: string) => Math.abs(daysBetween(today, day));
  const right = days.filter(
    (day): day is string =>
      day !== null && (expects === undefined || (expects === "next" ? day >= today : day <= today)),
  );
  return right.reduce<string | null>((best, day) => (best === null || far(day) <= far(best) ? day : best), null);
}
