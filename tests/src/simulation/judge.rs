//! What must be true when the storm is over, on every machine alike.

use std::collections::{BTreeMap, BTreeSet};

use documents::deletion::Presence;
use documents::document::Document;
use documents::fields::Value;
use documents::intake::ParkedReason;
use domain::contact::Contact;
use uuid::Uuid;

use super::disk::Disk;
use super::oracle::{Change, Edit, EditId, Id, word_of};
use super::world::World;

/// One record as it is in the end, beside what was acknowledged of it.
struct Case<'a> {
    id: Id,
    document: &'a Document,
    contact: Contact,
    conflicts: BTreeMap<String, Vec<Option<Value>>>,
    present: BTreeSet<EditId>,
    /// Every edit of it that is not lost with a disk.
    edits: Vec<(EditId, &'a Edit)>,
    /// A clone wrote it too: what was said again may be kept more than once.
    is_forked: bool,
}

impl World {
    pub(super) fn judge(&mut self) -> Result<(), String> {
        self.judge_machines()?;
        self.judge_presence()?;
        self.excuse_orphans();
        let first = &self.machines[0].disk;
        let mut conflicts = 0;
        for (id, document) in &first.documents {
            conflicts += document.conflicts().map_or(0, |all| all.len()) as u32;
            // Whoever began one, and nobody else has it, lost it with a disk.
            let Ok(contact) = document.read() else { continue };
            let case = self.case(*id, document, contact)?;
            self.judge_field(&case, "duration_minutes")?;
            self.judge_field(&case, "closing")?;
            case.judge_notes()?;
            case.judge_actions()?;
            case.judge_deletion()?;
        }
        self.played.conflicts = conflicts;
        Ok(())
    }

    /// I1: the same records, the same changes in them, the same conflicts.
    fn judge_machines(&self) -> Result<(), String> {
        let first = &self.machines[0].disk;
        for (number, machine) in self.machines.iter().enumerate().skip(1) {
            if machine.disk.documents.keys().ne(first.documents.keys()) {
                return Err(format!("I1: machine {number} has other records than the first"));
            }
            for (id, document) in &machine.disk.documents {
                let (other, name) = (&first.documents[id], Uuid::from_bytes(*id));
                if document.revision() != other.revision() {
                    return Err(format!("I1: record {name} differs on machine {number}{}", self.told(*id)));
                }
                if document.conflicts().ok() != other.conflicts().ok() {
                    return Err(format!("I1: the same changes of {name}, and other conflicts"));
                }
            }
        }
        Ok(())
    }

    /// I3: every acknowledged edit is somewhere on every machine.
    fn judge_presence(&self) -> Result<(), String> {
        for (number, machine) in self.machines.iter().enumerate() {
            let seen = self.oracle.seen(machine.disk.hashes());
            let is_lost = |(id, edit): &(usize, &Edit)| !edit.is_excused && !seen.contains(&(*id as EditId));
            if let Some((id, edit)) = self.oracle.edits.iter().enumerate().find(is_lost) {
                return Err(format!("I3: edit {id} ({:?}) is nowhere on machine {number}", edit.change));
            }
        }
        Ok(())
    }

    /// What an edit builds on was on one disk only, and went with it: it waits in quarantine.
    fn excuse_orphans(&mut self) {
        let first = &self.machines[0].disk;
        let mut orphaned: BTreeSet<EditId> = BTreeSet::new();
        for (id, asides) in &first.aside {
            let inside = self.oracle.seen(first.documents[id].change_hashes());
            let waits =
                asides.iter().filter(|aside| aside.why == ParkedReason::Waits).map(|aside| aside.change.hash);
            orphaned.extend(self.oracle.seen(waits).difference(&inside));
        }
        for edit in orphaned {
            self.oracle.edits[edit as usize].is_excused = true;
        }
    }

    fn case<'a>(&'a self, id: Id, document: &'a Document, contact: Contact) -> Result<Case<'a>, String> {
        let present = self.oracle.seen(document.change_hashes());
        let conflicts = document.conflicts().map_err(|error| error.to_string())?;
        let edits = self.oracle.edits.iter().enumerate().map(|(number, edit)| (number as EditId, edit));
        let is_whole = |(number, edit): &(EditId, &Edit)| {
            edit.record == id && (!edit.is_excused || present.contains(number))
        };
        Ok(Case {
            edits: edits.filter(is_whole).collect(),
            is_forked: self.oracle.forked.contains(&id),
            conflicts: conflicts
                .into_iter()
                .map(|conflict| {
                    (conflict.field, conflict.versions.into_iter().map(|one| one.value).collect())
                })
                .collect(),
            id,
            document,
            contact,
            present,
        })
    }

