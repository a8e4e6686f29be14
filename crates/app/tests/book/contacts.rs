//! S1-S9, S17-S26, S36-S46: contacts as a form and a list would use them.

use app::contacts::SaveContact;
use app::error::ErrorCode;
use app::wire::{Closing, ContactCriteria, ContactDraft, Direction, NextContact, PersonDraft, StateFilter};

use crate::{assert_whole, customer, draft, edit, profile, reopened, save, try_save};

async fn refused(book: &app::book::Book, draft: ContactDraft) -> (String, String) {
    let error = try_save(book, draft).await.expect_err("a refusal");
    assert_eq!(error.code, ErrorCode::Invalid, "{error:?}");
    (error.field.unwrap_or_default(), error.detail.unwrap_or_default())
}

#[tokio::test]
async fn s17_s21_s23_customer_and_type_are_required_and_the_date_is_today() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let none = ContactDraft { customer: None, ..draft(&bodega) };
    assert_eq!(refused(&book, none).await, ("customer".into(), "required".into()));
    let unknown = ContactDraft { customer: Some(uuid::Uuid::nil().to_string()), ..draft(&bodega) };
    assert_eq!(refused(&book, unknown).await, ("customer".into(), "unknown".into()));
    let none = ContactDraft { contact_type: None, ..draft(&bodega) };
    assert_eq!(refused(&book, none).await, ("contact_type".into(), "required".into()));
    let contact = save(&book, ContactDraft { date: None, ..draft(&bodega) }).await;
    assert_eq!(contact.date, app::book::preferences::today());
    assert_eq!(contact.user, book.current_user().to_string(), "S22: ours is the current user");
    assert_eq!(contact.direction, Direction::Us, "S25");
}

#[tokio::test]
async fn s18_a_person_of_another_customer_is_refused() {
    let book = profile().await;
    let (bodega, hotel) = (customer(&book, "Bodegas Ejemplo").await, customer(&book, "Hotel Modelo").await);
    let person = PersonDraft { customer: Some(hotel), name: "Ana".into(), ..PersonDraft::default() };
    let ana = book.add_person(person).await.unwrap().id;
    let wrong = ContactDraft { person: Some(ana.clone()), ..draft(&bodega) };
    assert_eq!(refused(&book, wrong).await, ("person".into(), "wrong_customer".into()));
    let hits = book.people(Some(&bodega), "ana", 10).await.unwrap();
    assert!(hits.is_empty(), "only the customer's own people are offered");
}

#[tokio::test]
async fn s17_a_customer_is_found_by_name_code_nif_phone_and_email() {
    let book = profile().await;
    let draft = app::wire::CustomerDraft {
        name: "Óptica Muñoz".into(),
        code: Some("00214".into()),
        tax_id: Some("B-12345678".into()),
        phones: vec!["+34 912 345 678".into()],
        emails: vec!["info@optica.example".into()],
        ..Default::default()
    };
    book.add_customer(draft).await.unwrap();
    customer(&book, "Otra cosa").await;
    for text in [
        "optica",
        "ÓPTICA mun",
        "00214",
        "b1234",
        "B12345678",
        "912345",
        "912345678",
        "912 345",
        "info@optica",
    ] {
        let hits = book.customers(text, 10).await.unwrap();
        assert_eq!(hits.len(), 1, "{text}");
    }
    assert_eq!(book.customers("", 10).await.unwrap().len(), 2, "without a text the first ones");
}

