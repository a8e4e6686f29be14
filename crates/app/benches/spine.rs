//! The everyday actions beside the same work in bare SQL on the same file, pragmas and connection library.
//!
//! `cargo bench -p app` makes a sample of 10,000 contacts; `HILO_BENCH_CONTACTS=100000` asks for more, and
//! `HILO_BENCH_PROFILE=DIR` takes a copy of a profile (bare SQL harms its rows: `hilo rebuild`
//! mends them). Medians, in ms; compare ratios only.

mod bare;

use std::time::Instant;

use app::book::Book;
use app::contacts::SaveContact;
use app::wire::{ContactColumn, ContactCriteria, ContactOrder, ContactSelection, SelectedRange, StateFilter};
use app::work::Work;
use bare::{connect, fetch, median, page, profile, row, slot};
use sqlx::sqlite::SqlitePool;

#[tokio::main]
async fn main() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = profile(temporary.path()).await;
    let (book, bare) = (Book::open(&folder).await.expect("the profile"), connect(&folder).await);
    let all = book.contact_counts(&ContactCriteria::default()).await.expect("a count").all;
    bare::heading(all);

    let load = async |criteria: &ContactCriteria| {
        book.contact_counts(criteria).await.expect("a count");
        book.contacts(criteria, StateFilter::All, 0, 100).await.expect("a page");
    };
    let everything = ContactCriteria::default();
    row(
        "Load, no criteria",
        median(async || load(&everything).await).await,
        median(async || {
            fetch(&bare, "SELECT count(*), sum(done) FROM contact WHERE presence <> 1", &[]).await;
            fetch(&bare, &page("contact c WHERE c.presence <> 1 ORDER BY c.slot DESC LIMIT 100"), &[]).await;
        })
        .await,
    );
    let typed = ContactCriteria {
        contact_type: Some("visit".into()),
        from: Some("2026-01-01".into()),
        to: Some("2026-06-30".into()),
        ..ContactCriteria::default()
    };
    // A date range is a range of slots.
    let (first, last) = (slot(20_454), slot(20_635));
    let of_type = &format!(
        "contact c WHERE c.presence <> 1 AND c.contact_type = 'visit' AND c.slot >= {first} AND c.slot < {last}"
    );
    row(
        "Load by type and half a year",
        median(async || load(&typed).await).await,
        median(async || {
            fetch(&bare, &format!("SELECT count(*), sum(c.done) FROM {of_type}"), &[]).await;
            fetch(&bare, &page(&format!("{of_type} ORDER BY c.slot DESC LIMIT 100")), &[]).await;
        })
        .await,
    );
    for (name, words) in [("Text, a common word", "reunion"), ("Text, two words", "precio muestra")] {
        let text = ContactCriteria { text: Some(words.into()), ..ContactCriteria::default() };
        let matching = "contact_words w JOIN contact c ON c.place = w.rowid WHERE contact_words MATCH ?";
        row(
            name,
            median(async || load(&text).await).await,
            median(async || {
                fetch(&bare, &format!("SELECT count(*), sum(c.done) FROM {matching}"), &[words]).await;
                fetch(&bare, &page(&format!("{matching} ORDER BY c.slot DESC LIMIT 100")), &[words]).await;
            })
            .await,
        );
    }
    orders(&book, &bare, all).await;
    save(&book, &bare).await;
    bin(&book, &bare, all.min(1_000)).await;
    row(
        "Start (open the profile)",
        median(async || Book::open(&folder).await.expect("the profile").close().await).await,
        median(async || connect(&folder).await.close().await).await,
    );
}