    /// I15: of one field what nobody wrote over knowingly is shown, and all of it kept.
    fn judge_field(&self, case: &Case<'_>, field: &str) -> Result<(), String> {
        let of = |change: &Change| match (field, change) {
            ("closing", Change::Closing(word)) => Some(word.clone()),
            ("duration_minutes", Change::Duration(number)) => Some(number.to_string()),
            _ => None,
        };
        let closing = case.contact.closing.as_ref().and_then(|closing| closing.result.as_ref());
        let shown = match field {
            "closing" => closing.map(|word| word.as_str().to_owned()),
            _ => case.contact.duration_minutes.map(|number| number.to_string()),
        };
        let text = |value: &Option<Value>| match value {
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Text(text)) => word_of(text),
            None => String::new(),
        };
        let kept: BTreeSet<String> = case.conflicts.get(field).into_iter().flatten().map(text).collect();
        let standing = self.oracle.standing(case.id, &case.present, |change| of(change).is_some());
        let allowed: BTreeSet<String> = standing.iter().filter_map(|(_, edit)| of(&edit.change)).collect();
        let is_right = match allowed.len() {
            0 => true,
            1 if case.is_forked => shown.is_some(),
            1 => kept.is_empty() && shown.as_ref() == allowed.first(),
            _ if case.is_forked => allowed.is_subset(&kept),
            _ => allowed == kept && shown.as_ref().is_some_and(|shown| allowed.contains(shown)),
        };
        match is_right {
            true => Ok(()),
            false => Err(format!(
                "I15: keeps {kept:?} of {field} (shows {shown:?}), and {allowed:?} were written{}",
                self.told(case.id)
            )),
        }
    }

    /// What each machine has of a record, for whoever looks for the fault: changes with their edits, and what is aside.
    fn told(&self, record: Id) -> String {
        let of_machine = |disk: &Disk| {
            let short = |hash: &[u8; 32]| {
                let name: String = hash.iter().take(3).map(|byte| format!("{byte:02x}")).collect();
                format!("{name}{:?}", self.oracle.seen([*hash]))
            };
            let inside = disk.documents.get(&record).map(Document::change_hashes).unwrap_or_default();
            let inside: Vec<String> = inside.iter().map(short).collect();
            let aside = disk.aside.get(&record).into_iter().flatten();
            let aside: Vec<String> = aside
                .map(|one| format!("{} {:?} {}", short(&one.change.hash), one.why, one.is_reissued))
                .collect();
            format!("\n  has {} | aside {}", inside.join(" "), aside.join(", "))
        };
        self.machines.iter().map(|machine| of_machine(&machine.disk)).collect()
    }
}

impl Case<'_> {
    fn is_known_later(&self, edit: EditId, is: impl Fn(&Change) -> bool) -> bool {
        self.edits.iter().any(|(_, one)| is(&one.change) && one.known.contains(&edit))
    }

    /// A word that was written is in one version of the notes at least, unless somebody chose another one.
    fn judge_notes(&self) -> Result<(), String> {
        let versions = self.conflicts.get("notes").into_iter().flatten().flatten();
        let mut texts: Vec<&str> = versions
            .filter_map(|value| match value {
                Value::Text(text) => Some(text.as_str()),
                Value::Number(_) => None,
            })
            .collect();
        texts.push(&self.contact.notes);
        for (number, edit) in &self.edits {
            let Change::Notes(word) = &edit.change else { continue };
            let was_chosen = self.is_known_later(*number, |change| *change == Change::NotesChoice);
            if !was_chosen && !texts.iter().any(|text| text.contains(word)) {
                return Err(format!("I3: {word} is in no version of the notes: {texts:?}"));
            }
        }
        Ok(())
    }

    /// I17: what was added is there, unless somebody who had seen it took it away.
    fn judge_actions(&self) -> Result<(), String> {
        for (number, edit) in &self.edits {
            let Change::AddAction(text) = &edit.change else { continue };
            let is_removed =
                self.is_known_later(*number, |change| *change == Change::RemoveAction(text.clone()));
            let is_there = self.contact.actions.iter().any(|line| line.text == *text);
            if is_there == is_removed && !self.is_forked {
                return Err(format!("I17: {text} is there: {is_there}, was removed knowingly: {is_removed}"));
            }
        }
        Ok(())
    }

    /// I18, I19: gone only where somebody deleted it who had seen all the rest.
    fn judge_deletion(&self) -> Result<(), String> {
        if self.document.presence().ok() != Some(Presence::Deleted) || self.is_forked {
            return Ok(());
        }
        let is_unseen = |(number, edit): &&(EditId, &Edit)| {
            let was_seen = self.is_known_later(*number, |change| *change == Change::Delete);
            edit.change != Change::Delete && self.present.contains(number) && !was_seen
        };
        match self.edits.iter().find(is_unseen) {
            Some((_, edit)) => {
                Err(format!("I19: deleted, though nobody who deleted it had seen {:?}", edit.change))
            }
            None => Ok(()),
        }
    }
}
