//! What was meant where a finger slipped: one letter of a word wrong, missing, too many, or changed with its neighbour.

use std::collections::BTreeMap;

use crate::fold;

/// In shorter words one letter is too much of the word.
const LETTERS_MIN: usize = 4;

/// Whether folded words hold one in which a slip is looked for.
pub(crate) fn may_hold_one(typed: &str) -> bool {
    typed.split(' ').any(|word| word.chars().count() >= LETTERS_MIN)
}

/// The folded words with those of a name instead of the slips, as most of the names have them.
pub(crate) fn meant<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let typed: Vec<Vec<char>> = typed.split(' ').map(|word| word.chars().collect()).collect();
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        let folded = fold::words(name);
        let words: Vec<Vec<char>> = folded.split(' ').map(|word| word.chars().collect()).collect();
        let meant: Option<Vec<String>> = typed.iter().map(|typed| meant_word(typed, &words)).collect();
        if let Some(meant) = meant {
            *counted.entry(meant.join(" ")).or_default() += 1;
        }
    }
    let most = counted.values().copied().max()?;
    counted.into_iter().find(|(_, count)| *count == most).map(|(text, _)| text)
}

/// The word itself where one begins so, or the one that it slipped from.
fn meant_word(typed: &[char], words: &[Vec<char>]) -> Option<String> {
    if words.iter().any(|word| word.starts_with(typed)) {
        return Some(typed.iter().collect());
    }
    words.iter().find(|word| is_slip(typed, word)).map(|word| word.iter().collect())
}

/// Whether the word, or a beginning of it, was typed with one slip. At its end a slip is one only of a whole word: what
/// is not finished may go on in any letter.
fn is_slip(typed: &[char], word: &[char]) -> bool {
    // Numbers are what they are.
    if typed.len() < LETTERS_MIN || typed.iter().any(char::is_ascii_digit) {
        return false;
    }
    let same = typed.iter().zip(word).take_while(|(typed, letter)| typed == letter).count();
    let (typed, word) = (&typed[same..], &word[same..]);
    match (typed, word) {
        ([], _) => false,
        ([_], []) => true,
        ([_], [_]) => true,
        ([wrong, rest @ ..], [letter, after @ ..]) => {
            let is_swapped = matches!((rest, after), ([second, ..], [next, ..]) if second == letter && wrong == next)
                && after[1..].starts_with(&rest[1..]);
            // Of the last letter nothing is left that could say that it is one.
            let is_wrong = !rest.is_empty() && after.starts_with(rest);
            let is_too_many = !rest.is_empty() && word.starts_with(rest);
            is_swapped || is_wrong || is_too_many || after.starts_with(typed)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["Academia Borrador 156", "Academia Ejemplo", "Óptica Muestrario", "Ana García"];

    fn meant_in_names(typed: &str) -> Option<String> {
        meant(&fold::words(typed), NAMES.into_iter())
    }

    #[test]
    fn one_letter_wrong_missing_too_many_or_swapped_is_a_slip_in_each_word() {
        for typed in ["academai", "acedemia", "acdemia", "accademia", "cademia", "academiaa", "academix"] {
            assert_eq!(meant_in_names(typed).as_deref(), Some("academia"), "{typed}");
        }
        assert_eq!(meant_in_names("borador 156").as_deref(), Some("borrador 156"));
        assert_eq!(meant_in_names("acadmia borradro").as_deref(), Some("academia borrador"));
        assert_eq!(meant_in_names("OPTCIA").as_deref(), Some("optica"));
        assert_eq!(meant_in_names("garsi").as_deref(), Some("garcia"), "a word that is still being typed");
    }

    #[test]
    fn two_slips_short_words_and_numbers_mean_nothing_else() {
        for typed in ["acadmai", "anx", "borrador 157", "academai 157", "acax", "zapato", "academia zapato"] {
            assert_eq!(meant_in_names(typed), None, "{typed}");
        }
        assert!(may_hold_one("de borador") && !may_hold_one("de los 156"));
    }

    #[test]
    fn of_several_meanings_it_is_that_of_most_names() {
        let names = ["Casa Cano", "Casa Cana", "Obras Cana"];
        assert_eq!(meant("canx", names.into_iter()).as_deref(), Some("cana"));
    }
}
