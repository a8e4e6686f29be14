//! Where a customer is: postal addresses, and the provinces that their postal codes fill in.

use crate::id::PostalAddressId;
use crate::limits;
use crate::province::{Province, is_spain};
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
        if clean.province.is_none() {
            clean.province = clean.province_of_code().map(|province| province.name().to_owned());
        }
        Ok(clean)
    }

    /// None outside Spain, where the same digits are other places.
    fn province_of_code(&self) -> Option<Province> {
        let code = self.postal_code.as_deref().filter(|_| is_spain(self.country.as_deref()))?;
        Province::of_postal_code(code)
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

/// A province that came from a postal code goes with it: where an address that was there changed its code and kept its province, the
/// province is that of the new code. One that says something else than the old code was typed, and stays.
pub fn renew_provinces(seen: &[PostalAddress], wanted: &mut [PostalAddress]) {
    for address in wanted {
        let Some(old) = seen.iter().find(|old| old.id == address.id) else { continue };
        let has_moved = (&old.postal_code, is_spain(old.country.as_deref()))
            != (&address.postal_code, is_spain(address.country.as_deref()));
        let named = old.province.as_deref().and_then(Province::named);
        if has_moved && old.province == address.province && named.is_some() && named == old.province_of_code()
        {
            address.province = address.province_of_code().map(|province| province.name().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

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
        assert_eq!(province(address(None, Some("España"))).as_deref(), Some("La Rioja"));
        let empty = PostalAddress { street: Some(" ".into()), postal_code: None, ..address(None, None) };
        assert_eq!(check(vec![empty]).unwrap(), []);
    }
    #[test]
    fn s4_a_new_postal_code_renews_a_province_that_came_from_the_old_one() {
        let address = |code: &str, province: Option<&str>, country: Option<&str>| PostalAddress {
            id: PostalAddressId(Uuid::from_u128(1)),
            street: None,
            postal_code: Some(code.into()),
            town: None,
            province: province.map(Into::into),
            country: country.map(Into::into),
        };
        for (old, new, province) in [
            (
                address("28013", Some("Madrid"), None),
                address("08001", Some("Madrid"), None),
                Some("Barcelona"),
            ),
            (
                address("48001", Some("Vizcaya"), None),
                address("20001", Some("Vizcaya"), None),
                Some("Gipuzkoa"),
            ),
            // Typed by hand, before or now.
            (address("28013", Some("Toledo"), None), address("08001", Some("Toledo"), None), Some("Toledo")),
            (address("28013", Some("Madrid"), None), address("08001", Some("Girona"), None), Some("Girona")),
            (address("28013", Some("Madrid"), None), address("28014", Some("Madrid"), None), Some("Madrid")),
            // It has left Spain.
            (address("28013", Some("Madrid"), None), address("75001", Some("Madrid"), Some("Francia")), None),
            (address("28013", Some("Madrid"), None), address("no", Some("Madrid"), None), None),
        ] {
            let mut wanted = [new];
            renew_provinces(&[old], &mut wanted);
            assert_eq!(wanted[0].province.as_deref(), province, "{wanted:?}");
        }
        let mut new = [address("08001", Some("Madrid"), None)];
        renew_provinces(&[], &mut new);
        assert_eq!(new[0].province.as_deref(), Some("Madrid"), "a new one is as it was typed");
    }
}
