//! NIF, CIF and NIE: whether the control character fits. What does not is accepted and said, for it may be foreign.

use crate::text::narrow;

/// What is odd about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaxIdProblem {
    /// It reads like a Spanish one, and its control character is another.
    Control,
    /// It is shaped like none.
    Shape,
}

impl TaxIdProblem {
    pub fn code(self) -> &'static str {
        match self {
            TaxIdProblem::Control => "tax_id_control",
            TaxIdProblem::Shape => "tax_id_shape",
        }
    }
}

/// What two numbers are compared and found by: capitals and digits, without what Spain's country adds before.
pub fn plain(text: &str) -> String {
    let compact = compact(text);
    match compact.strip_prefix("ES").filter(|rest| rest.bytes().any(|byte| byte.is_ascii_digit())) {
        Some(rest) => rest.to_owned(),
        None => compact,
    }
}

/// Whether a plain number has the length and the digits of a Spanish one.
pub fn is_like_spanish(plain: &str) -> bool {
    plain.len() == 9 && plain.bytes().filter(u8::is_ascii_digit).count() >= 7
}

fn compact(text: &str) -> String {
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// What is odd about a number as it is typed, with or without blanks, dots and hyphens; none when it fits, when it is
/// empty, and when it is another country's VAT number.
pub fn problem(text: &str) -> Option<TaxIdProblem> {
    let compact = compact(text);
    let number = compact.strip_prefix("ES").unwrap_or(&compact);
    if number.is_empty() {
        return None;
    }
    if !number.is_ascii() {
        return Some(TaxIdProblem::Shape);
    }
    match number.as_bytes() {
        // A national identity number or a foreigner's: eight digits, the first of which may be a letter.
        [first @ (b'0'..=b'9' | b'X' | b'Y' | b'Z'), digits @ .., control] if is_number(digits, 7) => {
            let lead = match first {
                b'X' => b'0',
                b'Y' => b'1',
                b'Z' => b'2',
                digit => *digit,
            };
            fits(letter_of(u32::from(lead - b'0') * 10_000_000 + value(digits)) == *control)
        }
        // Under age, abroad, or a foreigner without a number: the same letter over seven digits.
        [b'K' | b'L' | b'M', digits @ .., control] if is_number(digits, 7) => {
            fits(letter_of(value(digits)) == *control)
        }
        [kind, digits @ .., control] if b"ABCDEFGHJNPQRSUVW".contains(kind) && is_number(digits, 7) => {
            let sum = control_of(digits);
            let (digit, letter) = (b'0' + sum as u8, b"JABCDEFGHI"[sum as usize]);
            fits(match kind {
                b'A' | b'B' | b'E' | b'H' => *control == digit,
                b'N' | b'P' | b'Q' | b'R' | b'S' | b'W' => *control == letter,
                _ => *control == digit || *control == letter,
            })
        }
        [a, b, rest @ ..] if [a, b].iter().all(|c| c.is_ascii_uppercase()) && is_vat(&compact, rest) => None,
        _ => Some(TaxIdProblem::Shape),
    }
}

fn fits(is_right: bool) -> Option<TaxIdProblem> {
    (!is_right).then_some(TaxIdProblem::Control)
}

fn is_number(digits: &[u8], length: usize) -> bool {
    digits.len() == length && digits.iter().all(u8::is_ascii_digit)
}

/// Of digits that are few enough.
fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
}

fn letter_of(number: u32) -> u8 {
    b"TRWAGMYFPDXBNJZSQVHLCKE"[(number % 23) as usize]
}

/// Digits in odd places count double, as the sum of their digits.
fn control_of(digits: &[u8]) -> u32 {
    let part = |(at, digit): (usize, &u8)| {
        let digit = u32::from(digit - b'0');
        match at % 2 {
            0 => digit * 2 / 10 + digit * 2 % 10,
            _ => digit,
        }
    };
    (10 - digits.iter().enumerate().map(part).sum::<u32>() % 10) % 10
}

/// Two letters for a country that is not Spain, and what follows it.
fn is_vat(compact: &str, rest: &[u8]) -> bool {
    !compact.starts_with("ES") && (6..=13).contains(&rest.len()) && rest.iter().any(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s17_a_tax_number_is_one_in_every_writing() {
        for typed in [
            "B58818501",
            "b-58818501",
            "B 58.818.501",
            "ESB58818501",
            "ES-B58818501",
            "B/58818501",
            "Ｂ５８８１８５０１",
            "B\u{a0}58818501 ",
        ] {
            assert_eq!(plain(typed), "B58818501", "{typed}");
        }
        assert_eq!(plain("ES"), "ES");
        assert_eq!(plain("..."), "");
    }

    #[test]
    fn s17_the_control_character_of_a_tax_number_is_checked() {
        // Published examples of the Agencia Tributaria's algorithm, and numbers computed by hand.
        for right in [
            "12345678Z",
            "12.345.678-z",
            "ES12345678Z",
            "X1234567L",
            "A58818501",
            "B-58818501",
            "P1234567D",
            "",
        ] {
            assert_eq!(problem(right), None, "{right}");
        }
        for wrong in ["12345678A", "X1234567A", "A58818502", "P12345674", "123456789"] {
            assert_eq!(problem(wrong), Some(TaxIdProblem::Control), "{wrong}");
        }
        for odd in ["1234", "HOLA", "ñ2345678Z"] {
            assert_eq!(problem(odd), Some(TaxIdProblem::Shape), "{odd}");
        }
        for foreign in ["DE123456789", "FR 12 345678901", "PT501234567"] {
            assert_eq!(problem(foreign), None, "{foreign}");
        }
    }
}