#[tokio::test]
async fn s04_criteria_combine_with_and_and_ranges_are_inclusive() {
    let book = profile().await;
    let (bodega, hotel) = (customer(&book, "Bodegas Ejemplo").await, customer(&book, "Hotel Modelo").await);
    let on = |customer: &str, date: &str, kind: &str, notes: &str| ContactDraft {
        date: Some(date.into()),
        contact_type: Some(kind.into()),
        notes: notes.into(),
        ..draft(customer)
    };
    let first = save(&book, on(&bodega, "2026-11-01", "visit", "Reunión en A Coruña")).await.id;
    let second = save(&book, on(&bodega, "2026-11-15", "email", "Envío de catálogo")).await.id;
    let third = save(&book, on(&hotel, "2026-11-30", "visit", "Otra reunión")).await.id;
    let found = async |criteria: ContactCriteria| {
        let rows = book.contacts(&criteria, StateFilter::All, 0, 100).await.unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let all = ContactCriteria::default();
    assert_eq!(found(all.clone()).await, [third.clone(), second.clone(), first.clone()], "newest first");
    let of_bodega = ContactCriteria { customer: Some(bodega.clone()), ..all.clone() };
    assert_eq!(found(of_bodega.clone()).await, [second.clone(), first.clone()]);
    let visits = ContactCriteria { contact_type: Some("visit".into()), ..of_bodega };
    assert_eq!(found(visits).await, std::slice::from_ref(&first));
    let range = |from: &str, to: &str| ContactCriteria {
        from: Some(from.into()),
        to: Some(to.into()),
        ..ContactCriteria::default()
    };
    assert_eq!(found(range("2026-11-01", "2026-11-15")).await, [second.clone(), first.clone()]);
    assert_eq!(found(range("2026-11-02", "2026-11-14")).await, Vec::<String>::new());
    let text = |text: &str| ContactCriteria { text: Some(text.into()), ..ContactCriteria::default() };
    assert_eq!(found(text("REUNION")).await, [third, first.clone()]);
    assert_eq!(found(text("reunión coruña")).await, [first]);
    assert_eq!(found(text("¿?")).await, Vec::<String>::new(), "something typed that holds no word");
    assert_eq!(found(text("  ")).await.len(), 3, "blank is no restriction");
    assert_eq!(refused_criteria(&book, range("ayer", "hoy")).await, "from");
}

async fn refused_criteria(book: &app::book::Book, criteria: ContactCriteria) -> String {
    book.contact_counts(&criteria).await.expect_err("a refusal").field.unwrap_or_default()
}

#[tokio::test]
async fn s09_the_toggle_counts_done_and_open() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let closing = Some(Closing { date: Some("2026-11-25".into()), result: Some("sale".into()) });
    save(&book, ContactDraft { closing, ..draft(&bodega) }).await;
    save(&book, draft(&bodega)).await;
    save(&book, draft(&bodega)).await;
    let counts = book.contact_counts(&ContactCriteria::default()).await.unwrap();
    assert_eq!((counts.all, counts.done, counts.open), (3, 1, 2));
    let open = book.contacts(&ContactCriteria::default(), StateFilter::Open, 0, 10).await.unwrap();
    assert!(open.len() == 2 && open.iter().all(|row| !row.done));
}

#[tokio::test]
async fn the_list_pages_by_offset_and_by_cursor_in_one_order() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    for n in 0..25 {
        // Several on one day, some with an hour: the same places for everyone.
        let (date, time) =
            (format!("2026-11-{:02}", 1 + n % 5), (n % 3 == 0).then(|| format!("{:02}:30", n % 20)));
        save(&book, ContactDraft { date: Some(date), time, ..draft(&bodega) }).await;
    }
    let (criteria, all) = (ContactCriteria::default(), StateFilter::All);
    let by_offset = book.contacts(&criteria, all, 0, 100).await.unwrap();
    assert!(by_offset.is_sorted_by(|a, b| (&a.date, &a.time) >= (&b.date, &b.time)));
    let mut by_cursor = Vec::new();
    let mut after = None;
    loop {
        let page = book.contacts_after(&criteria, all, after.as_deref(), 7).await.unwrap();
        by_cursor.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(by_cursor, by_offset);
    assert_eq!(book.contacts(&criteria, all, 10, 5).await.unwrap(), by_offset[10..15]);
}

