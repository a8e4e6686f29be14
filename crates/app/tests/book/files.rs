//! Profiles that are damaged, foreign, newer, or copied: a plain refusal, and nothing touched.

use std::path::Path;

use app::book::Book;
use app::error::ErrorCode;
use app::wire::{ContactCriteria, UserDraft};

use crate::{Profile, assert_whole, customer, draft, profile, save};

fn user() -> UserDraft {
    UserDraft { name: "Marta".into(), emails: Vec::new() }
}

async fn closed() -> (tempfile::TempDir, std::path::PathBuf) {
    let Profile { book, folder } = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    save(&book, draft(&bodega)).await;
    book.close().await;
    let file = folder.path().join("perfil/hilo.db");
    (folder, file)
}

async fn refusal(folder: &Path) -> ErrorCode {
    Book::open(folder).await.expect_err("a refusal").code
}

#[tokio::test]
async fn init_refuses_a_folder_that_holds_a_profile() {
    let (folder, file) = closed().await;
    let before = std::fs::read(&file).unwrap();
    let error = Book::init(&folder.path().join("perfil"), user()).await.expect_err("a refusal");
    assert_eq!(error.code, ErrorCode::ProfileExists);
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(refusal(&folder.path().join("nada")).await, ErrorCode::ProfileMissing);
}

#[tokio::test]
async fn f11_f24_what_cannot_be_opened_is_left_byte_for_byte() {
    let (folder, file) = closed().await;
    let whole = std::fs::read(&file).unwrap();
    let header = |at: usize, value: u32| {
        let mut bytes = whole.clone();
        bytes[at..at + 4].copy_from_slice(&value.to_be_bytes());
        bytes
    };
    for (bytes, code) in [
        (Vec::new(), ErrorCode::Damaged),
        (b"not a database at all, but long enough to hold the hundred bytes that a header has, and some more".to_vec(), ErrorCode::Damaged),
        (whole[..whole.len() - 8192].to_vec(), ErrorCode::Damaged),
        (header(60, 999), ErrorCode::NewerVersion),
        (header(68, 0x1234_5678), ErrorCode::ForeignDatabase),
    ] {
        std::fs::write(&file, &bytes).unwrap();
        assert_eq!(refusal(&folder.path().join("perfil")).await, code);
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "untouched");
    }
    std::fs::write(&file, &whole).unwrap();
    assert_whole(&Book::open(&folder.path().join("perfil")).await.unwrap()).await;
}

#[tokio::test]
async fn check_sees_rows_that_differ_from_their_documents() {
    for harm in [
        "UPDATE contact SET notes = 'otra cosa'",
        "UPDATE contact SET done = 1",
        "DELETE FROM contact",
        "UPDATE customer SET sort_name = 'z'",
        "DELETE FROM contact_words",
        "INSERT INTO contact_words (rowid, notes, mail) VALUES (5, 'fantasma', '')",
        "DELETE FROM address",
        "INSERT INTO outbox (hash, rid) VALUES (zeroblob(32), 1)",
        "UPDATE attached SET position = 7",
        "INSERT INTO bin (rid, id, kind, deleted_at, deleted_by) SELECT rid, id, kind, 1, id FROM document WHERE kind = 'customer'",
        "UPDATE document SET bytes = zeroblob(10) WHERE kind = 'contact'",
    ] {
        let Profile { book, folder } = profile().await;
        let bodega = customer(&book, "Bodegas Ejemplo").await;
        let file =
            app::attachments::PickedFile::new("a.eml", b"From: a@b.example\r\nSubject: x\r\n\r\ny".to_vec());
        let email = Some(app::contacts::AssumedEmail { file, attach: true, associate: false });
        let save = app::contacts::SaveContact { draft: draft(&bodega), email, ..Default::default() };
        book.save_contact(save).await.unwrap();
        assert_whole(&book).await;
        book.close().await;
        let database = folder.path().join("perfil/hilo.db");
        let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", database.display())).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(harm.to_owned())).execute(&pool).await.unwrap();
        pool.close().await;
        let book = Book::open(&folder.path().join("perfil")).await.unwrap();
        assert!(!book.check().await.unwrap().is_empty(), "{harm}");
        if !harm.contains("document") && !harm.contains("outbox") {
            book.rebuild().await.unwrap();
            assert_whole(&book).await;
        }
    }
}

