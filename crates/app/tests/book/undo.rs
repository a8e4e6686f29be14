//! Undo and redo: new changes, across restarts (records.md 15).

use app::attachments::PickedFile;
use app::contacts::SaveContact;
use app::error::ErrorCode;
use app::wire::{
    ActionDraft, ContactDraft, ContactSelection, ContactTypeDraft, ContactsChange, CustomerGroupDraft,
    DateField, Grouping, Holder, PersonDraft, RecordKind, SelectedRange, Undone, UndoneCommand,
};
use app::work::Work;

use crate::{assert_whole, customer, draft, edit, exchange, profile, reopened, save};

#[tokio::test]
async fn records_15_undo_and_redo_survive_a_restart() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    edit(&book, &contact.id, |draft| draft.duration_minutes = Some(10)).await;
    edit(&book, &contact.id, |draft| draft.duration_minutes = Some(20)).await;
    book.delete_contact(&contact.id).await.unwrap();
    let book = reopened(book).await;
    let now = async || book.contact(&contact.id).await.unwrap();
    assert_eq!(book.undo().await.unwrap().command, UndoneCommand::Delete);
    assert!(!now().await.deleted);
    book.undo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(10));
    book.undo().await.unwrap();
    assert_eq!(now().await.duration_minutes, None);
    book.redo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(10));
    book.redo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(20));
    book.undo().await.unwrap();
    assert_eq!(now().await.duration_minutes, Some(10), "a command that was done again can be undone again");
    // A new command ends what could be redone.
    edit(&book, &contact.id, |draft| draft.duration_minutes = Some(30)).await;
    assert_eq!(book.redo().await.unwrap_err().code, ErrorCode::NothingToUndo);
    assert_whole(&book).await;
}

#[tokio::test]
async fn records_15_undo_leaves_what_a_colleague_changed_since_and_says_so() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    edit(&a, &contact.id, |draft| draft.duration_minutes = Some(10)).await;
    exchange(&a, &b).await;
    edit(&b, &contact.id, |draft| draft.duration_minutes = Some(99)).await;
    exchange(&a, &b).await;
    let undone = a.undo().await.unwrap();
    assert_eq!(undone.skipped, std::slice::from_ref(&contact.id));
    assert_eq!(a.contact(&contact.id).await.unwrap().duration_minutes, Some(99));
}

#[tokio::test]
async fn with_nothing_to_undo_it_says_so() {
    let book = profile().await;
    assert_eq!(book.undo().await.unwrap_err().code, ErrorCode::NothingToUndo, "the first user stays");
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    book.undo().await.unwrap();
    assert!(book.customer(&bodega).await.unwrap().deleted, "undoing an addition moves it to the bin");
    assert!(save_fails_nothing(&book).await);
}

async fn save_fails_nothing(book: &app::book::Book) -> bool {
    let nameless = ContactDraft::default();
    crate::try_save(book, nameless).await.is_err() && book.undo().await.is_err()
}

#[tokio::test]
async fn records_15_undoing_a_follow_up_that_was_accepted_twice_empties_nothing() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let next = Some(app::wire::NextContact { date: "2026-12-01".into(), time: None });
    let first = save(&book, ContactDraft { next_contact: next, ..draft(&bodega) }).await;
    let follow_up = book.follow_up_draft(&first.id).await.unwrap();
    save(&book, follow_up.clone()).await;
    let second = save(&book, ContactDraft { notes: "otra vez".into(), ..follow_up }).await;
    book.undo().await.unwrap();
    assert_whole(&book).await;
    book.rebuild().await.unwrap();
    assert_eq!(book.contact(&second.id).await.unwrap().customer, bodega);
    assert_whole(&book).await;
}

#[tokio::test]
async fn i15_i40_undo_takes_ones_own_value_and_leaves_the_colleagues() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    // Which of the two values is shown is by chance.
    for day in 1..5 {
        exchange(&a, &b).await;
        edit(&a, &contact.id, |draft| draft.date = Some(format!("2026-12-0{day}"))).await;
        edit(&b, &contact.id, |draft| draft.date = Some(format!("2026-12-1{day}"))).await;
        exchange(&a, &b).await;
        assert_eq!(a.conflicts(None).await.unwrap().len(), 1, "two values");
        assert_eq!(a.undo().await.unwrap().restored, std::slice::from_ref(&contact.id));
        exchange(&a, &b).await;
        for book in [&a, &b] {
            assert_eq!(book.contact(&contact.id).await.unwrap().date, format!("2026-12-1{day}"));
            assert_eq!(book.conflicts(None).await.unwrap(), []);
            assert_whole(book).await;
        }
        a.redo().await.unwrap();
        exchange(&a, &b).await;
        assert_eq!(b.conflicts(None).await.unwrap().len(), 1, "redo puts it back");
        a.undo().await.unwrap();
    }
}

