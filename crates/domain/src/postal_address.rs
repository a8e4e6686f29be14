//! Where a customer is: postal addresses, and the province that a Spanish postal code lies in.

use crate::id::PostalAddressId;
use crate::limits;
use crate::refusal::{Reason, Refusal, refuse};
use crate::text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostalAddress {
    pub id: PostalAddressId,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub town: Option<String>,
    pub province: Option<String>,
    /// None is Spain.
    pub country: Option<String>,
}

impl PostalAddress {
    fn check(self) -> Result<Self, Refusal> {
        let line = |value: Option<String>| text::line("addresses", value.as_deref().unwrap_or_default());
        let mut clean = Self {
            id: self.id,
            street: line(self.street)?,
            postal_code: line(self.postal_code)?,
            town: line(self.town)?,
            province: line(self.province)?,
            country: line(self.country)?,
        };
        if clean.province.is_none() && clean.country.is_none() {
            clean.province = clean.postal_code.as_deref().and_then(province_of).map(str::to_owned);
        }
        Ok(clean)
    }

    fn is_empty(&self) -> bool {
        [&self.street, &self.postal_code, &self.town, &self.province, &self.country]
            .iter()
            .all(|part| part.is_none())
    }
}

/// Empty ones go; a province that nobody typed is that of the postal code.
pub(crate) fn check(addresses: Vec<PostalAddress>) -> Result<Vec<PostalAddress>, Refusal> {
    let mut clean = Vec::with_capacity(addresses.len());
    for address in addresses {
        let address = address.check()?;
        if !address.is_empty() {
            clean.push(address);
        }
    }
    match clean.len() > limits::POSTAL_ADDRESSES_MAX {
        true => refuse("addresses", Reason::TooMany),
        false => Ok(clean),
    }
}

/// The province of a Spanish postal code: its first two digits say which.
pub fn province_of(postal_code: &str) -> Option<&'static str> {
    let code = postal_code.trim();
    if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: usize = code.get(..2)?.parse().ok()?;
    PROVINCES.get(number.checked_sub(1)?).copied()
}

/// In the order of their numbers, 01 to 52 (Correos; the provinces as the Instituto Nacional de Estadística numbers them).
pub const PROVINCES: [&str; 52] = [
    "Álava",
    "Albacete",
    "Alicante",
    "Almería",
    "Ávila",
    "Badajoz",
    "Illes Balears",
    "Barcelona",
    "Burgos",
    "Cáceres",
    "Cádiz",
    "Castellón",
    "Ciudad Real",
    "Córdoba",
    "A Coruña",
    "Cuenca",
    "Girona",
    "Granada",
    "Guadalajara",
    "Gipuzkoa",
    "Huelva",
    "Huesca",
    "Jaén",
    "León",
    "Lleida",
    "La Rioja",
    "Lugo",
    "Madrid",
    "Málaga",
    "Murcia",
    "Navarra",
    "Ourense",
    "Asturias",
    "Palencia",
    "Las Palmas",
    "Pontevedra",
    "Salamanca",
    "Santa Cruz de Tenerife",
    "Cantabria",
    "Segovia",
    "Sevilla",
    "Soria",
    "Tarragona",
    "Teruel",
    "Toledo",
    "Valencia",
    "Valladolid",
    "Bizkaia",
    "Zamora",
    "Zaragoza",
    "Ceuta",
    "Melilla",
];

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn s4_a_postal_code_tells_its_province() {
        for (code, province) in [
            ("28013", Some("Madrid")),
            ("01001", Some("Álava")),
            ("26001", Some("La Rioja")),
            ("52001", Some("Melilla")),
            (" 08001 ", Some("Barcelona")),
            ("53000", None),
            ("00100", None),
            ("2801", None),
            ("SW1A1", None),
        ] {
            assert_eq!(province_of(code), province, "{code}");
        }
    }

    #[test]
    fn s4_a_province_is_filled_in_at_home_and_never_typed_over() {
        let address = |province: Option<&str>, country: Option<&str>| PostalAddress {
            id: PostalAddressId(Uuid::from_u128(1)),
            street: Some(" Calle Mayor 1 ".into()),
            postal_code: Some("26001".into()),
            town: None,
            province: province.map(Into::into),
            country: country.map(Into::into),
        };
        let province = |of| check(vec![of]).unwrap()[0].province.clone();
        assert_eq!(province(address(None, None)).as_deref(), Some("La Rioja"));
        assert_eq!(province(address(Some("Logroño"), None)).as_deref(), Some("Logroño"));
        assert_eq!(province(address(None, Some("Francia"))), None);
        let empty = PostalAddress { street: Some(" ".into()), postal_code: None, ..address(None, None) };
        assert_eq!(check(vec![empty]).unwrap(), []);
    }
}
