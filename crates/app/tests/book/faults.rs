//! Disks that fail: damaged, cut off and foreign files, and what the book has back from itself (faults-proof.md F11 to F14,
//! F24, F25).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use app::book::maintenance::Health;
use app::book::recovery;
use app::book::{Book, Notice};
use app::error::ErrorCode;
use app::wire::{ContactCriteria, CustomerGroupDraft, FieldKind, Grouping, StateFilter};

use crate::custom_fields::define;
use crate::{Profile, assert_whole, customer, draft, path, profile, save};

const PAGE: usize = 8192;

/// A closed book with some records, and the file that holds it.
struct Closed {
    folder: tempfile::TempDir,
    contacts: BTreeSet<String>,
}

impl Closed {
    async fn with(contacts: u32) -> Self {
        let Profile { book, folder } = profile().await;
        let sample = app::book::sample::Sample { contacts, customers: 5, seed: 3 };
        book.add_sample(sample, |_| ()).await.unwrap();
        let own = customer(&book, "Bodegas Ejemplo").await;
        save(&book, draft(&own)).await;
        let contacts = contacts_of(&book).await;
        book.close().await;
        Self { folder, contacts }
    }

    fn profile(&self) -> PathBuf {
        path(&self.folder)
    }

    fn file(&self) -> PathBuf {
        self.profile().join("hilo.db")
    }

    async fn open(&self) -> Result<Book, app::error::AppError> {
        Book::open(&self.profile()).await
    }

    async fn backed_up(&self) {
        let book = self.open().await.unwrap();
        book.back_up_here().await.unwrap();
        book.close().await;
    }

    /// Files that were put aside, which must be among the profile's own.
    fn aside(&self) -> Vec<Vec<u8>> {
        let names = std::fs::read_dir(self.profile()).unwrap().flatten();
        let damaged = names.filter(|entry| {
            let name = entry.file_name().into_string().unwrap();
            name.starts_with("hilo-") && name.ends_with(".db")
        });
        damaged.map(|entry| std::fs::read(entry.path()).unwrap()).collect()
    }

    /// The bytes again, without what a failed opening may have left.
    fn put(&self, bytes: &[u8]) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(self.profile().join(format!("hilo.db{suffix}")));
        }
        std::fs::write(self.file(), bytes).unwrap();
    }

    /// Runs SQL behind the program's back.
    async fn harm(&self, statements: &[&str]) {
        let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", self.file().display())).await.unwrap();
        for statement in statements {
            sqlx::query(sqlx::AssertSqlSafe((*statement).to_owned())).execute(&pool).await.unwrap();
        }
        pool.close().await;
    }

    /// The first page of a table or an index.
    async fn root(&self, name: &str) -> usize {
        let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", self.file().display())).await.unwrap();
        let query = sqlx::query_as("SELECT rootpage FROM sqlite_schema WHERE name = ?").bind(name);
        let (root,): (i64,) = query.fetch_one(&pool).await.unwrap();
        pool.close().await;
        usize::try_from(root).unwrap()
    }
}

