//! What is never shared, and what is shared and has not come yet: sample data, and colleagues' files.

use app::attachments::PickedFile;
use app::book::Book;
use app::book::maintenance::Health;
use app::book::sample::Sample;
use app::error::ErrorCode;
use app::wire::{ContactCriteria, FieldKind, Holder, QuarantineKind};
use domain::record_kind::RecordKind;
use store::store::Store;

use crate::custom_fields::{define, redefine};
use crate::team::{let_in, lone, sync, team};
use crate::{Profile, assert_whole, customer, draft, edit, profile, save};

const SAMPLE: Sample = Sample { contacts: 20, customers: 3, seed: 7 };

async fn count(book: &Book) -> u32 {
    book.contact_counts(&ContactCriteria::default()).await.unwrap().all
}

#[tokio::test]
async fn sample_data_is_never_shared_with_a_team() {
    let team = team().await;
    let refused = team.ana.add_sample(SAMPLE, |_| ()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::SampleInTeam);
    team.meet().await;
    assert_eq!((count(&team.ana).await, count(&team.ben).await), (0, 0));
    assert_eq!(team.ana.customers("", 10).await.unwrap().len(), 0, "not a customer of it either");
}

#[tokio::test]
async fn making_and_joining_a_team_take_sample_data_away_and_keep_what_the_user_made_of_it() {
    let (ana, ben, folder) = (lone().await, lone().await, tempfile::tempdir().unwrap());
    let mut theirs = Vec::new();
    for book in [&ana, &ben] {
        book.add_sample(SAMPLE, |_| ()).await.unwrap();
        let criteria = ContactCriteria::default();
        let rows = book.contacts(&criteria, app::wire::StateFilter::All, 0, 1).await.unwrap();
        edit(book, &rows[0].id, |draft| draft.notes = "Trabajo de verdad".into()).await;
        theirs.push(rows[0].id.clone());
    }
    ana.create_team("Equipo", folder.path()).await.unwrap();
    assert_eq!((count(&ana).await, ana.sample_count().await.unwrap()), (1, 0));
    // Also while nobody has let this one in yet.
    let invitation = ana.invite(24).await.unwrap();
    ben.join_team(&invitation.link, Some(folder.path())).await.unwrap();
    assert_eq!(ben.add_sample(SAMPLE, |_| ()).await.unwrap_err().code, ErrorCode::SampleInTeam);
    let_in(&ana, &ben, folder.path()).await;
    for book in [&ana, &ben, &ana] {
        sync(book).await;
    }
    for book in [&ana, &ben] {
        assert_eq!(count(book).await, 2);
        for id in &theirs {
            assert_eq!(book.contact(id).await.unwrap().notes, "Trabajo de verdad");
        }
        assert_whole(book).await;
    }
}

/// An earlier version shared its sample.
#[tokio::test]
async fn sample_data_that_was_shared_goes_for_everybody_but_what_somebody_wrote_on() {
    let team = team().await;
    let bodega = customer(&team.ana, "Muestra, S.L.").await;
    let mut contacts = Vec::new();
    for _ in 0..3 {
        contacts.push(save(&team.ana, draft(&bodega)).await.id);
    }
    let Profile { book, folder } = team.ana;
    book.close().await;
    let path = testing::book::path(&folder);
    let store = Store::open(&path).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let ids: Vec<_> = contacts.iter().chain([&bodega]).map(|id| id.parse().unwrap()).collect();
    store::sample::remember(&mut tx, &ids).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    let ana = Profile { book: Book::open(&path).await.unwrap(), folder };
    ana.set_passphrase(Some("una frase muy larga"));
    for book in [&ana, &team.ben] {
        sync(book).await;
    }
    edit(&team.ben, &contacts[0], |draft| draft.notes = "Trabajo de verdad".into()).await;
    for book in [&team.ben, &ana] {
        sync(book).await;
    }
    assert_eq!(ana.remove_sample().await.unwrap(), 2, "not what Ben wrote on, nor its customer");
    for book in [&ana, &team.ben, &ana] {
        sync(book).await;
    }
    for book in [&ana, &team.ben] {
        assert_eq!(count(book).await, 1);
        assert_eq!(book.contact(&contacts[0]).await.unwrap().notes, "Trabajo de verdad");
        assert!(!book.customer(&bodega).await.unwrap().deleted);
        assert_whole(book).await;
    }
}

