//! The machine's clock and zone: for people to read, never to decide what came first.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Timelike, Utc};
use chrono_tz::Tz;

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    Utc::now().timestamp()
}

/// RFC 3339 UTC.
pub(crate) fn instant(seconds: i64) -> String {
    DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The day on the user's wall.
pub(crate) fn today() -> NaiveDate {
    Utc::now().with_timezone(&tz()).date_naive()
}

/// The IANA name of the system's zone.
pub(crate) fn zone() -> String {
    tz().name().to_owned()
}

/// The wall time of an instant here.
pub(crate) fn wall(instant: DateTime<Utc>) -> (NaiveDate, NaiveTime) {
    let local = instant.with_timezone(&tz());
    let time = local.time().with_second(0).and_then(|time| time.with_nanosecond(0));
    (local.date_naive(), time.unwrap_or(NaiveTime::MIN))
}

fn tz() -> Tz {
    let name = std::env::var("TZ").ok().filter(|name| !name.is_empty());
    let name = name.or_else(|| iana_time_zone::get_timezone().ok());
    name.and_then(|name| name.trim_start_matches(':').parse().ok()).unwrap_or(Tz::UTC)
}