#[tokio::test]
async fn s39_s41_one_of_closing_date_and_result_is_accepted_with_a_warning_and_stays_open() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let half = Some(Closing { date: Some("2026-11-24".into()), result: None });
    let saved = try_save(&book, ContactDraft { closing: half, ..draft(&bodega) }).await.unwrap();
    assert_eq!(saved.warnings, ["closing_incomplete"]);
    assert!(!saved.contact.done);
    let done = edit(&book, &saved.contact.id, |draft| {
        draft.closing = Some(Closing { date: Some("2026-11-24".into()), result: Some("lost".into()) });
    });
    assert!(done.await.done);
    let reopened = edit(&book, &saved.contact.id, |draft| draft.closing = None).await;
    assert!(!reopened.done && reopened.closing.is_none(), "S43: clearing reopens it");
}

#[tokio::test]
async fn s36_s38_accepting_with_a_next_date_opens_one_follow_up_however_often() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let next_contact = Some(NextContact { date: "2026-12-01".into(), time: Some("09:30".into()) });
    let first = try_save(&book, ContactDraft { next_contact, ..draft(&bodega) }).await.unwrap();
    assert!(first.follow_up_due, "the next contact is to be opened");
    let id = first.contact.id;
    let second = book.follow_up_draft(&id).await.unwrap();
    assert_eq!((second.date.as_deref(), second.time.as_deref()), (Some("2026-12-01"), Some("09:30")));
    assert_eq!((second.customer.as_ref(), second.previous.as_ref()), (Some(&bodega), Some(&id)));
    let made = save(&book, second.clone()).await;
    let again = save(&book, ContactDraft { notes: "otra vez".into(), ..second }).await;
    assert_eq!(made.id, again.id, "never a duplicate");
    assert_eq!(again.notes, "otra vez");
    let first = book.contact(&id).await.unwrap();
    assert_eq!(first.follow_up, Some(made.id.clone()));
    let (same, base) = book.contact_draft(&id, None).await.unwrap();
    let again =
        SaveContact { id: Some(id.clone()), draft: same.clone(), base: Some(base), ..SaveContact::default() };
    let saved = book.save_contact(again).await.unwrap();
    assert!(!saved.follow_up_due, "accepting again opens no other");
    let baseless = SaveContact { id: Some(id.clone()), draft: same, ..SaveContact::default() };
    assert_eq!(book.save_contact(baseless).await.unwrap_err().field.as_deref(), Some("base"), "records.md 6");
    // The thread's links are derived: deleting the follow-up mends them.
    book.delete_contact(&made.id).await.unwrap();
    assert_eq!(book.contact(&id).await.unwrap().follow_up, None);
    let back = save(&book, book.follow_up_draft(&id).await.unwrap()).await;
    assert_eq!((back.id, back.conflicts.len()), (made.id, 0), "promised again, it comes back from the bin");
    assert_whole(&book).await;
}

#[tokio::test]
async fn s38_promises_that_nobody_keeps_are_a_criterion() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let next_contact = Some(NextContact { date: "2026-12-01".into(), time: None });
    let promised = save(&book, ContactDraft { next_contact, ..draft(&bodega) }).await.id;
    save(&book, draft(&bodega)).await;
    let criteria = ContactCriteria { lacks_follow_up: true, ..ContactCriteria::default() };
    let found = async || {
        let page = book.contacts_after(&criteria, StateFilter::All, None, 100).await.unwrap();
        let counts = book.contact_counts(&criteria).await.unwrap();
        assert_eq!(counts.all as usize, page.rows.len());
        page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(found().await, [promised.as_str()], "cancelling the second leaves the promise");
    let second = save(&book, book.follow_up_draft(&promised).await.unwrap()).await;
    assert!(found().await.is_empty());
    book.delete_contact(&second.id).await.unwrap();
    assert_eq!(found().await, [promised.as_str()], "its follow-up in the bin, it is open again");
    edit(&book, &promised, |draft| draft.next_contact = None).await;
    assert!(found().await.is_empty());
}

#[tokio::test]
async fn s43_next_before_the_date_is_refused() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let next_contact = Some(NextContact { date: "2026-11-23".into(), time: None });
    let early = ContactDraft { next_contact, ..draft(&bodega) };
    assert_eq!(refused(&book, early).await, ("next_contact".into(), "next_before_date".into()));
}

