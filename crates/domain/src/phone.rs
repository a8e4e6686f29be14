//! Phone numbers as they are compared and looked up: by their digits, however they are grouped and whatever country stands before.

use crate::text::narrow;

/// A number found in a text, without its extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// The country's code, when it was written.
    pub country: Option<String>,
    /// Without the country's code; a trunk zero that was typed stays.
    pub national: String,
}

/// Digits that no subscriber's number exceeds (E.164), and a trunk zero.
const DIGITS_MAX: usize = 16;
/// Fewer make no number that two customers could share.
const COMPARED_MIN: usize = 6;

impl Phone {
    /// All its digits, with the country's.
    pub fn digits(&self) -> String {
        format!("{}{}", self.country.as_deref().unwrap_or_default(), self.national)
    }

    /// What two numbers are compared by: without country and trunk zero.
    fn key(&self) -> &str {
        self.national.trim_start_matches('0')
    }
}

/// What two phones as typed are compared by; none when it holds no number worth comparing.
pub fn key(text: &str) -> Option<String> {
    let phone = numbers(text).into_iter().next()?;
    (phone.key().len() >= COMPARED_MIN).then(|| phone.key().to_owned())
}

/// Whether two phones with the same key may be one: they are not when each names another country.
pub fn may_be_same(one: &str, other: &str) -> bool {
    let country = |text| numbers(text).into_iter().next().and_then(|phone| phone.country);
    match (country(one), country(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The numbers in a text, in order: "953 12 35 56 ext. 12 / +44 (0)20 7946 0958" holds two.
pub fn numbers(text: &str) -> Vec<Phone> {
    let chars: Vec<char> = text.chars().map(narrow).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if chars[at].is_ascii_digit() || (chars[at] == '+' && next_is_digit(&chars, at + 1)) {
            let (run, end) = run_at(&chars, at);
            at = skip_extension(&chars, end);
            found.extend(phone(&run));
        } else {
            at += 1;
        }
    }
    found
}

/// What somebody who types these digits may mean, each as the beginning of a number or of its end; nothing when it is no number.
pub fn typed(text: &str) -> Vec<String> {
    let [phone] = &numbers(text)[..] else { return Vec::new() };
    let mut meant = vec![phone.national.clone(), phone.key().to_owned()];
    if phone.country.is_none() && phone.national.len() > 9 && phone.national.starts_with("34") {
        meant.push(phone.national[2..].to_owned());
    }
    meant.sort();
    meant.dedup();
    meant.retain(|digits| digits.len() >= 3);
    meant
}

/// Whether a text is one number and its extension, and nothing else.
pub fn has_extension(text: &str) -> bool {
    let chars: Vec<char> = text.trim().chars().map(narrow).collect();
    let (_, end) = run_at(&chars, 0);
    let is_number = chars.first().is_some_and(|c| c.is_ascii_digit() || matches!(c, '+' | '('));
    is_number && end < chars.len() && skip_extension(&chars, end) == chars.len()
}

fn next_is_digit(chars: &[char], from: usize) -> bool {
    chars
        .get(from..)
        .unwrap_or_default()
        .iter()
        .find(|c| !matches!(c, ' ' | '('))
        .is_some_and(char::is_ascii_digit)
}

/// The run of digits and of what groups them, and where it ends.
fn run_at(chars: &[char], start: usize) -> (String, usize) {
    let mut run = String::new();
    let (mut at, mut end, mut digits) = (start, start, 0);
    while let Some(c) = chars.get(at) {
        match c {
            '+' if run.is_empty() => run.push('+'),
            '0'..='9' => {
                run.push(*c);
                digits += 1;
                end = at + 1;
            }
            // Where a whole number stands, a stroke parts it from another.
            '/' if digits >= 9 => break,
            '(' => run.push('('),
            ')' => run.push(')'),
            c if is_grouping(*c) => {}
            _ => break,
        }
        at += 1;
    }
    (run, end.max(start + 1))
}

fn is_grouping(c: char) -> bool {
    matches!(
        c,
        ' ' | '.' | '-' | '/' | '_' | '·' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2010}'..='\u{2015}'
    )
}

/// "ext. 12", "x12", "#12", "extensión 12", "int. 12": the digits after it are no part of the number, nor one of their own.
fn skip_extension(chars: &[char], end: usize) -> usize {
    let mut at = end;
    let skip = |at: &mut usize, is: &dyn Fn(char) -> bool| {
        while chars.get(*at).is_some_and(|c| is(*c)) {
            *at += 1;
        }
    };
    skip(&mut at, &|c| c.is_whitespace() || matches!(c, ',' | ';' | '('));
    let word_start = at;
    skip(&mut at, &char::is_alphabetic);
    let word: String = chars[word_start..at].iter().flat_map(|c| c.to_lowercase()).collect();
    let is_mark = match word.as_str() {
        "" => chars.get(at) == Some(&'#'),
        word => ["ext", "x", "extension", "extensión", "extn", "int", "interno", "anexo"].contains(&word),
    };
    if !is_mark {
        return end;
    }
    skip(&mut at, &|c| matches!(c, ' ' | '.' | ':' | '#' | '=' | '\u{a0}'));
    skip(&mut at, &|c| c.is_ascii_digit());
    at
}

/// Reads a run of digits; none when there are too many or none.
fn phone(run: &str) -> Option<Phone> {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > DIGITS_MAX + 2 {
        return None;
    }
    let international = match run.strip_prefix('+') {
        // The zero in "+44 (0)20" is dialled at home alone.
        Some(rest) => Some(rest.replace("(0)", "")),
        None if digits.starts_with("00") => Some(run.replacen("00", "", 1).replace("(0)", "")),
        None => None,
    };
    let Some(international) = international else {
        return Some(Phone { country: None, national: digits });
    };
    let digits: String = international.chars().filter(char::is_ascii_digit).collect();
    let (country, national) = digits.split_at(country_length(&digits).min(digits.len()));
    (!digits.is_empty()).then(|| Phone { country: Some(country.to_owned()), national: national.to_owned() })
}

/// How many digits the country's code has (ITU-T E.164): none begins another.
fn country_length(digits: &str) -> usize {
    const OF_TWO: [&str; 43] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
        "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
        "82", "84", "86", "90", "91", "92", "93", "94", "95",
    ];
    match digits.get(..2) {
        _ if digits.starts_with(['1', '7']) => 1,
        Some(two) if OF_TWO.contains(&two) || two == "98" => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s17_a_number_is_one_in_any_grouping_and_with_or_without_its_country() {
        for typed in [
            "953123556",
            "953 12 35 56",
            "953.123.556",
            "953-12-35-56",
            "(953) 12 35 56",
            "953/12 35 56",
            "+34 953 12 35 56",
            "+34953123556",
            "0034 953 123 556",
            "(+34) 953123556",
            "953 12 35 56 ext. 12",
            "953123556 x12",
            "953123556#12",
            "953 12 35 56 (extensión 7)",
            "Tel. 953 12 35 56",
            "９５３１２３５５６",
            "953\u{a0}12\u{a0}35\u{a0}56",
        ] {
            assert_eq!(key(typed).as_deref(), Some("953123556"), "{typed}");
        }
        for typed in ["+44 20 7946 0958", "020 7946 0958", "0044 (0)20 7946 0958", "+44 (0)20-7946-0958"] {
            assert_eq!(key(typed).as_deref(), Some("2079460958"), "{typed}");
        }
        assert_eq!(key("+351 21 123 45 67").as_deref(), Some("211234567"));
        for no_number in ["", "casa", "ext. 12", "205", "+"] {
            assert_eq!(key(no_number), None, "{no_number}: nothing to compare");
        }
    }

    #[test]
    fn s17_numbers_of_two_countries_are_two() {
        assert!(may_be_same("+34 953 123 556", "953123556"));
        assert!(!may_be_same("+34 953 123 556", "+351 953 123 556"));
    }

    #[test]
    fn a_text_may_hold_several_numbers() {
        let digits = |text| numbers(text).iter().map(Phone::digits).collect::<Vec<_>>();
        assert_eq!(digits("953 12 35 56 / 600-123-456"), ["953123556", "600123456"]);
        assert_eq!(digits("Llamar al 953123556 ext 12, o al +34 600 123 456."), ["953123556", "34600123456"]);
    }

    #[test]
    fn what_is_typed_is_looked_up_without_country_and_trunk_zero() {
        assert_eq!(typed("+34 953 12"), ["95312"]);
        assert_eq!(typed("34 953 12 35 56"), ["34953123556", "953123556"]);
        assert_eq!(typed("020 7946"), ["0207946", "207946"]);
        assert_eq!(typed("953123556 600123456 953123556"), Vec::<String>::new());
        assert!(has_extension("953 12 35 56 ext. 4") && has_extension("953123556#4"));
        assert!(!has_extension("953123556") && !has_extension("953123556 casa") && !has_extension("ext 4"));
    }
}
