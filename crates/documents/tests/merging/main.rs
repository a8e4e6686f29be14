//! Two machines, one record: each rule of records.md, with the merge that fails without it.
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

mod forks;
mod undo;

use chrono::NaiveDate;
use documents::conflict::Conflict;
use documents::deletion::Presence;
use documents::document::{ChangeBytes, Document, Revision};
use documents::fields::Value;
use documents::provenance::{Actor, Author, Command};
use domain::action::ActionLine;
use domain::contact::{Channel, Closing, Contact, ContactType, Direction, NextContact, Outcome};
use domain::customer::Customer;
use domain::id::{ActionLineId, AttachmentId, PersonId, UserId};
use testing::contact;
use uuid::Uuid;

/// One installation with its copy of one record.
struct Machine {
    actor: u8,
    batch: u128,
    doc: Document,
}

impl Machine {
    fn new(actor: u8) -> Self {
        Self { actor, batch: u128::from(actor) << 64, doc: Document::genesis::<Contact>() }
    }

    /// A second machine that has everything the first one has.
    fn twin(&self, actor: u8) -> Self {
        let doc = Document::load::<Contact>(&self.doc.save()).expect("a document just saved");
        Self { actor, batch: u128::from(actor) << 64, doc }
    }

    fn author(&mut self, command: Command) -> Author {
        self.batch += 1;
        Author {
            actor: Actor([self.actor; 16]),
            user: UserId(Uuid::from_u128(self.actor.into())),
            command,
            batch: Uuid::from_u128(self.batch),
            at: 1_700_000_000,
        }
    }

    fn write(&mut self, change: impl FnOnce(&mut Contact)) -> Option<ChangeBytes> {
        let mut contact = self.contact();
        change(&mut contact);
        let author = self.author(Command::Edit);
        self.doc.update(&author, None, &contact).expect("an edit")
    }

    fn write_at(&mut self, base: &Revision, change: impl FnOnce(&mut Contact)) {
        let mut contact: Contact = self.doc.read_at(base).expect("a known revision");
        change(&mut contact);
        let author = self.author(Command::Edit);
        self.doc.update(&author, Some(base), &contact).expect("an edit");
    }

    fn delete(&mut self) {
        let author = self.author(Command::Delete);
        self.doc.delete(&author).expect("a deletion");
    }

    fn contact(&self) -> Contact {
        self.doc.read().unwrap_or_else(|_| contact())
    }

    fn conflicts(&self) -> Vec<String> {
        self.conflict_list().into_iter().map(|conflict| conflict.field).collect()
    }

    fn conflict_list(&self) -> Vec<Conflict> {
        self.doc.conflicts().expect("conflicts")
    }
}

