//! The catalogue of types: the built-in ones, which can be hidden, and a team's own (S24).

use crate::refusal::{Reason, Refusal, refuse};
use crate::text;

/// What the catalogue says of a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeEntry {
    /// What contacts hold: a built-in key, or the identity of a team's own.
    pub key: String,
    /// A team's own; the built-in ones are called as the language calls them.
    pub name: Option<String>,
    /// Nobody chooses it any more; contacts that have it keep it.
    pub is_hidden: bool,
}

impl TypeEntry {
    /// Refuses what no type may be and cleans what was typed.
    pub fn check(self) -> Result<Self, Refusal> {
        let name = text::line("name", self.name.as_deref().unwrap_or_default())?;
        match (self.is_built_in(), &name) {
            (false, None) => refuse("name", Reason::Required),
            (true, _) => Ok(Self { name: None, ..self }),
            (false, Some(_)) => Ok(Self { name, ..self }),
        }
    }

    pub fn is_built_in(&self) -> bool {
        crate::contact::ContactType::BUILT_IN.contains(&self.key.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s24_a_teams_own_type_has_a_name_and_a_built_in_one_keeps_its_own() {
        let own =
            |name: Option<&str>| TypeEntry { key: "x".into(), name: name.map(Into::into), is_hidden: false };
        assert_eq!(own(Some(" Videollamada ")).check().unwrap().name.as_deref(), Some("Videollamada"));
        assert_eq!(own(Some(" ")).check().unwrap_err().reason, Reason::Required);
        let built_in = TypeEntry { key: "fax".into(), name: Some("Telefax".into()), is_hidden: true };
        assert_eq!(built_in.check().unwrap().name, None);
    }
}
