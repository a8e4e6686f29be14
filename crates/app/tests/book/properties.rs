//! Over many seeds: whatever two people do, in whatever order they meet, their books agree and are whole.

use app::book::Book;
use app::contacts::SaveContact;
use app::wire::{Closing, ContactCriteria, NextContact, StateFilter};
use testing::Dice;

use crate::{assert_whole, customer, draft, exchange, profile, save};

const WORDS: [&str; 8] = ["Llamar", "el", "lunes", "martes", "reunión", "Ana", "precio", "muestra"];

#[tokio::test]
async fn invariants_1_4_9_books_agree_and_equal_their_rebuild() {
    for seed in 0..12 {
        let mut dice = Dice(seed);
        let (a, b) = (profile().await, profile().await);
        let bodega = customer(&a, "Bodegas Ejemplo").await;
        for _ in 0..4 {
            save(&a, draft(&bodega)).await;
        }
        exchange(&a, &b).await;
        for _ in 0..40 {
            let book: &Book = if dice.below(2) == 0 { &a } else { &b };
            act(book, &mut dice, &bodega).await;
            if dice.below(6) == 0 {
                exchange(&a, &b).await;
            }
        }
        exchange(&a, &b).await;
        let shown = shown(&a).await;
        assert_eq!(shown, self::shown(&b).await, "seed {seed}");
        for (text, limit) in [("llamar", 3), ("el", 100)] {
            assert_eq!(found(&a, text, limit).await, found(&b, text, limit).await, "seed {seed}: {text}");
        }
        for book in [&a, &b] {
            assert_whole(book).await;
            book.rebuild().await.unwrap();
            assert_whole(book).await;
            assert_eq!(
                self::shown(book).await,
                shown,
                "seed {seed}: dropping every projection changes nothing"
            );
        }
    }
}

/// One command of a user who may have had the form open for a while.
async fn act(book: &Book, dice: &mut Dice, bodega: &str) {
    let rows = book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 100).await.unwrap();
    let row = rows.get(dice.below(rows.len()));
    let (Some(row), choice) = (row, dice.below(10)) else {
        save(book, draft(bodega)).await;
        return;
    };
    match choice {
        0 => drop(save(book, draft(bodega)).await),
        1 => drop(book.delete_contact(&row.id).await.unwrap()),
        2 => drop(book.undo().await),
        3 => drop(book.redo().await),
        _ => {
            let (mut draft, base) = book.contact_draft(&row.id, None).await.unwrap();
            change(&mut draft, dice);
            let save =
                SaveContact { id: Some(row.id.clone()), draft, base: Some(base), ..SaveContact::default() };
            // A next date before a merged date is refused, as it would be in a form.
            drop(book.save_contact(save).await);
        }
    }
}

fn change(draft: &mut app::wire::ContactDraft, dice: &mut Dice) {
    let day = format!("2026-11-{:02}", 1 + dice.below(28));
    match dice.below(5) {
        0 => draft.date = Some(day),
        1 => draft.duration_minutes = Some(dice.below(300) as u32),
        2 => draft.closing = Some(Closing { date: Some(day), result: Some("sale".into()) }),
        3 => {
            draft.next_contact =
                Some(NextContact { date: format!("2026-12-{:02}", 1 + dice.below(28)), time: None })
        }
        _ => {
            let mut words: Vec<&str> = draft.notes.split(' ').collect();
            let at = dice.below(words.len());
            words[at] = WORDS[dice.below(8)];
            draft.notes = words.join(" ");
        }
    }
}

async fn shown(book: &Book) -> Vec<app::wire::Contact> {
    let mut shown = Vec::new();
    for row in book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 1000).await.unwrap() {
        shown.push(book.contact(&row.id).await.unwrap());
    }
    shown
}

/// The pages of a search, by offset and by cursor: the same lines in the same order as the whole list has them.
async fn found(book: &Book, text: &str, limit: u32) -> Vec<String> {
    let criteria = ContactCriteria { text: Some(text.into()), ..ContactCriteria::default() };
    let all = book.contacts(&criteria, StateFilter::All, 0, 1000).await.unwrap();
    let (mut by_offset, mut by_cursor, mut after) = (Vec::new(), Vec::new(), None);
    while by_offset.len() < all.len() {
        by_offset
            .extend(book.contacts(&criteria, StateFilter::All, by_offset.len() as u32, limit).await.unwrap());
    }
    loop {
        let page = book.contacts_after(&criteria, StateFilter::All, after.as_deref(), limit).await.unwrap();
        by_cursor.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(by_offset, all);
    assert_eq!(by_cursor, all);
    let listed = book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 1000).await.unwrap();
    let expected: Vec<_> = listed.into_iter().filter(|row| all.iter().any(|hit| hit.id == row.id)).collect();
    assert_eq!(all, expected, "found lines stand as they do in the list");
    all.into_iter().map(|row| row.id).collect()
}
