//! The list: sorted by any column, and what is selected in it.

use app::book::Book;
use app::error::ErrorCode;
use app::wire::{
    Closing, ContactColumn, ContactCriteria, ContactDraft, ContactOrder, ContactRow, ContactSelection,
    NextContact, SelectedRange, StateFilter,
};
use app::work::Work;

use super::{customer, draft, profile, save};

const ALL: StateFilter = StateFilter::All;

fn order(column: ContactColumn, descending: bool) -> ContactOrder {
    ContactOrder { column, descending }
}

async fn sorted(book: &Book, order: ContactOrder) -> Vec<ContactRow> {
    book.contacts_in_order(&ContactCriteria::default(), ALL, order, 0, 1_000).await.unwrap()
}

/// Thirty contacts that differ in every column, and some that leave it empty.
async fn book_of_thirty() -> super::Profile {
    let book = profile().await;
    let mut customers = Vec::new();
    for name in ["Óptica Muestrario", "Nuez", "Ñandú", "Ocaso", "ándalus"] {
        customers.push(customer(&book, name).await);
    }
    for n in 0..30_u32 {
        let day = |n: u32| format!("2026-11-{:02}", 1 + n % 28);
        let next =
            (n % 4 == 1).then(|| NextContact { date: format!("2026-12-{:02}", 1 + n % 28), time: None });
        let results = ["sale", "lost", "informative", "follow_up"];
        let closing = (n % 3 == 0)
            .then(|| Closing { date: Some(day(n + 1)), result: Some(results[n as usize / 3 % 4].into()) });
        let contact = ContactDraft {
            date: Some(day(n * 7)),
            duration_minutes: (n % 5 > 0).then_some(n * 7 % 50),
            contact_type: Some(["visit", "email", "phone", "other"][n as usize % 4].into()),
            next_contact: next,
            closing,
            ..draft(&customers[n as usize % 5])
        };
        save(&book, contact).await;
    }
    book
}

#[tokio::test]
async fn the_list_is_sorted_by_any_column_with_what_is_empty_last() {
    let book = book_of_thirty().await;
    let newest_first = sorted(&book, ContactOrder::default()).await;
    let mut oldest_first = sorted(&book, order(ContactColumn::Date, false)).await;
    oldest_first.reverse();
    assert_eq!(oldest_first, newest_first);

    let types = app::contacts::built_in("type").unwrap();
    let results = app::contacts::built_in("result").unwrap();
    let names = ["ándalus", "Nuez", "Ñandú", "Ocaso", "Óptica Muestrario"];
    type Key = Box<dyn Fn(&ContactRow) -> Option<String>>;
    let place = |all: Vec<&'static str>, key: Option<String>| {
        key.map(|key| format!("{:03}", all.iter().position(|one| *one == key).unwrap()))
    };
    let keys: [(ContactColumn, Key); 6] = [
        (ContactColumn::Next, Box::new(|row| row.next_date.clone())),
        (ContactColumn::Closing, Box::new(|row| row.closing_date.clone())),
        (ContactColumn::Duration, Box::new(|row| row.duration_minutes.map(|m| format!("{m:05}")))),
        (ContactColumn::Type, Box::new(move |row| place(types.clone(), Some(row.contact_type.clone())))),
        (ContactColumn::Result, Box::new(move |row| place(results.clone(), row.result.clone()))),
        (
            ContactColumn::Customer,
            Box::new(move |row| place(names.to_vec(), Some(row.customer_name.clone()))),
        ),
    ];
    for (column, key) in keys {
        for descending in [false, true] {
            // A stable sort of "newest first" is what the order promises.
            let mut expected = newest_first.clone();
            expected.sort_by(|a, b| match (key(a), key(b)) {
                (Some(a), Some(b)) if descending => b.cmp(&a),
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            });
            let found = sorted(&book, order(column, descending)).await;
            assert_eq!(found, expected, "{column:?} {descending}");
            let page = book
                .contacts_in_order(&ContactCriteria::default(), ALL, order(column, descending), 9, 4)
                .await
                .unwrap();
            assert_eq!(page, expected[9..13], "{column:?} {descending}, a window");
            // So far down that the whole list is sorted for it.
            let deep = book
                .contacts_in_order(&ContactCriteria::default(), ALL, order(column, descending), 1, 1_000)
                .await
                .unwrap();
            assert_eq!(deep, expected[1..], "{column:?} {descending}, sorted whole");
        }
    }
}