#[tokio::test]
async fn s08_deleting_goes_to_the_bin_and_touches_no_customer() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    assert!(book.delete_contact(&contact.id).await.unwrap().deleted);
    assert!(book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 10).await.unwrap().is_empty());
    assert!(book.search("lunes", 10).await.unwrap().is_empty(), "what is in the bin is not found");
    assert!(!book.customer(&bodega).await.unwrap().deleted);
    assert!(!book.restore_contact(&contact.id).await.unwrap().deleted);
    assert_eq!(book.search("lunes", 10).await.unwrap().len(), 1);
    assert_whole(&book).await;
}

#[tokio::test]
async fn s14_history_names_who_when_and_both_values() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    edit(&book, &contact.id, |draft| {
        draft.duration_minutes = Some(135);
        draft.closing = Some(Closing { date: Some("2026-11-25".into()), result: Some("sale".into()) });
    })
    .await;
    let history = book.history(&contact.id).await.unwrap();
    let of = |field: &str| history.iter().filter(|entry| entry.field == field).collect::<Vec<_>>();
    assert_eq!(of("duration_minutes")[0].new.as_deref(), Some("135"));
    assert_eq!(of("closing.result")[0].new.as_deref(), Some("sale"));
    assert_eq!(of("contact_type")[0].command, "add");
    assert_eq!(of("customer")[0].new_name.as_deref(), Some("Bodegas Ejemplo"));
    assert!(history.iter().all(|entry| entry.user_name.as_deref() == Some("Marta")));
    assert!(history.iter().all(|entry| entry.device == Some(book.device().to_string())));
    assert_eq!(of("notes").len(), 1, "a field that was not changed has no entry");
}

#[tokio::test]
async fn s45_everything_is_there_after_a_restart() {
    let book = profile().await;
    let bodega = customer(&book, "Peña Ñandú, S.L.").await;
    let contact = save(&book, ContactDraft { time: Some("10:30".into()), ..draft(&bodega) }).await;
    let book = reopened(book).await;
    assert_eq!(book.contact(&contact.id).await.unwrap(), contact);
    assert!(contact.time_zone.is_some(), "an hour has its zone beside it");
}

#[tokio::test]
async fn f31_odd_texts_are_kept_and_found() {
    let book = profile().await;
    let bodega = customer(&book, "Emoji 😀 y bidi \u{202e}abc").await;
    let long = "palabra ".repeat(20_000);
    for notes in ["😀 ñandú", "نص عربي", "e\u{301}xito", "tab\tfin", &long] {
        let contact = save(&book, ContactDraft { notes: notes.into(), ..draft(&bodega) }).await;
        assert_eq!(contact.notes, notes);
    }
    assert_eq!(book.search("éxito", 10).await.unwrap().len(), 1);
    assert_eq!(book.search("ÑANDU", 10).await.unwrap().len(), 1);
    let huge = ContactDraft { notes: "a".repeat(500_000), ..draft(&bodega) };
    assert_eq!(refused(&book, huge).await, ("notes".into(), "too_long".into()));
    assert_whole(&book).await;
}

#[tokio::test]
async fn wrong_dates_hours_and_zones_are_refused_by_field() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let with = |change: fn(&mut ContactDraft)| {
        let mut draft = draft(&bodega);
        change(&mut draft);
        draft
    };
    for (draft, field, detail) in [
        (with(|d| d.date = Some("2026-02-30".into())), "date", "not_a_date"),
        (with(|d| d.date = Some("0026-11-24".into())), "date", "not_a_date"),
        (with(|d| d.time = Some("25:00".into())), "time", "not_a_time"),
        (
            with(|d| (d.time, d.time_zone) = (Some("10:00".into()), Some("Luna/Mar".into()))),
            "time_zone",
            "unknown",
        ),
        (with(|d| d.duration_minutes = Some(600_000)), "duration_minutes", "too_large"),
        (with(|d| d.contact_type = Some("telepathy".into())), "contact_type", "unknown"),
        (with(|d| d.previous = Some(uuid::Uuid::nil().to_string())), "previous", "unknown"),
    ] {
        assert_eq!(refused(&book, draft).await, (field.into(), detail.into()));
    }
    let leap = save(&book, with(|d| d.date = Some("2028-02-29".into()))).await;
    assert_eq!(leap.date, "2028-02-29");
}

