//! Address fields of internet mail, RFC 5322 3.4, as real senders write them: an address is an addr-spec or empty, and
//! never a piece of text.

use crate::address::{is_address, is_exchange_address, name_shown};
use crate::address_tokens::{Token, is_dot_atom, tokens};
use crate::email::Address;
use crate::file_name::is_invisible;
use crate::warning::Warnings;
use crate::{encoded_words, limits};

/// The mailboxes of a field, groups opened, in order; whoever has no address is there by name.
pub(crate) fn read(field: &str, warnings: &mut Warnings) -> Vec<Address> {
    shown(mailboxes(field, warnings, true))
}

/// The same of recipients: a bare word is a mailbox on the sender's own system, "To: root".
pub(crate) fn recipients(field: &str, warnings: &mut Warnings) -> Vec<Address> {
    let mut found = mailboxes(field, warnings, true);
    for one in
        found.iter_mut().filter(|one| one.address.is_empty() && one.is_bare && is_local_mailbox(&one.name))
    {
        one.address = std::mem::take(&mut one.name);
    }
    shown(found)
}

fn shown(found: Vec<Mailbox>) -> Vec<Address> {
    let mut found: Vec<_> =
        found.into_iter().map(|one| Address { name: one.name, address: one.address }).collect();
    for one in &mut found {
        // Exchange's own names are nobody's address.
        for text in [&mut one.address, &mut one.name] {
            if is_exchange_address(text) {
                text.clear();
            }
        }
        one.name = name_shown(&one.name);
    }
    // A mark that was left over is nobody.
    found.retain(|one| {
        !one.address.is_empty() || one.name.contains(char::is_alphanumeric) && !is_group_of_nobody(&one.name)
    });
    found.truncate(limits::RECIPIENTS_MAX);
    found
}

/// What servers write where the recipients are not told, RFC 5322 A.1.3.
fn is_group_of_nobody(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["undisclosed", "unlisted"].iter().any(|start| name.starts_with(start)) && name.contains("recipients")
}

/// Whether a name shows an address that is not its own: it is how people are deceived.
pub(crate) fn shows_another_address(of: &Address) -> bool {
    let is_edge = |c: char| !c.is_alphanumeric();
    let mut words =
        of.name.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ',' | ';' | '(' | ')'));
    words.any(|word| {
        let word = word.trim_matches(is_edge);
        is_address(word) && !word.eq_ignore_ascii_case(&of.address)
    })
}

/// A mailbox as it stands in a field.
#[derive(Default)]
struct Mailbox {
    name: String,
    address: String,
    /// It is one word, without brackets or quotes.
    is_bare: bool,
}

/// A mailbox being read: its words, and where they were apart.
#[derive(Default)]
struct Draft {
    words: Vec<(String, bool)>,
    /// Quoted names have their commas inside: none is missing after them.
    is_quoted: bool,
    /// Whether something of it stood in angle brackets, also where that was no address.
    is_closed: bool,
    address: String,
    comment: String,
}

impl Draft {
    fn push(&mut self, text: &str, is_apart: bool) {
        self.words.push((text.to_owned(), is_apart));
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.address.is_empty() && self.comment.is_empty() && !self.is_closed
    }