#[tokio::test]
async fn i15_undo_of_a_choice_brings_the_conflict_back_everywhere() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let contact = save(&a, draft(&bodega)).await;
    exchange(&a, &b).await;
    edit(&a, &contact.id, |draft| draft.notes = "Llamar el martes".into()).await;
    edit(&b, &contact.id, |draft| draft.notes = "Llamar el viernes".into()).await;
    edit(&a, &contact.id, |draft| draft.duration_minutes = Some(10)).await;
    edit(&b, &contact.id, |draft| draft.duration_minutes = Some(20)).await;
    exchange(&a, &b).await;
    let before = a.conflicts(None).await.unwrap();
    assert_eq!(before.len(), 2);
    for conflict in &before {
        for value in &conflict.values {
            let choice = app::wire::ConflictChoice { id: conflict.id.clone(), keep: value.key.clone() };
            a.resolve_conflict(&choice).await.unwrap();
            exchange(&a, &b).await;
            assert_eq!(b.conflicts(None).await.unwrap().len(), 1);
            a.undo().await.unwrap();
            exchange(&a, &b).await;
            for book in [&a, &b] {
                let back = book.conflicts(None).await.unwrap();
                let known = back.iter().find(|one| one.id == conflict.id).expect("the conflict is back");
                let sorted = |conflict: &app::wire::Conflict| {
                    let values = conflict.values.iter().map(|one| (one.value.clone(), one.user.clone()));
                    let mut values: Vec<_> = values.collect();
                    values.sort();
                    values
                };
                assert_eq!(sorted(known), sorted(conflict), "with who wrote what");
            }
        }
    }
}

#[tokio::test]
async fn i40_of_many_contacts_that_two_moved_at_once_the_colleagues_stay_where_he_put_them() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let mut ids = Vec::new();
    for _ in 0..30 {
        ids.push(save(&a, draft(&bodega)).await.id);
    }
    exchange(&a, &b).await;
    let moved = async |book: &app::book::Book, ids: &[String], days: i32| {
        let change = ContactsChange::MoveDate { field: DateField::Date, days, working: false };
        book.change_contacts_named(ids, &change, Default::default()).await.unwrap();
    };
    moved(&a, &ids, 7).await;
    moved(&b, &ids[..20], 8).await;
    // And some to the same day as hers.
    moved(&b, &ids[20..25], 7).await;
    exchange(&a, &b).await;
    a.undo().await.unwrap();
    exchange(&a, &b).await;
    for book in [&a, &b] {
        for (place, id) in ids.iter().enumerate() {
            let expected = match place {
                0..20 => "2026-12-02",
                20..25 => "2026-12-01",
                _ => "2026-11-24",
            };
            assert_eq!(book.contact(id).await.unwrap().date, expected, "contact {place}");
        }
        assert_eq!(book.conflicts(None).await.unwrap(), []);
    }
}

#[tokio::test]
async fn i40_undo_of_what_a_colleague_wrote_on_top_is_skipped_and_told_for_every_kind_of_record() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let person = app::wire::PersonDraft {
        customer: Some(bodega.clone()),
        name: "Nuria Modelo".into(),
        ..app::wire::PersonDraft::default()
    };
    let person = a.add_person(person).await.unwrap().id;
    exchange(&a, &b).await;
    let rename = async |book: &app::book::Book, name: &str| {
        let (mut draft, base) = book.customer_draft(&bodega, None).await.unwrap();
        draft.name = name.into();
        book.edit_customer(&bodega, draft, Some(&base)).await.unwrap();
    };
    rename(&a, "De Ana").await;
    exchange(&a, &b).await;
    rename(&b, "De Ben").await;
    exchange(&a, &b).await;
    let undone = a.undo().await.unwrap();
    assert_eq!((undone.restored.len(), undone.skipped), (0, vec![bodega.clone()]));
    assert_eq!(a.customer(&bodega).await.unwrap().name, "De Ben");
    // At the same time: each keeps what is theirs.
    rename(&a, "De Ana").await;
    rename(&b, "De Ben otra vez").await;
    exchange(&a, &b).await;
    a.undo().await.unwrap();
    exchange(&a, &b).await;
    for book in [&a, &b] {
        assert_eq!(book.customer(&bodega).await.unwrap().name, "De Ben otra vez");
        assert_eq!(book.conflicts(None).await.unwrap(), []);
    }
    // A person whom he edited is not taken away by undoing that she was added.
    let (mut draft, base) = b.person_draft(&person, None).await.unwrap();
    draft.position = Some("Compras".into());
    b.edit_person(&person, draft, Some(&base)).await.unwrap();
    exchange(&a, &b).await;
    let undone = a.undo().await.unwrap();
    assert_eq!(undone.skipped, std::slice::from_ref(&person));
    assert!(!a.person(&person).await.unwrap().deleted);
}

/// What the window says was undone: the command, the kind, how many, and the name of the one.
fn told(undone: &Undone) -> (UndoneCommand, RecordKind, u32, Option<&str>, Option<&str>) {
    let about = undone.about.as_ref().expect("the records are here");
    (undone.command, about.kind, about.count, about.name.as_deref(), about.date.as_deref())
}

