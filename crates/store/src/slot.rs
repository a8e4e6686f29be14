//! A contact's slot in lists, one number that sorts as date, hour and creation do; and its row in the full text.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use uuid::Uuid;

/// Bits of a slot below the date and the hour: the time of creation in 64 ms, which repeats after 69 years.
const CREATION_BITS: u32 = 35;
const MINUTE_BITS: u32 = 11;
/// Bits of a place below the date: contacts of one day that the full text can hold.
const ARRIVAL_BITS: u32 = 24;
/// Days from here to 1970, so that no number is negative: beyond `domain::limits::YEARS`.
const DAYS_BEFORE_1970: i64 = 30_000;

/// Where a contact stands in lists, on every machine: of two with the same slot the greater id is the newer.
pub(crate) fn slot(date: NaiveDate, time: Option<NaiveTime>, id: Uuid) -> i64 {
    let minute = i64::from(minute(time)) + 1;
    first_slot(date) | (minute << CREATION_BITS) | creation(id)
}

/// The first slot of a day.
pub(crate) fn first_slot(date: NaiveDate) -> i64 {
    (day(date) + DAYS_BEFORE_1970).max(0) << (CREATION_BITS + MINUTE_BITS)
}

/// The last slot of a day.
pub(crate) fn last_slot(date: NaiveDate) -> i64 {
    first_slot(date) | ((1 << (CREATION_BITS + MINUTE_BITS)) - 1)
}

/// The rows of the full text that a day may take.
pub(crate) fn places_of(date: NaiveDate) -> std::ops::RangeInclusive<i64> {
    let first = (day(date) + DAYS_BEFORE_1970).max(0) << ARRIVAL_BITS;
    first..=first | ((1 << ARRIVAL_BITS) - 1)
}

/// The day that a row of the full text lies in.
pub(crate) fn date_of_place(place: i64) -> NaiveDate {
    date_of((place >> ARRIVAL_BITS) - DAYS_BEFORE_1970)
}

/// The day that a slot lies in.
pub(crate) fn date_of_slot(slot: i64) -> NaiveDate {
    date_of((slot >> (CREATION_BITS + MINUTE_BITS)) - DAYS_BEFORE_1970)
}

/// Days since 1970-01-01.
pub(crate) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

pub(crate) fn date_of(day: i64) -> NaiveDate {
    i32::try_from(day + 719_163).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(NaiveDate::MIN)
}

/// Minutes of the day; -1 without an hour, which stands before the day's hours.
pub(crate) fn minute(time: Option<NaiveTime>) -> i32 {
    time.map_or(-1, |time| (time.hour() * 60 + time.minute()).cast_signed())
}

pub(crate) fn time_of(minute: i32) -> Option<NaiveTime> {
    let minute = u32::try_from(minute).ok()?;
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
}

fn creation(id: Uuid) -> i64 {
    // A UUIDv7 starts with its milliseconds; of another kind the same bits spread evenly.
    let milliseconds = (id.as_u128() >> 80) as i64;
    (milliseconds >> 6) & ((1 << CREATION_BITS) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_sort_by_date_then_hour_then_creation() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let hour = |text: &str| Some(NaiveTime::parse_from_str(text, "%H:%M").unwrap());
        let id = |ms: u128| Uuid::from_u128(ms << 80);
        let ordered = [
            slot(day("1900-01-01"), None, id(5)),
            slot(day("1969-12-31"), hour("23:59"), id(5)),
            slot(day("2026-11-24"), None, id(1_700_000_000_000)),
            slot(day("2026-11-24"), None, id(1_700_000_000_100)),
            slot(day("2026-11-24"), hour("00:00"), id(5)),
            slot(day("2026-11-24"), hour("10:30"), id(5)),
            slot(day("2200-12-31"), None, id(5)),
        ];
        assert!(ordered.is_sorted_by(|a, b| a < b), "{ordered:?}");
        assert!(ordered[0] >= 0 && ordered[6] <= last_slot(day("2200-12-31")));
        assert_eq!(date_of(super::day(day("2026-11-24"))), day("2026-11-24"));
        assert_eq!(date_of_slot(ordered[4]), day("2026-11-24"));
        assert!(
            [places_of(day("1900-01-01")).start(), places_of(day("1900-01-01")).end()]
                .iter()
                .all(|place| date_of_place(**place) == day("1900-01-01"))
        );
    }
}
