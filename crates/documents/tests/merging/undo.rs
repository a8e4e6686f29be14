//! Undo takes back one's own and nothing else: each kind of field, and over seeds (records.md 15).

use std::collections::{BTreeMap, BTreeSet};

use documents::deletion::Presence;
use documents::document::Document;
use documents::fields::Value;
use documents::provenance::Command;
use domain::contact::{Closing, Contact, NextContact};
use testing::{Dice, contact};
use uuid::Uuid;

use crate::{Machine, day, exchange, line, pair};

fn undo(machine: &mut Machine, batch: Uuid) -> (Uuid, Vec<String>) {
    let author = machine.author(Command::Undo);
    let reverted = machine.doc.revert(batch, &author).unwrap();
    (author.batch, reverted.skipped)
}

fn last(machine: &Machine) -> Uuid {
    Uuid::from_u128(machine.batch)
}

/// The values of a field that nobody has chosen between.
fn values(machine: &Machine, field: &str) -> Vec<Option<Value>> {
    let conflicts = machine.conflict_list().into_iter().filter(|conflict| conflict.field == field);
    let mut values: Vec<_> =
        conflicts.flat_map(|conflict| conflict.versions.into_iter().map(|version| version.value)).collect();
    values.sort();
    values
}

type Change = fn(&mut Contact);

/// What one changed and what the other did at the same time, in fields of every kind.
const KINDS: [(&str, Change, Change); 6] = [
    ("date", |c| c.date = day("2026-12-01"), |c| c.date = day("2026-12-02")),
    ("duration_minutes", |c| c.duration_minutes = Some(10), |c| c.duration_minutes = Some(20)),
    (
        "next_contact",
        |c| c.next_contact = Some(NextContact { date: day("2026-12-01"), time: None }),
        |c| c.next_contact = Some(NextContact { date: day("2026-12-02"), time: None }),
    ),
    (
        "closing",
        |c| c.closing = Some(Closing { date: Some(day("2026-12-01")), result: None }),
        |c| c.closing = Some(Closing { date: Some(day("2026-12-02")), result: None }),
    ),
    ("notes", |c| c.notes = "Llamar el martes".into(), |c| c.notes = "Llamar el viernes".into()),
    ("actions.1", |c| c.actions = vec![line(1, "Enviar")], |c| c.actions = vec![line(1, "Llevar")]),
];

#[test]
fn records_15_undo_takes_ones_own_value_out_of_a_conflict_and_redo_puts_it_back() {
    for (field, mine, theirs) in KINDS {
        // Which of the two is shown is by chance: both stand in for it.
        for is_first in [true, false] {
            let (mut a, mut b) = pair();
            let mut expected = a.contact();
            theirs(&mut expected);
            a.write(mine);
            b.write(theirs);
            let (one, other) = if is_first { (&mut a, &mut b) } else { (&mut b, &mut a) };
            if !is_first {
                expected = other.contact();
            }
            exchange(one, other);
            assert_eq!(one.conflicts().len(), 1, "{field}: two values");
            let before = one.conflict_list();
            let (undone, skipped) = undo(one, last(one));
            assert_eq!(skipped, Vec::<String>::new(), "{field}: it was taken back");
            exchange(one, other);
            assert_eq!(one.conflict_list(), [], "{field}: one value is left");
            assert_eq!(one.contact(), expected, "{field}: the colleague's");
            undo(one, undone);
            exchange(one, other);
            let after = one.conflict_list();
            assert_eq!(after.len(), 1, "{field}: redo brings the conflict back");
            assert_eq!(named(&after), named(&before), "{field}: with who wrote what");
        }
    }
}

fn named(conflicts: &[documents::conflict::Conflict]) -> BTreeSet<(String, Option<u128>)> {
    let versions = conflicts.iter().flat_map(|conflict| &conflict.versions);
    versions.map(|one| (format!("{:?}", one.value), one.user.map(|user| user.0.as_u128()))).collect()
}

