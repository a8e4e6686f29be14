//! A promise and the follow-up that was made for it, and the tries in between (S36-S38).

use app::book::Book;
use app::book::preferences::Language;
use app::contacts::SaveContact;
use app::contacts::changes::Meant;
use app::wire::{
    Closing, Contact, ContactDraft, ContactSelection, ContactsChange, CountedWarning, DateField, NextContact,
    SelectedRange, StateFilter,
};

use crate::{assert_whole, customer, draft, edit, profile, save, try_save};

fn next(date: &str, time: Option<&str>) -> Option<NextContact> {
    Some(NextContact { date: date.into(), time: time.map(str::to_owned) })
}

/// A contact that promises 1 December at ten, and the one that was made for it.
async fn promised(book: &Book) -> (Contact, Contact) {
    let bodega = customer(book, "Bodegas Ejemplo").await;
    let first =
        save(book, ContactDraft { next_contact: next("2026-12-01", Some("10:00")), ..draft(&bodega) }).await;
    let second = save(book, book.follow_up_draft(&first.id).await.unwrap()).await;
    (first, second)
}

async fn saved(
    book: &Book,
    id: &str,
    move_linked: bool,
    change: impl FnOnce(&mut ContactDraft),
) -> Vec<String> {
    let (mut draft, base) = book.contact_draft(id, None).await.unwrap();
    change(&mut draft);
    let save =
        SaveContact { id: Some(id.into()), draft, base: Some(base), move_linked, ..SaveContact::default() };
    book.save_contact(save).await.unwrap().warnings
}

fn move_by(field: DateField, days: i32) -> ContactsChange {
    ContactsChange::MoveDate { field, days, working: false }
}

fn one(code: &str) -> Vec<CountedWarning> {
    vec![CountedWarning { code: code.into(), count: 1 }]
}

async fn days(book: &Book, first: &Contact, second: &Contact) -> (Option<NextContact>, String) {
    let promise = book.contact(&first.id).await.unwrap().next_contact;
    (promise, book.contact(&second.id).await.unwrap().date)
}

#[tokio::test]
async fn s36_a_follow_up_that_is_moved_says_that_its_promise_stays_and_moves_both_on_request() {
    let book = profile().await;
    let (first, second) = promised(&book).await;
    let warnings = saved(&book, &second.id, false, |draft| draft.date = Some("2026-12-08".into())).await;
    assert_eq!(warnings, ["promise_differs"]);
    assert_eq!(days(&book, &first, &second).await, (next("2026-12-01", Some("10:00")), "2026-12-08".into()));
    // Said once: an edit that moves nothing has nothing to say.
    assert!(saved(&book, &second.id, false, |draft| draft.notes = "una errata".into()).await.is_empty());

    book.move_linked(&second.id).await.unwrap();
    assert_eq!(days(&book, &first, &second).await.0, next("2026-12-08", Some("10:00")), "the hour is kept");
    book.undo().await.unwrap();
    assert_eq!(days(&book, &first, &second).await.0, next("2026-12-01", Some("10:00")));

    let warnings = saved(&book, &second.id, true, |draft| {
        draft.date = Some("2026-12-09".into());
        draft.time = Some("12:30".into());
    });
    assert!(warnings.await.is_empty(), "nothing has come apart");
    assert_eq!(days(&book, &first, &second).await, (next("2026-12-09", Some("12:30")), "2026-12-09".into()));
    book.undo().await.unwrap();
    assert_eq!(days(&book, &first, &second).await, (next("2026-12-01", Some("10:00")), "2026-12-08".into()));
    assert_whole(&book).await;
}

#[tokio::test]
async fn s36_a_promise_that_is_moved_says_that_its_follow_up_stays_and_moves_both_on_request() {
    let book = profile().await;
    let (first, second) = promised(&book).await;
    let later = |draft: &mut ContactDraft| draft.next_contact = next("2026-12-15", Some("09:00"));
    assert_eq!(saved(&book, &first.id, false, later).await, ["follow_up_differs"]);
    assert_eq!(days(&book, &first, &second).await.1, "2026-12-01");
    let moved = book.move_linked(&first.id).await.unwrap();
    assert_eq!(moved.id, first.id);
    let follow_up = book.contact(&second.id).await.unwrap();
    assert_eq!((follow_up.date.as_str(), follow_up.time.as_deref()), ("2026-12-15", Some("09:00")));
    // Without a promise there is nothing that could differ.
    assert!(saved(&book, &first.id, false, |draft| draft.next_contact = None).await.is_empty());
}

