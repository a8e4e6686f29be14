//! Deletion as one unit that knows what it deleted: an edit that it had not seen brings the record back (records.md 8).

use std::collections::HashSet;

use automerge::{Automerge, ChangeHash, ROOT, ReadDoc};
use domain::id::UserId;

use crate::error::DocumentError;
use crate::heads::ancestry;
use crate::provenance::{Command, Provenance};
use crate::standing::{Standing, beside, said};
use crate::unit;

pub(crate) const DELETED: &str = "deleted";

/// Whether a record is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Live,
    Deleted,
    /// Deleted by one while another edited it: the edit wins, and the record says so.
    Returned,
}

/// Who put a record into the bin, and when, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deletion {
    pub at: i64,
    pub by: UserId,
}

/// The latest deletion at `heads`: of several concurrent ones every machine names the same.
pub(crate) fn latest(doc: &Automerge, heads: &[ChangeHash]) -> Result<Option<Deletion>, DocumentError> {
    let deletions = doc.get_all_at(ROOT, DELETED, heads)?.into_iter().filter_map(|(value, _)| {
        let members = unit::members(value.as_str()?);
        Some(Deletion { at: unit::parsed(&members, "at")?, by: unit::parsed(&members, "by")? })
    });
    Ok(deletions.max())
}

/// The unit that a deletion writes.
pub(crate) fn unit_of(by: UserId, at: i64, heads: &[ChangeHash]) -> String {
    let heads: Vec<String> = heads.iter().map(ToString::to_string).collect();
    unit::unit([("at", Some(at.to_string())), ("by", Some(by.to_string())), ("heads", Some(heads.join(" ")))])
}

/// Whether the record is there at `heads`.
pub(crate) fn presence(doc: &Automerge, heads: &[ChangeHash]) -> Result<Presence, DocumentError> {
    let mut covered = HashSet::new();
    let mut is_deleted = false;
    for (value, _) in doc.get_all_at(ROOT, DELETED, heads)? {
        let Some(text) = value.as_str() else { continue };
        is_deleted = true;
        let members = unit::members(text);
        let seen: Vec<ChangeHash> = unit::text(&members, "heads")
            .unwrap_or_default()
            .split(' ')
            .filter_map(|h| h.parse().ok())
            .collect();
        covered.extend(ancestry(doc, &seen));
    }
    if !is_deleted {
        return Ok(Presence::Live);
    }
    let mut all = ancestry(doc, heads);
    // A deletion that was taken back where another stands is no edit of the record.
    for (_, id) in doc.get_all_at(ROOT, beside(DELETED), heads)? {
        if let Some(change) = doc.hash_for_opid(&id)
            && let Some((Standing::Yields, _)) = said(doc, DELETED, change)?
        {
            all.remove(&change);
        }
    }
    let unseen = all.difference(&covered).filter_map(|hash| doc.get_change_meta_by_hash(hash));
    let is_edit = |message: &str| match Provenance::parse(message) {
        Some(change) => change.command != Command::Delete.as_str(),
        None => true,
    };
    let mut edits = unseen.filter(|change| change.message.as_deref().is_none_or(is_edit));
    Ok(match edits.next() {
        Some(_) => Presence::Returned,
        None => Presence::Deleted,
    })
}
