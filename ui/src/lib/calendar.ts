// Days of the calendar as `YYYY-MM-DD`: what lies so many days or months away, and which days are worked in Spain.

const DAY_MS = 86_400_000;
/** The years that a date may lie in, as the program has them. */
const [YEAR_MIN, YEAR_MAX] = [1900, 2200];

/** Null is a day that does not exist, or that lies beyond the calendar. */
export function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= YEAR_MIN && year <= YEAR_MAX ? date.toISOString().slice(0, 10) : null;
}

export function addDays(iso: string, days: number): string | null {
  return dayOfNumber(numberOf(iso) + days);
}

/** The same day of another month, or its last one where that month is shorter. */
export function addMonths(iso: string, months: number): string | null {
  const [year, month, day] = partsOf(iso);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const [toYear, toMonth] = [first.getUTCFullYear(), first.getUTCMonth() + 1];
  return dayOf(toYear, toMonth, Math.min(day, daysOfMonth(toYear, toMonth)));
}

export function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Monday is 0. */
export function weekdayOf(iso: string): number {
  return weekdayOfNumber(numberOf(iso));
}

export function partsOf(iso: string): [year: number, month: number, day: number] {
  return [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
}

/** How many days after `from` the day `to` is. */
export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/**
 * So many working days on, or back; from a day off the first step leads to the next working day. The program counts
 * them in its own way (`working_days.rs`), and a table that both read says that they agree.
 */
export function addWorkingDays(iso: string, days: number): string | null {
  const step = Math.sign(days);
  let day = numberOf(iso);
  for (let left = Math.abs(days); left > 0; ) {
    day += step;
    if (isWorkingNumber(day)) left--;
  }
  return dayOfNumber(day);
}

/** Good Friday: the only national holiday that moves. Easter is the Gregorian one, as Meeus computes it. */
export function goodFriday(year: number): string | null {
  const whole = (number: number) => Math.floor(number);
  const [century, ofCentury, golden] = [whole(year / 100), year % 100, year % 19];
  const correction = century - whole((century + 8) / 25) + 1;
  const epact = (19 * golden + century - whole(century / 4) - whole(correction / 3) + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * whole(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = whole((golden + 11 * epact + 22 * toSunday) / 451);
  const first = dayOf(year, 3, 1);
  return first && addDays(first, 22 + epact + toSunday - 7 * late - 1 - 2);
}

/**
 * The national holidays that have a date: Estatuto de los Trabajadores, art. 37.2, and Real Decreto 2001/1983, art. 45.
 * Those of a region or a town are not known here, nor the day that a region takes for a holiday on a Sunday.
 */
const fixedHolidays = [
  [1, 1],
  [1, 6],
  [5, 1],
  [8, 15],
  [10, 12],
  [11, 1],
  [12, 6],
  [12, 8],
  [12, 25],
] as const;

const numberOf = (iso: string) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
// Day 0, 1 January 1970, was a Thursday.
const weekdayOfNumber = (day: number) => (((day + 3) % 7) + 7) % 7;

function dayOfNumber(day: number): string | null {
  const date = new Date(day * DAY_MS);
  if (Number.isNaN(date.getTime())) return null;
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function isWorkingNumber(day: number): boolean {
  if (weekdayOfNumber(day) > 4) return false;
  return !holidaysOf(new Date(day * DAY_MS).getUTCFullYear()).has(day);
}

/** Computing them costs more than a step of the count. */
const holidays = new Map<number, Set<number>>();
function holidaysOf(year: number): Set<number> {
  const known = holidays.get(year);
  if (known) return known;
  const fixed = fixedHolidays.map(([month, day]) => dayOf(year, month, day));
  const days = new Set([...fixed, goodFriday(year)].flatMap((day) => (day ? [numberOf(day)] : [])));
  holidays.set(year, days);
  return days;
}
