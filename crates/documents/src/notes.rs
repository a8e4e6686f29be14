//! Notes that two people changed at once: merged by words, or both whole versions kept (records.md 7).
//!
//! Each edit of the text also writes a fresh value to the register `notes.version`. Concurrent values of it
//! lead to the changes that wrote them, and so to each version as its author saw it.

use std::collections::{HashMap, HashSet};

use automerge::{Automerge, ChangeHash, ObjId, ROOT, ReadDoc};

use crate::error::DocumentError;
use crate::fields::NOTES;
use crate::heads::{ancestry, heads_are_present, newest};
use crate::standing::{Standing, said};
use crate::text_diff;

/// The register beside the text; never shown.
pub(crate) const VERSION: &str = "notes.version";

/// The text as it is shown, and the versions to choose from where two people touched the same words.
#[derive(Debug)]
pub(crate) struct Notes {
    pub(crate) shown: String,
    /// The change that wrote each version, and its whole text; empty without a conflict.
    pub(crate) versions: Vec<(ChangeHash, String)>,
}

/// Reads the notes as they stood at `heads`.
pub(crate) fn read(doc: &Automerge, heads: &[ChangeHash]) -> Result<Notes, DocumentError> {
    let Some(object) = object(doc)? else {
        return Ok(Notes { shown: String::new(), versions: Vec::new() });
    };
    let (merged, written) = match heads_are_present(doc, heads) {
        true => (doc.text(&object)?, doc.get_all(ROOT, VERSION)?),
        false => (doc.text_at(&object, heads)?, doc.get_all_at(ROOT, VERSION, heads)?),
    };
    let written: Vec<ChangeHash> = written.into_iter().filter_map(|(_, id)| doc.hash_for_opid(&id)).collect();
    if written.len() < 2 {
        return Ok(Notes { shown: merged, versions: Vec::new() });
    }
    let mut versions = Vec::new();
    for hash in &written {
        versions.push((*hash, doc.text_at(&object, &[*hash])?));
    }
    // `get_all` is ordered as `get` decides: the last one is what every copy shows.
    let winner = versions.last().map(|(_, text)| text.clone()).unwrap_or_default();
    if versions.iter().all(|(_, text)| *text == winner) {
        return Ok(Notes { shown: winner, versions: Vec::new() });
    }
    match is_whole(doc, &written)? || any_collide(doc, &object, &versions)? {
        true => Ok(Notes { shown: winner, versions }),
        false => Ok(Notes { shown: merged, versions: Vec::new() }),
    }
}

/// The text object, which exists from genesis on.
pub(crate) fn object(doc: &Automerge) -> Result<Option<ObjId>, DocumentError> {
    Ok(doc.get(ROOT, NOTES)?.and_then(|(value, id)| value.is_object().then_some(id)))
}

/// Whether undo put one of the versions back as a side of a conflict.
fn is_whole(doc: &Automerge, written: &[ChangeHash]) -> Result<bool, DocumentError> {
    for change in written {
        if let Some((Standing::Whole, _)) = said(doc, NOTES, *change)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn any_collide(
    doc: &Automerge,
    object: &ObjId,
    versions: &[(ChangeHash, String)],
) -> Result<bool, DocumentError> {
    let mut ancestries = HashMap::new();
    for (hash, _) in versions {
        ancestries.insert(*hash, ancestry(doc, &[*hash]));
    }
    for (index, (one, one_text)) in versions.iter().enumerate() {
        for (other, other_text) in &versions[index + 1..] {
            let common: HashSet<ChangeHash> =
                ancestries[one].intersection(&ancestries[other]).copied().collect();
            let base = doc.text_at(object, &newest(doc, &common))?;
            if text_diff::collide(
                &text_diff::splices(&base, one_text),
                &text_diff::splices(&base, other_text),
            ) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