#[tokio::test]
async fn s12_moving_many_tells_in_the_preview_what_comes_apart_and_moves_both_in_one_batch() {
    let book = profile().await;
    let (first, second) = promised(&book).await;
    let selection = |from| ContactSelection {
        ranges: vec![SelectedRange { from, to: from, first: None, last: None }],
        state: StateFilter::All,
        ..ContactSelection::default()
    };
    // Newest first: the follow-up is the upper one.
    let of_follow_up = book.preview_change(&selection(0), &move_by(DateField::Date, 7), false).await.unwrap();
    assert_eq!(of_follow_up.warnings, one("promise_differs"));
    let change = move_by(DateField::NextContact, 7);
    let of_promise = book.preview_change(&selection(1), &change, false).await.unwrap();
    assert_eq!(of_promise.warnings, one("follow_up_differs"));

    let ids = [second.id.clone()];
    let moved =
        book.change_contacts_named(&ids, &move_by(DateField::Date, 7), Meant::default()).await.unwrap();
    assert_eq!(moved.warnings, one("promise_differs"));
    assert_eq!(days(&book, &first, &second).await.0, next("2026-12-01", Some("10:00")));
    book.undo().await.unwrap();

    let both = Meant { move_linked: true, ..Meant::default() };
    let moved = book.change_contacts_named(&ids, &move_by(DateField::Date, 7), both).await.unwrap();
    assert!(moved.warnings.is_empty());
    assert_eq!(days(&book, &first, &second).await, (next("2026-12-08", Some("10:00")), "2026-12-08".into()));
    book.undo().await.unwrap();
    assert_eq!(days(&book, &first, &second).await, (next("2026-12-01", Some("10:00")), "2026-12-01".into()));
    assert_whole(&book).await;
}

#[tokio::test]
async fn a_follow_up_is_not_moved_to_before_what_it_follows_and_one_typed_there_is_said() {
    let book = profile().await;
    let (first, second) = promised(&book).await;
    let ids = [second.id.clone()];
    let back = ContactsChange::SetDate { field: DateField::Date, date: "2026-11-01".into() };
    let moved = book.change_contacts_named(&ids, &back, Meant::default()).await.unwrap();
    assert_eq!(moved.skipped[0].1.code(), "before_previous");
    assert_eq!(moved.batch, None);
    // Where both move by the same, they stay in order.
    let ids = [first.id.clone(), second.id.clone()];
    let moved =
        book.change_contacts_named(&ids, &move_by(DateField::Date, -60), Meant::default()).await.unwrap();
    assert_eq!(moved.changes.len(), 2);
    book.undo().await.unwrap();
    let warnings = saved(&book, &second.id, false, |draft| draft.date = Some("2026-11-01".into())).await;
    assert_eq!(warnings, ["promise_differs", "before_previous"]);
}

#[tokio::test]
async fn a_contact_follows_neither_itself_nor_its_own_follow_ups_nor_another_customers() {
    let book = profile().await;
    let (first, second) = promised(&book).await;
    let third =
        save(&book, ContactDraft { previous: Some(second.id.clone()), ..draft(&first.customer) }).await;
    for (previous, reason) in [(&first.id, "itself"), (&second.id, "itself"), (&third.id, "itself")] {
        let (mut draft, base) = book.contact_draft(&first.id, None).await.unwrap();
        draft.previous = Some(previous.clone());
        let save =
            SaveContact { id: Some(first.id.clone()), draft, base: Some(base), ..SaveContact::default() };
        let refused = book.save_contact(save).await.unwrap_err();
        assert_eq!((refused.field.as_deref(), refused.detail.as_deref()), (Some("previous"), Some(reason)));
    }
    let other = customer(&book, "Otra").await;
    let refused = try_save(&book, ContactDraft { previous: Some(third.id.clone()), ..draft(&other) }).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.detail.as_deref(), Some("wrong_customer"));
    let warnings = saved(&book, &first.id, false, |draft| draft.customer = Some(other)).await;
    assert_eq!(
        warnings,
        ["customer_differs"],
        "the follow-up stays with the customer before, and it is said"
    );
}