    fn name(&self) -> String {
        let mut name = String::new();
        for (word, is_apart) in &self.words {
            if *is_apart && !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        name.trim().to_owned()
    }
}

fn mailboxes(field: &str, warnings: &mut Warnings, is_outermost: bool) -> Vec<Mailbox> {
    let (mut drafts, mut open) = (Vec::new(), Draft::default());
    let mut found = Vec::new();
    let tokens = tokens(field, warnings);
    let last_end = tokens.iter().rposition(|(token, _)| *token == Token::Semicolon).unwrap_or(0);
    for (at, (token, is_apart)) in tokens.into_iter().enumerate() {
        match token {
            Token::Comma | Token::Semicolon => close(&mut open, &mut drafts),
            // The name of a group, RFC 5322 3.4, is nobody's; without its end it is a name with a colon.
            Token::Colon(_) if at < last_end => open = Draft::default(),
            Token::Colon(text) => open.push(&(text + ":"), is_apart),
            Token::Comment(text) => open.comment = text,
            Token::Text(text) => {
                start_next(&mut open, &mut drafts);
                open.is_quoted |= open.words.is_empty();
                open.push(&text, is_apart);
            }
            Token::Angle(text) => {
                start_next(&mut open, &mut drafts);
                open.is_closed = true;
                // A word in brackets is a mailbox on the sender's own system, RFC 822: "root <root>".
                let text = encoded_words::decode(&text, warnings);
                let several = || text.split([',', ';', ' ']).find_map(addr_spec_in);
                let local = || Some(text.clone()).filter(|text| is_local_mailbox(text));
                match addr_spec_in(&text).or_else(several).or_else(local) {
                    Some(address) => open.address = address,
                    None if open.words.is_empty() => open.push(&text, true),
                    None => {}
                }
            }
            Token::Atom(text) => {
                start_next(&mut open, &mut drafts);
                open.is_quoted = false;
                open.push(&text, is_apart);
            }
        }
    }
    close(&mut open, &mut drafts);
    for draft in with_missing_quotes(drafts) {
        settle(draft, &mut found, warnings, is_outermost);
        if found.len() >= limits::RECIPIENTS_MAX {
            break;
        }
    }
    found
}

/// After an address in angle brackets the next mailbox begins, also where the comma was left out.
fn start_next(open: &mut Draft, drafts: &mut Vec<Draft>) {
    if open.is_closed && !open.address.is_empty() {
        close(open, drafts);
    }
}

fn close(open: &mut Draft, drafts: &mut Vec<Draft>) {
    let draft = std::mem::take(open);
    if !draft.is_empty() {
        drafts.push(draft);
    }
}

/// Commas of one name that are mended.
const CUTS_MAX: usize = 3;

/// Joins what a comma cut that should have been quoted: "Distribuciones Ejemplo, S.L. <ventas@ejemplo.es>".
fn with_missing_quotes(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let is_cut = |before: &mut Draft| {
            let is_name = !before.is_quoted && !before.is_closed && before.address.is_empty();
            is_name && before.comment.is_empty() && !before.words.iter().any(|(word, _)| word.contains('@'))
        };
        // An address without brackets has no name before it: "root, ana@ejemplo.es" are two.
        if draft.is_closed && !draft.address.is_empty() {
            for _ in 0..CUTS_MAX {
                let Some(before) = joined.pop_if(is_cut) else { break };
                let mut words = before.words;
                if let Some((last, _)) = words.last_mut().filter(|_| !draft.words.is_empty()) {
                    last.push(',');
                }
                if let Some((_, is_apart)) = draft.words.first_mut() {
                    *is_apart = true;
                }
                words.append(&mut draft.words);
                draft.words = words;
            }
        }
        joined.push(draft);
    }
    joined
}

/// Makes mailboxes of one: two where two addresses stand in it, one of its text where that is a mailbox by itself.
fn settle(mut draft: Draft, found: &mut Vec<Mailbox>, warnings: &mut Warnings, is_outermost: bool) {
    if draft.address.is_empty() {
        for (word, is_apart) in glued(std::mem::take(&mut draft.words)) {
            match addr_spec_in(&word) {
                Some(address) if draft.address.is_empty() => draft.address = address,
                // Several without a comma.
                Some(address) => {
                    found.push(finished(std::mem::replace(&mut draft, Draft { address, ..Draft::default() })))
                }
                None => draft.words.push((word, is_apart)),
            }
        }
    }
    // The whole mailbox was encoded or quoted: "=?utf-8?B?...?=".
    if draft.address.is_empty() && is_outermost {
        let inside = draft.words.iter().filter(|(word, _)| word.contains('@'));
        let inside = inside.flat_map(|(word, _)| mailboxes(word, warnings, false));
        let inside: Vec<_> = inside.filter(|one| !one.address.is_empty()).collect();
        if !inside.is_empty() {
            found.extend(inside);
            return;
        }
    }
    found.push(finished(draft));
}

