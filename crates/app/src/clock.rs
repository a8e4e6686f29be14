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

pub(crate) fn system_zone() -> Tz {
    let name = std::env::var("TZ").ok().filter(|name| !name.is_empty());
    let name = name.or_else(|| iana_time_zone::get_timezone().ok());
    name.and_then(|name| name.trim_start_matches(':').parse().ok()).unwrap_or(Tz::UTC)
}
