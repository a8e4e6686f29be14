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

/// A Date header: RFC 5322 and its obsolete forms, ISO 8601, and what broken senders write instead, in six languages.
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
    /// "mar" is Tuesday or March: whether it stood there.
    has_mar: bool,
}

/// Takes the words of a date in any order that leaves no doubt: "Wed, 11 Feb 98 11:51 CST", "Jun 12 10:00:00 2025".
fn from_words(value: &str) -> Option<DateTime<Utc>> {
    let mut fields = Fields::default();
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"');
    for word in value.split(is_mark).filter(|word| !word.is_empty()).take(16) {
        take_word(&mut fields, word);
    }
    let (mut hour, minute, second) = fields.time.unwrap_or_default();
    match fields.afternoon {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    // Where no other word is the month it was March, and else the day of the week.
    let month = fields.month.or(Some(3).filter(|_| fields.has_mar));
    moment((fields.year?, month?, fields.day?), (hour, minute, second), fields.zone_minutes.unwrap_or(0))
}

fn take_word(fields: &mut Fields, word: &str) {
    // Before hours: a zone may have a colon too, "+01:00".
    if let Some(zone) = fields.time.and_then(|_| zone_minutes(word)) {
        fields.zone_minutes.get_or_insert(zone);
    } else if word.contains(':') {
        take_time(fields, word);
    } else if is_mar(word) {
        fields.has_mar = true;
    } else if let Some(month) = month(word) {
        fields.month.get_or_insert(month);
    } else if let Some(is_afternoon) = fields.time.and_then(|_| half_of_day(word)) {
        fields.afternoon.get_or_insert(is_afternoon);
    } else if let Some(time) = dotted_time(word).filter(|_| fields.day.is_some() && fields.time.is_none()) {
        fields.time = Some(time);
    } else if let Some(day) = numeric_day(word) {
        let (year, month, day) = day;
        fields.day.get_or_insert(day);
        fields.month.get_or_insert(month);
        fields.year.get_or_insert(year);
    } else if word.contains(['-', '/']) {
        // "11-Feb-1998"
        for part in word.split(['-', '/']).filter(|part| !part.is_empty()).take(3) {
            take_word(fields, part);
        }
    } else if let Ok(number) =
        word.trim_end_matches(['.', 't', 'h', 's', 'n', 'd', 'r', 'º', 'e']).parse::<u32>()
    {
        if fields.day.is_none() && word.len() <= 5 && (1..=31).contains(&number) {
            fields.day = Some(number);
        } else if fields.year.is_none() && number <= 9_999 {
            fields.year = i32::try_from(number).ok().map(full_year);
        }
    }
}

/// "PM", "p.m." and the first half of "p. m.".
fn half_of_day(word: &str) -> Option<bool> {
    match word.replace('.', "").to_ascii_lowercase().as_str() {
        "am" | "a" => Some(false),
        "pm" | "p" => Some(true),
        _ => None,
    }
}

/// "10h30" or "10.30.00", after the day.
fn dotted_time(word: &str) -> Option<(u32, u32, u32)> {
    let mut parts = word.split(['h', 'H', '.']);
    let mut number = |limit: u32| {
        let part = parts.next()?;
        let number = part.parse::<u32>().ok().filter(|number| part.len() <= 2 && *number < limit);
        number.or(Some(0).filter(|_| part.is_empty()))
    };
    let (hour, minute) = (number(24)?, number(60)?);
    let second = number(60).unwrap_or(0);
    parts.next().is_none().then_some((hour, minute, second))
}

/// "24/11/2026" or "24.11.2026", where one number alone can be the day: of "3/11/2026" nobody knows.
fn numeric_day(word: &str) -> Option<(i32, u32, u32)> {
    let mut parts = word.split(['/', '.', '-']);
    let (a, b, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let year: i32 = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day): (u32, u32) = match (a, b) {
        (a, b) if a == b || a > 12 => (b, a),
        (a, b) if b > 12 => (a, b),
        _ => return None,
    };
    let is_last = parts.next().is_none_or(str::is_empty);
    (is_last && (1..=12).contains(&month)).then_some((year, month, day))
}

/// Tuesday in Spanish and French, and in Italian, or March in all: "mar", "mar.". In full it is one of them alone.
fn is_mar(word: &str) -> bool {
    word.trim_end_matches('.').eq_ignore_ascii_case("mar")
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
    let date = NaiveDate::parse_from_str(&value.get(..10)?.replace('/', "-"), "%Y-%m-%d").ok()?;
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

/// The month of a word of Spanish, Catalan, French, German, Portuguese, Italian or English, whole or cut to three
/// letters or more. A day of the week is none, and none of them begins like another language's month but "mar".
fn month(word: &str) -> Option<u32> {
    if let Some(month) = ENGLISH.iter().position(|name| word.eq_ignore_ascii_case(name)) {
        return u32::try_from(month + 1).ok();
    }
    if !word.starts_with(|c: char| c.is_alphabetic()) || word.len() < 2 {
        return None;
    }
    let word: String =
        word.trim_end_matches('.').chars().take(12).flat_map(char::to_lowercase).map(plain).collect();
    let is_month = |names: &str| {
        names.split(' ').any(|name| name == word || word.len() >= 3 && name.starts_with(word.as_str()))
    };
    if DAYS.contains(&word.as_str()) || ENGLISH_DAYS.contains(&word.as_str()) {
        return None;
    }
    let at = MONTHS.iter().position(|names| is_month(names))?;
    u32::try_from(at + 1).ok()
}

/// What nearly every mail has.
const ENGLISH: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Days of the week that begin like a month.
const DAYS: [&str; 5] = ["mart", "marte", "martes", "mardi", "martedi"];

/// Those of nearly every mail, which need not be looked for among the months.
const ENGLISH_DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The names of each month without accents; what "jui" means only whole words tell.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "january enero gener janvier januar janner jan janeiro gennaio",
    "february febrero febrer fevrier februar fevereiro febbraio",
    "march marzo mzo marc mars marz mrz marco",
    "april abril avril aprile",
    "may mayo maig mai maio maggio",
    "june junio juny juin juni junho giugno",
    "july julio juliol juillet juil juli julho luglio",
    "august agosto agost ag aout",
    "september setiembre septiembre setembre septembre setembro settembre sept",
    "october octubre octobre oktober outubro ottobre",
    "november noviembre novembre novembro",
    "december diciembre desembre decembre dezember dezembro dicembre",
];

/// The letter without its accent, of those that names of months have.
fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'ä' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'ì' | 'í' => 'i',
        'ç' => 'c',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        c => c,
    }
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
        check("Tue, 24 Nov 2026 23:59:59 -0800", "2026-11-25T07:59:59Z");
        check("24/11/2026 10:00", "2026-11-24T10:00:00Z");
        check("11/24/2026 10:00 AM", "2026-11-24T10:00:00Z");
        check("24.11.2026 10:00", "2026-11-24T10:00:00Z");
        check("3/11/2026 10:00", "");
        check("Tue, 24 Nov 2026 10:00:00 +01:00", "2026-11-24T09:00:00Z");
        check("Tue, 24 Nov 2026 10:00:00 GMT-03:00", "2026-11-24T13:00:00Z");
        check("\"Tue, 24 Nov 2026 10:00:00 +0100\"", "2026-11-24T09:00:00Z");
        check("24\u{a0}nov 2026 3:00 p.\u{a0}m.", "2026-11-24T15:00:00Z");
        check("24 Nov 2026 3:00:00\u{202f}PM", "2026-11-24T15:00:00Z");
        check("2026/11/24 10:00:00", "2026-11-24T10:00:00Z");
        check("Tue, 24 Nov 2026 10.30.15 +0100", "2026-11-24T09:30:15Z");
        check("mar 24 nov 2026 10h30", "2026-11-24T10:30:00Z");
        check("24 Nov 2026 10:00 p. m.", "2026-11-24T22:00:00Z");
        check("24 Nov 2026 12:10 a.m.", "2026-11-24T00:10:00Z");
        check("Thu, 99 Jan 2009 10:30:00", "");
        check("no date at all", "");
        check("", "");
        check("ñandú ñandú", "");
    }

    #[test]
    fn k04_a_day_of_the_week_is_no_month() {
        let check = |header: &str, expected: &str| {
            let got = from_header(header).map(|d| d.format("%Y-%m-%d").to_string());
            assert_eq!(got.as_deref(), Some(expected), "{header}");
        };
        check("mar, 24 nov 2026 10:00:00 +0100", "2026-11-24");
        check("mar., 24 nov. 2026 10:00:00 +0100", "2026-11-24");
        check("martes, 24 de noviembre de 2026 10:00:00 +0100", "2026-11-24");
        check("mardi 24 novembre 2026 10:00:00 +0100", "2026-11-24");
        check("marted\u{ec}, 24 novembre 2026 10:00:00 +0100", "2026-11-24");
        check("mar ago 28 13:55:12 2007", "2007-08-28");
        check("mar, 3 mar 2026 10:00:00 +0100", "2026-03-03");
        check("mar. 3 mars 2026 10:00:00 +0100", "2026-03-03");
        check("3 mar 2026 10:00", "2026-03-03");
        check("Mar 3 10:00:00 2026", "2026-03-03");
    }

    #[test]
    fn m06_months_have_names_in_six_languages() {
        let languages = [
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "ene. feb. mzo. abr. may. jun. jul. ago. sept. oct. nov. dic.",
            "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
            "Jän. Feb. Mrz. Apr. Mai Jun. Jul. Aug. Sep. Okt. Nov. Dez.",
            "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
            "gen. feb. mar. apr. mag. giu. lug. ago. set. ott. nov. dic.",
            "gen. febr. març abr. maig juny jul. ag. set. oct. nov. des.",
        ];
        for (language, names) in languages.iter().enumerate() {
            for (at, name) in names.split(' ').enumerate() {
                let got = from_header(&format!("12 {name} 2026 10:00:00 +0000"));
                let expected = format!("2026-{:02}-12T10:00:00+00:00", at + 1);
                assert_eq!(got.map(|date| date.to_rfc3339()), Some(expected), "{language}: {name}");
            }
        }
        for day in
            "Mo Di Mi Do Fr Sa So. lun jeu ven sam dim mer seg ter qua qui sex gio sab dom dl. dt. dj. dv."
                .split(' ')
        {
            let got = from_header(&format!("{day}, 13 dez. 2026 22:50:55 +0000"));
            assert_eq!(
                got.map(|date| date.to_rfc3339()).as_deref(),
                Some("2026-12-13T22:50:55+00:00"),
                "{day}"
            );
        }
    }

    #[test]
    fn file_times_without_meaning_are_no_dates() {
        assert_eq!(from_filetime(0), None);
        assert_eq!(from_filetime(u64::MAX), None);
        let moment = from_filetime(132_539_328_000_000_000).map(|d| d.to_rfc3339());
        assert_eq!(moment.as_deref(), Some("2021-01-01T00:00:00+00:00"));
    }
}