#[tokio::test]
async fn a_backup_brings_everything_back_under_another_actor() {
    let Profile { book, folder } = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let file =
        app::attachments::PickedFile::new("a.eml", b"From: a@b.example\r\nSubject: x\r\n\r\ny".to_vec());
    let email = Some(app::contacts::AssumedEmail { file: file.clone(), attach: true, associate: false });
    let save = app::contacts::SaveContact { draft: draft(&bodega), email, ..Default::default() };
    let contact = book.save_contact(save).await.unwrap().contact;
    let backup = folder.path().join("copia.hilo");
    let contents = book.backup(&backup).await.unwrap();
    assert_eq!((contents.documents, contents.attachments, contents.missing), (4, 1, 0));

    let into = folder.path().join("restaurado");
    app::book::check::restore(&backup, &into).await.unwrap();
    let copy = Book::open(&into).await.unwrap();
    assert_eq!(copy.contact(&contact.id).await.unwrap(), contact);
    assert_eq!(copy.attachment_bytes(&contact.attachments[0].id).await.unwrap().bytes, file.bytes);
    assert_whole(&copy).await;

    // Both go on: their changes meet without a clash of sequence numbers.
    crate::edit(&book, &contact.id, |draft| draft.duration_minutes = Some(1)).await;
    crate::edit(&copy, &contact.id, |draft| draft.direction = Some(app::wire::Direction::Them)).await;
    crate::exchange(&book, &copy).await;
    assert_eq!(book.contact(&contact.id).await.unwrap(), copy.contact(&contact.id).await.unwrap());

    let again = app::book::check::restore(&backup, &into).await.expect_err("never over another profile");
    assert_eq!(again.code, ErrorCode::ProfileExists);
}

#[tokio::test]
async fn a_damaged_or_foreign_backup_makes_no_profile() {
    let Profile { book, folder } = profile().await;
    let backup = folder.path().join("copia.hilo");
    book.backup(&backup).await.unwrap();
    let whole = std::fs::read(&backup).unwrap();
    for bytes in [Vec::new(), whole[..whole.len() / 2].to_vec(), b"x".repeat(500)] {
        std::fs::write(&backup, bytes).unwrap();
        let into = folder.path().join("nuevo");
        app::book::check::restore(&backup, &into).await.expect_err("a refusal");
        assert!(!into.join("hilo.db").exists());
    }
}

#[tokio::test]
async fn sample_data_goes_in_one_step_and_leaves_what_the_user_made() {
    let book = profile().await;
    let sample = app::book::sample::Sample { contacts: 60, customers: 5, seed: 7 };
    book.add_sample(sample, |_| ()).await.unwrap();
    assert_eq!(book.contact_counts(&ContactCriteria::default()).await.unwrap().all, 60);
    assert_whole(&book).await;
    let theirs = book.customers("", 1).await.unwrap().remove(0).id;
    let mine = save(&book, draft(&theirs)).await;
    book.remove_sample().await.unwrap();
    assert_eq!(book.contact_counts(&ContactCriteria::default()).await.unwrap().all, 1);
    assert_eq!(book.contact(&mine.id).await.unwrap().notes, "Llamar el lunes");
    assert!(!book.customer(&theirs).await.unwrap().name.is_empty(), "the customer of a kept contact stays");
    assert_whole(&book).await;
}