#[test]
fn records_15_when_both_take_theirs_back_it_is_what_it_was() {
    for (field, mine, theirs) in KINDS {
        for is_at_once in [true, false] {
            let (mut a, mut b) = pair();
            let before = a.contact();
            a.write(mine);
            b.write(theirs);
            exchange(&mut a, &mut b);
            let (hers, his) = (last(&a), last(&b));
            undo(&mut a, hers);
            if !is_at_once {
                exchange(&mut a, &mut b);
            }
            undo(&mut b, his);
            exchange(&mut a, &mut b);
            // Notes of one place that both wrote anew at once are two versions to choose from.
            if !(is_at_once && field == "notes") {
                assert_eq!(
                    (a.contact(), a.conflict_list()),
                    (before, vec![]),
                    "{field}, at once: {is_at_once}"
                );
            }
        }
    }
}

#[test]
fn records_15_the_same_value_of_a_colleague_stays() {
    let (mut a, mut b) = pair();
    for machine in [&mut a, &mut b] {
        machine.write(|c| c.date = day("2026-12-01"));
    }
    exchange(&mut a, &mut b);
    let mine = last(&a);
    undo(&mut a, mine);
    exchange(&mut a, &mut b);
    assert_eq!(b.contact().date, day("2026-12-01"), "he moved it there too");
    let his = last(&b);
    undo(&mut b, his);
    exchange(&mut a, &mut b);
    assert_eq!(a.contact().date, day("2026-11-24"));
}

#[test]
fn records_15_third_values_stay_in_conflict() {
    let (mut a, mut b) = pair();
    let mut c = a.twin(3);
    a.write(|c| c.date = day("2026-12-01"));
    b.write(|c| c.date = day("2026-12-02"));
    c.write(|c| c.date = day("2026-12-03"));
    for _ in 0..2 {
        merged(&mut a, &mut b);
        merged(&mut b, &mut c);
    }
    let mine = last(&a);
    undo(&mut a, mine);
    exchange(&mut a, &mut b);
    let text = |day: &str| Some(Value::Text(day.into()));
    assert_eq!(values(&b, "date"), [text("2026-12-02"), text("2026-12-03")]);
}

#[test]
fn records_15_undo_of_a_choice_brings_the_conflict_back() {
    for (field, mine, theirs) in KINDS {
        let (mut a, mut b) = pair();
        a.write(mine);
        b.write(theirs);
        exchange(&mut a, &mut b);
        let before = a.conflict_list();
        for version in before[0].versions.clone() {
            let author = a.author(Command::Edit);
            a.doc.resolve(&author, &before[0].field, version.value.as_ref()).unwrap();
            exchange(&mut a, &mut b);
            assert_eq!(a.conflict_list(), [], "{field}: chosen");
            let chosen = a.contact();
            let (undone, _) = undo(&mut a, author.batch);
            exchange(&mut a, &mut b);
            assert_eq!(named(&b.conflict_list()), named(&before), "{field}: back, with who wrote what");
            let (redone, _) = undo(&mut a, undone);
            exchange(&mut a, &mut b);
            assert_eq!((b.contact(), b.conflict_list()), (chosen, vec![]), "{field}: chosen again");
            undo(&mut a, redone);
            exchange(&mut a, &mut b);
            assert_eq!(named(&b.conflict_list()), named(&before), "{field}: and back again");
        }
    }
}

#[test]
fn records_15_words_that_a_colleague_wrote_meanwhile_stay() {
    let (mut a, mut b) = pair();
    a.write(|c| c.notes = "Llamar el martes".into());
    let mine = last(&a);
    b.write(|c| c.notes = "Volver a llamar el lunes".into());
    exchange(&mut a, &mut b);
    assert_eq!(a.contact().notes, "Volver a llamar el martes");
    let (_, skipped) = undo(&mut a, mine);
    exchange(&mut a, &mut b);
    assert_eq!((b.contact().notes.as_str(), skipped.len()), ("Volver a llamar el lunes", 0));
}

#[test]
fn records_15_what_a_colleague_wrote_on_top_is_told_and_stays() {
    for (field, mine, theirs) in KINDS {
        let (mut a, mut b) = pair();
        a.write(mine);
        let batch = last(&a);
        exchange(&mut a, &mut b);
        b.write(theirs);
        exchange(&mut a, &mut b);
        let before = a.contact();
        let (_, skipped) = undo(&mut a, batch);
        assert_eq!(skipped.len(), 1, "{field}");
        assert_eq!((a.contact(), a.conflict_list()), (before, vec![]), "{field}");
    }
}