#[tokio::test]
async fn s14_one_value_of_the_history_comes_back_and_undo_takes_it_back() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    edit(&book, &contact.id, |draft| draft.notes = "Otra cosa".into()).await;
    edit(&book, &contact.id, |draft| draft.date = Some("2026-11-30".into())).await;
    let change_of = async |field: &str| {
        let history = book.history(&contact.id).await.unwrap();
        let entry = history.into_iter().rfind(|entry| entry.field == field).expect("a change of it");
        (entry.change, entry.key.expect("a way back"))
    };
    let (change, key) = change_of("notes").await;
    book.restore_value(&contact.id, &change, &key).await.unwrap();
    let restored = book.contact(&contact.id).await.unwrap();
    assert_eq!((restored.notes.as_str(), restored.date.as_str()), ("Llamar el lunes", "2026-11-30"));
    book.undo().await.unwrap();
    assert_eq!(book.contact(&contact.id).await.unwrap().notes, "Otra cosa");

    // What would make a contact that is refused is refused, and says where.
    edit(&book, &contact.id, |draft| {
        draft.date = Some("2026-11-20".into());
        draft.next_contact = Some(NextContact { date: "2026-11-21".into(), time: None });
    })
    .await;
    let (change, key) = change_of("date").await;
    let refused = book.restore_value(&contact.id, &change, &key).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("next_contact"));
    assert_eq!(book.contact(&contact.id).await.unwrap().date, "2026-11-20");
    for (change, key) in [("00", key.as_str()), (change.as_str(), "mood")] {
        assert_eq!(
            book.restore_value(&contact.id, change, key).await.unwrap_err().field.as_deref(),
            Some("change")
        );
    }
    assert_whole(&book).await;
}

#[tokio::test]
async fn s01_s22_s26_any_communication_is_recorded_by_whoever_sits_here_with_notes_of_many_lines() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    for key in ["email", "visit", "other", "fax", "demo", "fair", "web", "post", "phone"] {
        let form = ContactDraft {
            contact_type: Some(key.into()),
            user: None,
            notes: "Primera línea\r\n\tsegunda\n\nÚltima: ñ, €, 👋".into(),
            ..draft(&bodega)
        };
        let contact = save(&book, form).await;
        assert_eq!(contact.contact_type, key);
        assert_eq!(contact.user, book.current_user().to_string(), "ours by default");
        assert_eq!(contact.notes, "Primera línea\n\tsegunda\n\nÚltima: ñ, €, 👋");
    }
}

#[tokio::test]
async fn s37_a_promise_of_today_or_of_a_leap_day_opens_its_contact_and_cancelling_keeps_the_first() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    for (date, next) in
        [("2026-11-24", "2026-11-24"), ("2027-12-31", "2028-02-29"), ("2026-03-28", "2026-03-29")]
    {
        let form = ContactDraft {
            date: Some(date.into()),
            // In the night of 29 March 2026 there is no half past two in Madrid.
            next_contact: Some(NextContact { date: next.into(), time: Some("02:30".into()) }),
            ..draft(&bodega)
        };
        let first = save(&book, form).await;
        let second = book.follow_up_draft(&first.id).await.unwrap();
        assert_eq!((second.date.as_deref(), second.time.as_deref()), (Some(next), Some("02:30")));
        // Nobody accepts it: the first is there with its promise, and it is found as one that nobody kept.
        let unkept = ContactCriteria { lacks_follow_up: true, ..Default::default() };
        let rows = book.contacts(&unkept, StateFilter::All, 0, 10).await.unwrap();
        assert!(rows.iter().any(|row| row.id == first.id && row.next_date.as_deref() == Some(next)));
        assert_eq!(save(&book, second).await.date, next);
        let rows = book.contacts(&unkept, StateFilter::All, 0, 10).await.unwrap();
        assert!(rows.is_empty(), "{next}");
    }
}
