//! Words as they are searched and names as they are sorted: Spanish, blind to case and accents.

use domain::phone::{self, Phone};
use domain::writing;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The full text cuts longer words, between two bytes of a letter if need be: cut here, what is indexed, what is looked
/// up and what `check` expects are the same.
const WORD_BYTES_MAX: usize = 32_768;

/// Lower-case words without accents, parted by single blanks: what the full text holds, and what is looked up.
pub fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut word_bytes = 0;
    // What is one by compatibility is found by its plain letters: "Mª", "№", full width.
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        // Lower-casing may leave marks of its own (a dotted capital I).
        if is_combining_mark(c) || is_between_letters(c) {
            continue;
        }
        if c.is_alphanumeric() {
            let mut letter = [0; 4];
            let letters = plain_letters(c).unwrap_or_else(|| c.encode_utf8(&mut letter));
            word_bytes += letters.len();
            if word_bytes <= WORD_BYTES_MAX {
                folded.push_str(letters);
            }
            continue;
        }
        word_bytes = 0;
        if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Characters without width inside a word: they part nothing that a reader sees parted.
fn is_between_letters(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Letters that are no accented ones, as keyboards without them write them.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        _ => return None,
    })
}

/// The same as one word.
pub fn compact(text: &str) -> String {
    words(text).replace(' ', "")
}

/// Characters of what is written with marks inside and looked up without them.
pub(crate) const JOINED_CHARS_MAX: usize = 24;

/// The words that a text is found by: its own, and after them other writings of some: "O'Donnell" as "odonnell", "S. L." as "sl",
/// "Mª" as "maria", a phone as its digits.
pub(crate) fn indexed(text: &str) -> String {
    let mut all = words(text);
    let end = all.len();
    let mut more = String::new();
    let mut push = |word: &str| {
        more.push(' ');
        more.push_str(word);
    };
    for token in text.split_whitespace() {
        if token.contains('ª') && compact(token) == "ma" {
            push("maria");
        }
        if let Some(joined) = joined(token) {
            push(&joined);
        }
    }
    let words: Vec<&str> = all[..end].split(' ').collect();
    for at in 0..words.len() {
        // The longest writing is some words; what it is found as may be the word itself.
        if let Some((count, found_as)) = writing::at_start(&words[at..])
            && words[at..at + count] != [found_as]
        {
            push(found_as);
        }
    }
    for number in
        phone::numbers(text).iter().map(Phone::digits).filter(|digits| PHONE_DIGITS.contains(&digits.len()))
    {
        push(&number);
        if number.len() > LOCAL_DIGITS {
            push(&number[number.len() - LOCAL_DIGITS..]);
        }
    }
    all.push_str(if end == 0 { more.trim_start() } else { &more });
    all
}

/// Digits that a number in a text has to be taken for a phone.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
/// Digits of a phone as people give it to each other in Spain.
const LOCAL_DIGITS: usize = 9;

/// A word with marks inside, without them.
fn joined(token: &str) -> Option<String> {
    let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
    let is_parted = inner.chars().any(|c| !c.is_alphanumeric()) && !inner.contains('@');
    if !is_parted || inner.len() > 4 * JOINED_CHARS_MAX {
        return None;
    }
    let folded = words(inner);
    let joined = folded.replace(' ', "");
    (folded.contains(' ') && joined.chars().count() <= JOINED_CHARS_MAX).then_some(joined)
}

/// Sorts as Spanish does: accents ignored, n with tilde after n, and what stands before the first letter left out.
pub fn sort_name(name: &str) -> String {
    // A tilde sorts after every letter of the ASCII range.
    let mut marked = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase) {
        match c {
            'ñ' => marked.push_str("n~"),
            c => marked.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    // Quotes around a name do not part it from its like.
    let named = marked.trim().trim_start_matches(|c: char| !c.is_alphanumeric());
    if named.is_empty() { marked.trim().to_owned() } else { named.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s04_search_is_blind_to_case_accents_and_punctuation() {
        assert_eq!(words("Reunión en  A Coruña: ¿E-200?"), "reunion en a coruna e 200");
        assert_eq!(words("Reunio\u{301}n"), words("REUNIÓN"), "composed or not");
    }

    #[test]
    fn f30_f31_dotless_i_and_characters_without_width_are_found_by_plain_letters() {
        assert_eq!(words("Diyarbakır İSTANBUL"), "diyarbakir istanbul");
        assert_eq!(words("Pe\u{200b}ña \u{202e}Soler\u{202c}"), "pena soler");
    }

    #[test]
    fn s04_a_text_is_found_in_other_writings_too() {
        for (text, found) in [
            ("Comercial O'Donnell & Hijos", "odonnell"),
            ("Col·legi d'Arquitectes", "collegi"),
            ("Col·legi d'Arquitectes", "arquitectes"),
            ("Mª José", "maria"),
            ("Talleres Ñandú, S.L.", "sl"),
            ("Talleres Ñandú, S. L.", "sl"),
            ("Ñandú, Sociedad Limitada", "sl"),
            ("Hnos. García", "hermanos"),
            ("Llamar al 953 12 35 56", "953123556"),
            ("Llamar al +34 953-123-556", "953123556"),
            ("son 1.234,56 €", "123456"),
            ("ref. E-200", "e200"),
            ("Søren Weiß", "soren"),
            ("Søren Weiß", "weiss"),
            ("ＡＢ", "ab"),
        ] {
            let words = indexed(text);
            assert!(words.split(' ').any(|word| word == found), "{text}: {words}");
        }
        assert_eq!(indexed("sl"), "sl", "what is written so already is not added");
        assert_eq!(indexed(" … "), "");
    }

    #[test]
    fn a_word_that_is_longer_than_the_index_takes_is_cut_between_two_letters() {
        for (letter, kept) in [("a", 32_768), ("Á", 32_768), ("ж", 16_384), ("語", 10_922), ("𐐨", 8_192)]
        {
            for more in 0..3 {
                let folded = words(&format!("{} y", letter.repeat(kept + more)));
                let (word, rest) = folded.split_once(' ').expect("two words");
                assert_eq!((word.chars().count(), rest), (kept, "y"), "{letter}");
            }
        }
    }

    #[test]
    fn names_sort_as_spanish_does() {
        let mut names = ["Ñora", "Nube", "«Álvarez»", "Nzar", "alba", "Zumo", "Oca"];
        names.sort_by_key(|name| sort_name(name));
        assert_eq!(names, ["alba", "«Álvarez»", "Nube", "Nzar", "Ñora", "Oca", "Zumo"]);
    }
}