#[tokio::test]
async fn s46_a_draft_survives_a_restart() {
    let book = profile().await;
    book.save_draft("contact:new", r#"{"notes":"a medias"}"#).await.unwrap();
    let book = crate::reopened(book).await;
    assert_eq!(book.draft("contact:new").await.unwrap().as_deref(), Some(r#"{"notes":"a medias"}"#));
    // What was made of it takes it along, in the same transaction.
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let save = app::contacts::SaveContact {
        draft: draft(&bodega),
        form: Some("contact:new".into()),
        ..Default::default()
    };
    book.save_contact(save).await.unwrap();
    assert_eq!(book.draft("contact:new").await.unwrap(), None);
}

#[tokio::test]
async fn s46_every_form_that_was_left_open_is_told_of_after_a_crash() {
    let book = profile().await;
    for key in ["contact.form.1", "contact.form.2", "customer.form.new", "contacts.view"] {
        book.save_draft(key, "{}").await.unwrap();
    }
    let book = crate::reopened(book).await;
    let mut keys: Vec<_> = book.kept_forms().await.unwrap().into_iter().map(|kept| kept.key).collect();
    keys.sort();
    assert_eq!(
        keys,
        ["contact.form.1", "contact.form.2", "customer.form.new"],
        "and not what the window remembers"
    );
    for at in 0..30 {
        book.save_draft(&format!("person.form.{at}"), "{}").await.unwrap();
    }
    assert_eq!(book.kept_forms().await.unwrap().len(), 20, "as many as anybody reads");
}

#[tokio::test]
async fn a_write_ahead_log_that_was_left_behind_is_not_replayed_into_another_database() {
    let (folder, file) = closed().await;
    let backup = folder.path().join("copia.hilo");
    let book = Book::open(&folder.path().join("perfil")).await.unwrap();
    book.backup(&backup).await.unwrap();
    // Killed with its log, then the database alone taken away.
    let bodega = customer(&book, "Otra").await;
    save(&book, draft(&bodega)).await;
    let log = file.with_extension("db-wal");
    let left = std::fs::read(&log).expect("a log of a book in use");
    book.close().await;
    std::fs::remove_file(&file).unwrap();
    std::fs::write(&log, left).unwrap();
    app::book::check::restore(&backup, &folder.path().join("perfil")).await.unwrap();
    assert_whole(&Book::open(&folder.path().join("perfil")).await.unwrap()).await;
}

#[tokio::test]
async fn f1_a_profile_that_was_cut_off_while_it_was_made_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("perfil");
    std::fs::create_dir_all(profile.join("unfinished")).unwrap();
    std::fs::write(profile.join("unfinished/hilo.db"), b"half").unwrap();
    assert_eq!(refusal(&profile).await, ErrorCode::ProfileMissing);
    let book = Book::init(&profile, user()).await.unwrap();
    assert!(!profile.join("unfinished").exists());
    assert_whole(&book).await;
}

#[tokio::test]
async fn a_backup_says_what_it_could_not_save() {
    let Profile { book, folder } = profile().await;
    let bodega = customer(&book, "Bodegas Ejemplo").await;
    let file =
        app::attachments::PickedFile::new("a.eml", b"From: a@b.example\r\nSubject: x\r\n\r\ny".to_vec());
    let email = Some(app::contacts::AssumedEmail { file, attach: true, associate: false });
    let save = app::contacts::SaveContact { draft: draft(&bodega), email, ..Default::default() };
    let contact = book.save_contact(save).await.unwrap().contact;
    let hash = &contact.attachments[0].sha256;
    let blob = folder.path().join("perfil/attachments").join(&hash[..2]).join(hash);
    std::fs::write(&blob, b"harm").unwrap();
    let contents = book.backup(&folder.path().join("copia.hilo")).await.unwrap();
    assert_eq!((contents.attachments, contents.missing), (0, 1));
    assert!(!book.check().await.unwrap().is_empty());
    let inside = book.backup(&folder.path().join("perfil/copia.hilo")).await.unwrap_err();
    assert_eq!(inside.code, ErrorCode::FileUnreadable, "not among the profile's own files");
}

#[tokio::test]
async fn sample_data_that_the_user_edited_is_theirs() {
    let book = profile().await;
    let sample = app::book::sample::Sample { contacts: 20, customers: 3, seed: 7 };
    book.add_sample(sample, |_| ()).await.unwrap();
    let theirs = book.customers("", 1).await.unwrap().remove(0).id;
    let (mut draft, base) = book.customer_draft(&theirs, None).await.unwrap();
    draft.name = "Cliente de verdad".into();
    book.edit_customer(&theirs, draft, Some(&base)).await.unwrap();
    book.remove_sample().await.unwrap();
    assert_eq!(book.customer(&theirs).await.unwrap().name, "Cliente de verdad");
    assert_whole(&book).await;
}
