//! How long a contact took: typed in minutes, shown in hours and minutes (S19, S20).

use crate::limits::DURATION_MINUTES_MAX;
use crate::refusal::{Reason, Refusal, refuse};

/// Reads `135`, `2h15`, `2 h 15 min`, `2:15`, `45 min`, `2h`. Blank is none, not zero.
pub fn parse(text: &str) -> Result<Option<u32>, Refusal> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if compact.is_empty() {
        return Ok(None);
    }
    let body = compact.strip_suffix("min").or_else(|| compact.strip_suffix('m')).unwrap_or(&compact);
    let (hours, minutes) = match body.split_once(['h', ':']) {
        Some((hours, minutes)) => (hours, minutes),
        None => ("0", body),
    };
    let number = |digits: &str| match digits {
        "" => Ok(0),
        _ if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse::<u32>().map_err(|_| ()),
        _ => Err(()),
    };
    let (Ok(hours), Ok(minutes)) = (number(hours), number(minutes)) else {
        return refuse("duration_minutes", Reason::NotANumber);
    };
    check(hours.checked_mul(60).and_then(|m| m.checked_add(minutes)).unwrap_or(u32::MAX)).map(Some)
}

/// A whole number of minutes within a year.
pub fn check(minutes: u32) -> Result<u32, Refusal> {
    match minutes <= DURATION_MINUTES_MAX {
        true => Ok(minutes),
        false => refuse("duration_minutes", Reason::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s19_s20_duration_reads_minutes_and_hours() {
        for (text, minutes) in [
            ("135", 135),
            ("2h15", 135),
            ("2 h 15 min", 135),
            ("2:15", 135),
            ("2h", 120),
            ("45 min", 45),
            ("0", 0),
        ] {
            assert_eq!(parse(text), Ok(Some(minutes)), "{text}");
        }
        assert_eq!(parse("  "), Ok(None), "blank is not 0");
        for text in ["-5", "dos", "1h2h3", "1.5", "99999999999"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
