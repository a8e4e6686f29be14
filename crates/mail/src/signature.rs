//! What the signature under an email says about its sender: phones and tax numbers, as proposals for a person to check.
//!
//! Nothing is guessed. A number counts when its line says what it is, and only in the sender's own words.

use serde::{Deserialize, Serialize};

/// Lines with text that a signature may have, legal notices included.
const LINES_MAX: usize = 20;
/// A longer line is prose.
const LINE_CHARS_MAX: usize = 200;
/// Proposals of each kind.
const FOUND_MAX: usize = 10;
/// Digits of a phone: a Spanish one has nine, E.164 allows fifteen.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
/// Characters of a NIF, NIE or CIF.
const TAX_ID_CHARS: usize = 9;

/// What was found, in the order of the text, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Phones as written, spaces collapsed; no fax.
    pub phones: Vec<String>,
    /// What has the shape of a Spanish NIF, NIE or CIF and is called so: upper case, no separators, no `ES`.
    /// Its check character is **not** verified.
    pub tax_ids: Vec<String>,
}

/// Looks through the last lines that the sender wrote, those under `-- ` if there is such a line.
///
/// `text` is an email's plain text with the mails it answers, as [`crate::Email::text`] has it.
#[must_use]
pub fn find(text: &str) -> Signature {
    let own = own_lines(text);
    let mark = own.iter().rposition(|line| matches!(line.trim_end(), "--" | "—" | "__"));
    let is_marked = mark.is_some();
    let lines = own.get(mark.map_or(0, |at| at + 1)..).unwrap_or_default();
    let filled: Vec<_> = lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
    let mut found = Signature::default();
    for line in filled.iter().skip(filled.len().saturating_sub(LINES_MAX)) {
        if line.chars().nth(LINE_CHARS_MAX).is_none() {
            take_phones(line, is_marked, &mut found.phones);
            take_tax_ids(line, &mut found.tax_ids);
        }
    }
    found
}

/// The lines before the mail that is answered or forwarded.
fn own_lines(text: &str) -> Vec<&str> {
    let lines: Vec<_> = text.lines().collect();
    let end = (0..lines.len()).find(|at| begins_quote(lines.get(*at..).unwrap_or_default()));
    lines.get(..end.unwrap_or(lines.len())).unwrap_or_default().to_vec()
}

/// Whether another mail begins here, in the ways that programs announce it in Spanish and English.
fn begins_quote(lines: &[&str]) -> bool {
    let Some(first) = lines.first().map(|line| line.trim_start_matches([' ', '\t', '*', '\u{a0}'])) else {
        return false;
    };
    let lower: String = first.chars().take(LINE_CHARS_MAX).flat_map(char::to_lowercase).collect();
    let is_ruled = lower.starts_with("--")
        && ["mensaje original", "original message", "mensaje reenviado", "forwarded message"]
            .iter()
            .any(|words| lower.contains(words));
    let is_header = ["de:", "from:"].iter().any(|field| lower.starts_with(field));
    if lower.starts_with('>') || is_ruled || is_header {
        return true;
    }
    // "El lun, 23 nov 2026 a las 10:00, Ana (<ana@ejemplo.es>) escribió:", which long addresses break into lines.
    let introduces = |line: &&str| {
        let line = line.trim_end().to_lowercase();
        ["escribió:", "wrote:", "escribió", "escribio:"].iter().any(|end| line.ends_with(end))
    };
    let is_intro = ["el ", "on "].iter().any(|start| lower.starts_with(start));
    is_intro && lines.iter().take(3).take_while(|line| !line.trim().is_empty()).any(introduces)
}

/// Words that say that a phone follows, without accents. One letter counts only before a colon, a dot or a plus.
const PHONE_WORDS: [&str; 25] = [
    "tel",
    "telf",
    "telefono",
    "telefonos",
    "telephone",
    "tlf",
    "tlfn",
    "tlfno",
    "tfn",
    "tfno",
    "movil",
    "mov",
    "mobile",
    "mob",
    "cell",
    "celular",
    "phone",
    "directo",
    "direct",
    "centralita",
    "whatsapp",
    "t",
    "m",
    "p",
    "tm",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Phone,
    Fax,
}

/// Takes the phones of a line. One label may stand before several, and "Tel./Fax" before one.
fn take_phones(line: &str, is_marked: bool, found: &mut Vec<String>) {
    let mut last = None;
    let mut waits = false;
    for piece in pieces(line) {
        let (label, rest) = take_label(piece);
        let number = phone_at(rest);
        let is_alone = number.is_some_and(|number| rest.trim() == number);
        let label = match label {
            None if is_alone => last,
            Some(Label::Fax) if waits => last,
            label => label,
        };
        let is_phone = match label {
            Some(label) => label == Label::Phone,
            None => is_alone && (rest.trim().starts_with('+') || is_marked),
        };
        if let Some(number) = number.filter(|_| is_phone) {
            add_phone(number, found);
        }
        // A label with nothing after it waits for the next piece; one with a number holds for numbers alone.
        waits = label.is_some() && rest.trim().is_empty();
        last = label.filter(|_| waits || number.is_some());
    }
}

