//! Texts as people type them, brought to the form in which they are stored.

use crate::limits;
use crate::refusal::{Reason, Refusal, refuse};

/// A one-line text without surrounding blanks, control characters and what cannot be seen; empty is none.
pub fn line(field: &'static str, text: &str) -> Result<Option<String>, Refusal> {
    bounded_line(field, text, limits::NAME_CHARS_MAX)
}

/// The same, for what is a sentence rather than a name.
pub fn long_line(field: &'static str, text: &str) -> Result<Option<String>, Refusal> {
    bounded_line(field, text, limits::ACTION_CHARS_MAX)
}

fn bounded_line(field: &'static str, text: &str, chars_max: usize) -> Result<Option<String>, Refusal> {
    let clean: String = visible(text).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim();
    if clean.chars().count() > chars_max {
        return refuse(field, Reason::TooLong);
    }
    Ok((!clean.is_empty()).then(|| clean.to_owned()))
}

/// A one-line text that must be there.
pub fn required_line(field: &'static str, text: &str) -> Result<String, Refusal> {
    line(field, text)?.ok_or(Refusal { field, reason: Reason::Required })
}

/// Notes: line ends become `\n`; NUL and other control characters go, tabs stay, and so does what an email brings
/// along, save the two marks that make a text read backwards.
pub fn notes(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let stays = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || is_override(*c));
    let clean: String = text.chars().filter(stays).collect();
    if clean.chars().count() > limits::NOTES_CHARS_MAX {
        return refuse(field, Reason::TooLong);
    }
    Ok(clean)
}

/// Email addresses, without blanks and duplicates, in the order given.
pub fn emails(field: &'static str, texts: &[String]) -> Result<Vec<String>, Refusal> {
    let clean = entries(field, texts)?;
    match clean.iter().all(|text| is_email_address(text)) {
        true => Ok(clean),
        false => refuse(field, Reason::NotAnEmailAddress),
    }
}

/// Phones as typed, without blanks and duplicates, in the order given.
pub fn phones(field: &'static str, texts: &[String]) -> Result<Vec<String>, Refusal> {
    entries(field, texts)
}

/// What two entries are compared by: case and blanks do not make another address.
pub fn entry_key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The plain form of a character that takes two columns (full width), as East Asian keyboards write digits and letters.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// What a reader sees: without the marks that turn a text around and the characters that take no room, by which one
/// name passes for another in a list (docs/decisions/0010). A joiner stays between two characters that are not ASCII,
/// where scripts and emoji need it.
fn visible(text: &str) -> impl Iterator<Item = char> {
    let chars: Vec<char> = text.chars().filter(|c| !is_invisible(*c)).collect();
    let joins = |at: usize| {
        let is_foreign = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii());
        is_foreign(at.checked_sub(1).and_then(|before| chars.get(before))) && is_foreign(chars.get(at + 1))
    };
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    let kept: Vec<char> =
        chars.iter().enumerate().filter(|(at, c)| !is_joiner(**c) || joins(*at)).map(|(_, c)| *c).collect();
    kept.into_iter()
}

/// Embeddings, overrides and isolates, direction marks; blanks without width, the soft hyphen, the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn is_override(c: char) -> bool {
    matches!(c, '\u{202d}' | '\u{202e}')
}

fn entries(field: &'static str, texts: &[String]) -> Result<Vec<String>, Refusal> {
    let mut clean: Vec<String> = Vec::new();
    for text in texts {
        let Some(text) = line(field, text)? else { continue };
        if !clean.iter().any(|known| entry_key(known) == entry_key(&text)) {
            clean.push(text);
        }
    }
    match clean.len() > limits::ADDRESSES_MAX {
        true => refuse(field, Reason::TooMany),
        false => Ok(clean),
    }
}

/// Loose on purpose: it catches slips, not what only the other side's server can know.
fn is_email_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && !host.is_empty()
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f31_control_characters_do_not_enter_a_record() {
        assert_eq!(line("name", " Peña\u{0} S.L.\n").unwrap().as_deref(), Some("Peña  S.L."));
        assert_eq!(notes("notes", "uno\r\ndos\0\ttres").unwrap(), "uno\ndos\ttres");
    }

    #[test]
    fn f31_what_cannot_be_seen_makes_no_other_name() {
        for typed in [
            "A\u{200b}na",
            "\u{202e}Ana\u{202c}",
            "Ana\u{feff}",
            "An\u{ad}a",
            "\u{2066}Ana\u{2069}",
            "A\u{200d}na",
        ] {
            assert_eq!(line("name", typed).unwrap().as_deref(), Some("Ana"), "{typed:?}");
        }
        assert_eq!(line("name", "\u{200b}\u{200e} ").unwrap(), None, "nothing to see is no name");
        let family = "Familia 👩\u{200d}👧";
        assert_eq!(line("name", family).unwrap().as_deref(), Some(family));
        let persian = "می\u{200c}خواهم";
        assert_eq!(line("name", persian).unwrap().as_deref(), Some(persian));
        assert_eq!(notes("notes", "uno \u{202e}sod\u{202c}").unwrap(), "uno sod\u{202c}");
    }

    #[test]
    fn an_address_is_kept_once_whatever_its_case() {
        let typed = ["Ana@Example.com ".to_owned(), "ana@example.com".to_owned(), String::new()];
        assert_eq!(emails("emails", &typed).unwrap(), ["Ana@Example.com"]);
        assert_eq!(emails("emails", &["ana".into()]).unwrap_err().reason, Reason::NotAnEmailAddress);
    }
}