#[tokio::test]
async fn a_sorted_list_sees_what_was_written_since() {
    let book = book_of_thirty().await;
    let by_duration = order(ContactColumn::Duration, true);
    let before = sorted(&book, by_duration).await;
    let longest = ContactDraft { duration_minutes: Some(600), ..draft(&before[0].customer) };
    let id = save(&book, longest).await.id;
    assert_eq!(sorted(&book, by_duration).await[0].id, id);
    // By another program, too.
    let other = Book::open(&book.path()).await.unwrap();
    other.delete_contact(&id).await.unwrap();
    assert_eq!(sorted(&book, by_duration).await, before);
}

fn selection(order: ContactOrder, ranges: &[(u32, u32)]) -> ContactSelection {
    let ranges =
        ranges.iter().map(|(from, to)| SelectedRange { from: *from, to: *to, first: None, last: None });
    ContactSelection { ranges: ranges.collect(), order, ..ContactSelection::default() }
}

#[tokio::test]
async fn s08_the_selected_go_to_the_bin_together_and_one_undo_brings_them_back() {
    let book = book_of_thirty().await;
    for order in [ContactOrder::default(), order(ContactColumn::Customer, false)] {
        let before = sorted(&book, order).await;
        // All but the 4th to the 6th, as Ctrl+A and a Ctrl+click leave it.
        assert_eq!(
            book.delete_contacts(&selection(order, &[(0, 2), (6, 29)]), &Work::default()).await.unwrap(),
            27
        );
        assert_eq!(sorted(&book, order).await, before[3..6]);
        book.undo().await.unwrap();
        assert_eq!(sorted(&book, order).await, before);
    }
}

#[tokio::test]
async fn work_that_is_stopped_has_changed_nothing() {
    let book = book_of_thirty().await;
    let newest_first = ContactOrder::default();
    let before = sorted(&book, newest_first).await;
    let work = Work::default();
    let stop_on_the_way = async {
        while work.progress().0 < 5 {
            tokio::task::yield_now().await;
        }
        // Reading them, or by now writing them too.
        assert!([30, 60].contains(&work.progress().1), "how many there are is known from the start");
        work.stop();
    };
    let everything = selection(newest_first, &[(0, 29)]);
    let (deleted, ()) = tokio::join!(book.delete_contacts(&everything, &work), stop_on_the_way);
    assert_eq!(deleted.unwrap_err().code, ErrorCode::Stopped);
    assert_eq!(sorted(&book, newest_first).await, before);
    let work = Work::default();
    book.delete_contacts(&everything, &work).await.unwrap();
    let (done, total) = work.progress();
    assert_eq!((done, total), (60, 60), "each is read and written");
    work.stop();
    assert_eq!(book.undo_watched(&work).await.unwrap_err().code, ErrorCode::Stopped);
    assert_eq!(sorted(&book, newest_first).await, []);
}

#[tokio::test]
async fn a_selection_that_moved_or_makes_no_sense_changes_nothing() {
    let book = book_of_thirty().await;
    let newest_first = ContactOrder::default();
    let before = sorted(&book, newest_first).await;
    let seen = |row: usize| Some(before[row].id.clone());
    let range = |first, last| SelectedRange { from: 3, to: 7, first, last };
    let of = |ranges| ContactSelection { ranges, ..ContactSelection::default() };
    let refused = async |selection: ContactSelection| {
        let error = book.delete_contacts(&selection, &Work::default()).await.expect_err("a refusal");
        assert_eq!((error.code, error.field.as_deref()), (ErrorCode::Invalid, Some("selection")));
        error.detail.unwrap()
    };
    assert_eq!(refused(of(vec![range(seen(4), seen(7))])).await, "moved");
    assert_eq!(refused(of(vec![range(seen(3), seen(8))])).await, "moved");
    assert_eq!(refused(selection(newest_first, &[(25, 30)])).await, "moved", "past the end");
    assert_eq!(refused(selection(newest_first, &[(5, 4)])).await, "malformed");
    assert_eq!(refused(selection(newest_first, &[(0, 5), (5, 6)])).await, "malformed");
    assert_eq!(refused(selection(newest_first, &[(0, u32::MAX)])).await, "malformed");
    assert_eq!(refused(selection(newest_first, &[(0, 5_000)])).await, "too_many");
    assert_eq!(sorted(&book, newest_first).await, before);
    assert_eq!(book.delete_contacts(&of(vec![range(seen(3), seen(7))]), &Work::default()).await.unwrap(), 5);
}

