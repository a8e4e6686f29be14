//! Words as they are searched and names as they are sorted: Spanish, blind to case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The full text cuts longer words, between two bytes of a letter if need be: cut here, what is indexed, what is looked
/// up and what `check` expects are the same.
const WORD_BYTES_MAX: usize = 32_768;

/// Lower-case words without accents, parted by single blanks: what the full text holds, and what is looked up.
pub fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut word_bytes = 0;
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        // Lower-casing may leave marks of its own (a dotted capital I).
        if is_combining_mark(c) || is_between_letters(c) {
            continue;
        }
        if c.is_alphanumeric() {
            let c = if c == 'ı' { 'i' } else { c };
            word_bytes += c.len_utf8();
            if word_bytes <= WORD_BYTES_MAX {
                folded.push(c);
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

/// An FTS5 query: every word must be there, the last one may go on. None when nothing can be looked up.
pub fn query(text: &str) -> Option<String> {
    let words = words(text);
    let terms: Vec<String> =
        words.split(' ').filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
    (!terms.is_empty()).then(|| format!("{}*", terms.join(" ")))
}

/// Sorts as Spanish does: accents ignored, n with tilde after n.
pub fn sort_name(name: &str) -> String {
    // A tilde sorts after every letter of the ASCII range.
    let mut marked = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase) {
        match c {
            'ñ' => marked.push_str("n~"),
            c => marked.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    marked.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s04_search_is_blind_to_case_accents_and_punctuation() {
        assert_eq!(words("Reunión en  A Coruña: ¿E-200?"), "reunion en a coruna e 200");
        assert_eq!(words("Reunio\u{301}n"), words("REUNIÓN"), "composed or not");
        assert_eq!(query("José Núñez").as_deref(), Some("\"jose\" \"nunez\"*"));
    }

    #[test]
    fn f30_f31_dotless_i_and_characters_without_width_are_found_by_plain_letters() {
        assert_eq!(words("Diyarbakır İSTANBUL"), "diyarbakir istanbul");
        assert_eq!(words("Pe\u{200b}ña \u{202e}Soler\u{202c}"), "pena soler");
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
    fn r28_no_text_of_a_user_is_query_syntax() {
        for text in ["\"", "-x", "a:", "NEAR(a b)", "* OR", "^a", "a\0b", ")"] {
            let query = query(text).unwrap_or_default();
            assert!(query.chars().all(|c| c.is_alphanumeric() || matches!(c, '"' | ' ' | '*')), "{query}");
        }
        assert_eq!(query(" . "), None);
    }

    #[test]
    fn names_sort_as_spanish_does() {
        let mut names = ["Ñora", "Nube", "Álvarez", "Nzar", "alba", "Zumo", "Oca"];
        names.sort_by_key(|name| sort_name(name));
        assert_eq!(names, ["alba", "Álvarez", "Nube", "Nzar", "Ñora", "Oca", "Zumo"]);
    }
}
