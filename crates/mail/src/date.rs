//! Moments in time as Outlook and as mail headers of every vintage write them.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};

/// A FILETIME, [MS-DTYP]: 100 ns since 1601. Zero and the far future mean "none".
pub(crate) fn from_filetime(ticks: u64) -> Option<DateTime<Utc>> {
    // 2300-01-01; Outlook writes 4501-01-01 for "none".
    const END: u64 = 220_588_704_000_000_000;
    if ticks == 0 || ticks > END {
        return None;
    }
    let micros = i64::try_from(ticks / 10).ok()?;
    let epoch = Utc.with_ymd_and_hms(1601, 1, 1, 0, 0, 0).single()?;
    epoch.checked_add_signed(Duration::seconds(micros / 1_000_000))
}

/// A Date header: RFC 5322 and its obsolete forms, ISO 8601, and what broken senders write instead.
///
/// Without a zone the time is taken for UTC.
pub(crate) fn from_header(value: &str) -> Option<DateTime<Utc>> {
    let value = without_comments(value);
    from_iso(value.trim()).or_else(|| from_words(&value))
}

#[derive(Default)]
struct Fields {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    time: Option<(u32, u32, u32)>,
    afternoon: Option<bool>,
    zone_minutes: Option<i32>,
}

/// Takes the words of a date in any order that leaves no doubt: "Wed, 11 Feb 98 11:51 CST", "Jun 12 10:00:00 2025".
fn from_words(value: &str) -> Option<DateTime<Utc>> {
    let mut fields = Fields::default();
    for word in value.split([' ', '\t', '\r', '\n', ',']).filter(|word| !word.is_empty()).take(16) {
        take_word(&mut fields, word);
    }
    let (mut hour, minute, second) = fields.time.unwrap_or_default();
    match fields.afternoon {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    moment(
        (fields.year?, fields.month?, fields.day?),
        (hour, minute, second),
        fields.zone_minutes.unwrap_or(0),
    )
}

fn take_word(fields: &mut Fields, word: &str) {
    if word.contains(':') {
        take_time(fields, word);
    } else if let Some(zone) = fields.time.and_then(|_| zone_minutes(word)) {
        fields.zone_minutes.get_or_insert(zone);
    } else if let Some(month) = month(word) {
        fields.month.get_or_insert(month);
    } else if word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm") {
        fields.afternoon = Some(word.eq_ignore_ascii_case("pm"));
    } else if word.contains(['-', '/']) {
        // "11-Feb-1998"
        for part in word.split(['-', '/']).filter(|part| !part.is_empty()).take(3) {
            take_word(fields, part);
        }
    } else if let Ok(number) = word.trim_end_matches(['.', 't', 'h', 's', 'n', 'd', 'r']).parse::<u32>() {
        if fields.day.is_none() && word.len() <= 4 && (1..=31).contains(&number) {
            fields.day = Some(number);
        } else if fields.year.is_none() && word.len() <= 4 {
            fields.year = i32::try_from(number).ok().map(full_year);
        }
    }
}

fn take_time(fields: &mut Fields, word: &str) {
    // The zone may be glued on: "10:00:00+0200", "10:00:00Z".
    let end = word.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(word.len());
    let (clock, rest) = word.split_at(end);
    let mut parts = clock.split(':').map(|part| part.split('.').next().unwrap_or_default().parse::<u32>());
    let (Some(Ok(hour)), Some(Ok(minute))) = (parts.next(), parts.next()) else {
        return;
    };
    let second = parts.next().and_then(Result::ok).unwrap_or(0);
    if fields.time.is_none() {
        fields.time = Some((hour, minute, second));
        if !rest.is_empty() {
            take_word(fields, rest);
        }
    }
}

/// "2025-06-12T10:00:00+02:00", with a space for the T, without seconds, time or zone.
fn from_iso(value: &str) -> Option<DateTime<Utc>> {
    let date = NaiveDate::parse_from_str(value.get(..10)?, "%Y-%m-%d").ok()?;
    use chrono::Datelike;
    let ymd = (date.year(), date.month(), date.day());
    let rest = value[10..].trim_start_matches(['T', 't', ' ']);
    if rest.is_empty() {
        return moment(ymd, (0, 0, 0), 0);
    }
    let mut fields = Fields::default();
    let clock_end = rest.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(rest.len());
    take_time(&mut fields, &rest[..clock_end]);
    let zone = zone_minutes(&rest[clock_end..].trim().replace(':', "")).unwrap_or(0);
    moment(ymd, fields.time?, zone)
}