/// What a line is divided into by rules, commas and wide gaps; a sentence's end divides too: "S. L. Tel. ...".
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let bars = line.split(['|', '·', '•', '/', ',', ';', '\t', '–', '—']);
    let gaps = bars.flat_map(|piece| piece.split(" - ")).flat_map(|piece| piece.split("  "));
    let sentences = gaps.flat_map(|piece| {
        let is_labelled = |text: &str| take_label(text).0.is_some();
        let mut ends = piece.match_indices(". ").map(|(at, _)| at + 2);
        match ends.find(|end| is_labelled(&piece[*end..])).filter(|_| !is_labelled(piece)) {
            Some(end) => [&piece[..end], &piece[end..]],
            None => [piece, ""],
        }
    });
    sentences.filter(|piece| !piece.trim().is_empty())
}

/// The label that a piece begins with, and what follows; "Tel. móvil:" is one.
fn take_label(piece: &str) -> (Option<Label>, &str) {
    let mut label = None;
    let mut rest = piece;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '('));
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let word: String = word.chars().flat_map(char::to_lowercase).map(without_accent).collect();
        let is_short = word.chars().count() == 1;
        let is_marked = after.trim_start().starts_with([':', '.', '+']);
        label = match word.as_str() {
            "fax" => Some(label.unwrap_or(Label::Fax)),
            word if PHONE_WORDS.contains(&word) && (!is_short || is_marked) => Some(Label::Phone),
            _ => return (label, rest),
        };
        rest = after;
    }
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' => 'a',
        'é' | 'è' => 'e',
        'í' => 'i',
        'ó' | 'ò' => 'o',
        'ú' | 'ü' => 'u',
        c => c,
    }
}

/// The phone that a text begins with: digits with the separators people put between them.
fn phone_at(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '\u{a0}' | '.' | '-' | '(' | ')');
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    // A letter at once after it makes it something else: a reference, a tax number.
    let is_cut =
        text[end..].starts_with(char::is_alphanumeric) && text[..end].ends_with(|c: char| c.is_ascii_digit());
    let number = text[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let has_plus_inside = number.chars().skip(1).any(|c| c == '+') && !number.starts_with('(');
    let is_phone = PHONE_DIGITS.contains(&digits) && !is_cut && !has_plus_inside;
    // Without a country it has the nine digits of a Spanish one.
    let is_international = number.starts_with(['+', '(']) || number.starts_with("00");
    (is_phone
        && (is_international || digits == *PHONE_DIGITS.start() || digits == 11 && number.starts_with("34")))
    .then_some(number)
}