#[tokio::test]
async fn a_colleagues_file_that_has_not_come_is_on_its_way_and_one_that_vanished_is_damage() {
    let team = team().await;
    let contact = save(&team.ana, draft(&customer(&team.ana, "Bodegas Ejemplo").await)).await.id;
    let file = PickedFile::new("plano.pdf", b"%PDF-1.4 un plano".to_vec());
    team.ana.add_files(Holder::Contact, &contact, &[file]).await.unwrap();
    sync(&team.ana).await;
    let away = tempfile::tempdir().unwrap();
    let packed = team.files("/b/");
    assert!(!packed.is_empty(), "the file is in the folder");
    for (place, path) in packed.iter().enumerate() {
        std::fs::rename(path, away.path().join(place.to_string())).unwrap();
    }
    sync(&team.ben).await;
    let held = team.ben.contact(&contact).await.unwrap().attachments.remove(0);
    assert!(held.on_its_way);
    let examined = team.ben.examine().await.unwrap();
    assert_eq!((examined.ok, examined.problems.len()), (true, 0), "nothing is wrong");
    assert_eq!(
        examined.on_their_way.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
        ["plano.pdf"]
    );
    assert_eq!(team.ben.check_weekly().await.unwrap(), Some(Health::Whole));
    let refused = team.ben.attachment_bytes(&held.id).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::OnItsWay, "opening says so");
    // It comes with the exchange after it is there.
    for (place, path) in packed.iter().enumerate() {
        std::fs::rename(away.path().join(place.to_string()), path).unwrap();
    }
    sync(&team.ben).await;
    assert!(!team.ben.contact(&contact).await.unwrap().attachments[0].on_its_way);
    assert_eq!(team.ben.examine().await.unwrap().on_their_way, []);
    // Gone from the disk afterwards, on both sides: damage, until the folder gives it back.
    for book in [&team.ben, &team.ana] {
        let hash = &held.sha256;
        let blob = book.folder.path().join("perfil/attachments").join(&hash[..2]).join(hash);
        std::fs::remove_file(&blob).unwrap();
        assert_eq!(book.check().await.unwrap().len(), 1, "it was here");
        sync(book).await;
        assert_whole(book).await;
    }
}

#[tokio::test]
async fn a_word_longer_than_the_index_takes_is_no_damage() {
    let book = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    for letter in ["a", "ñ", "e\u{301}", "😀", "𐐨", "語", "\0", "İ"] {
        for count in [8_191, 8_192, 8_193, 10_923, 16_385, 32_767, 32_768, 32_769, 40_000] {
            let contact =
                app::wire::ContactDraft { notes: format!("{} fin", letter.repeat(count)), ..draft(&bodega) };
            save(&book, contact).await;
        }
    }
    let subject = "s".repeat(40_000);
    let bytes = format!("From: a@b.example\r\nSubject: {subject}\r\n\r\n{}\r\n", "t".repeat(40_000));
    let contact = save(&book, draft(&bodega)).await.id;
    let file = PickedFile::new("a.eml", bytes.into_bytes());
    book.add_files(Holder::Contact, &contact, &[file]).await.unwrap();
    assert_whole(&book).await;
    book.rebuild().await.unwrap();
    assert_whole(&book).await;
    let criteria = ContactCriteria { text: Some("a".repeat(40_000)), ..ContactCriteria::default() };
    assert!(book.contact_counts(&criteria).await.unwrap().all > 0, "it is found by the whole word");
}

/// Of a version that has no custom fields yet.
fn without_fields(code: u8) -> Option<RecordKind> {
    RecordKind::of_code(code).filter(|kind| *kind != RecordKind::CustomField)
}

#[tokio::test]
async fn a_kind_of_record_that_is_not_known_yet_waits_for_the_version_that_knows_it() {
    for is_last_first in [false, true] {
        let mut team = team().await;
        team.ben.book.exchange_as(without_fields);
        let before = team.files(".seg");
        let field = define(&team.ana, FieldKind::Text, "Pedido").await;
        let bodega = customer(&team.ana, "Bodegas Ejemplo").await;
        let first = save(&team.ana, draft(&bodega)).await;
        sync(&team.ana).await;
        let of_the_field = team.files(".seg").into_iter().find(|file| !before.contains(file)).unwrap();
        redefine(&team.ana, &field.id, |draft| draft.label = "Albarán".into()).await;
        let second = save(&team.ana, draft(&bodega)).await;
        sync(&team.ana).await;

        let away = of_the_field.with_extension("away");
        if is_last_first {
            std::fs::rename(&of_the_field, &away).unwrap();
            sync(&team.ben).await;
            std::fs::rename(&away, &of_the_field).unwrap();
        }
        sync(&team.ben).await;
        // What is of known kinds is there, and the rest is not lost: it is told, and nobody's fault.
        for contact in [&first, &second] {
            assert_eq!(team.ben.contact(&contact.id).await.unwrap().notes, "Llamar el lunes");
        }
        assert_eq!(team.ben.custom_fields().await.unwrap(), []);
        let told = team.ben.sync_status().await.unwrap().quarantine;
        let newer = told.iter().find(|one| one.what == QuarantineKind::Newer).expect("what waits is told");
        assert_eq!((newer.count, told.len()), (2, 1), "{told:?}");

        team.ben.book.exchange_as(RecordKind::of_code);
        sync(&team.ben).await;
        let fields = team.ben.custom_fields().await.unwrap();
        assert_eq!(fields.iter().map(|field| field.label.as_str()).collect::<Vec<_>>(), ["Albarán"]);
        assert_eq!(team.ben.sync_status().await.unwrap().quarantine, []);
        team.assert_agree().await;
    }
}