fn moment(
    (year, month, day): (i32, u32, u32),
    (hour, minute, second): (u32, u32, u32),
    zone: i32,
) -> Option<DateTime<Utc>> {
    // A leap second counts as the one before it.
    let local = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, second.min(59))?;
    local.checked_sub_signed(Duration::minutes(i64::from(zone))).map(|moment| moment.and_utc())
}

/// Minutes east of UTC.
fn zone_minutes(word: &str) -> Option<i32> {
    let upper = word.to_ascii_uppercase();
    let word = upper
        .strip_prefix("GMT")
        .or_else(|| upper.strip_prefix("UTC"))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(&upper);
    if let Some(digits) = word.strip_prefix(['+', '-']) {
        let digits = digits.replace(':', "");
        let number: i32 = digits.parse().ok()?;
        let minutes = match digits.len() {
            1 | 2 => number * 60,
            // "-600" is -0600.
            3 | 4 => number / 100 * 60 + number % 100,
            _ => return None,
        };
        return (minutes <= 24 * 60).then_some(if word.starts_with('-') { -minutes } else { minutes });
    }
    Some(
        60 * match word {
            "Z" | "UT" | "GMT" | "UTC" | "WET" => 0,
            "WEST" | "BST" | "CET" | "MET" | "MEZ" => 1,
            "CEST" | "MEST" | "MESZ" | "EET" => 2,
            "EEST" | "MSK" => 3,
            "JST" | "KST" => 9,
            "EDT" => -4,
            "EST" | "CDT" => -5,
            "CST" | "MDT" => -6,
            "MST" | "PDT" => -7,
            "PST" => -8,
            _ => return None,
        },
    )
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const MESES: [&str; 12] =
        ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| *m == start).or_else(|| MESES.iter().position(|m| *m == start))?;
    u32::try_from(at + 1).ok()
}

/// RFC 5322 section 4.3: two digits from 50 are of the last century, three count from 1900.
fn full_year(year: i32) -> i32 {
    match year {
        0..=49 => year + 2000,
        50..=999 => year + 1900,
        _ => year,
    }
}

fn without_comments(value: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(value.len().min(128));
    for c in value.chars().take(256) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_vintage() {
        let check = |header: &str, expected: &str| {
            let got = from_header(header).map(|d| d.format("%Y-%m-%dT%H:%M:%SZ").to_string());
            assert_eq!(got.as_deref().unwrap_or_default(), expected, "{header}");
        };
        check("Tue, 24 Nov 2026 10:00:00 +0100", "2026-11-24T09:00:00Z");
        check("Tue, 24 Nov 2026 10:00:00 +0100 (CET)", "2026-11-24T09:00:00Z");
        check("Wed, 11 Feb 98 11:51 CST", "1998-02-11T17:51:00Z");
        check("12 June 2025", "2025-06-12T00:00:00Z");
        check("2025-06-12T10:00:00+02:00", "2025-06-12T08:00:00Z");
        check("2025-06-12 10:00", "2025-06-12T10:00:00Z");
        check("Thu, 1 Jan 2009 00:00:00 -600", "2009-01-01T06:00:00Z");
        check("Thu, 1 Jan 2009 10:30:00", "2009-01-01T10:30:00Z");
        check("Thu Jan  1 10:30:00 2009", "2009-01-01T10:30:00Z");
        check("lun, 3 ene 2022 09:00:00 +0100", "2022-01-03T08:00:00Z");
        check("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z");
        check("Thu, 99 Jan 2009 10:30:00", "");
        check("no date at all", "");
        check("", "");
        check("ñandú ñandú", "");
    }

    #[test]
    fn file_times_without_meaning_are_no_dates() {
        assert_eq!(from_filetime(0), None);
        assert_eq!(from_filetime(u64::MAX), None);
        let moment = from_filetime(132_539_328_000_000_000).map(|d| d.to_rfc3339());
        assert_eq!(moment.as_deref(), Some("2021-01-01T00:00:00+00:00"));
    }
}