#[tokio::test]
async fn s43_a_closing_in_another_year_is_accepted_and_said() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let closing = |date: &str| Some(Closing { date: Some(date.into()), result: Some("sale".into()) });
    let far =
        try_save(&book, ContactDraft { closing: closing("2099-01-01"), ..draft(&bodega) }).await.unwrap();
    assert_eq!(far.warnings, ["closing_far_ahead"]);
    let close = ContactsChange::Close { date: "2099-01-01".into(), result: "sale".into() };
    let open = save(&book, draft(&bodega)).await;
    let preview = Meant { is_preview: true, ..Meant::default() };
    let many = book.change_contacts_named(std::slice::from_ref(&open.id), &close, preview).await.unwrap();
    assert_eq!(many.warnings, one("closing_far_ahead"));

    let done = save(&book, ContactDraft { closing: closing("2026-11-25"), ..draft(&bodega) }).await;
    let late = ContactsChange::SetDate { field: DateField::Date, date: "2026-12-24".into() };
    let meant = Meant { include_done: true, ..Meant::default() };
    let moved = book.change_contacts_named(&[done.id], &late, meant).await.unwrap();
    assert_eq!(moved.warnings, one("closing_before_date"));
}

#[tokio::test]
async fn a_call_that_nobody_takes_is_logged_counted_and_promised_again() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let first = save(
        &book,
        ContactDraft {
            date: Some("2020-01-10".into()),
            next_contact: next("2020-02-03", Some("10:00")),
            ..draft(&bodega)
        },
    )
    .await;
    let today = book.today().await.unwrap();
    let again = domain::change::next_working_day(today).unwrap().to_string();
    let tried = book.no_answer(&first.id, Language::Es).await.unwrap();
    let call = &tried.contact;
    assert_eq!((call.contact_type.as_str(), call.date.as_str()), ("phone", today.to_string().as_str()));
    assert_eq!(call.notes, "No contesta (1.er intento)");
    assert_eq!(call.previous.as_ref(), Some(&first.id));
    assert_eq!(call.next_contact, next(&again, Some("10:00")), "the promise goes on, at its hour");
    assert!(call.done, "it is no open matter of its own");
    assert_eq!((tried.tries, tried.moved.as_ref()), (1, None));

    // From anywhere in the thread the open promise is meant.
    let second = book.no_answer(&first.id, Language::En).await.unwrap();
    assert_eq!((second.tries, second.contact.notes.as_str()), (2, "No answer (2nd try)"));
    assert_eq!(second.contact.previous.as_ref(), Some(&call.id));
    assert_eq!(book.undo().await.unwrap().command, app::wire::UndoneCommand::NoAnswer);
    assert_eq!(book.no_answer(&call.id, Language::Es).await.unwrap().tries, 2, "what was undone is no try");
    assert_whole(&book).await;
}

#[tokio::test]
async fn a_planned_call_that_nobody_takes_moves_and_follows_the_try() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let first = ContactDraft {
        date: Some("2020-01-10".into()),
        next_contact: next("2020-02-03", None),
        ..draft(&bodega)
    };
    let first = save(&book, first).await;
    let planned = save(&book, book.follow_up_draft(&first.id).await.unwrap()).await;
    let tried = book.no_answer(&planned.id, Language::Es).await.unwrap();
    assert_eq!(tried.moved.as_ref(), Some(&planned.id));
    let planned_now = book.contact(&planned.id).await.unwrap();
    assert_eq!(tried.contact.next_contact.as_ref().map(|next| &next.date), Some(&planned_now.date));
    assert_eq!(planned_now.previous.as_ref(), Some(&tried.contact.id));
    assert_eq!(tried.contact.previous.as_ref(), Some(&first.id));
    assert_eq!(book.no_answer(&planned.id, Language::Es).await.unwrap().tries, 2);
    let about = book.undo().await.unwrap().about.unwrap();
    assert_eq!(
        (about.count, about.name.as_deref()),
        (1, Some("Bodegas Ejemplo")),
        "one call to whoever made it"
    );
    book.undo().await.unwrap();
    let back = book.contact(&planned.id).await.unwrap();
    assert_eq!((back.date, back.previous), (planned.date, planned.previous), "one undo each");

    edit(&book, &planned.id, |draft| {
        draft.closing = Some(Closing { date: draft.date.clone(), result: Some("lost".into()) });
    })
    .await;
    let refused = book.no_answer(&first.id, Language::Es).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("next_contact"), "nothing is promised any more");
    assert_whole(&book).await;
}
