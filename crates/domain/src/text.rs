//! Texts as people type them, brought to the form in which they are stored.

use crate::limits;
use crate::refusal::{Reason, Refusal, refuse};

/// A one-line text without surrounding blanks and control characters; empty is none.
pub fn line(field: &'static str, text: &str) -> Result<Option<String>, Refusal> {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim();
    if clean.chars().count() > limits::NAME_CHARS_MAX {
        return refuse(field, Reason::TooLong);
    }
    Ok((!clean.is_empty()).then(|| clean.to_owned()))
}

/// A one-line text that must be there.
pub fn required_line(field: &'static str, text: &str) -> Result<String, Refusal> {
    line(field, text)?.ok_or(Refusal { field, reason: Reason::Required })
}

/// Notes: line ends become `\n`; NUL and other control characters go, tabs stay.
pub fn notes(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
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
    fn an_address_is_kept_once_whatever_its_case() {
        let typed = ["Ana@Example.com ".to_owned(), "ana@example.com".to_owned(), String::new()];
        assert_eq!(emails("emails", &typed).unwrap(), ["Ana@Example.com"]);
        assert_eq!(emails("emails", &["ana".into()]).unwrap_err().reason, Reason::NotAnEmailAddress);
    }
}