/// The first window in an order, with nothing kept of the last time; a window deep in the list that is sorted by now.
async fn orders(book: &Book, bare: &SqlitePool, all: u32) {
    let everything = ContactCriteria::default();
    let page_of = async |column, offset| {
        let order = ContactOrder { column, descending: false };
        book.contacts_in_order(&everything, StateFilter::All, order, offset, 100).await.expect("a page");
    };
    let columns = [
        (ContactColumn::Customer, "cu.sort_name"),
        (ContactColumn::Next, "c.next_date IS NULL, c.next_date"),
        (ContactColumn::Type, "c.contact_type"),
    ];
    for (column, key) in columns {
        let bare_page = |offset: u32| {
            page(&format!(
                "contact c LEFT JOIN customer cu ON cu.id = c.customer WHERE c.presence <> 1 \
                 ORDER BY {key}, c.slot DESC LIMIT 100 OFFSET {offset}"
            ))
        };
        let other = if column == ContactColumn::Next { ContactColumn::Type } else { ContactColumn::Next };
        let mut ours = Vec::new();
        for _ in 0..5 {
            page_of(other, 0).await;
            let start = Instant::now();
            page_of(column, 0).await;
            ours.push(start.elapsed().as_secs_f64() * 1_000.0);
        }
        ours.sort_by(f64::total_cmp);
        row(
            &format!("Sort by {column:?}"),
            ours[2],
            median(async || fetch(bare, &bare_page(0), &[]).await).await,
        );
        if column == ContactColumn::Customer {
            row(
                "A window at nine tenths of it",
                median(async || page_of(column, all / 10 * 9).await).await,
                median(async || fetch(bare, &bare_page(all / 10 * 9), &[]).await).await,
            );
        }
    }
    row(
        "Sum of the durations",
        median(async || {
            book.contact_minutes(&everything, StateFilter::All).await.expect("a sum");
        })
        .await,
        median(async || {
            fetch(bare, "SELECT sum(duration_minutes) FROM contact WHERE presence <> 1", &[]).await;
        })
        .await,
    );
}

/// An edit of the notes of one contact, and its row and words alone.
async fn save(book: &Book, bare: &SqlitePool) {
    let page = book.contacts(&ContactCriteria::default(), StateFilter::All, 50, 1).await.expect("a page");
    let id = page.first().expect("a contact").id.clone();
    let mut round = 0;
    let ours = median(async || {
        round += 1;
        let (mut draft, base) = book.contact_draft(&id, None).await.expect("its draft");
        draft.notes = format!("Llamar el lunes, ronda {round}");
        let save = SaveContact { id: Some(id.clone()), draft, base: Some(base), ..SaveContact::default() };
        book.save_contact(save).await.expect("an edit");
    })
    .await;
    let (rid, place): (i64, i64) = sqlx::query_as("SELECT rid, place FROM contact WHERE id = ?")
        .bind(uuid::Uuid::parse_str(&id).expect("an id"))
        .fetch_one(bare)
        .await
        .expect("a row");
    let theirs = median(async || {
        let mut tx = bare.begin_with("BEGIN IMMEDIATE").await.expect("a transaction");
        let statement = "UPDATE contact SET notes = notes || '.' WHERE rid = ?";
        sqlx::query(statement).bind(rid).execute(&mut *tx).await.expect("an update");
        sqlx::query("DELETE FROM contact_words WHERE rowid = ?")
            .bind(place)
            .execute(&mut *tx)
            .await
            .expect("a delete");
        sqlx::query("INSERT INTO contact_words (rowid, notes, mail) VALUES (?, 'llamar el lunes', '')")
            .bind(place)
            .execute(&mut *tx)
            .await
            .expect("an insert");
        tx.commit().await.expect("a commit");
    })
    .await;
    row("Save (edit the notes)", ours, theirs);
}

/// So many of the newest to the bin, and back: documents and all, beside a mark in their rows.
async fn bin(book: &Book, bare: &SqlitePool, count: u32) {
    let range = SelectedRange { from: 0, to: count - 1, first: None, last: None };
    let selection = ContactSelection { ranges: vec![range], ..ContactSelection::default() };
    let mut ours = Vec::new();
    for _ in 0..3 {
        let start = Instant::now();
        book.delete_contacts(&selection, &Work::default()).await.expect("a deletion");
        ours.push(start.elapsed().as_secs_f64() * 1_000.0);
        book.undo().await.expect("an undo");
    }
    ours.sort_by(f64::total_cmp);
    let theirs = median(async || {
        let mut tx = bare.begin_with("BEGIN IMMEDIATE").await.expect("a transaction");
        let statement = "UPDATE contact SET presence = 1 WHERE rid IN (SELECT rid FROM contact ORDER BY slot DESC LIMIT ?)";
        sqlx::query(statement).bind(count).execute(&mut *tx).await.expect("an update");
        tx.rollback().await.expect("a rollback");
    })
    .await;
    row(&format!("Delete {count} selected"), ours[1], theirs);
}
