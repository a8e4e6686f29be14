//! Threads and their alarms: what follows what, promises that nobody kept, customers that nobody speaks to.

use app::book::Book;
use app::wire::{Alarms, Closing, ContactDraft, NextContact};
use chrono::{Days, NaiveDate};

use crate::{customer, draft, exchange, profile, save};

fn day(days: i64) -> String {
    let today: NaiveDate = app::book::preferences::today().parse().unwrap();
    let moved = match days < 0 {
        true => today - Days::new(days.unsigned_abs()),
        false => today + Days::new(days.unsigned_abs()),
    };
    moved.to_string()
}

fn on(customer: &str, days: i64) -> ContactDraft {
    ContactDraft { date: Some(day(days)), ..draft(customer) }
}

fn promising(draft: ContactDraft, days: i64) -> ContactDraft {
    ContactDraft { next_contact: Some(NextContact { date: day(days), time: None }), ..draft }
}

fn closed(draft: ContactDraft) -> ContactDraft {
    let closing = Closing { date: draft.date.clone(), result: Some("follow_up".into()) };
    ContactDraft { closing: Some(closing), ..draft }
}

async fn follow_up(book: &Book, id: &str) -> app::wire::Contact {
    save(book, book.follow_up_draft(id).await.unwrap()).await
}

async fn ids(book: &Book, id: &str) -> Vec<String> {
    book.chain(id).await.unwrap().into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn s36_a_thread_is_what_a_contact_follows_and_what_follows_it() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let first = save(&book, promising(on(&bodega, -20), -10)).await;
    save(&book, on(&bodega, -15)).await;
    let second = follow_up(&book, &first.id).await;
    let second_draft = {
        let (draft, base) = book.contact_draft(&second.id, None).await.unwrap();
        (promising(draft, -5), base)
    };
    let edited = app::contacts::SaveContact {
        id: Some(second.id.clone()),
        draft: second_draft.0,
        base: Some(second_draft.1),
        ..Default::default()
    };
    book.save_contact(edited).await.unwrap();
    let third = follow_up(&book, &second.id).await;
    let whole = [first.id.clone(), second.id.clone(), third.id.clone()];
    for id in &whole {
        assert_eq!(ids(&book, id).await, whole, "from any of them, and without the one beside it");
    }
    // Deleting the middle one parts the thread; undo mends it.
    book.delete_contact(&second.id).await.unwrap();
    assert_eq!(ids(&book, &first.id).await, std::slice::from_ref(&first.id));
    assert_eq!(ids(&book, &third.id).await, std::slice::from_ref(&third.id));
    book.undo().await.unwrap();
    assert_eq!(ids(&book, &third.id).await, whole);
}

#[tokio::test]
async fn a_ring_that_a_merge_closed_is_walked_once() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let (one, other) = (save(&a, on(&bodega, -2)).await.id, save(&a, on(&bodega, -1)).await.id);
    exchange(&a, &b).await;
    for (book, id, previous) in [(&a, &one, &other), (&b, &other, &one)] {
        crate::edit(book, id, |draft| draft.previous = Some(previous.clone())).await;
    }
    exchange(&a, &b).await;
    assert_eq!(ids(&a, &one).await, [one.clone(), other.clone()]);
    assert_eq!(ids(&b, &one).await, [one, other]);
}

#[tokio::test]
async fn s38_a_promise_that_nobody_kept_is_an_alarm_until_somebody_does() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let kept = save(&book, closed(promising(on(&bodega, -20), -10))).await;
    save(&book, closed(promising(on(&bodega, -2), 3))).await;
    assert_eq!(book.alarms().await.unwrap(), Alarms { broken: 1, overdue: 0 });
    let second = follow_up(&book, &kept.id).await;
    assert_eq!(
        book.alarms().await.unwrap(),
        Alarms { broken: 0, overdue: 1 },
        "it is open, and its day is gone"
    );
    book.delete_contact(&second.id).await.unwrap();
    assert_eq!(book.alarms().await.unwrap(), Alarms { broken: 1, overdue: 0 });
}

#[tokio::test]
async fn a_customer_is_silent_when_nobody_spoke_to_them_and_nobody_is_going_to() {
    let book = profile().await;
    let [long, longer, lately, soon, never] =
        ["Larga", "Más larga", "Hace poco", "Pronto", "Nunca"].map(str::to_owned);
    let mut ids = std::collections::HashMap::new();
    for name in [&long, &longer, &lately, &soon, &never] {
        ids.insert(name.clone(), customer(&book, name).await);
    }
    for (name, days) in
        [(&long, -100), (&longer, -200), (&lately, -200), (&lately, -5), (&soon, -200), (&soon, 4)]
    {
        save(&book, on(&ids[name], days)).await;
    }
    let names = async |days| {
        let rows = book.silent_customers(days, 0, 10).await.unwrap();
        assert_eq!(book.silent_count(days).await.unwrap() as usize, rows.len());
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(names(90).await, [longer.clone(), long.clone()]);
    assert_eq!(names(150).await, std::slice::from_ref(&longer));
    assert_eq!(names(4).await, [longer.clone(), long.clone(), lately.clone()]);
    book.delete_customer(&ids[&longer]).await.unwrap();
    assert_eq!(names(90).await, [long]);
}

#[tokio::test]
async fn s47_a_panel_counts_every_contact_of_a_customer_and_shows_the_nearest() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let mut made = Vec::new();
    let first: chrono::NaiveDate = "2024-01-01".parse().unwrap();
    for day in 0..230 {
        let date = Some((first + chrono::Days::new(day)).to_string());
        made.push(save(&book, ContactDraft { date, ..draft(&bodega) }).await);
    }
    // The tenth, with another at a later hour of its day, and one without an hour.
    let tenth = &made[9];
    let at = |time: Option<&str>| ContactDraft {
        date: Some(tenth.date.clone()),
        time: time.map(str::to_owned),
        ..draft(&bodega)
    };
    let late = save(&book, at(Some("18:00"))).await;
    let ids = |rows: &[app::wire::ContactRow]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    let around = book.around(&bodega, Some(&tenth.id), Some(&tenth.date), 4).await.unwrap();
    assert_eq!((around.later_count, around.earlier_count), (221, 9), "each of 231, but itself");
    let nearest: Vec<_> = [&made[12], &made[11], &made[10]].map(|one| one.id.clone()).to_vec();
    assert_eq!(ids(&around.later), [nearest, vec![late.id.clone()]].concat(), "newest first, down to it");
    assert_eq!(ids(&around.earlier), [8, 7, 6, 5].map(|at: usize| made[at].id.clone()));

    // A day that is typed and not saved yet.
    let around = book.around(&bodega, Some(&tenth.id), Some("2024-01-03"), 4).await.unwrap();
    assert_eq!((around.later_count, around.earlier_count), (227, 3));
    assert_eq!(ids(&around.earlier), [2, 1, 0].map(|at: usize| made[at].id.clone()));
    // A new one, and one without a day.
    let around = book.around(&bodega, None, Some(&tenth.date), 4).await.unwrap();
    assert_eq!((around.later_count, around.earlier_count), (220, 11));
    assert_eq!(ids(&around.earlier)[0], late.id);
    let around = book.around(&bodega, None, None, 4).await.unwrap();
    assert_eq!((around.later_count, around.earlier_count), (0, 231));
}
