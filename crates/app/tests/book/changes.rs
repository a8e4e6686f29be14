//! One change of many contacts (S10-S13), alone and with a colleague's at the same time.

use app::book::Book;
use app::contacts::changes::Meant;
use app::error::ErrorCode;
use app::wire::{
    Closing, ContactCriteria, ContactDraft, ContactOrder, ContactSelection, ContactsChange, DateField,
    NextContact, SelectedRange, StateFilter, UserDraft,
};
use app::work::Work;

use super::{Profile, assert_whole, customer, draft, edit, exchange, profile, reopened, save};

/// Ten open contacts, on 1 to 10 December 2026, the third with a next date on the 4th, and one done on the 11th.
async fn book_of_eleven() -> (Profile, Vec<String>) {
    let book = profile().await;
    let customer = customer(&book, "Bodegas Ejemplo").await;
    let mut ids = Vec::new();
    for day in 1..=11 {
        let next = (day == 3).then(|| NextContact { date: "2026-12-04".into(), time: None });
        let closing =
            (day == 11).then(|| Closing { date: Some("2026-12-11".into()), result: Some("sale".into()) });
        let date = Some(format!("2026-12-{day:02}"));
        let contact = ContactDraft { date, next_contact: next, closing, ..draft(&customer) };
        ids.push(save(&book, contact).await.id);
    }
    (book, ids)
}

/// Newest first, all of them.
fn all() -> ContactSelection {
    let ranges = vec![SelectedRange { from: 0, to: 10, first: None, last: None }];
    ContactSelection { ranges, order: ContactOrder::default(), ..ContactSelection::default() }
}

fn moved(field: DateField, days: i32, working: bool) -> ContactsChange {
    ContactsChange::MoveDate { field, days, working }
}

async fn dates(book: &Book, ids: &[String]) -> Vec<String> {
    let mut dates = Vec::new();
    for id in ids {
        dates.push(book.contact(id).await.unwrap().date[5..].to_owned());
    }
    dates
}