/// "ana @ ejemplo.es", RFC 5322 4.4: white space around the sign is no part of an address.
fn glued(words: Vec<(String, bool)>) -> Vec<(String, bool)> {
    let mut glued: Vec<(String, bool)> = Vec::with_capacity(words.len());
    for (word, is_apart) in words {
        let is_joint = |last: &(String, bool)| {
            let ends = last.0.ends_with('@') && last.0.len() > 1 && !word.contains('@');
            let is_host = last.0.contains('@')
                && (last.0.ends_with('.') || word.starts_with('.'))
                && !word.contains('@');
            let begins = word.starts_with('@') && !last.0.contains('@');
            ends || begins || is_host
        };
        match glued.last_mut().filter(|last| is_joint(last)) {
            Some((last, _)) => last.push_str(&word),
            None => glued.push((word, is_apart)),
        }
    }
    glued
}

fn finished(draft: Draft) -> Mailbox {
    let is_bare = draft.words.len() == 1 && !draft.is_quoted && !draft.is_closed && draft.comment.is_empty();
    let address = match draft.address {
        // "Luis (luis@cliente.example)"
        empty if empty.is_empty() => addr_spec_in(&draft.comment).unwrap_or_default(),
        address => address,
    };
    let words = Draft { words: draft.words, ..Draft::default() }.name();
    let name = match words {
        // "ana@ejemplo.es (Ana Gil)", as mail of before RFC 2822 has it. A comment alone is nobody.
        name if name.is_empty() && !address.is_empty() => draft.comment,
        name => name,
    };
    Mailbox { name, address, is_bare }
}

/// The address in what should be one: without `mailto:`, the route of RFC 5322 4.4, quotes and brackets around it.
fn addr_spec_in(text: &str) -> Option<String> {
    let is_hidden = |c: char| c == '\0' || is_invisible(c);
    let shown: String;
    let text = match text.contains(is_hidden) {
        true => {
            shown = text.chars().filter(|c| !is_hidden(*c)).collect();
            &shown
        }
        false => text,
    };
    let mut inner = text.trim();
    if let Some(rest) = inner.strip_prefix('@') {
        inner = rest.split_once(':').map_or(inner, |(_, address)| address.trim());
    }
    inner = without_scheme(inner);
    if is_address(inner) && !inner.starts_with('\'') {
        return Some(inner.to_owned());
    }
    let is_mark = |c: char| matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | ',' | ';');
    inner = inner.trim_matches(is_mark);
    for mark in ['\'', '"', '`', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'] {
        inner = inner.strip_prefix(mark).unwrap_or(inner);
    }
    inner = inner.trim_end_matches(['\'', '"', '\u{2019}', '\u{201d}', '.', ':']);
    inner = without_scheme(inner.trim());
    let compact: String = inner.split_whitespace().collect();
    // White space stands only around the sign and the points, RFC 5322 4.4.
    let is_glued = inner.split_whitespace().count() == 1 || inner.contains(" @") || inner.contains("@ ");
    (is_glued && is_address(&compact)).then_some(compact)
}

/// `mailto:ana@ejemplo.es`, as copied from a page, RFC 6068.
fn without_scheme(address: &str) -> &str {
    for scheme in ["mailto:", "smtp:"] {
        if address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) {
            let rest = address[scheme.len()..].trim();
            return rest.split_once('?').map_or(rest, |(address, _)| address);
        }
    }
    address
}

