//! The words and marks that a field of addresses is made of, RFC 5322 3.4, whatever of them is missing.

use crate::warning::Warnings;
use crate::{encoded_words, limits};

/// A piece of a field.
#[derive(Debug, PartialEq)]
pub(crate) enum Token {
    /// A quoted string or encoded words, decoded: nothing in it parts mailboxes.
    Text(String),
    /// Anything up to white space or a mark.
    Atom(String),
    /// What stands between angle brackets.
    Angle(String),
    Comment(String),
    Comma,
    /// The end of a group, and what Outlook writes for a comma.
    Semicolon,
    /// The last word of the name of a group.
    Colon(String),
}

/// The tokens of a field, each with whether white space stood before it.
pub(crate) fn tokens(field: &str, warnings: &mut Warnings) -> Vec<(Token, bool)> {
    let mut tokens = Vec::new();
    let mut rest = field;
    // What is opened and never closed is looked for once: a field may open a million.
    let (mut has_quotes, mut has_comments) = (true, true);
    while !rest.is_empty() && tokens.len() < limits::ADDRESS_TOKENS_MAX {
        let trimmed = rest.trim_start();
        let is_apart = trimmed.len() < rest.len();
        let Some(first) = trimmed.chars().next() else { break };
        let marked = match first {
            '"' if has_quotes => {
                let found = quoted(trimmed, warnings);
                has_quotes = found.is_some();
                found
            }
            '(' if has_comments => {
                let found = comment(trimmed, warnings);
                has_comments = found.is_some();
                found
            }
            '<' => Some(angle(trimmed)),
            ',' => Some((Token::Comma, &trimmed[1..])),
            ';' => Some((Token::Semicolon, &trimmed[1..])),
            // They close nothing.
            '"' | '(' | ')' | '>' => None,
            _ => Some(word(trimmed, warnings)),
        };
        rest = match marked {
            Some((token, after)) => {
                tokens.push((token, is_apart));
                after
            }
            None => &trimmed[1..],
        };
    }
    tokens
}

/// A quoted string; none where its end is missing.
fn quoted<'a>(text: &'a str, warnings: &mut Warnings) -> Option<(Token, &'a str)> {
    let mut content = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => content.extend(chars.next().map(|(_, c)| c)),
            '"' => {
                let rest = &text[at + 1..];
                // "juan gil"@ejemplo.es is an address, RFC 5322 3.4.1.
                if rest.starts_with('@') {
                    let end = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '>' | '(' | '<');
                    let (host, rest) = rest.split_at(rest.find(end).unwrap_or(rest.len()));
                    let local = if is_dot_atom(&content) { content } else { format!("\"{content}\"") };
                    return Some((Token::Atom(local + host), rest));
                }
                return Some((Token::Text(encoded_words::decode(&content, warnings)), rest));
            }
            c => content.push(c),
        }
    }
    None
}

/// A comment with those inside it; none where its end is missing.
fn comment<'a>(text: &'a str, warnings: &mut Warnings) -> Option<(Token, &'a str)> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let content = encoded_words::decode(&text[1..at], warnings);
                    return Some((Token::Comment(content), &text[at + 1..]));
                }
            }
            _ => {}
        }
    }
    None
}

/// Up to its bracket, or where that is missing, to the next or to the end of the mailbox.
fn angle(text: &str) -> (Token, &str) {
    let inner = text.trim_start_matches('<');
    let (end, rest) = match inner.find(['<', '>']) {
        Some(at) if inner[at..].starts_with('>') => (at, inner[at..].trim_start_matches('>')),
        Some(at) => {
            let end = inner[..at].find([',', ';']).unwrap_or(at);
            (end, &inner[end..])
        }
        None => {
            let end = inner.find([',', ';']).unwrap_or(inner.len());
            (end, &inner[end..])
        }
    };
    (Token::Angle(inner[..end].to_owned()), rest)
}

/// An encoded word and those that follow it, or an atom.
fn word<'a>(text: &'a str, warnings: &mut Warnings) -> (Token, &'a str) {
    if let Some(length) = encoded_words::run_length(text) {
        let (run, rest) = text.split_at(length);
        return (Token::Text(encoded_words::decode(run, warnings)), rest);
    }
    // A literal of a host may hold colons: ana@[IPv6:2001:db8::1].
    let mut in_literal = false;
    for (at, c) in text.char_indices() {
        match c {
            '[' => in_literal = true,
            ']' => in_literal = false,
            ':' if !in_literal => {
                let is_scheme =
                    ["mailto", "smtp"].iter().any(|scheme| text[..at].eq_ignore_ascii_case(scheme));
                if is_scheme {
                    continue;
                }
                // An address is no name of a group.
                return match text[..at].contains('@') {
                    true => (Token::Atom(text[..at].to_owned()), &text[at + 1..]),
                    false => (Token::Colon(text[..at].to_owned()), &text[at + 1..]),
                };
            }
            c if c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')' | '"') => {
                return (Token::Atom(text[..at].to_owned()), &text[at..]);
            }
            _ if at > 0
                && text[at..].starts_with("=?")
                && encoded_words::run_length(&text[at..]).is_some() =>
            {
                return (Token::Atom(text[..at].to_owned()), &text[at..]);
            }
            _ => {}
        }
    }
    (Token::Atom(text.to_owned()), "")
}

/// Words and points, as they stand before an `@`, RFC 5322 3.2.3.
pub(crate) fn is_dot_atom(text: &str) -> bool {
    let is_allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    !text.is_empty() && !text.starts_with('.') && !text.ends_with('.') && text.chars().all(is_allowed)
}
