//! The provinces of Spain: their names in every language they have one in, and the postal codes that lie in them.

use crate::text::narrow;

/// One is one whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province(usize);

impl Province {
    /// By any of its names: "Vizcaya", "bizkaia", "Coruña, A", "Valencia/València".
    pub fn named(text: &str) -> Option<Self> {
        let known = |text: &str| {
            let plain = letters(text);
            let is_it = |names: &&[&str]| names.iter().any(|name| letters(name) == plain);
            NAMES.iter().position(is_it).map(Self).filter(|_| !plain.is_empty())
        };
        // The article may stand behind.
        let turned =
            |text: &str| text.split_once(',').and_then(|(name, article)| known(&format!("{article}{name}")));
        known(text).or_else(|| turned(text)).or_else(|| {
            let parts: Vec<Self> = text.split(['/', '-']).map(known).collect::<Option<_>>()?;
            parts.iter().all(|part| *part == parts[0]).then_some(parts[0])
        })
    }

    /// In which a Spanish postal code lies: its first two digits say which. Understood are "23 001", "E-23001", and "8001", whose zero
    /// a spreadsheet took.
    pub fn of_postal_code(text: &str) -> Option<Self> {
        let code: String =
            text.chars().map(narrow).filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}')).collect();
        let code = code.to_ascii_uppercase();
        let code = code.strip_prefix("ES").or(code.strip_prefix('E')).unwrap_or(&code);
        if !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number: usize = match code.len() {
            4 => code.get(..1)?.parse().ok()?,
            5 => code.get(..2)?.parse().ok()?,
            _ => return None,
        };
        number.checked_sub(1).filter(|index| *index < NAMES.len()).map(Self)
    }

    /// As it is shown.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// All that it is called.
    pub fn names(self) -> &'static [&'static str] {
        NAMES[self.0]
    }
}

/// Whether a country as it is written is Spain; none is at home.
pub fn is_spain(country: Option<&str>) -> bool {
    const SPAIN: [&str; 10] = [
        "es",
        "esp",
        "e",
        "espana",
        "espanya",
        "espainia",
        "spain",
        "kingdomofspain",
        "reinodeespana",
        "espagne",
    ];
    country.is_none_or(|country| SPAIN.contains(&letters(country).as_str()))
}

/// Plain lower-case letters, as names of places are compared.
fn letters(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        c => c,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphabetic()).collect()
}

/// In the order of their numbers, 01 to 52 (Correos; the provinces as the Instituto Nacional de Estadística numbers them); the name that
/// is shown comes first.
const NAMES: [&[&str]; 52] = [
    &["Álava", "Araba", "Araba-Álava"],
    &["Albacete"],
    &["Alicante", "Alacant"],
    &["Almería"],
    &["Ávila"],
    &["Badajoz"],
    &["Illes Balears", "Islas Baleares", "Baleares", "Balears"],
    &["Barcelona"],
    &["Burgos"],
    &["Cáceres"],
    &["Cádiz"],
    &["Castellón", "Castelló", "Castellón de la Plana", "Castelló de la Plana"],
    &["Ciudad Real"],
    &["Córdoba"],
    &["A Coruña", "La Coruña", "Coruña"],
    &["Cuenca"],
    &["Girona", "Gerona"],
    &["Granada"],
    &["Guadalajara"],
    &["Gipuzkoa", "Guipúzcoa"],
    &["Huelva"],
    &["Huesca", "Uesca"],
    &["Jaén"],
    &["León"],
    &["Lleida", "Lérida"],
    &["La Rioja", "Rioja"],
    &["Lugo"],
    &["Madrid", "Comunidad de Madrid"],
    &["Málaga"],
    &["Murcia", "Región de Murcia"],
    &["Navarra", "Nafarroa", "Comunidad Foral de Navarra"],
    &["Ourense", "Orense"],
    &["Asturias", "Asturies", "Principado de Asturias"],
    &["Palencia"],
    &["Las Palmas", "Las Palmas de Gran Canaria"],
    &["Pontevedra"],
    &["Salamanca"],
    &["Santa Cruz de Tenerife", "S.C. Tenerife", "Sta. Cruz de Tenerife", "Tenerife"],
    &["Cantabria"],
    &["Segovia"],
    &["Sevilla"],
    &["Soria"],
    &["Tarragona"],
    &["Teruel"],
    &["Toledo"],
    &["Valencia", "València"],
    &["Valladolid"],
    &["Bizkaia", "Vizcaya"],
    &["Zamora"],
    &["Zaragoza"],
    &["Ceuta"],
    &["Melilla"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s4_a_postal_code_tells_its_province() {
        for (code, province) in [
            ("28013", Some("Madrid")),
            ("01001", Some("Álava")),
            ("26001", Some("La Rioja")),
            ("52001", Some("Melilla")),
            (" 08001 ", Some("Barcelona")),
            ("23 001", Some("Jaén")),
            ("E-23001", Some("Jaén")),
            ("es 23001", Some("Jaén")),
            ("8001", Some("Barcelona")),
            ("53000", None),
            ("00100", None),
            ("801", None),
            ("SW1A1", None),
            ("AD500", None),
            ("F-75001", None),
            ("99999", None),
            ("", None),
        ] {
            assert_eq!(Province::of_postal_code(code).map(Province::name), province, "{code}");
        }
    }

    #[test]
    fn s4_a_province_is_one_by_each_of_its_names() {
        for (one, other) in [
            ("Vizcaya", "bizkaia"),
            ("Guipúzcoa", "GIPUZKOA"),
            ("Álava", "Araba/Álava"),
            ("Lérida", "Lleida"),
            ("Gerona", "Girona"),
            ("La Coruña", "Coruña, A"),
            ("Orense", "Ourense"),
            ("Baleares", "Balears, Illes"),
            ("Alicante", "Alacant"),
            ("Castellon", "Castelló de la Plana"),
            ("Valencia/València", "valencia"),
            ("Navarra", "Nafarroa"),
            ("Rioja, La", "La Rioja"),
        ] {
            assert!(Province::named(one).is_some(), "{one}");
            assert_eq!(Province::named(one), Province::named(other), "{one} is {other}");
        }
        for none in ["", "...", "/", "Lisboa", "Logroño"] {
            assert_eq!(Province::named(none), None, "{none}");
        }
        assert_ne!(Province::named("Palencia"), Province::named("Valencia"));
    }

    #[test]
    fn s4_spain_is_home_in_every_writing() {
        for home in [None, Some("España"), Some("ESPAÑA "), Some("Spain"), Some("E"), Some("es")] {
            assert!(is_spain(home), "{home:?}");
        }
        assert!(!is_spain(Some("Francia")) && !is_spain(Some("Estonia")));
    }
}