#[tokio::test]
async fn the_footer_sums_the_minutes_of_what_is_shown() {
    let book = book_of_thirty().await;
    for state in [ALL, StateFilter::Done, StateFilter::Open] {
        let criteria = ContactCriteria::default();
        let rows = book.contacts(&criteria, state, 0, 100).await.unwrap();
        let sum: u32 = rows.iter().filter_map(|row| row.duration_minutes).sum();
        assert_eq!(book.contact_minutes(&criteria, state).await.unwrap(), u64::from(sum));
    }
}

#[tokio::test]
async fn letters_lead_to_the_next_name_that_begins_with_them() {
    let book = book_of_thirty().await;
    // Some on one day: whichever way the list is turned, the places are its own.
    let busy = sorted(&book, ContactOrder::default()).await[0].clone();
    for customer in sorted(&book, ContactOrder::default()).await.iter().take(8) {
        let (date, customer) = (Some(busy.date.clone()), &customer.customer);
        save(&book, ContactDraft { date, ..draft(customer) }).await;
    }
    let criteria = ContactCriteria::default();
    for order in [order(ContactColumn::Date, true), order(ContactColumn::Date, false)] {
        let names: Vec<String> =
            sorted(&book, order).await.into_iter().map(|row| row.customer_name).collect();
        let count = names.len();
        for after in [0, 3, 7, count - 1] {
            for (typed, beginning) in [("OPT", "óp"), ("Nu", "nu"), ("ñ", "ñ"), ("x", "x")] {
                let is_next = |at: &usize| names[at % count].to_lowercase().starts_with(beginning);
                let next = (after + 1..=after + count).find(is_next).map(|at| (at % count) as u32);
                let found =
                    book.seek_contact(&criteria, ALL, order, typed, Some(after as u32)).await.unwrap();
                assert_eq!(found, next, "{typed} after {after}, {order:?}");
            }
        }
    }
    let by_name = order(ContactColumn::Customer, false);
    let names: Vec<String> = sorted(&book, by_name).await.into_iter().map(|row| row.customer_name).collect();
    let first = names.iter().position(|name| name == "Ocaso").map(|at| at as u32);
    assert_eq!(book.seek_contact(&criteria, ALL, by_name, "oc", None).await.unwrap(), first);
    assert_eq!(book.seek_contact(&criteria, ALL, by_name, "oc", Some(u32::MAX)).await.unwrap(), first);
    assert_eq!(book.seek_contact(&criteria, ALL, by_name, " ", None).await.unwrap(), None);
}

#[tokio::test]
async fn a_window_past_the_end_of_any_number_is_empty() {
    let book = book_of_thirty().await;
    let criteria = ContactCriteria { text: Some("lunes".into()), ..ContactCriteria::default() };
    for order in
        [ContactOrder::default(), order(ContactColumn::Date, false), order(ContactColumn::Next, true)]
    {
        for criteria in [&ContactCriteria::default(), &criteria] {
            let rows = book.contacts_in_order(criteria, ALL, order, u32::MAX, 1_000).await.unwrap();
            assert!(rows.is_empty(), "{order:?}");
        }
    }
}

#[tokio::test]
async fn s09_a_contact_is_found_again_wherever_it_stands_now() {
    let book = book_of_thirty().await;
    let everything = ContactCriteria::default();
    let words = ContactCriteria { text: Some("lunes".into()), ..ContactCriteria::default() };
    for column in [ContactColumn::Date, ContactColumn::Customer, ContactColumn::Next] {
        for (descending, criteria) in
            [(true, &everything), (false, &everything), (true, &words), (false, &words)]
        {
            let order = order(column, descending);
            let rows = book.contacts_in_order(criteria, ALL, order, 0, 1_000).await.unwrap();
            for (place, row) in rows.iter().enumerate() {
                let found = book
                    .places_of_contacts(criteria, ALL, order, std::slice::from_ref(&row.id))
                    .await
                    .unwrap()[0];
                assert_eq!(found, Some(place as u32), "{order:?}");
            }
        }
    }
    let row = sorted(&book, ContactOrder::default()).await[4].clone();
    let state = if row.done { StateFilter::Open } else { StateFilter::Done };
    let place = async |state| {
        book.places_of_contacts(&everything, state, ContactOrder::default(), std::slice::from_ref(&row.id))
            .await
            .unwrap()[0]
    };
    assert_eq!(place(state).await, None, "not in that state");
    book.delete_contact(&row.id).await.unwrap();
    assert_eq!(place(ALL).await, None, "in the bin");
}
