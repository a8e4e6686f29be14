//! The values of a field that stand beside each other, and which of them count.

use automerge::{Automerge, ChangeHash, ROOT, ReadDoc, ScalarValue};

use crate::error::DocumentError;
use crate::fields::{NOTES, Value};
use crate::heads::heads_are_present;
use crate::notes;
use crate::standing::{Standing, said};

/// One of the concurrent values of a field.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) change: ChangeHash,
    pub(crate) value: Option<Value>,
    pub(crate) is_yielding: bool,
}

/// Every concurrent value of a field; the one that is shown comes last, except of an entry.
pub(crate) fn held(doc: &Automerge, field: &str, heads: &[ChangeHash]) -> Result<Vec<Held>, DocumentError> {
    let is_now = heads_are_present(doc, heads);
    let key = if field == NOTES { notes::VERSION } else { field };
    let values = match is_now {
        true => doc.get_all(ROOT, key)?,
        false => doc.get_all_at(ROOT, key, heads)?,
    };
    let text = if field == NOTES { notes::object(doc)? } else { None };
    let mut held = Vec::new();
    for (value, id) in values {
        let Some(change) = doc.hash_for_opid(&id) else { continue };
        let value = match &text {
            Some(text) => Some(Value::Text(doc.text_at(text, &[change])?)),
            None => scalar(&value),
        };
        let is_yielding = said(doc, field, change)?.is_some_and(|(at, _)| at == Standing::Yields);
        held.push(Held { change, value, is_yielding });
    }
    Ok(held)
}

/// Those that count: one that yields does so where no other does.
pub(crate) fn counting(held: Vec<Held>) -> Vec<Held> {
    match held.iter().all(|held| held.is_yielding) {
        true => held,
        false => held.into_iter().filter(|held| !held.is_yielding).collect(),
    }
}

/// A value as the document holds it; none for what no field holds.
pub(crate) fn scalar(value: &automerge::Value<'_>) -> Option<Value> {
    match value.as_scalar()? {
        ScalarValue::Str(text) => Some(Value::Text(text.to_string())),
        ScalarValue::Int(number) => Some(Value::Number(*number)),
        ScalarValue::Uint(number) => i64::try_from(*number).ok().map(Value::Number),
        _ => None,
    }
}
