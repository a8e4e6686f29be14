//! Heads: the changes that nothing builds on yet, and what stands below them.

use std::collections::HashSet;

use automerge::{Automerge, ChangeHash};

/// Whether these are the heads of the present.
pub(crate) fn heads_are_present(doc: &Automerge, heads: &[ChangeHash]) -> bool {
    let mut present = doc.get_heads();
    let mut wanted = heads.to_vec();
    present.sort_unstable();
    wanted.sort_unstable();
    present == wanted
}

/// The changes at or before `heads`.
pub(crate) fn ancestry(doc: &Automerge, heads: &[ChangeHash]) -> HashSet<ChangeHash> {
    let mut seen = HashSet::new();
    let mut waiting = heads.to_vec();
    while let Some(hash) = waiting.pop() {
        if seen.insert(hash)
            && let Some(change) = doc.get_change_meta_by_hash(&hash)
        {
            waiting.extend(change.deps);
        }
    }
    seen
}

/// Those of `changes` that none of the others builds on.
pub(crate) fn newest(doc: &Automerge, changes: &HashSet<ChangeHash>) -> Vec<ChangeHash> {
    let mut newest = changes.clone();
    for hash in changes {
        if let Some(change) = doc.get_change_meta_by_hash(hash) {
            change.deps.iter().for_each(|dep| {
                newest.remove(dep);
            });
        }
    }
    newest.into_iter().collect()
}
