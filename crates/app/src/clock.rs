//! The machine's clock and zone: for people to read, never to decide what came first.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Timelike, Utc};
use chrono_tz::Tz;

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    Utc::now().timestamp()
}

/// RFC 3339 UTC.
pub(crate) fn instant(seconds: i64) -> String {
    DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The day on a wall there.
pub(crate) fn today(zone: Tz) -> NaiveDate {
    Utc::now().with_timezone(&zone).date_naive()
}

/// The wall time of an instant there.
pub(crate) fn wall(instant: DateTime<Utc>, zone: Tz) -> (NaiveDate, NaiveTime) {
    let local = instant.with_timezone(&zone);
    let time = local.time().with_second(0).and_then(|time| time.with_nanosecond(0));
    (local.date_naive(), time.unwrap_or(NaiveTime::MIN))
}

/// The wall clock now, in the system's zone.
pub(crate) fn wall_now() -> NaiveDateTime {
    Utc::now().with_timezone(&system_zone()).naive_local()
}

/// Asked anew each time: people travel with the window open (F29).
pub(crate) fn system_zone() -> Tz {
    let asked = std::env::var("TZ").ok().and_then(|name| named(&name));
    asked.or_else(|| iana_time_zone::get_timezone().ok().and_then(|name| named(&name))).unwrap_or(Tz::UTC)
}

/// An IANA name, as such or as the path of its file. Rules that are spelled out ("CET-1CEST") name no zone.
fn named(text: &str) -> Option<Tz> {
    let name = text.trim_start_matches(':');
    name.rsplit_once("zoneinfo/").map_or(name, |(_, name)| name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f28_a_zone_is_read_however_the_system_names_it() {
        for text in ["Europe/Madrid", ":Europe/Madrid", ":/usr/share/zoneinfo/Europe/Madrid"] {
            assert_eq!(named(text), Some(Tz::Europe__Madrid), "{text}");
        }
        assert_eq!(named("CET-1CEST,M3.5.0,M10.5.0/3"), None, "the system's own zone is asked instead");
    }

    #[test]
    fn f28_f29_an_instant_is_on_its_day_in_every_zone_and_at_every_change_of_the_clocks() {
        let day = |zone: Tz, instant: &str| {
            let instant: DateTime<Utc> = instant.parse().expect("an instant");
            instant.with_timezone(&zone).naive_local().format("%Y-%m-%d %H:%M").to_string()
        };
        // Spring gap, autumn fold (both of its hours), the Canaries an hour behind, midnight that does not exist.
        assert_eq!(day(Tz::Europe__Madrid, "2026-03-29T01:30:00Z"), "2026-03-29 03:30");
        assert_eq!(day(Tz::Europe__Madrid, "2026-10-25T00:30:00Z"), "2026-10-25 02:30");
        assert_eq!(day(Tz::Europe__Madrid, "2026-10-25T01:30:00Z"), "2026-10-25 02:30");
        assert_eq!(day(Tz::Atlantic__Canary, "2026-11-24T00:30:00Z"), "2026-11-24 00:30");
        assert_eq!(day(Tz::Europe__Madrid, "2026-11-23T23:30:00Z"), "2026-11-24 00:30");
        assert_eq!(day(Tz::Africa__Cairo, "2026-04-23T22:30:00Z"), "2026-04-24 01:30");
        assert_eq!(day(Tz::America__Asuncion, "2023-10-01T04:30:00Z"), "2023-10-01 01:30");
        assert_eq!(day(Tz::Pacific__Kiritimati, "2027-12-31T10:30:00Z"), "2028-01-01 00:30");
        assert_eq!(day(Tz::Asia__Tokyo, "2028-02-28T15:00:00Z"), "2028-02-29 00:00");
    }
}
