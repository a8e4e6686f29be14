//! What is looked up: the question to the full text that a typed text makes. Nothing in a text is syntax.

use domain::{phone, tax_id, writing};

use crate::fold;

/// What a text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sought {
    /// Nothing was typed.
    Everything,
    /// Something was typed that holds no word.
    Nothing,
    /// A question to FTS5.
    Words(String),
}

/// Words of a typed text that are looked up; what is longer was pasted by mistake.
const TOKENS_MAX: usize = 24;
/// Letters that stand before or within a number, as in "B 58.818.501" and "E-200".
const LETTERS_BESIDE_NUMBER_MAX: usize = 3;

impl Sought {
    /// Every word must be there, and each may go on. A number is also found in other groupings, a code and a tax number in other writings.
    pub(crate) fn of(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self::Everything;
        }
        let tokens: Vec<Token> = text.split_whitespace().filter_map(Token::of).take(TOKENS_MAX).collect();
        let mut terms = Vec::new();
        let mut rest = &tokens[..];
        while !rest.is_empty() {
            let (term, taken) =
                writing_term(rest).or_else(|| number_term(rest)).unwrap_or_else(|| (rest[0].term(), 1));
            terms.push(term);
            rest = &rest[taken..];
        }
        if terms.is_empty() {
            return Self::Nothing;
        }
        let mut question = terms.join(" AND ");
        // An extension is told with the number, and may be noted or not.
        if phone::has_extension(text) {
            phone::typed(text)
                .iter()
                .for_each(|digits| question = format!("({question}) OR {}", beginning(digits)));
        }
        Self::Words(question)
    }
}

/// The same question, of the column of names alone: names, codes, tax numbers, phones and addresses.
pub(crate) fn in_names(question: &str) -> String {
    format!("{{words}} : ({question})")
}

/// What stands between two blanks, and its folded words.
struct Token<'a> {
    text: &'a str,
    words: String,
}

impl<'a> Token<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let words = fold::words(text);
        (!words.is_empty()).then_some(Self { text, words })
    }

    /// Its words side by side, or written as one: "o'donnell" and "odonnell".
    fn term(&self) -> String {
        match self.words.contains(' ') {
            true => any(&[beginning(&self.words), beginning(&self.compact())]),
            false => beginning(&self.words),
        }
    }

    fn compact(&self) -> String {
        self.words.replace(' ', "")
    }

    fn letters(&self) -> usize {
        self.words.chars().filter(|c| c.is_alphabetic()).count()
    }

    fn is_number(&self) -> bool {
        self.words.contains(|c: char| c.is_ascii_digit()) && self.letters() <= LETTERS_BESIDE_NUMBER_MAX
    }
}

/// A company form or an abbreviation at the beginning, in any of its writings, and how many tokens it is.
fn writing_term(tokens: &[Token]) -> Option<(String, usize)> {
    let words: Vec<&str> = tokens.iter().flat_map(|token| token.words.split(' ')).collect();
    let (count, found_as) = writing::at_start(&words)?;
    let (mut taken, mut seen) = (0, 0);
    while seen < count {
        seen += tokens[taken].words.split(' ').count();
        taken += 1;
    }
    // A form ends where a token does: "s.l.u.x" is none.
    let typed: Vec<String> = tokens[..taken].iter().map(Token::term).collect();
    (seen == count).then(|| (any(&[beginning(found_as), all(&typed)]), taken))
}