#[test]
fn records_15_a_deletion_of_a_colleagues_stays_and_so_does_what_he_wrote_in_what_i_restored() {
    let (mut a, mut b) = pair();
    a.delete();
    b.delete();
    exchange(&mut a, &mut b);
    let (mine, his) = (last(&a), last(&b));
    undo(&mut a, mine);
    exchange(&mut a, &mut b);
    assert_eq!(b.doc.presence().unwrap(), Presence::Deleted, "he wanted it gone too");
    undo(&mut b, his);
    exchange(&mut a, &mut b);
    assert_eq!(a.doc.presence().unwrap(), Presence::Live, "neither does any more");

    a.delete();
    let author = a.author(Command::Restore);
    a.doc.restore(&author).unwrap();
    exchange(&mut a, &mut b);
    b.write(|c| c.duration_minutes = Some(5));
    exchange(&mut a, &mut b);
    let (_, skipped) = undo(&mut a, author.batch);
    assert_eq!((a.doc.presence().unwrap(), skipped), (Presence::Live, vec!["duration_minutes".to_owned()]));
}

#[test]
fn records_15_undo_of_what_was_chosen_of_a_returned_record_brings_the_question_back() {
    for is_kept in [true, false] {
        let (mut a, mut b) = pair();
        a.delete();
        b.write(|c| c.duration_minutes = Some(5));
        exchange(&mut a, &mut b);
        assert_eq!(b.conflicts(), ["deleted"]);
        let author = b.author(Command::Edit);
        match is_kept {
            true => b.doc.restore(&author).unwrap(),
            false => b.doc.delete(&author).unwrap(),
        };
        exchange(&mut a, &mut b);
        assert_eq!(a.conflict_list(), []);
        undo(&mut b, author.batch);
        exchange(&mut a, &mut b);
        assert_eq!(a.conflicts(), ["deleted"], "kept: {is_kept}");
    }
}

#[test]
fn records_15_an_addition_that_a_colleague_made_too_is_theirs() {
    let (mut a, mut b) = (Machine::new(1), Machine::new(2));
    a.write(|c| *c = Contact { duration_minutes: Some(5), ..contact() });
    b.write(|c| *c = contact());
    exchange(&mut a, &mut b);
    let mine = last(&a);
    undo(&mut a, mine);
    exchange(&mut a, &mut b);
    assert_eq!(b.doc.presence().unwrap(), Presence::Live);
    assert_eq!((b.contact(), b.conflict_list()), (contact(), vec![]), "as he added it");
}

/// Everything that either has, whatever the other machine's third values are.
fn merged(a: &mut Machine, b: &mut Machine) {
    let bytes = |doc: &Document| doc.changes().into_iter().map(|change| change.bytes).collect::<Vec<_>>();
    let (from_a, from_b) = (bytes(&a.doc), bytes(&b.doc));
    b.doc.merge(&from_a, &[]);
    a.doc.merge(&from_b, &[]);
}

/// What somebody wrote, as the oracle remembers it.
struct Written {
    field: &'static str,
    value: String,
    batch: Uuid,
    is_undone: bool,
    /// Of one field, what its author had seen; of a deletion, everything.
    seen: BTreeSet<usize>,
}

#[derive(Default)]
struct User {
    seen: BTreeSet<usize>,
    done: Vec<Uuid>,
    /// What was undone, with the batch that undid it.
    undone: Vec<(Uuid, Uuid)>,
}

struct World {
    machines: Vec<Machine>,
    users: Vec<User>,
    written: Vec<Written>,
    names: BTreeMap<Uuid, Uuid>,
}

const FIELDS: [&str; 5] = ["date", "duration_minutes", "next_contact", "notes", "actions"];

impl World {
    fn new() -> Self {
        let (a, b) = pair();
        let c = a.twin(3);
        let users = [(); 3].map(|()| User::default()).into();
        Self { machines: vec![a, b, c], users, written: Vec::new(), names: BTreeMap::new() }
    }

