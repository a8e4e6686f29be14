//! What is written in several ways and is one: company forms, and what names and streets abbreviate.

/// A company form as it is found, and its writings as folded words.
const FORMS: [(&str, &[&str]); 17] = [
    (
        "sl",
        &["s l", "s r l", "sociedad limitada", "sociedad de responsabilidad limitada", "societat limitada"],
    ),
    ("slu", &["s l u", "s l unipersonal", "sociedad limitada unipersonal", "societat limitada unipersonal"]),
    ("slp", &["s l p", "sociedad limitada profesional", "societat limitada professional"]),
    ("sll", &["s l l", "sociedad limitada laboral", "sociedad laboral"]),
    ("slne", &["s l n e", "sociedad limitada nueva empresa"]),
    ("sa", &["s a", "sociedad anonima", "societat anonima"]),
    ("sau", &["s a u", "s a unipersonal", "sociedad anonima unipersonal", "societat anonima unipersonal"]),
    ("sal", &["s a l", "sociedad anonima laboral"]),
    ("sad", &["s a d", "sociedad anonima deportiva"]),
    (
        "scoop",
        &[
            "s coop",
            "s coop and",
            "s coop v",
            "s coop pequena",
            "s coop ltda",
            "s coop l",
            "s c l",
            "scl",
            "s c c l",
            "sccl",
            "sdad coop",
            "soc coop",
            "sociedad cooperativa",
            "sociedad cooperativa limitada",
            "societat cooperativa",
        ],
    ),
    ("cb", &["c b", "comunidad de bienes", "comunitat de bens"]),
    ("sc", &["s c", "sociedad civil", "societat civil"]),
    ("scp", &["s c p", "sociedad civil privada", "sociedad civil particular", "sociedad civil profesional"]),
    ("sat", &["s a t", "sociedad agraria de transformacion"]),
    ("ute", &["u t e", "union temporal de empresas"]),
    ("aie", &["a i e", "agrupacion de interes economico"]),
    ("srl", &[]),
];

/// A word and how it is abbreviated, both folded.
const ABBREVIATIONS: [(&str, &[&str]); 16] = [
    ("hermanos", &["hnos"]),
    ("hermano", &["hno"]),
    ("compania", &["cia"]),
    ("francisco", &["fco"]),
    ("avenida", &["avda", "avd", "av"]),
    ("calle", &["c"]),
    ("carretera", &["ctra"]),
    ("plaza", &["pza", "plza", "pl"]),
    ("paseo", &["pso"]),
    ("poligono", &["pol", "plg"]),
    ("industrial", &["ind"]),
    ("santa", &["sta"]),
    ("santo", &["sto"]),
    ("general", &["gral"]),
    ("doctor", &["dr"]),
    ("doctora", &["dra"]),
];

/// What the words begin with, when it is written in other ways too: how many of them it is, and what it is found as.
pub fn at_start(words: &[&str]) -> Option<(usize, &'static str)> {
    form_at_start(words).or_else(|| {
        let first = words.first()?;
        ABBREVIATIONS.iter().find(|(_, short)| short.contains(first)).map(|(word, _)| (1, *word))
    })
}

/// The longest company form that the words begin with.
fn form_at_start(words: &[&str]) -> Option<(usize, &'static str)> {
    let first = *words.first()?;
    let begins = |writing: &str| {
        // Most words begin no writing: that is told without a look at the others.
        if !writing.starts_with(first) {
            return None;
        }
        let count = writing.split(' ').count();
        (words.len() >= count && writing.split(' ').eq(words[..count].iter().copied())).then_some(count)
    };
    FORMS
        .iter()
        .filter_map(|(form, writings)| {
            let longest = writings.iter().filter_map(|writing| begins(writing)).max();
            longest.or_else(|| begins(form)).map(|count| (count, *form))
        })
        .max_by_key(|(count, _)| *count)
}

/// What two names are compared by, from their folded words: without company forms and the small words between, in any order.
pub fn name_key(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        // A form stands behind a name: "SA Pobla" is none.
        match form_at_start(rest).filter(|_| at > 0) {
            Some((count, _)) => at += count,
            None => {
                kept.push(at_start(rest).map_or(rest[0], |(_, word)| word));
                at += 1;
            }
        }
    }
    let is_small =
        |word: &&str| ["y", "e", "i", "and", "de", "del", "d", "la", "las", "los", "el", "l"].contains(word);
    if kept.iter().any(|word| !is_small(word)) {
        kept.retain(|word| !is_small(word));
    }
    kept.sort_unstable();
    kept.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s17_a_company_form_is_one_in_every_writing() {
        for (text, form) in [
            ("s l", "sl"),
            ("sl", "sl"),
            ("sociedad limitada", "sl"),
            ("s l u", "slu"),
            ("sociedad limitada unipersonal", "slu"),
            ("s coop and", "scoop"),
            ("s coop", "scoop"),
            ("comunidad de bienes", "cb"),
            ("s a", "sa"),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(at_start(&words), Some((words.len(), form)), "{text}");
        }
        assert_eq!(at_start(&["slovenia"]), None);
        assert_eq!(at_start(&["hnos", "garcia"]), Some((1, "hermanos")));
    }

    #[test]
    fn s17_names_are_compared_without_form_and_small_words() {
        let key = name_key("talleres nandu");
        for name in [
            "talleres nandu s l",
            "talleres nandu sl",
            "talleres nandu sociedad limitada",
            "nandu talleres slu",
        ] {
            assert_eq!(name_key(name), key, "{name}");
        }
        assert_eq!(name_key("comercial o donnell hijos"), name_key("comercial o donnell e hijos sa"));
        assert_eq!(name_key("hnos garcia c b"), name_key("hermanos garcia"));
        assert_ne!(name_key("talleres nandu"), name_key("talleres nandi"));
        assert_ne!(name_key("s l"), "", "a name of nothing else is itself");
        assert_ne!(name_key("sa pobla"), name_key("pobla"), "a form stands behind a name");
    }
}
