//! The days on which nobody works in Spain, weekends and national holidays, and moving a date past them.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::limits;

/// The national holidays that have a date: Estatuto de los Trabajadores, art. 37.2, and Real Decreto 2001/1983, art.
/// 45. Those of a region or a town are not known here, nor the day that a region takes for a holiday on a Sunday.
const FIXED_HOLIDAYS: [(u32, u32); 9] =
    [(1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)];

/// Good Friday is the only national holiday that moves. None outside the years that dates may lie in.
pub fn good_friday(year: i32) -> Option<NaiveDate> {
    if !limits::YEARS.contains(&year) {
        return None;
    }
    // Easter Sunday of the Gregorian calendar, as Meeus gives it ("Astronomical Algorithms", chapter 8).
    let (century, of_century) = (year / 100, year % 100);
    let golden = year % 19;
    let correction = century - (century + 8) / 25 + 1;
    let epact = (19 * golden + century - century / 4 - correction / 3 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days_of_march = 22 + epact + to_sunday - 7 * late;
    let first = NaiveDate::from_ymd_opt(year, 3, 1)?;
    by_days(first, i64::from(days_of_march) - 1 - 2)
}

pub fn is_working_day(date: NaiveDate) -> bool {
    let is_holiday = FIXED_HOLIDAYS.contains(&(date.month(), date.day()))
        || (matches!(date.month(), 3 | 4) && good_friday(date.year()) == Some(date));
    is_weekday(date) && !is_holiday
}

/// So many working days on, or back; none is the same day. From a day off the first step leads to the next working day.
pub fn by_working_days(date: NaiveDate, days: i32) -> Option<NaiveDate> {
    let forth = days > 0;
    let (mut reached, mut left) = (date, i64::from(days));
    while left != 0 {
        let next = by_weekdays(reached, left).filter(|day| limits::YEARS.contains(&day.year()))?;
        let passed = match forth {
            true => holidays_after(reached, next),
            false => holidays_after(by_days(next, -1)?, by_days(reached, -1)?),
        };
        // Each holiday that was passed counted for a day, and is made good.
        left = if forth { passed } else { -passed };
        reached = next;
    }
    Some(reached)
}

pub(crate) fn by_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    match days >= 0 {
        true => date.checked_add_days(Days::new(days.unsigned_abs())),
        false => date.checked_sub_days(Days::new(days.unsigned_abs())),
    }
}

fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Five weekdays are a week. From a weekend the first step leads to the Monday after it, or the Friday before.
fn by_weekdays(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    // From the weekday that a weekend leans on, on the side that is left.
    let start = match (date.weekday(), days > 0) {
        (Weekday::Sat, true) => by_days(date, -1)?,
        (Weekday::Sun, true) => by_days(date, -2)?,
        (Weekday::Sat, false) => by_days(date, 2)?,
        (Weekday::Sun, false) => by_days(date, 1)?,
        _ => date,
    };
    let weekday = i64::from(start.weekday().num_days_from_monday());
    // Days since a Monday, five to the week.
    let place = weekday + days;
    by_days(start, place.div_euclid(5) * 7 + place.rem_euclid(5) - weekday)
}

/// The holidays on weekdays after one day, up to another one.
fn holidays_after(day: NaiveDate, last: NaiveDate) -> i64 {
    let in_year = |year: i32| {
        let fixed = FIXED_HOLIDAYS.iter().filter_map(move |(m, d)| NaiveDate::from_ymd_opt(year, *m, *d));
        fixed
            .chain(good_friday(year))
            .filter(|holiday| day < *holiday && *holiday <= last && is_weekday(*holiday))
    };
    (day.year()..=last.year()).flat_map(in_year).count().try_into().unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page reads the same file, and must count alike.
    const TABLE: &str = include_str!("../tests/working_days.txt");

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the table")
    }

    fn rows(name: &str) -> Vec<Vec<&'static str>> {
        let words = TABLE.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let rows: Vec<_> = words.filter(|words| words.first() == Some(&name)).collect();
        assert!(!rows.is_empty(), "the table has no {name}");
        rows
    }

    #[test]
    fn s12_good_friday_falls_where_the_table_has_it_for_a_century() {
        let table: Vec<_> = rows("good_friday").iter().map(|row| day(row[1])).collect();
        let years: Vec<_> = (2000..=2100).filter_map(good_friday).collect();
        assert_eq!(years, table);
    }

    #[test]
    fn s12_working_days_are_counted_as_the_table_has_them() {
        for row in rows("move") {
            let days = row[2].parse().expect("a number of the table");
            assert_eq!(by_working_days(day(row[1]), days), Some(day(row[3])), "{row:?}");
        }
    }

    #[test]
    fn s12_the_slow_way_says_the_same_from_every_day_of_a_year() {
        for start in 0..366 {
            let from = by_days(day("2026-11-23"), start).unwrap();
            for days in [-261i32, -23, -7, -2, -1, 0, 1, 2, 3, 5, 10, 23, 261] {
                let (mut slow, mut left) = (from, days.abs());
                while left > 0 {
                    slow = by_days(slow, i64::from(days.signum())).unwrap();
                    left -= i32::from(is_working_day(slow));
                }
                assert_eq!(by_working_days(from, days), Some(slow), "{from} {days}");
            }
        }
    }

    #[test]
    fn days_beyond_the_calendar_are_none() {
        for days in [i32::MAX, i32::MIN, 200_000, -200_000] {
            assert_eq!(by_working_days(day("2026-11-24"), days), None, "{days}");
        }
    }
}