    /// All that a machine shows: one value of a field, or those to choose from.
    fn picture(&self, who: usize) -> BTreeMap<String, BTreeSet<String>> {
        let machine = &self.machines[who];
        let mut shown: BTreeMap<String, BTreeSet<String>> =
            FIELDS[..4].iter().map(|field| ((*field).to_owned(), [self.shown(who, field)].into())).collect();
        for line in machine.contact().actions {
            shown.insert(format!("actions.{}", line.id), [line.text].into());
        }
        for conflict in machine.conflict_list() {
            let values = conflict.versions.iter().map(|version| format!("{:?}", version.value)).collect();
            shown.insert(conflict.field, values);
        }
        let presence = format!("{:?}", machine.doc.presence().unwrap() == Presence::Deleted);
        shown.insert("presence".into(), [presence].into());
        shown
    }

    fn shown(&self, who: usize, field: &str) -> String {
        let contact = self.machines[who].contact();
        match field {
            "date" => contact.date.to_string(),
            "duration_minutes" => format!("{:?}", contact.duration_minutes),
            "next_contact" => format!("{:?}", contact.next_contact),
            _ => contact.notes,
        }
    }

    fn edit(&mut self, who: usize, dice: &mut Dice) {
        let (number, field) = (self.written.len(), FIELDS[dice.below(FIELDS.len())]);
        let date = day("2027-01-01") + chrono::Days::new(number as u64);
        let word = format!("palabra{number}");
        let value = match field {
            "date" | "next_contact" => date.to_string(),
            "duration_minutes" => (100 + number).to_string(),
            _ => word.clone(),
        };
        let at = dice.below(3);
        self.machines[who].write(|c| match field {
            "date" => c.date = date,
            "duration_minutes" => c.duration_minutes = Some(100 + number as u32),
            "next_contact" => c.next_contact = Some(NextContact { date, time: None }),
            "notes" => {
                let mut words: Vec<&str> = c.notes.split(' ').collect();
                let at = at.min(words.len() - 1);
                words[at] = &word;
                c.notes = words.join(" ");
            }
            _ => match c.actions.iter_mut().find(|line| line.id.0.as_u128() == at as u128 + 1) {
                Some(known) => known.text = word.clone(),
                None => c.actions.push(line(at as u128 + 1, &word)),
            },
        });
        self.remember(who, field, value);
    }

    fn remember(&mut self, who: usize, field: &'static str, value: String) {
        let batch = last(&self.machines[who]);
        let user = &mut self.users[who];
        let written = Written { field, value, batch, is_undone: false, seen: user.seen.clone() };
        user.seen.insert(self.written.len());
        user.done.push(batch);
        user.undone.clear();
        self.names.insert(batch, batch);
        self.written.push(written);
    }

    fn choose(&mut self, who: usize, dice: &mut Dice) {
        let conflicts = self.machines[who].conflict_list();
        let Some(conflict) = conflicts.iter().find(|conflict| conflict.field != "deleted") else { return };
        let chosen = conflict.versions[dice.below(conflict.versions.len())].value.clone();
        let author = self.machines[who].author(Command::Edit);
        self.machines[who].doc.resolve(&author, &conflict.field, chosen.as_ref()).unwrap();
        let list = conflict.field.split('.').next().unwrap_or_default();
        let field = FIELDS.into_iter().find(|field| *field == list).unwrap_or("closing");
        self.remember(who, field, String::new());
    }

    fn undo(&mut self, who: usize) -> bool {
        let Some(batch) = self.users[who].done.pop() else { return false };
        let (undone, _) = undo(&mut self.machines[who], batch);
        self.users[who].undone.push((batch, undone));
        self.mark(batch, true);
        true
    }

    fn redo(&mut self, who: usize) {
        let Some((batch, undone)) = self.users[who].undone.pop() else { return };
        let (redone, _) = undo(&mut self.machines[who], undone);
        self.users[who].done.push(redone);
        let name = self.names[&batch];
        self.names.insert(redone, name);
        self.mark(batch, false);
    }

    fn mark(&mut self, batch: Uuid, is_undone: bool) {
        let name = self.names[&batch];
        for written in self.written.iter_mut().filter(|written| written.batch == name) {
            written.is_undone = is_undone;
        }
    }

    fn meet(&mut self, one: usize, other: usize) {
        let (low, high) = (one.min(other), one.max(other));
        let (left, right) = self.machines.split_at_mut(high);
        exchange(&mut left[low], &mut right[0]);
        let all: BTreeSet<usize> = self.users[one].seen.union(&self.users[other].seen).copied().collect();
        self.users[one].seen.clone_from(&all);
        self.users[other].seen = all;
    }

