//! What a document says of a value that undo put back: how it stands beside others, and whose it was (records.md 15).

use automerge::transaction::Transactable;
use automerge::{Automerge, ChangeHash, ROOT, ReadDoc};

use crate::error::DocumentError;

/// What the register beside a field begins with.
pub(crate) const UNDONE: &str = "undone.";

/// How a value that was put back stands beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// As any other.
    Value,
    /// It counts only where no other does.
    Yields,
    /// Notes that are one side of a conflict, and are not merged by words.
    Whole,
}

impl Standing {
    const ALL: [Standing; 3] = [Standing::Value, Standing::Yields, Standing::Whole];

    fn as_str(self) -> &'static str {
        match self {
            Standing::Value => "value",
            Standing::Yields => "yields",
            Standing::Whole => "whole",
        }
    }
}

/// What a change says about the value of a field that it put back.
pub(crate) fn said(
    doc: &Automerge,
    field: &str,
    change: ChangeHash,
) -> Result<Option<(Standing, ChangeHash)>, DocumentError> {
    if doc.get(ROOT, beside(field))?.is_none() {
        return Ok(None);
    }
    for (value, id) in doc.get_all_at(ROOT, beside(field), &[change])? {
        // An older one may still stand beside a value that was written since.
        if doc.hash_for_opid(&id) != Some(change) {
            continue;
        }
        let parts = value.as_str().and_then(|text| text.split_once('.'));
        let Some((standing, origin)) = parts else { continue };
        let standing = Standing::ALL.into_iter().find(|known| known.as_str() == standing);
        if let (Some(standing), Ok(origin)) = (standing, origin.parse()) {
            return Ok(Some((standing, origin)));
        }
    }
    Ok(None)
}

/// The register beside a field; never shown, and nothing that a version without undo of this kind knows.
pub(crate) fn beside(field: &str) -> String {
    format!("{UNDONE}{field}")
}

/// Says it of a value that is put back.
pub(crate) fn say(
    tx: &mut automerge::transaction::Transaction<'_>,
    field: &str,
    standing: Standing,
    origin: ChangeHash,
) -> Result<(), DocumentError> {
    let key = beside(field);
    tx.put(ROOT, key.as_str(), false)?;
    Ok(tx.put(ROOT, key.as_str(), format!("{}.{origin}", standing.as_str()))?)
}

/// A change, and the changes that its value of a field was written by before it was put back.
pub(crate) fn origins(
    doc: &Automerge,
    field: &str,
    change: ChangeHash,
) -> Result<Vec<ChangeHash>, DocumentError> {
    let mut origins = vec![change];
    while let Some(last) = origins.last()
        && let Some((_, origin)) = said(doc, field, *last)?
        // Bytes of a colleague may lead in a circle.
        && !origins.contains(&origin)
    {
        origins.push(origin);
    }
    Ok(origins)
}

/// The change that wrote this value of a field first.
pub(crate) fn root(doc: &Automerge, field: &str, change: ChangeHash) -> Result<ChangeHash, DocumentError> {
    Ok(origins(doc, field, change)?.last().copied().unwrap_or(change))
}