#[tokio::test]
async fn s10_s13_selected_dates_move_as_previewed_with_one_history_batch_and_one_undo() {
    let (book, ids) = book_of_eleven().await;
    let before = dates(&book, &ids).await;
    let change = moved(DateField::Date, 2, true);
    let preview = book.preview_change(&all(), &change, false).await.unwrap();
    assert_eq!(preview.changed, 9);
    let skipped: Vec<_> = preview.skipped.iter().map(|one| (one.reason.as_str(), one.count)).collect();
    assert_eq!(skipped, [("done", 1), ("next_before_date", 1)]);
    assert_eq!(dates(&book, &ids).await, before, "a preview writes nothing");
    let fourth = preview.lines.iter().find(|line| line.id == ids[3]).unwrap();
    assert_eq!(
        (fourth.old.as_deref(), fourth.new.as_str()),
        (Some("2026-12-04"), "2026-12-09"),
        "the 8th is a holiday"
    );
    assert_eq!(fourth.customer_name, "Bodegas Ejemplo");

    let done = book.change_contacts(&all(), &change, Meant::default(), &Work::default()).await.unwrap();
    assert_eq!((done.changed, &done.skipped), (9, &preview.skipped));
    let after = dates(&book, &ids).await;
    for line in &preview.lines {
        let at = ids.iter().position(|id| *id == line.id).unwrap();
        assert_eq!(line.new[5..], after[at], "as previewed");
    }
    assert_eq!((&after[2], &after[10]), (&before[2], &before[10]), "the skipped ones are as they were");
    let mut batches = Vec::new();
    for id in [&ids[0], &ids[9]] {
        let last = book.history(id).await.unwrap().pop().unwrap();
        assert_eq!((last.command.as_str(), last.field.as_str()), ("change", "date"));
        batches.push(last.batch);
    }
    assert_eq!(batches[0], batches[1]);
    assert_whole(&book).await;

    let book = reopened(book).await;
    book.undo().await.unwrap();
    assert_eq!(dates(&book, &ids).await, before, "one undo, also tomorrow");
    book.redo().await.unwrap();
    assert_eq!(dates(&book, &ids).await, after);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s12_the_next_date_is_the_other_choice() {
    let (book, ids) = book_of_eleven().await;
    let next = async |id: &String| book.contact(id).await.unwrap().next_contact.map(|next| next.date);
    let done = book
        .change_contacts(&all(), &moved(DateField::NextContact, 1, false), Meant::default(), &Work::default())
        .await;
    assert_eq!(done.unwrap().changed, 1);
    assert_eq!(next(&ids[2]).await.as_deref(), Some("2026-12-05"));
    let set = ContactsChange::SetDate { field: DateField::NextContact, date: "2026-12-20".into() };
    assert_eq!(
        book.change_contacts(
            &all(),
            &set,
            Meant { include_done: true, ..Meant::default() },
            &Work::default()
        )
        .await
        .unwrap()
        .changed,
        11
    );
    assert_eq!(next(&ids[10]).await.as_deref(), Some("2026-12-20"), "done ones too, when they are asked for");
    assert_whole(&book).await;
}

#[tokio::test]
async fn many_are_closed_reassigned_and_retyped_each_in_one_step() {
    let (book, ids) = book_of_eleven().await;
    let other = book.add_user(UserDraft { name: "Iván".into(), emails: Vec::new() }).await.unwrap();
    let change = async |change: &ContactsChange| {
        book.change_contacts(&all(), change, Meant::default(), &Work::default()).await
    };
    let reassign = ContactsChange::Reassign { user: other.id.clone() };
    assert_eq!(change(&reassign).await.unwrap().changed, 10);
    assert_eq!(change(&reassign).await.unwrap().changed, 0, "nobody is written twice");
    let retype = ContactsChange::Retype { contact_type: "phone".into() };
    assert_eq!(change(&retype).await.unwrap().changed, 10);
    let close = ContactsChange::Close { date: "2026-12-12".into(), result: "lost".into() };
    assert_eq!(change(&close).await.unwrap().changed, 10);
    let first = book.contact(&ids[0]).await.unwrap();
    assert!(first.done && first.user == other.id && first.contact_type == "phone");
    let counts = book.contact_counts(&ContactCriteria::default()).await.unwrap();
    assert_eq!((counts.done, counts.open), (11, 0));
    for (wrong, field) in [
        (ContactsChange::Reassign { user: ids[0].clone() }, "user"),
        (ContactsChange::Retype { contact_type: "telepathy".into() }, "contact_type"),
        (ContactsChange::Close { date: "12/12/2026".into(), result: "lost".into() }, "date"),
        (ContactsChange::Close { date: "2026-12-12".into(), result: "won".into() }, "result"),
    ] {
        let refused = change(&wrong).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Invalid, Some(field)));
    }
    assert_whole(&book).await;
}

#[tokio::test]
async fn a_change_that_is_stopped_or_whose_list_moved_changes_nothing() {
    let (book, ids) = book_of_eleven().await;
    let before = dates(&book, &ids).await;
    let change = moved(DateField::Date, 7, false);
    let work = Work::default();
    work.stop();
    let stopped = book.change_contacts(&all(), &change, Meant::default(), &work).await.unwrap_err();
    assert_eq!(stopped.code, ErrorCode::Stopped);
    let seen_before = ContactSelection {
        ranges: vec![SelectedRange { from: 0, to: 3, first: Some(ids[0].clone()), last: None }],
        state: StateFilter::All,
        ..ContactSelection::default()
    };
    let moved =
        book.change_contacts(&seen_before, &change, Meant::default(), &Work::default()).await.unwrap_err();
    assert_eq!(moved.detail.as_deref(), Some("moved"));
    assert_eq!(dates(&book, &ids).await, before);
}

#[tokio::test]
async fn records_5_a_mass_move_and_a_colleagues_edit_of_the_same_contacts_both_stay() {
    let (a, ids) = book_of_eleven().await;
    let b = profile().await;
    exchange(&a, &b).await;
    a.change_contacts(&all(), &moved(DateField::Date, 7, false), Meant::default(), &Work::default())
        .await
        .unwrap();
    edit(&b, &ids[0], |draft| draft.notes = "Llamó ella".into()).await;
    edit(&b, &ids[1], |draft| draft.date = Some("2026-12-31".into())).await;
    exchange(&a, &b).await;
    for book in [&a.book, &b.book] {
        let first = book.contact(&ids[0]).await.unwrap();
        assert_eq!((first.date.as_str(), first.notes.as_str()), ("2026-12-08", "Llamó ella"));
        let second = book.contact(&ids[1]).await.unwrap();
        assert_eq!(second.conflicts, ["date"], "two dates for one contact: both are kept, and shown");
        assert_whole(book).await;
    }
}