async fn contacts_of(book: &Book) -> BTreeSet<String> {
    let rows = book.contacts(&ContactCriteria::default(), StateFilter::All, 0, 1000).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn f11_no_flipped_byte_of_the_header_opens_as_something_else() {
    let closed = Closed::with(10).await;
    let whole = std::fs::read(closed.file()).unwrap();
    let mut refused = 0;
    for at in 0..100 {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        closed.put(&bytes);
        match closed.open().await {
            Ok(book) => {
                assert_eq!(contacts_of(&book).await, closed.contacts, "byte {at}");
                assert_whole(&book).await;
                book.close().await;
            }
            Err(error) => {
                refused += 1;
                let is_told = matches!(
                    error.code,
                    ErrorCode::Damaged | ErrorCode::ForeignDatabase | ErrorCode::NewerVersion
                );
                assert!(is_told, "byte {at}: {error}");
                assert!(std::fs::read(closed.file()).unwrap() == bytes, "byte {at}: untouched");
            }
        }
    }
    assert!(refused > 20, "{refused}");
}

#[tokio::test]
async fn f11_f13_every_damaged_page_is_refused_untouched_or_mended_without_loss() {
    let closed = Closed::with(10).await;
    let whole = std::fs::read(closed.file()).unwrap();
    let (mut refused, mut mended) = (0, 0);
    for page in 1..whole.len() / PAGE {
        let mut bytes = whole.clone();
        bytes[page * PAGE..page * PAGE + 64].fill(0xa5);
        closed.put(&bytes);
        match closed.open().await {
            Ok(book) => {
                assert_eq!(book.notices(), [Notice::Mended], "page {page}");
                assert_eq!(contacts_of(&book).await, closed.contacts, "page {page}");
                assert_whole(&book).await;
                book.close().await;
                mended += 1;
            }
            Err(error) => {
                assert_eq!(error.code, ErrorCode::Damaged, "page {page}: {error}");
                assert!(std::fs::read(closed.file()).unwrap() == bytes, "page {page}: untouched");
                refused += 1;
            }
        }
    }
    println!("{refused} refused, {mended} mended");
    assert!(refused > 3 && mended > 20, "{refused} refused, {mended} mended");
    assert!(closed.aside().len() >= mended / 2, "what was mended stays beside the book");
}

#[tokio::test]
async fn f11_a_cut_off_or_empty_book_comes_back_from_its_backup_and_stays_beside_it() {
    let closed = Closed::with(40).await;
    closed.backed_up().await;
    let backups = recovery::backups(&closed.profile());
    assert_eq!(backups.len(), 1);
    let whole = std::fs::read(closed.file()).unwrap();
    let mut foreign = whole.clone();
    foreign[68] ^= 1;
    for bytes in [Vec::new(), whole[..PAGE].to_vec(), whole[..whole.len() - PAGE].to_vec(), foreign] {
        closed.put(&bytes);
        assert_eq!(closed.open().await.expect_err("a refusal").code, ErrorCode::Damaged);
        let done = recovery::restore_backup(&closed.profile(), &backups[0].name).await.unwrap();
        assert_eq!(done.documents, backups[0].documents);
        assert!(closed.profile().join(done.kept_as.expect("it is kept")).exists());
        let book = closed.open().await.unwrap();
        assert_eq!(contacts_of(&book).await, closed.contacts);
        assert_whole(&book).await;
        book.close().await;
        assert!(closed.aside().contains(&bytes), "byte for byte");
    }
    // Gone altogether is not a first start.
    std::fs::remove_file(closed.file()).unwrap();
    assert_eq!(closed.open().await.expect_err("a refusal").code, ErrorCode::Damaged);
    recovery::restore_backup(&closed.profile(), &backups[0].name).await.unwrap();
    assert_eq!(contacts_of(&closed.open().await.unwrap()).await, closed.contacts);
    let unknown = recovery::restore_backup(&closed.profile(), "../../hilo.db").await.expect_err("a refusal");
    assert_eq!(unknown.code, ErrorCode::NotFound, "a name is one of the list, never a path");
}

#[tokio::test]
async fn f11_what_can_be_read_is_rescued_and_a_backup_fills_the_gaps() {
    let closed = Closed::with(90).await;
    let whole = std::fs::read(closed.file()).unwrap();
    // A page of documents: a leaf of a table where Automerge's own mark stands several times.
    let mark = [0x85, 0x6f, 0x4a, 0x83];
    let is_documents =
        |page: &[u8]| page[0] == 0x0d && page.windows(4).filter(|bytes| *bytes == mark).count() > 3;
    let page = (1..whole.len() / PAGE)
        .find(|page| is_documents(&whole[page * PAGE..(page + 1) * PAGE]))
        .expect("a page of documents");
    let mut bytes = whole.clone();
    bytes[page * PAGE..page * PAGE + 64].fill(0xa5);

    closed.put(&bytes);
    assert_eq!(closed.open().await.expect_err("a refusal").code, ErrorCode::Damaged);
    let done = recovery::rescue(&closed.profile()).await.unwrap();
    assert!(done.lost > 0 && done.lost < 60 && done.from_backup == 0, "{done:?}");
    let book = closed.open().await.unwrap();
    let left = contacts_of(&book).await;
    assert!(left.is_subset(&closed.contacts) && left.len() + 60 > closed.contacts.len());
    assert_whole(&book).await;
    book.close().await;

    closed.put(&whole);
    closed.backed_up().await;
    let book = closed.open().await.unwrap();
    let newer = save(&book, draft(&customer(&book, "Después de la copia").await)).await;
    book.close().await;
    let mut bytes = std::fs::read(closed.file()).unwrap();
    bytes[page * PAGE..page * PAGE + 64].fill(0xa5);
    closed.put(&bytes);
    let done = recovery::rescue(&closed.profile()).await.unwrap();
    assert!(done.lost == 0 && done.from_backup > 0, "{done:?}");
    let book = closed.open().await.unwrap();
    let mut expected = closed.contacts.clone();
    expected.insert(newer.id);
    assert_eq!(contacts_of(&book).await, expected, "the backup's records and those made since");
    assert_whole(&book).await;
    assert!(closed.aside().contains(&bytes));
}

#[tokio::test]
async fn f11_a_book_whose_first_page_is_gone_is_rescued_without_a_backup() {
    let closed = Closed::with(60).await;
    let mut bytes = std::fs::read(closed.file()).unwrap();
    bytes[..PAGE].fill(0);
    closed.put(&bytes);
    assert_eq!(closed.open().await.expect_err("a refusal").code, ErrorCode::Damaged);
    let before = closed.contacts.len();
    let done = recovery::rescue(&closed.profile()).await.unwrap();
    assert_eq!((done.lost, done.from_backup), (0, 0), "{done:?}");
    let book = closed.open().await.unwrap();
    assert_eq!(contacts_of(&book).await.len(), before);
    assert_whole(&book).await;
}

#[tokio::test]
async fn f11_nothing_is_replaced_while_somebody_has_the_book_open() {
    let closed = Closed::with(5).await;
    closed.backed_up().await;
    let name = recovery::backups(&closed.profile()).remove(0).name;
    let book = closed.open().await.unwrap();
    let refusal = recovery::restore_backup(&closed.profile(), &name).await.expect_err("a refusal");
    assert_eq!(refusal.code, ErrorCode::ProfileInUse);
    assert_eq!(
        recovery::rescue(&closed.profile()).await.expect_err("a refusal").code,
        ErrorCode::ProfileInUse
    );
    assert_whole(&book).await;
}

#[tokio::test]
async fn f3_f11_a_crash_between_the_two_renames_is_made_up_for() {
    let closed = Closed::with(5).await;
    std::fs::rename(closed.file(), closed.profile().join("hilo.db.ready")).unwrap();
    let book = closed.open().await.unwrap();
    assert_eq!(contacts_of(&book).await, closed.contacts);
    assert!(!closed.profile().join("hilo.db.ready").exists());
}

#[tokio::test]
async fn f11_a_backup_is_made_once_a_day_and_the_check_once_a_week() {
    let book = profile().await;
    assert!(book.back_up_daily().await.unwrap());
    assert!(!book.back_up_daily().await.unwrap(), "one a day");
    let folder = book.path();
    let backups = recovery::backups(&folder);
    assert_eq!((backups.len(), backups[0].documents), (1, 1));
    assert_eq!(book.check_weekly().await.unwrap(), Some(Health::Whole));
    assert_eq!(book.check_weekly().await.unwrap(), None);
}

#[tokio::test]
async fn f12_without_its_log_a_book_opens_as_it_was_and_says_so() {
    let closed = Closed::with(5).await;
    let book = closed.open().await.unwrap();
    let late = save(&book, draft(&customer(&book, "Solo en el registro").await)).await;
    let [log, shm] = ["-wal", "-shm"].map(|suffix| closed.profile().join(format!("hilo.db{suffix}")));
    let (database, kept) = (std::fs::read(closed.file()).unwrap(), std::fs::read(&log).unwrap());
    let stale = std::fs::read(&shm).unwrap();
    book.close().await;

    // As after a kill, and then the log taken away.
    std::fs::write(closed.file(), &database).unwrap();
    let _ = std::fs::remove_file(&shm);
    std::fs::write(&shm, &stale).unwrap();
    let _ = std::fs::remove_file(&log);
    let book = closed.open().await.unwrap();
    assert_eq!(book.notices(), [Notice::LogMissing]);
    assert_eq!(contacts_of(&book).await, closed.contacts, "the state of the last checkpoint");
    assert_whole(&book).await;
    book.close().await;

    // The log is there, and what describes it is of another time.
    std::fs::write(closed.file(), &database).unwrap();
    std::fs::write(&log, &kept).unwrap();
    for shm_bytes in [stale.clone(), stale.iter().map(|byte| byte ^ 0x55).collect(), vec![0; 100]] {
        // Another file of that name: the old one may still be somebody's memory.
        let _ = std::fs::remove_file(&shm);
        std::fs::write(&shm, shm_bytes).unwrap();
        let book = closed.open().await.unwrap();
        assert!(contacts_of(&book).await.contains(&late.id));
        assert_whole(&book).await;
        book.close().await;
        std::fs::write(closed.file(), &database).unwrap();
        std::fs::write(&log, &kept).unwrap();
    }
}

#[tokio::test]
async fn f12_the_log_of_another_book_is_refused_before_it_is_played() {
    let (own, other) = (Closed::with(60).await, Closed::with(10).await);
    let book = other.open().await.unwrap();
    for round in 0..10 {
        save(&book, draft(&customer(&book, &format!("Otra {round}")).await)).await;
    }
    let foreign = std::fs::read(other.profile().join("hilo.db-wal")).unwrap();
    book.close().await;
    let log = own.profile().join("hilo.db-wal");
    let before = std::fs::read(own.file()).unwrap();
    std::fs::write(&log, &foreign).unwrap();
    assert_eq!(own.open().await.expect_err("a refusal").code, ErrorCode::Damaged);
    assert!(std::fs::read(own.file()).unwrap() == before, "nothing of it reached the book");
    // The connection that was refused ends in a thread of its own.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    std::fs::remove_file(&log).unwrap();
    let _ = std::fs::remove_file(own.profile().join("hilo.db-shm"));
    assert_eq!(contacts_of(&own.open().await.unwrap()).await, own.contacts);
}

#[tokio::test]
async fn f13_an_index_that_contradicts_its_table_is_made_again_by_the_weekly_check() {
    let closed = Closed::with(5).await;
    let root = closed.root("contact_by_done").await;
    let mut bytes = std::fs::read(closed.file()).unwrap();
    // The end of the page is the end of its first cell: another row's number.
    bytes[root * PAGE - 1] ^= 0x7f;
    closed.put(&bytes);
    let book = closed.open().await.unwrap();
    assert!(!book.check().await.unwrap().is_empty(), "the test must harm something");
    assert_eq!(book.check_weekly().await.unwrap(), Some(Health::Mended));
    assert_whole(&book).await;
    assert_eq!(contacts_of(&book).await, closed.contacts);
}

#[tokio::test]
async fn f14_a_search_never_fails_on_the_full_text() {
    for harm in [
        "UPDATE contact_words_data SET block = zeroblob(length(block))",
        "UPDATE contact_words_data SET block = randomblob(40) WHERE id > 10",
        "DELETE FROM contact_words_data WHERE id > 10",
        "DELETE FROM contact_words_data",
        "UPDATE record_words_data SET block = zeroblob(length(block))",
        "DELETE FROM contact_words",
        "INSERT INTO contact_words (rowid, notes, mail) VALUES (5, 'lunes', '')",
    ] {
        let closed = Closed::with(20).await;
        closed.harm(&[harm]).await;
        let book = closed.open().await.unwrap();
        let found = book.search("lunes", 50).await.unwrap_or_else(|error| panic!("{harm}: {error}"));
        let criteria = ContactCriteria { text: Some("lunes".into()), ..ContactCriteria::default() };
        book.contacts(&criteria, StateFilter::All, 0, 50)
            .await
            .unwrap_or_else(|error| panic!("{harm}: {error}"));
        book.contact_counts(&criteria).await.unwrap_or_else(|error| panic!("{harm}: {error}"));
        book.customers("bodegas", 50).await.unwrap_or_else(|error| panic!("{harm}: {error}"));
        let health = book.check_and_mend().await.unwrap_or_else(|error| panic!("{harm}: {error}"));
        assert!(health != Health::Damaged, "{harm}");
        assert_whole(&book).await;
        let after = book.search("lunes", 50).await.unwrap_or_else(|error| panic!("{harm}: {error}"));
        assert!(after.len() >= found.len() && !after.is_empty(), "{harm}");
    }
}

#[tokio::test]
async fn f24_a_newer_book_names_the_version_to_install_and_is_left_byte_for_byte() {
    let closed = Closed::with(5).await;
    closed
        .harm(&["UPDATE local_value SET value = '7.1.0' WHERE key = 'program'", "PRAGMA user_version = 9"])
        .await;
    let before = std::fs::read(closed.file()).unwrap();
    let refusal = closed.open().await.expect_err("a refusal");
    assert_eq!((refusal.code, refusal.detail.as_deref()), (ErrorCode::NewerVersion, Some("7.1.0")));
    assert!(std::fs::read(closed.file()).unwrap() == before);

    // The newer program was killed: only its log says so.
    let closed = Closed::with(5).await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", closed.file().display())).await.unwrap();
    sqlx::query("PRAGMA user_version = 9").execute(&pool).await.unwrap();
    let log = closed.profile().join("hilo.db-wal");
    let (database, kept) = (std::fs::read(closed.file()).unwrap(), std::fs::read(&log).unwrap());
    pool.close().await;
    std::fs::write(closed.file(), &database).unwrap();
    std::fs::write(&log, &kept).unwrap();
    assert_eq!(closed.open().await.expect_err("a refusal").code, ErrorCode::NewerVersion);
    assert!(std::fs::read(closed.file()).unwrap() == database);
    assert!(std::fs::read(&log).unwrap() == kept);
}

/// A book of every schema that there has been, as that version made it; made with `UPDATE_GOLDEN=1`, once.
fn golden(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/schema-{version}.hilo"))
}

#[tokio::test]
async fn f25_the_books_of_every_earlier_schema_open_whole() {
    let newest = store::store::SCHEMA_VERSION;
    if std::env::var_os("UPDATE_GOLDEN").is_some() && !golden(newest).exists() {
        let book = profile().await;
        let sample = app::book::sample::Sample { contacts: 40, customers: 5, seed: 25 };
        book.add_sample(sample, |_| ()).await.unwrap();
        let file = app::attachments::PickedFile::new(
            "Oferta.eml",
            b"From: a@b.example\r\nSubject: Oferta\r\n\r\nTarifa".to_vec(),
        );
        let email = Some(app::contacts::AssumedEmail { file, attach: true, associate: true });
        let field = app::wire::CustomFieldDraft { label: "Pedido".into(), ..Default::default() };
        let field = book.add_custom_field(field).await.unwrap().id;
        let mut draft = draft(&book.customers("", 1).await.unwrap()[0].id);
        draft.custom_fields.insert(field, Some(app::wire::CustomValue::Text("P-1".into())));
        book.save_contact(app::contacts::SaveContact { draft, email, ..Default::default() }).await.unwrap();
        book.backup(&golden(newest)).await.unwrap();
    }
    for version in 1..=newest {
        let folder = tempfile::tempdir().unwrap();
        let into = folder.path().join("perfil");
        let contents = recovery_of(&golden(version), &into).await;
        // Since the third the sample has actions and products, since the fourth kinds, zones, sectors, and there is a
        // field of the team's own.
        let documents = match version {
            1 | 2 => 53,
            3 => 69,
            _ => 85,
        };
        let found = (contents.documents, contents.attachments, contents.missing);
        assert_eq!(found, (documents, 1, 0), "{version}");
        let book = Book::open(&into).await.unwrap();
        assert_eq!(book.contact_counts(&ContactCriteria::default()).await.unwrap().all, 41, "{version}");
        assert_eq!(
            book.search("tarifa", 50).await.unwrap().iter().filter(|hit| hit.kind == "email").count(),
            1
        );
        assert_whole(&book).await;
    }
}

async fn recovery_of(backup: &Path, into: &Path) -> store::backup::Contents {
    app::book::check::restore(backup, into)
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", backup.display()))
}

#[tokio::test]
async fn f25_a_backup_is_made_before_the_schema_is_changed() {
    let closed = Closed::with(5).await;
    closed.harm(&["PRAGMA user_version = 0"]).await;
    assert!(recovery::backups(&closed.profile()).is_empty());
    let book = closed.open().await.unwrap();
    assert_eq!(contacts_of(&book).await, closed.contacts);
    assert_eq!(recovery::backups(&closed.profile()).len(), 1);
}

#[tokio::test]
async fn f11_a_lost_record_is_counted_whatever_its_kind() {
    let closed = Closed::with(3).await;
    let book = closed.open().await.unwrap();
    define(&book, FieldKind::Text, "Pedido").await;
    let zone = CustomerGroupDraft { name: "Norte".into() };
    book.add_customer_group(Grouping::Zone, zone).await.unwrap();
    book.close().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", closed.file().display())).await.unwrap();
    let lost = "DELETE FROM document WHERE kind IN ('custom_field', 'customer_group')";
    let lost = sqlx::query(lost).execute(&pool).await.unwrap().rows_affected();
    pool.close().await;
    assert!(lost >= 2);
    let done = recovery::rescue(&closed.profile()).await.unwrap();
    assert_eq!(u64::from(done.lost), lost, "{done:?}");
}
