//! Texts as words: the changes between two of them, and whether two people touched the same ones (records.md 7).

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One replacement: `old` characters at `at`, counted in the text as it was, become `new`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Splice {
    pub(crate) at: usize,
    pub(crate) old: usize,
    pub(crate) new: String,
}

/// Words that are compared one by one: beyond it the whole middle counts as rewritten. A limit and not a
/// deadline, since every machine must find the same.
const COMPARED_WORDS_MAX: usize = 6_000;

/// What turns `from` into `to`, whole words at a time, in order.
pub(crate) fn splices(from: &str, to: &str) -> Vec<Splice> {
    let (from, to) = (words(from), words(to));
    let starts = starts(&from);
    let head = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let tail = from[head..].iter().rev().zip(to[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&from[head..from.len() - tail], &to[head..to.len() - tail]);
    let splice = |old: std::ops::Range<usize>, new: std::ops::Range<usize>| Splice {
        at: starts[head + old.start],
        old: starts[head + old.end] - starts[head + old.start],
        new: to[head + new.start..head + new.end].concat(),
    };
    if old.len() + new.len() > COMPARED_WORDS_MAX {
        return vec![splice(0..old.len(), 0..new.len())];
    }
    let mut found: Vec<Splice> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let next = splice(op.old_range(), op.new_range());
        match found.last_mut() {
            // A deletion and an insertion at one place are one replacement.
            Some(last) if last.at + last.old == next.at => {
                last.old += next.old;
                last.new.push_str(&next.new);
            }
            _ => found.push(next),
        }
    }
    found
}

/// Whether two edits of one text touched the same words, or would glue two words into one.
pub(crate) fn collide(one: &[Splice], other: &[Splice]) -> bool {
    one.iter().any(|a| other.iter().any(|b| touch(a, b)))
}

fn touch(a: &Splice, b: &Splice) -> bool {
    match (a.old, b.old) {
        (0, 0) => a.at == b.at && glues(&a.new, &b.new),
        (0, _) => inserts_into(a, b),
        (_, 0) => inserts_into(b, a),
        _ => a.at < b.at + b.old && b.at < a.at + a.old,
    }
}

/// Whether an insertion falls into what another replaced. At its start both stand at one place, in an order that
/// nobody chose; at its end they follow each other, which is well as long as a blank parts them.
fn inserts_into(insertion: &Splice, replaced: &Splice) -> bool {
    let end = replaced.at + replaced.old;
    (replaced.at..end).contains(&insertion.at)
        || (insertion.at == end
            && !insertion.new.starts_with(char::is_whitespace)
            && !replaced.new.is_empty())
}

/// Two insertions at one place stand beside each other after a merge, in either order.
fn glues(a: &str, b: &str) -> bool {
    let parted = |left: &str, right: &str| {
        left.ends_with(char::is_whitespace) || right.starts_with(char::is_whitespace)
    };
    !(parted(a, b) && parted(b, a))
}

/// Runs of letters and digits; every other character stands alone.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first.is_alphanumeric() {
            true => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (word, tail) = rest.split_at(end);
        words.push(word);
        rest = tail;
    }
    words
}

/// Where each word starts, in characters, and where the last one ends.
fn starts(words: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for word in words {
        at += word.chars().count();
        starts.push(at);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(from: &str, to: &str) -> String {
        let mut text: Vec<char> = from.chars().collect();
        for splice in splices(from, to).into_iter().rev() {
            text.splice(splice.at..splice.at + splice.old, splice.new.chars());
        }
        text.into_iter().collect()
    }

    #[test]
    fn a_word_diff_turns_one_text_into_the_other() {
        for (from, to) in [
            ("", "Llamar el lunes"),
            ("Llamar el lunes", ""),
            ("Llamar el lunes.", "Llamar el jueves, a Núñez 😀."),
            ("a b c", "b c a"),
            ("uno\ndos", "uno\ntres\ndos\n"),
        ] {
            assert_eq!(applied(from, to), to, "{from:?}");
        }
        let (long, other) = ("uno dos ".repeat(20_000), "tres cuatro ".repeat(20_000));
        assert_eq!(applied(&long, &other), other);
        assert_eq!(splices("el lunes", "el jueves"), [Splice { at: 3, old: 5, new: "jueves".into() }]);
    }

    #[test]
    fn records_7_only_edits_of_the_same_words_collide() {
        let collide = |base, one, other| collide(&splices(base, one), &splices(base, other));
        assert!(collide("Llamar el lunes", "Llamar el jueves", "Llamar el viernes"));
        assert!(collide("", "Uno", "Dos"), "two first notes would be glued");
        assert!(!collide("Llamar el lunes", "Llamar el jueves", "No llamar el lunes"));
        assert!(!collide("Llamar", "Llamar\na Ana", "Llamar\na Luis"), "two new lines are two lines");
        for (base, one, other) in [
            ("lunes", "martes", "el lunes"),
            ("pagar 100 euros", "pagar 200 euros", "pagar hoy 100 euros"),
            ("100", "200", "1.100"),
            ("100", "200", "100.5"),
        ] {
            assert!(collide(base, one, other) && collide(base, other, one), "{base:?} {one:?} {other:?}");
        }
        assert!(!collide("lunes", "martes", "lunes tarde"));
        assert!(collide("uno dos tres", "tres", "uno y dos tres"), "an insertion inside what went");
    }
}
