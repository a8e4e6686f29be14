//! Units: several values that change together, as one canonical JSON scalar (records.md 5).

use serde_json::{Map, Value};

/// Members sorted by name, no blanks. `serde_json` keeps its maps sorted as long as `preserve_order` is off.
pub(crate) fn canonical(members: Map<String, Value>) -> String {
    Value::Object(members).to_string()
}

/// A unit's members; anything else than an object has none.
pub(crate) fn members(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// The new unit with the members of the old one that this version does not know.
pub(crate) fn keeping_unknown(old: &str, new: &str) -> String {
    let mut all = members(old);
    all.extend(members(new));
    canonical(all)
}

/// A member that holds a text.
pub(crate) fn text<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Value::as_str)
}

/// A member that is read from a text.
pub(crate) fn parsed<T: std::str::FromStr>(members: &Map<String, Value>, name: &str) -> Option<T> {
    text(members, name).and_then(|text| text.parse().ok())
}

/// Every member that this version knows is written, absent ones as null: an older value must not shine through.
pub(crate) fn unit<const N: usize>(known: [(&str, Option<String>); N]) -> String {
    let value = |value: Option<String>| value.map_or(Value::Null, Value::String);
    canonical(known.into_iter().map(|(name, text)| (name.to_owned(), value(text))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_5_members_of_a_newer_version_are_preserved() {
        let old = r#"{"date":"2026-11-24","mood":"good","result":"sale"}"#;
        let new = unit([("date", None), ("result", Some("lost".into()))]);
        assert_eq!(keeping_unknown(old, &new), r#"{"date":null,"mood":"good","result":"lost"}"#);
    }
}