/// Everything that either has, the other has too.
fn exchange(a: &mut Machine, b: &mut Machine) {
    let bytes = |doc: &Document| doc.changes().into_iter().map(|change| change.bytes).collect::<Vec<_>>();
    let (from_a, from_b) = (bytes(&a.doc), bytes(&b.doc));
    assert_eq!(b.doc.merge(&from_a, &[]).aside, []);
    assert_eq!(a.doc.merge(&from_b, &[]).aside, []);
    assert_eq!(a.contact(), b.contact(), "two copies with the same changes show the same");
    assert_eq!(a.conflict_list(), b.conflict_list());
    assert_eq!(a.doc.revision(), b.doc.revision());
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

/// Two machines with the same contact.
fn pair() -> (Machine, Machine) {
    let mut a = Machine::new(1);
    a.write(|c| *c = contact()).expect("a first change");
    let b = a.twin(2);
    (a, b)
}

#[test]
fn records_2_two_machines_that_create_one_record_share_its_notes() {
    let (mut a, mut b) = (Machine::new(1), Machine::new(2));
    a.write(|c| c.notes = "Primera línea\n".into());
    b.write(|c| {
        c.notes = "Otra línea\n".into();
        c.duration_minutes = Some(5);
    });
    exchange(&mut a, &mut b);
    let notes = a.contact().notes;
    assert!(notes.contains("Primera línea") && notes.contains("Otra línea"), "{notes:?}");
    assert_eq!(a.contact().duration_minutes, Some(5));
}

#[test]
fn records_2_genesis_is_the_same_bytes_for_ever() {
    // The hash of its one change covers every byte of it.
    let hash = |doc: Document| doc.revision().to_string()[..16].to_owned();
    let made = [
        hash(Document::genesis::<Contact>()),
        hash(Document::genesis::<Customer>()),
        hash(Document::genesis::<domain::person::Person>()),
        hash(Document::genesis::<domain::user::User>()),
        hash(Document::genesis::<domain::attachment::Attachment>()),
    ];
    assert_eq!(made, GENESIS, "another genesis makes another record of the same identity: never change it");
}

const GENESIS: [&str; 5] =
    ["b10b2cd7ec0438aa", "ad9da3587886a1be", "12ddc258c59391cc", "77646fa8d8d62ca2", "e93a0ced332a9bd8"];

#[test]
fn records_3_fields_merge_field_by_field() {
    let (mut a, mut b) = pair();
    a.write(|c| c.duration_minutes = Some(135));
    b.write(|c| c.person = Some(PersonId(Uuid::from_u128(7))));
    exchange(&mut a, &mut b);
    assert_eq!(a.contact().duration_minutes, Some(135));
    assert_eq!(a.contact().person, Some(PersonId(Uuid::from_u128(7))));
    assert!(a.conflicts().is_empty());
}

#[test]
fn records_3_clearing_a_field_does_not_drop_a_concurrent_edit_of_it() {
    let (mut a, mut b) = pair();
    a.write(|c| c.duration_minutes = Some(10));
    exchange(&mut a, &mut b);
    a.write(|c| c.duration_minutes = None);
    b.write(|c| c.duration_minutes = Some(20));
    exchange(&mut a, &mut b);
    let conflict = a.conflict_list().remove(0);
    assert_eq!(conflict.field, "duration_minutes");
    let values: Vec<_> = conflict.versions.iter().map(|version| version.value.clone()).collect();
    assert!(values.contains(&None) && values.contains(&Some(Value::Number(20))), "{values:?}");
}

#[test]
fn records_4_an_add_wins_over_a_removal_that_did_not_see_it() {
    let file = AttachmentId(Uuid::from_u128(5));
    let (mut a, mut b) = pair();
    a.write(|c| c.attachments.push(file));
    exchange(&mut a, &mut b);
    // One removes it and adds it again, an equal value; the other removes it meanwhile.
    a.write(|c| c.attachments.clear());
    a.write(|c| c.attachments.push(file)).expect("adding an equal entry again writes a change");
    b.write(|c| c.attachments.clear());
    exchange(&mut a, &mut b);
    assert_eq!(b.contact().attachments, [file]);
    // A removal that has seen every add removes.
    b.write(|c| c.attachments.clear());
    exchange(&mut a, &mut b);
    assert!(a.contact().attachments.is_empty());
}

#[test]
fn records_4_lists_merge_as_lists_in_the_order_of_adding() {
    let file = |n| AttachmentId(Uuid::from_u128(n));
    let (mut a, mut b) = pair();
    a.write(|c| c.attachments = vec![file(9), file(3)]);
    assert_eq!(a.contact().attachments, [file(9), file(3)]);
    b.write(|c| c.attachments.push(file(1)));
    exchange(&mut a, &mut b);
    assert_eq!(a.contact().attachments, [file(9), file(3), file(1)]);
}

#[test]
fn records_5_closing_date_and_result_merge_as_one_unit() {
    let closing = |date, result| Some(Closing { date: Some(day(date)), result: Outcome::parse(result).ok() });
    let (mut a, mut b) = pair();
    a.write(|c| c.closing = closing("2026-11-25", "sale"));
    b.write(|c| c.closing = closing("2026-11-30", "lost"));
    exchange(&mut a, &mut b);
    let entered = [closing("2026-11-25", "sale"), closing("2026-11-30", "lost")];
    assert!(entered.contains(&a.contact().closing), "a closing that nobody entered");
    assert_eq!(a.conflicts(), ["closing"]);
}

#[test]
fn records_5_next_date_and_hour_merge_as_one_unit() {
    let next = |date, hour: Option<&str>| {
        Some(NextContact { date: day(date), time: hour.map(|h| h.parse().unwrap()) })
    };
    let (mut a, mut b) = pair();
    a.write(|c| c.next_contact = next("2026-12-01", Some("09:30:00")));
    b.write(|c| c.next_contact = next("2026-12-02", None));
    exchange(&mut a, &mut b);
    assert!(
        [next("2026-12-01", Some("09:30:00")), next("2026-12-02", None)].contains(&a.contact().next_contact)
    );
    assert_eq!(a.conflicts(), ["next_contact"]);
}

#[test]
fn records_5_type_and_email_merge_as_one_unit() {
    let email = Channel {
        contact_type: ContactType::parse("email").unwrap(),
        email: Some(AttachmentId(Uuid::from_u128(4))),
    };
    let phone = Channel { contact_type: ContactType::parse("phone").unwrap(), email: None };
    let (mut a, mut b) = pair();
    a.write(|c| c.channel = email.clone());
    b.write(|c| c.channel = phone.clone());
    exchange(&mut a, &mut b);
    assert!([email, phone].contains(&a.contact().channel), "a telephone call with an email");
}

#[test]
fn records_6_an_edit_based_on_an_older_revision_becomes_a_visible_conflict() {
    let (mut a, mut b) = pair();
    let opened = a.doc.revision();
    b.write(|c| c.date = day("2026-11-25"));
    // The colleague's change arrives while the form is open.
    exchange(&mut a, &mut b);
    a.write_at(&opened, |c| c.date = day("2026-11-26"));
    exchange(&mut a, &mut b);
    assert_eq!(a.conflicts(), ["date"], "the colleague's value must not vanish");
    // Choosing settles it everywhere.
    a.write(|c| c.date = day("2026-11-27"));
    exchange(&mut a, &mut b);
    assert_eq!((b.contact().date, b.conflicts().len()), (day("2026-11-27"), 0));
}

#[test]
fn records_6_an_edit_of_other_fields_on_an_older_revision_is_no_conflict() {
    let (mut a, mut b) = pair();
    let opened = a.doc.revision();
    b.write(|c| c.date = day("2026-11-25"));
    exchange(&mut a, &mut b);
    a.write_at(&opened, |c| c.duration_minutes = Some(15));
    assert!(a.conflicts().is_empty());
    assert_eq!((a.contact().date, a.contact().duration_minutes), (day("2026-11-25"), Some(15)));
    // Several forms on one base, one after the other: each gets its own sequence.
    a.write_at(&opened, |c| c.duration_minutes = Some(20));
    a.write_at(&opened, |c| c.direction = Direction::Them);
    exchange(&mut a, &mut b);
    assert_eq!(a.contact().direction, Direction::Them);
}

#[test]
fn records_6_choosing_the_shown_value_again_settles_a_conflict() {
    let (mut a, mut b) = pair();
    a.write(|c| c.date = day("2026-11-25"));
    b.write(|c| c.date = day("2026-11-26"));
    exchange(&mut a, &mut b);
    assert_eq!(a.conflicts(), ["date"]);
    a.write(|c| c.duration_minutes = Some(1));
    assert_eq!(a.conflicts(), ["date"], "an edit of something else chooses nothing");
}

#[test]
fn records_13_choosing_what_is_shown_stands_beside_an_edit_that_did_not_see_it() {
    let (mut a, mut b) = pair();
    a.write(|c| c.date = day("2026-11-25"));
    b.write(|c| c.date = day("2026-11-26"));
    exchange(&mut a, &mut b);
    let shown = a.conflict_list().remove(0).versions.pop().unwrap().value;
    let author = a.author(Command::Edit);
    let (mut c, chosen) = (a.twin(3), a.contact().date);
    a.doc.resolve(&author, "date", shown.as_ref()).unwrap();
    assert!(a.conflicts().is_empty(), "chosen");
    c.write(|c| c.date = day("2026-12-01"));
    exchange(&mut a, &mut c);
    let values: Vec<_> = c.conflict_list().remove(0).versions.into_iter().map(|one| one.value).collect();
    assert!(values.contains(&Some(Value::Text(chosen.to_string()))), "the choice is not written over unseen");
    assert_eq!(values.len(), 2);
}

#[test]
fn records_7_edits_of_other_words_merge() {
    let (mut a, mut b) = pair();
    a.write(|c| c.notes = "Llamar el jueves".into());
    b.write(|c| c.notes = "Volver a llamar el lunes".into());
    exchange(&mut a, &mut b);
    assert_eq!(a.contact().notes, "Volver a llamar el jueves");
    assert!(a.conflicts().is_empty());
}

#[test]
fn records_7_edits_of_the_same_word_keep_both_whole_versions() {
    let (mut a, mut b) = pair();
    a.write(|c| c.notes = "Llamar el jueves".into());
    b.write(|c| c.notes = "Llamar el viernes".into());
    exchange(&mut a, &mut b);
    let versions = ["Llamar el jueves", "Llamar el viernes"];
    assert!(versions.contains(&a.contact().notes.as_str()), "{:?}", a.contact().notes);
    let conflict = a.conflict_list().remove(0);
    let mut kept: Vec<_> = conflict.versions.into_iter().map(|version| version.value).collect();
    kept.sort();
    assert_eq!(kept, versions.map(|text| Some(Value::Text(text.into()))));
    // Whoever writes next, seeing both, settles it.
    b.write(|c| c.notes = "Llamar el sábado".into());
    exchange(&mut a, &mut b);
    assert_eq!((a.contact().notes.as_str(), a.conflicts().len()), ("Llamar el sábado", 0));
}

#[test]
fn records_7_the_same_edit_made_twice_is_one() {
    let (mut a, mut b) = pair();
    a.write(|c| c.notes = "Llamar el jueves".into());
    b.write(|c| c.notes = "Llamar el jueves".into());
    exchange(&mut a, &mut b);
    assert_eq!(
        (a.contact().notes.as_str(), a.conflicts().len()),
        ("Llamar el jueves", 0),
        "not juevesjueves"
    );
}

#[test]
fn records_8_deleting_while_another_edits_brings_the_record_back_marked() {
    let (mut a, mut b) = pair();
    a.delete();
    assert_eq!(a.doc.presence().unwrap(), Presence::Deleted);
    b.write(|c| c.duration_minutes = Some(30));
    exchange(&mut a, &mut b);
    assert_eq!(a.doc.presence().unwrap(), Presence::Returned);
    assert_eq!(a.conflicts(), ["deleted"]);
    // Deleting again, having seen the edit, deletes.
    b.delete();
    exchange(&mut a, &mut b);
    assert_eq!(a.doc.presence().unwrap(), Presence::Deleted);
}

#[test]
fn records_8_two_deletions_delete_and_a_restore_restores() {
    let (mut a, mut b) = pair();
    a.delete();
    b.write(|c| c.duration_minutes = Some(30));
    b.delete();
    exchange(&mut a, &mut b);
    assert_eq!(a.doc.presence().unwrap(), Presence::Deleted, "both wanted it gone, having seen all edits");
    let author = b.author(Command::Restore);
    b.doc.restore(&author).unwrap();
    exchange(&mut a, &mut b);
    assert_eq!(a.doc.presence().unwrap(), Presence::Live);
}

#[test]
fn records_10_history_says_who_changed_what_from_the_changes_alone() {
    let (mut a, mut b) = pair();
    b.write(|c| c.date = day("2026-11-25"));
    exchange(&mut a, &mut b);
    let history = a.doc.history().unwrap();
    let last = history.last().unwrap();
    assert_eq!(last.field, "date");
    assert_eq!(
        (&last.old, &last.new),
        (&Some(Value::Text("2026-11-24".into())), &Some(Value::Text("2026-11-25".into())))
    );
    assert_eq!(last.author.as_ref().unwrap().user, UserId(Uuid::from_u128(2)));
    assert_eq!(last.actor, Some(Actor([2; 16])));
    assert_eq!(history.iter().filter(|entry| entry.field == "customer").count(), 1);
}

#[test]
fn records_15_undo_skips_what_was_changed_since() {
    let (mut a, _) = pair();
    a.write(|c| {
        c.date = day("2026-11-25");
        c.duration_minutes = Some(10);
        c.notes = "Llamar el martes".into();
    });
    let batch = Uuid::from_u128(a.batch);
    a.write(|c| c.duration_minutes = Some(20));
    let author = a.author(Command::Undo);
    let reverted = a.doc.revert(batch, &author).unwrap();
    assert_eq!(reverted.skipped, ["duration_minutes"]);
    let now = a.contact();
    assert_eq!((now.date, now.duration_minutes), (day("2026-11-24"), Some(20)));
    assert_eq!(now.notes, "Llamar el lunes");
    // Undoing the undo is the redo.
    let author = a.author(Command::Redo);
    a.doc.revert(Uuid::from_u128(a.batch - 1), &author).unwrap();
    assert_eq!((a.contact().date, a.contact().notes.as_str()), (day("2026-11-25"), "Llamar el martes"));
}

#[test]
fn records_15_undoing_a_deletion_restores_and_undoing_an_addition_deletes() {
    let mut a = Machine::new(1);
    a.write(|c| *c = contact());
    let (added, _) = (Uuid::from_u128(a.batch), a.delete());
    let deleted = Uuid::from_u128(a.batch);
    let author = a.author(Command::Undo);
    a.doc.revert(deleted, &author).unwrap();
    assert_eq!(a.doc.presence().unwrap(), Presence::Live);
    let author = a.author(Command::Undo);
    a.doc.revert(added, &author).unwrap();
    assert_eq!(a.doc.presence().unwrap(), Presence::Deleted);
    let undone = Uuid::from_u128(a.batch);
    let author = a.author(Command::Redo);
    a.doc.revert(undone, &author).unwrap();
    assert_eq!(a.doc.presence().unwrap(), Presence::Live);
}

#[test]
fn i6_an_empty_file_is_not_a_record() {
    assert!(Document::load::<Contact>(&[]).is_err());
    let saved = pair().0.doc.save();
    for cut in 1..saved.len() {
        assert!(Document::load::<Contact>(&saved[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn changes_may_arrive_in_any_order_and_twice() {
    let (mut a, _) = pair();
    a.write(|c| c.duration_minutes = Some(1));
    a.write(|c| c.duration_minutes = Some(2));
    let mut late = Machine::new(3);
    let mut aside: Vec<Vec<u8>> = Vec::new();
    for change in a.doc.changes().into_iter().rev() {
        for _ in 0..2 {
            let merged = late.doc.merge(std::slice::from_ref(&change.bytes), &aside);
            aside = merged.aside.into_iter().map(|aside| aside.change.bytes).collect();
        }
    }
    assert_eq!(aside, Vec::<Vec<u8>>::new(), "i14: what waited was taken in");
    assert_eq!(late.contact(), a.contact());
    assert_eq!(late.doc.revision(), a.doc.revision());
}

#[test]
fn i5_a_change_with_a_flipped_bit_is_refused() {
    let (mut a, b) = pair();
    let change = a.write(|c| c.duration_minutes = Some(1)).unwrap().bytes;
    for bit in 0..change.len() * 8 {
        let mut flipped = change.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let mut copy = b.doc.clone();
        let merged = copy.merge(&[flipped], &[]);
        assert!(merged.refused == 1 && !merged.is_changed, "bit {bit}");
    }
}

#[test]
fn records_5_values_of_a_newer_version_survive_an_edit_of_something_else() {
    let (mut a, mut b) = pair();
    b.write(|c| c.closing = Some(Closing { date: None, result: Some(Outcome::from_document("postponed")) }));
    exchange(&mut a, &mut b);
    a.write(|c| c.notes = "Llamar el martes".into());
    assert_eq!(
        a.contact().closing.and_then(|closing| closing.result),
        Some(Outcome::from_document("postponed"))
    );
}

#[test]
fn records_15_undoing_one_of_two_additions_never_empties_the_record() {
    let (mut a, mut b) = (Machine::new(1), Machine::new(2));
    a.write(|c| *c = contact());
    b.write(|c| *c = Contact { duration_minutes: Some(5), ..contact() });
    exchange(&mut a, &mut b);
    let author = b.author(Command::Undo);
    b.doc.revert(Uuid::from_u128(b.batch - 1), &author).unwrap();
    exchange(&mut a, &mut b);
    assert_eq!(a.doc.read::<Contact>().unwrap(), contact(), "no required field is emptied");
    assert_eq!(a.doc.presence().unwrap(), Presence::Live);
}

#[test]
fn records_15_undoing_an_addition_leaves_what_a_colleague_added_since() {
    let (mut a, mut b) = pair();
    let added = Uuid::from_u128(a.batch);
    b.write(|c| c.notes = "Importante".into());
    exchange(&mut a, &mut b);
    let author = a.author(Command::Undo);
    let reverted = a.doc.revert(added, &author).unwrap();
    assert_eq!(reverted.skipped, ["notes"]);
    assert_eq!(a.doc.presence().unwrap(), Presence::Live);
}

fn line(number: u128, text: &str) -> ActionLine {
    let id = ActionLineId(Uuid::from_u128(number));
    ActionLine { id, action: None, text: text.into(), is_done: false, rank: 1024 * number as i64 }
}

#[test]
fn records_3_ticking_an_action_and_rewriting_it_do_not_meet() {
    let (mut a, mut b) = pair();
    a.write(|c| c.actions = vec![line(1, "Medir"), line(2, "Pesar")]);
    exchange(&mut a, &mut b);
    a.write(|c| c.actions[0].is_done = true);
    b.write(|c| c.actions[0].text = "Medir dos veces".into());
    exchange(&mut a, &mut b);
    for machine in [&a, &b] {
        let actions = machine.contact().actions;
        assert_eq!((actions[0].text.as_str(), actions[0].is_done), ("Medir dos veces", true));
        assert_eq!(machine.conflicts(), Vec::<String>::new());
    }
}

#[test]
fn records_13_two_rewritings_of_one_action_are_both_kept() {
    let (mut a, mut b) = pair();
    a.write(|c| c.actions = vec![line(1, "Medir")]);
    exchange(&mut a, &mut b);
    a.write(|c| c.actions[0].text = "Medir hoy".into());
    b.write(|c| c.actions[0].text = "Medir mañana".into());
    exchange(&mut a, &mut b);
    for machine in [&a, &b] {
        let [conflict] = &machine.conflict_list()[..] else { panic!("one conflict") };
        assert_eq!(conflict.versions.len(), 2);
        let shown = machine.contact().actions[0].text.clone();
        let Some(Value::Text(last)) = &conflict.versions[1].value else { panic!("a text") };
        assert!(last.contains(&shown), "the last is the one that is shown");
    }
    assert_eq!(a.contact().actions, b.contact().actions);
}