#[tokio::test]
async fn what_was_undone_is_named() {
    let book = profile().await;
    let ultima = customer(&book, "Última, S.L.").await;
    let undone = book.undo().await.unwrap();
    assert_eq!(told(&undone), (UndoneCommand::Add, RecordKind::Customer, 1, Some("Última, S.L."), None));
    let redone = book.redo().await.unwrap();
    assert_eq!(told(&redone), told(&undone), "done again it is called the same");

    // A contact with a new person is a contact to whoever made it.
    let new_person =
        PersonDraft { customer: Some(ultima.clone()), name: "Begoña".into(), ..PersonDraft::default() };
    let with_person =
        SaveContact { draft: draft(&ultima), new_person: Some(new_person), ..Default::default() };
    book.save_contact(with_person).await.unwrap();
    let contact = Some("2026-11-24");
    let undone = book.undo().await.unwrap();
    assert_eq!(told(&undone), (UndoneCommand::Add, RecordKind::Contact, 1, Some("Última, S.L."), contact));

    let file = PickedFile::new("oferta.pdf", b"%PDF".to_vec());
    book.add_files(Holder::Customer, &ultima, &[file]).await.unwrap();
    let undone = book.undo().await.unwrap();
    assert_eq!(told(&undone), (UndoneCommand::Attach, RecordKind::Attachment, 1, Some("oferta.pdf"), None));

    save(&book, draft(&ultima)).await;
    save(&book, draft(&ultima)).await;
    let all = ContactSelection {
        ranges: vec![SelectedRange { from: 0, to: 1, first: None, last: None }],
        ..ContactSelection::default()
    };
    book.delete_contacts(&all, &Work::default()).await.unwrap();
    let undone = book.undo().await.unwrap();
    assert_eq!(told(&undone), (UndoneCommand::Delete, RecordKind::Contact, 2, None, None));

    let zone = CustomerGroupDraft { name: "Norte".into() };
    book.add_customer_group(Grouping::Zone, zone).await.unwrap();
    let undone = book.undo().await.unwrap();
    assert_eq!(told(&undone), (UndoneCommand::Add, RecordKind::CustomerGroup, 1, Some("Norte"), None));

    book.edit_contact_type("fax", ContactTypeDraft { name: None, hidden: true }, None).await.unwrap();
    let undone = book.undo().await.unwrap();
    assert_eq!(told(&undone).3, Some("fax"), "the window has a word for its key");
}

#[tokio::test]
async fn a_command_that_changes_nothing_is_nothing_to_undo() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let contact = save(&book, draft(&bodega)).await;
    let other = save(&book, draft(&bodega)).await;
    let action = book.add_action(ActionDraft { name: "Llamar".into() }).await.unwrap();
    book.delete_contact(&contact.id).await.unwrap();
    let sent = book.changes().await.unwrap().iter().map(|one| one.changes.len()).sum::<usize>();

    book.delete_contact(&contact.id).await.unwrap();
    book.restore_customer(&bodega).await.unwrap();
    book.restore_action(&action.id).await.unwrap();
    edit(&book, &other.id, |_| {}).await;
    let (unchanged, base) = book.customer_draft(&bodega, None).await.unwrap();
    book.edit_customer(&bodega, unchanged, Some(&base)).await.unwrap();
    let same_day = ContactsChange::SetDate { field: DateField::Date, date: "2026-11-24".into() };
    let changed = book
        .change_contacts_named(std::slice::from_ref(&other.id), &same_day, Default::default())
        .await
        .unwrap();
    assert_eq!(changed.batch, None);
    book.remove_attachment(Holder::Contact, &other.id, &bodega).await.unwrap();

    let now = book.changes().await.unwrap().iter().map(|one| one.changes.len()).sum::<usize>();
    assert_eq!(now, sent, "colleagues are told of nothing either");
    let undone = book.undo().await.unwrap();
    assert_eq!(undone.command, UndoneCommand::Delete);
    assert!(!book.contact(&contact.id).await.unwrap().deleted, "one step back is the one deletion");
    assert_eq!(told(&book.undo().await.unwrap()).1, RecordKind::Action);
}

#[tokio::test]
async fn deleting_what_a_colleague_deleted_is_no_step_and_brings_nothing_back() {
    let (a, b) = (profile().await, profile().await);
    let bodega = customer(&a, "Bodegas Ejemplo").await;
    let other = customer(&a, "Otra").await;
    exchange(&a, &b).await;
    b.delete_customer(&bodega).await.unwrap();
    exchange(&a, &b).await;
    a.delete_customer(&bodega).await.unwrap();
    let undone = a.undo().await.unwrap();
    assert_eq!(undone.restored, [other], "the step before it");
    assert!(a.customer(&bodega).await.unwrap().deleted, "it was the colleague who deleted it");
}