/// A mailbox on one's own system is called as its user is there; Outlook's "Unknown" is none.
fn is_local_mailbox(text: &str) -> bool {
    is_dot_atom(text) && !text.eq_ignore_ascii_case("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: &str, expected: &[(&str, &str)]) {
        let got: Vec<_> =
            read(field, &mut Warnings::default()).into_iter().map(|one| (one.name, one.address)).collect();
        let expected: Vec<_> = expected.iter().map(|(n, a)| ((*n).to_owned(), (*a).to_owned())).collect();
        assert_eq!(got, expected, "{field}");
    }

    #[test]
    fn well_formed_fields_are_read_as_they_are() {
        check("Ana Gil <ana@ejemplo.es>", &[("Ana Gil", "ana@ejemplo.es")]);
        check("ana@ejemplo.es", &[("", "ana@ejemplo.es")]);
        check("ana@ejemplo.es (Ana (jefa) Gil)", &[("Ana (jefa) Gil", "ana@ejemplo.es")]);
        check(
            "\"Gil, Ana\" <ana@ejemplo.es>, b@b.example",
            &[("Gil, Ana", "ana@ejemplo.es"), ("", "b@b.example")],
        );
        check("\"juan gil\"@ejemplo.es", &[("", "\"juan gil\"@ejemplo.es")]);
        check(
            "Equipo: Luis <l@c.example>, e@c.example;, x@c.example",
            &[("Luis", "l@c.example"), ("", "e@c.example"), ("", "x@c.example")],
        );
        check("undisclosed-recipients:;", &[]);
        check("Ventas: Ana <ana@ejemplo.es>", &[("Ventas: Ana", "ana@ejemplo.es")]);
        check("'Ana <ana@ejemplo.es>'", &[("'Ana", "ana@ejemplo.es")]);
        check("Sean O'Neil <o'neil@ejemplo.es>", &[("Sean O'Neil", "o'neil@ejemplo.es")]);
        check("=?utf-8?Q?Ana_N=C3=BA=C3=B1ez?= <ana@ejemplo.es>", &[("Ana Núñez", "ana@ejemplo.es")]);
        check("Ana <ana@[IPv6:2001:db8::1]>", &[("Ana", "ana@[IPv6:2001:db8::1]")]);
        check("\"A \\\"B\\\" C\" <a@b.example>", &[("A \"B\" C", "a@b.example")]);
    }

    #[test]
    fn k05_commas_that_should_be_quoted_and_those_that_are_missing() {
        check(
            "Distribuciones Ejemplo, S.L. <ventas@ejemplo.es>",
            &[("Distribuciones Ejemplo, S.L.", "ventas@ejemplo.es")],
        );
        check(
            "Gil, Ana <a@x.example>, Mora, Luis <l@x.example>",
            &[("Gil, Ana", "a@x.example"), ("Mora, Luis", "l@x.example")],
        );
        check(
            "=?utf-8?Q?Gil=2C_P=C3=A9rez?= y =?utf-8?B?Q8OtYQ==?=., S.L. <info@ejemplo.es>",
            &[("Gil, Pérez y Cía., S.L.", "info@ejemplo.es")],
        );
        check("Ana <a@x.example> Luis <l@x.example>", &[("Ana", "a@x.example"), ("Luis", "l@x.example")]);
        check("a@x.example b@x.example", &[("", "a@x.example"), ("", "b@x.example")]);
        check("a@x.example; b@x.example", &[("", "a@x.example"), ("", "b@x.example")]);
        check(
            "Ana <a@x.example> (jefa), \"B <> C\" <b@x.example>",
            &[("Ana", "a@x.example"), ("B <> C", "b@x.example")],
        );
        // A name alone before an address alone is nobody's part.
        check("Ejemplo, Hijos, S.L. <x@y.example>", &[("Ejemplo, Hijos, S.L.", "x@y.example")]);
        check("Luis <l@c.example, Eva <e@c.example>", &[("Luis", "l@c.example"), ("Eva", "e@c.example")]);
        check("Luis Mora, ana@ejemplo.es", &[("Luis Mora", ""), ("", "ana@ejemplo.es")]);
        check("\"Luis Mora\", Ana <a@x.example>", &[("Luis Mora", ""), ("Ana", "a@x.example")]);
    }

    #[test]
    fn k06_k07_what_is_no_address_is_never_one() {
        check("Ana Gil ana@ejemplo.es", &[("Ana Gil", "ana@ejemplo.es")]);
        check("Ana Gil <mailto:ana@ejemplo.es>", &[("Ana Gil", "ana@ejemplo.es")]);
        check("mailto:ana@ejemplo.es", &[("", "ana@ejemplo.es")]);
        check("Ana <@a.example,@b.example:ana@ejemplo.es>", &[("Ana", "ana@ejemplo.es")]);
        check("Ana <'ana@ejemplo.es'>", &[("Ana", "ana@ejemplo.es")]);
        check("Ana <<ana@ejemplo.es>>", &[("Ana", "ana@ejemplo.es")]);
        check("Ana <ana@ejemplo.es", &[("Ana", "ana@ejemplo.es")]);
        check("Ana <ana@ejemplo.es,l@c.example>", &[("Ana", "ana@ejemplo.es")]);
        check("ana @ ejemplo . es", &[("", "ana@ejemplo.es")]);
        check("Luis (l@c.example)", &[("Luis", "l@c.example")]);
        check("Ana <ana\u{200b}@ejem\0plo.es>", &[("Ana", "ana@ejemplo.es")]);
        check("=?utf-8?Q?Ana?= <=?utf-8?Q?ana=40ejemplo.es?=>", &[("Ana", "ana@ejemplo.es")]);
        check("unlisted-recipients:; (no To-header on input)", &[]);
        check("<undisclosed-recipients:;>, undisclosed-recipients:", &[]);
        check("Ana <ana @ ejemplo.es>", &[("Ana", "ana@ejemplo.es")]);
        check("Ana <ana gil>, <>", &[("Ana", "")]);
        check("Ana Gil", &[("Ana Gil", "")]);
        check("@ejemplo.es", &[("@ejemplo.es", "")]);
        check("=?utf-8?B?IkFuYSBOw7rDsWV6IiA8YW5hQGVqZW1wbG8uZXM+?=", &[("Ana Núñez", "ana@ejemplo.es")]);
        check("\"Ana <ana@ejemplo.es>\"", &[("Ana", "ana@ejemplo.es")]);
        check(
            "=?Subject?Q?Atenci=F3n=20al <soporte@ejemplo.es>, ?=@robot.ejemplo.net",
            &[("Atención al", "soporte@ejemplo.es")],
        );
        check(
            "=?utf-8?Q?jefe=40banco.example?= <malo@x.example>",
            &[("jefe@banco.example", "malo@x.example")],
        );
    }

    #[test]
    fn k06_a_bare_word_is_a_mailbox_of_recipients_alone() {
        let got = |field: &str| recipients(field, &mut Warnings::default()).pop().unwrap_or_default();
        assert_eq!(got("root").address, "root");
        for name in ["Unknown", "\"root\"", "Luis Mora", "luis@", "luis@c.ex\u{7f}ample", "<luis mora>"] {
            assert_eq!(got(name).address, "", "{name:?} is none");
        }
        assert_eq!(read("root", &mut Warnings::default())[0].address, "", "a sender is somebody");
    }

    #[test]
    fn m08_m16_names_are_without_apostrophes_around_them_and_hidden_marks() {
        check("'Juan C. Gil' <juan@ejemplo.es>", &[("Juan C. Gil", "juan@ejemplo.es")]);
        check("\"'ana@ejemplo.es'\" <ana@ejemplo.es>", &[("ana@ejemplo.es", "ana@ejemplo.es")]);
        check(
            "\"Banco \u{202e}selanoicnaN\u{202c}\" <malo@x.example>",
            &[("Banco selanoicnaN", "malo@x.example")],
        );
    }

    #[test]
    fn a_name_that_shows_another_address_is_told() {
        let is_told = |field: &str| shows_another_address(&read(field, &mut Warnings::default())[0]);
        assert!(is_told("\"jefe@banco.example\" <malo@x.example>"));
        assert!(is_told("\"Ana <ana@banco.example>\" <malo@x.example>"));
        assert!(!is_told("\"Ana@X.example\" <ana@x.example>"));
        assert!(!is_told("Ana en @redes <ana@x.example>"));
    }

    #[test]
    fn marks_that_are_never_closed_take_time_in_proportion() {
        let begun = std::time::Instant::now();
        for mark in ["(", "<a", "\\\"\"", "\"\\\"", "=?", "a@b ", "a,", ":", "<"] {
            read(&mark.repeat(400_000), &mut Warnings::default());
        }
        assert!(begun.elapsed().as_secs() < 8, "{:?}", begun.elapsed());
    }
}
