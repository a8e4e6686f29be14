//! Partial records from scripts: absent keys stay, null clears, what a record cannot hold is refused by name.

use domain::refusal::Reason;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::AppError;

/// A partial record, and the revision that it is based on.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    pub base: Option<String>,
    members: Map<String, Value>,
}

/// What records carry that is derived: a record that was shown may be handed back whole.
const DERIVED: [&str; 12] = [
    "id",
    "revision",
    "follow_up",
    "done",
    "attachments",
    "deleted",
    "conflicts",
    "warnings",
    "kind_name",
    "zone_name",
    "sector_name",
    "owner_name",
];

impl Patch {
    pub fn parse(json: &str) -> Result<Self, AppError> {
        let Ok(Value::Object(mut members)) = serde_json::from_str(json) else {
            return Err(AppError::invalid("json", Reason::Malformed));
        };
        let base = match members.remove("base") {
            None | Some(Value::Null) => None,
            Some(Value::String(base)) => Some(base),
            Some(_) => return Err(AppError::invalid("base", Reason::Malformed)),
        };
        members.retain(|name, _| !DERIVED.contains(&name.as_str()));
        Ok(Self { base, members })
    }

    /// `draft` with this patch laid over it.
    pub fn onto<D: Serialize + DeserializeOwned>(self, draft: &D) -> Result<D, AppError> {
        let malformed = |field: &str| AppError::invalid(field, Reason::Malformed);
        let mut whole = match serde_json::to_value(draft) {
            Ok(Value::Object(whole)) => whole,
            _ => return Err(malformed("json")),
        };
        for (name, value) in self.members {
            if !whole.contains_key(&name) {
                // A list or a section that later versions have, and that is empty, says nothing.
                match is_empty(&value) {
                    true => continue,
                    false => return Err(AppError::invalid(&name, Reason::Unknown)),
                }
            }
            // Null clears: a field goes back to what an empty draft holds.
            if value.is_null() {
                whole.remove(&name);
            } else {
                whole.insert(name.clone(), value);
            }
            serde_json::from_value::<D>(Value::Object(whole.clone())).map_err(|_| malformed(&name))?;
        }
        serde_json::from_value(Value::Object(whole)).map_err(|_| malformed("json"))
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ContactDraft;

    fn patched(json: &str) -> Result<ContactDraft, AppError> {
        let draft = ContactDraft {
            notes: "antes".into(),
            date: Some("2026-11-24".into()),
            ..ContactDraft::default()
        };
        Patch::parse(json)?.onto(&draft)
    }

    #[test]
    fn absent_keys_stay_and_null_clears() {
        let draft =
            patched(r#"{"date":null,"duration_minutes":5,"id":"x","done":true,"actions":[]}"#).unwrap();
        assert_eq!((draft.notes.as_str(), draft.date, draft.duration_minutes), ("antes", None, Some(5)));
        assert_eq!(patched(r#"{"notes":null}"#).unwrap().notes, "");
    }

    #[test]
    fn what_a_record_cannot_hold_is_refused_by_name() {
        for (json, field) in [
            (r#"{"duration_minutes":-5}"#, "duration_minutes"),
            (r#"{"mood":"good"}"#, "mood"),
            (r#"{"direction":"sideways"}"#, "direction"),
            (r#"{"actions":["x"]}"#, "actions"),
            ("[]", "json"),
        ] {
            assert_eq!(patched(json).unwrap_err().field.as_deref(), Some(field), "{json}");
        }
    }
}