fn add_phone(number: &str, found: &mut Vec<String>) {
    let digits = |number: &str| -> String { number.chars().filter(char::is_ascii_digit).collect() };
    let own = digits(number);
    // The same number with and without its country.
    let is_known =
        found.iter().map(|known| digits(known)).any(|known| own.ends_with(&known) || known.ends_with(&own));
    if !is_known && found.len() < FOUND_MAX {
        found.push(number.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// Takes what follows "NIF", "CIF" and the like and has their shape.
fn take_tax_ids(line: &str, found: &mut Vec<String>) {
    let mut upper = line.to_uppercase();
    for label in ["N.I.F", "C.I.F", "N.I.E", "D.N.I"] {
        upper = upper.replace(label, &label.replace('.', ""));
    }
    let words: Vec<&str> =
        upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for at in 0..words.len() {
        let is_label = matches!(words.get(at), Some(&("NIF" | "CIF" | "NIE" | "DNI" | "VAT")));
        let rest = words.get(at + 1..).unwrap_or_default();
        if let Some(id) = is_label.then(|| tax_id(rest)).flatten()
            && !found.contains(&id)
            && found.len() < FOUND_MAX
        {
            found.push(id);
        }
    }
}

/// The number that these words begin with, which separators may have divided: "B-00.000.000", "ES B00000000".
fn tax_id(words: &[&str]) -> Option<String> {
    let mut id = String::new();
    for (at, word) in words.iter().enumerate() {
        if at == 0 && matches!(*word, "ES" | "NO" | "N" | "Nº" | "NUM" | "INTRA") {
            continue;
        }
        id.push_str(word);
        if id.starts_with("ES") {
            id.drain(..2);
        }
        if id.len() >= TAX_ID_CHARS {
            break;
        }
    }
    has_shape(&id).then_some(id)
}

/// Eight characters and a check: of a person (NIF), a foreigner (NIE) or whoever else pays taxes (CIF).
fn has_shape(id: &str) -> bool {
    let bytes = id.as_bytes();
    let (Some(first), Some(last), Some(middle)) =
        (bytes.first(), bytes.last(), bytes.get(1..TAX_ID_CHARS - 1))
    else {
        return false;
    };
    let has_digits = bytes.len() == TAX_ID_CHARS && middle.iter().all(u8::is_ascii_digit);
    let is_of_person = (first.is_ascii_digit() || b"XYZKLM".contains(first)) && last.is_ascii_uppercase();
    let is_of_other =
        b"ABCDEFGHJNPQRSUVW".contains(first) && (last.is_ascii_digit() || (b'A'..=b'J').contains(last));
    has_digits && (is_of_person || is_of_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, phones: &[&str], tax_ids: &[&str]) {
        let found = find(text);
        assert_eq!(
            (found.phones, found.tax_ids),
            (
                phones.iter().map(|p| (*p).to_owned()).collect(),
                tax_ids.iter().map(|p| (*p).to_owned()).collect()
            ),
            "{text}"
        );
    }

    #[test]
    fn a_spanish_signature() {
        check(
            "Buenos días:\n\nAdjunto la oferta 600000123.\n\nUn saludo\n\nAna Núñez\nEjemplo, S. L.\n\
            Tel. 910 000 000 / 910 000 001 | Móvil: +34 600 00 00 00 | Fax 910 000 009\n\
            C.I.F. B-00.000.000 · www.ejemplo.es",
            &["910 000 000", "910 000 001", "+34 600 00 00 00"],
            &["B00000000"],
        );
        check("Hola\n-- \nAna\n600 000 000\nN.I.F.: 00.000.000-T", &["600 000 000"], &["00000000T"]);
        check("Ana\nEjemplo, S. L. Tel. 910000000\nNIF ES X0000000T", &["910000000"], &["X0000000T"]);
        check(
            "Ana\nTlf.: 910-000-000\nT +34 910 000 000\nTel./Fax: 910 000 002",
            &["910-000-000", "910 000 002"],
            &[],
        );
    }

    #[test]
    fn an_english_signature() {
        check(
            "Thanks,\nJohn\nExample Ltd\nPhone: +44 20 7946 0123\nM: (+1) 202-555-0123\nVAT: ESB00000000",
            &["+44 20 7946 0123", "(+1) 202-555-0123"],
            &["B00000000"],
        );
    }

    #[test]
    fn what_others_wrote_says_nothing_about_the_sender() {
        let theirs = "Tel. 910 000 000\nCIF B00000000\n";
        for quote in [
            "El lun, 23 nov 2026 a las 10:00, Luis (<luis@ejemplo.es>) escribió:",
            "El lun, 23 nov 2026 a las 10:00, Luis Gil\n<luis@ejemplo.es> escribió:",
            "On Mon, Nov 23, 2026 at 10:00 AM Luis <luis@example.com> wrote:",
            "-----Mensaje original-----",
            "---------- Forwarded message ---------",
            "De: Luis <luis@ejemplo.es>\nEnviado: lunes",
            "*From:* Luis",
            "From: Luis",
            "> Hola",
        ] {
            check(&format!("De acuerdo.\nAna\n\n{quote}\n{theirs}"), &[], &[]);
            check(&format!("De acuerdo.\nTel. 910 000 005\n\n{quote}\n{theirs}"), &["910 000 005"], &[]);
        }
    }

    #[test]
    fn numbers_that_are_no_phone_and_prose_are_left_alone() {
        check("El pedido 912345678 sale mañana.\nLlama a Juan al móvil 600 000 000.\nAna", &[], &[]);
        check("IBAN ES00 0000 0000 0000 0000 0000\nRef. 600000000\nFax: 910 000 000", &[], &[]);
        check("912000000\nAna", &[], &[]);
        check(
            "Tel. 1234\nTel. 600000000A\nM 600 000 000 euros\nCIF pendiente\nNIF 0000000T\nB00000000",
            &[],
            &[],
        );
        let long = format!("Tel. 910 000 000\n{}", "Línea de texto.\n".repeat(LINES_MAX));
        check(&long, &[], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn hostile_text_ends() {
        for piece in ["Tel. ", "+", "El \n", "NIF ", "\n", ". ", "(", "910 000 000 / "] {
            let found = find(&piece.repeat(1_000_000 / piece.len()));
            assert!(found.phones.len() <= FOUND_MAX && found.tax_ids.is_empty());
        }
    }
}