    fn act(&mut self, who: usize, dice: &mut Dice) {
        let before = self.picture(who);
        let is_deleted = self.machines[who].doc.presence().unwrap() == Presence::Deleted;
        let count = self.written.len();
        match dice.below(12) {
            0 if !is_deleted => {
                self.machines[who].delete();
                self.remember(who, "deleted", String::new());
            }
            _ if is_deleted => {
                let author = self.machines[who].author(Command::Restore);
                self.machines[who].doc.restore(&author).unwrap();
                self.remember(who, "restored", String::new());
            }
            1 | 2 => self.choose(who, dice),
            3 | 4 => {
                if self.undo(who) && dice.below(2) == 0 {
                    self.redo(who);
                    assert_eq!(self.picture(who), before, "redo puts back what undo took");
                }
                return;
            }
            5 => return self.redo(who),
            _ => self.edit(who, dice),
        }
        if self.written.len() > count && dice.below(3) == 0 {
            self.undo(who);
            assert_eq!(self.picture(who), before, "undo of {}", self.written[count].field);
        }
    }

    /// What stands because nobody who had seen it wrote over it, or put the record into the bin.
    fn assert_nothing_vanished(&self, seed: u64) {
        let picture = format!("{:?}", self.picture(0));
        let is_deleted = self.machines[0].doc.presence().unwrap() == Presence::Deleted;
        for (number, written) in self.written.iter().enumerate().filter(|(_, w)| !w.is_undone) {
            let is_over = self.written.iter().any(|later| {
                let is_of_it = later.field == written.field || (is_deleted && later.field == "deleted");
                is_of_it && later.seen.contains(&number)
            });
            if !is_over && FIELDS.contains(&written.field) {
                assert!(!is_deleted, "seed {seed}: {} {} is in the bin", written.field, written.value);
                assert!(
                    picture.contains(&written.value),
                    "seed {seed}: {} {} in {picture}",
                    written.field,
                    written.value
                );
            }
        }
    }
}

#[test]
fn i15_i40_over_seeds_no_undo_takes_what_a_colleague_wrote() {
    let seeds = std::env::var("SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(24);
    for seed in 0..seeds {
        let (mut dice, mut world) = (Dice(seed), World::new());
        for _ in 0..30 {
            let who = dice.below(3);
            world.act(who, &mut dice);
            if dice.below(4) == 0 {
                world.meet(who, (who + 1 + dice.below(2)) % 3);
            }
        }
        for (one, other) in [(0, 1), (1, 2), (0, 1)] {
            world.meet(one, other);
        }
        assert_eq!(world.picture(0), world.picture(2), "seed {seed}");
        world.assert_nothing_vanished(seed);
    }
}

#[test]
fn s14_a_history_is_oldest_first_and_in_one_order_on_every_machine() {
    let (mut a, mut b) = pair();
    let at = |machine: &mut Machine, at: i64, change: Change| {
        let mut wanted = machine.contact();
        change(&mut wanted);
        let author = documents::provenance::Author { at, ..machine.author(Command::Edit) };
        machine.doc.update(&author, None, &wanted).unwrap();
    };
    at(&mut b, 1_800_000_010, |c| c.notes = "antes".into());
    at(&mut a, 1_800_000_020, |c| c.duration_minutes = Some(11));
    at(&mut b, 1_800_000_030, |c| c.date = day("2026-12-01"));
    // Of one second, and of a clock that is behind.
    at(&mut a, 1_800_000_030, |c| c.date = day("2026-12-02"));
    exchange(&mut a, &mut b);
    at(&mut b, 1_700_000_001, |c| c.duration_minutes = Some(12));
    exchange(&mut a, &mut b);
    let history = a.doc.history().unwrap();
    assert_eq!(history, b.doc.history().unwrap());
    let times: Vec<i64> = history.iter().map(|entry| entry.at).filter(|at| *at > 1_700_000_000).collect();
    assert_eq!(times[..4], [1_800_000_010, 1_800_000_020, 1_800_000_030, 1_800_000_030]);
    assert_eq!(times[4], 1_700_000_001, "never before what it builds on");
}