/// A number in one or several groups, with what few letters stand before it, and how many tokens it is.
fn number_term(tokens: &[Token]) -> Option<(String, usize)> {
    let start = usize::from(!tokens[0].is_number());
    let groups = tokens[start..].iter().take_while(|token| token.is_number()).count();
    if groups == 0 || (start == 1 && tokens[0].letters() > LETTERS_BESIDE_NUMBER_MAX) {
        return None;
    }
    let number = &tokens[start..start + groups];
    let typed: Vec<String> = number.iter().map(Token::term).collect();
    let text: Vec<&str> = number.iter().map(|token| token.text).collect();
    let mut meant = vec![all(&typed)];
    if number.iter().all(|token| token.letters() == 0) {
        meant.extend(phone::typed(&text.join(" ")).iter().map(|digits| beginning(digits)));
    }
    let mut alternatives = vec![any(&meant)];
    if start == 1 {
        alternatives[0] = all(&[tokens[0].term(), alternatives[0].clone()]);
    }
    // A letter behind belongs to a number like "12.345.678 Z".
    for taken in [start + groups, start + groups + 1] {
        let Some(whole) = tokens.get(..taken) else { continue };
        let compact: String = whole.iter().map(Token::compact).collect();
        let plain = tax_id::plain(&compact);
        let is_tax_id = tax_id::is_like_spanish(&plain);
        if taken > start + groups {
            if is_tax_id {
                return Some((
                    any(&[
                        all(&[alternatives[0].clone(), whole[taken - 1].term()]),
                        beginning(&plain.to_lowercase()),
                    ]),
                    taken,
                ));
            }
            continue;
        }
        if taken > 1 && compact.chars().count() <= fold::JOINED_CHARS_MAX {
            alternatives.push(beginning(&compact));
        }
        if is_tax_id {
            alternatives.push(beginning(&plain.to_lowercase()));
        }
    }
    Some((any(&alternatives), start + groups))
}

fn beginning(words: &str) -> String {
    format!("\"{words}\"*")
}

fn all(terms: &[String]) -> String {
    joined(terms, " AND ")
}

fn any(terms: &[String]) -> String {
    let mut distinct: Vec<String> = Vec::new();
    terms.iter().for_each(|term| {
        if !distinct.contains(term) {
            distinct.push(term.clone());
        }
    });
    joined(&distinct, " OR ")
}

fn joined(terms: &[String], by: &str) -> String {
    match terms {
        [term] => term.clone(),
        terms => format!("({})", terms.join(by)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        match Sought::of(text) {
            Sought::Words(words) => words,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn s04_every_word_is_a_beginning() {
        assert_eq!(words("José Núñez"), "\"jose\"* AND \"nunez\"*");
        assert_eq!(words("O'Donnell"), "(\"o donnell\"* OR \"odonnell\"*)");
        assert!(words("nandu S. L.").contains("\"sl\"*"), "{}", words("nandu S. L."));
        assert!(words("sociedad limitada").contains("\"sl\"*"));
    }

    #[test]
    fn s17_a_number_is_looked_up_in_other_groupings_too() {
        for text in ["953 123 556", "+34 953 12 35 56", "0034953123556", "953-123-556"] {
            assert!(words(text).contains("\"953123556\"*"), "{text}: {}", words(text));
        }
        for text in ["B 58.818.501", "ESB58818501", "b-58818501", "Ｂ58818501", "ES B58818501"] {
            assert!(words(text).contains("\"b58818501\"*"), "{text}: {}", words(text));
        }
        assert!(words("12.345.678 Z").contains("\"12345678z\"*"), "{}", words("12.345.678 Z"));
        assert!(words("E 0012").contains("\"e0012\"*"), "{}", words("E 0012"));
    }

    #[test]
    fn r28_no_text_of_a_user_is_query_syntax() {
        for text in ["\"", "-x", "a:", "NEAR(a b)", "* OR", "^a", "a\0b", ")", "{words}", "x AND NOT y"] {
            let Sought::Words(words) = Sought::of(text) else { continue };
            let bare: String = words.split('"').step_by(2).collect();
            let ours = bare.replace(" AND ", "").replace(" OR ", "");
            assert!(ours.chars().all(|c| matches!(c, '*' | '(' | ')')), "{text}: {words}");
        }
        assert_eq!(Sought::of(" . "), Sought::Nothing);
        assert_eq!(Sought::of("  "), Sought::Everything);
    }
}
