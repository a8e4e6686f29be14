//! A shared folder and a book keep the promises that an exchange relies on, as the simulated ones do.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use domain::record_kind::RecordKind;
use replication::keys::DeviceKey;
use replication::names;
use tempfile::TempDir;
use testing::contracts::{carrier, replica_store};

use crate::book::Book;
use crate::team::sync::folder::Folder;
use crate::team::sync::replica_store::SqliteReplicaStore;
use crate::wire::{CustomerDraft, UserDraft};
use crate::work::Work;

const TEAM: [u8; 16] = [1; 16];

fn run(promise: impl Future<Output = ()>) {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(promise);
}

mod folder {
    testing::carrier_promises! { super::Place, super::run }
}

mod store {
    testing::replica_store_promises! { super::Device, super::run }
}

struct Place {
    folder: Folder,
    _place: TempDir,
}

impl carrier::Subject for Place {
    type Carrier<'a> = Folder;

    async fn new() -> Self {
        let place = tempfile::tempdir().expect("a temporary folder");
        let folder = Folder::found(place.path(), TEAM, "").await.expect("a team's folder");
        Self { folder, _place: place }
    }

    fn carrier(&mut self) -> Folder {
        self.folder.clone()
    }

    fn take_away(&mut self) {
        std::fs::remove_dir_all(self.folder.root()).expect("a folder");
    }

    fn lose_marker(&mut self) {
        std::fs::remove_file(self.folder.root().join(names::MARKER)).expect("a marker");
    }
}

/// A profile, and its book while that is open.
struct Device {
    place: TempDir,
    book: Option<Book>,
    customer: Option<String>,
    edits: u32,
}

impl Device {
    fn profile(&self) -> PathBuf {
        self.place.path().join("perfil")
    }

    async fn restarted(&mut self) -> &Book {
        self.close().await;
        self.book.insert(Book::open(&self.profile()).await.expect("the profile just closed"))
    }

    async fn close(&mut self) {
        if let Some(book) = self.book.take() {
            book.close().await;
        }
    }
}

impl replica_store::Subject for Device {
    type Store<'a> = SqliteReplicaStore<'a>;

    async fn new() -> Self {
        let place = tempfile::tempdir().expect("a temporary folder");
        let user = UserDraft { name: "Marta".into(), emails: Vec::new() };
        let book = Book::init(&place.path().join("perfil"), user).await.expect("a new profile");
        Self { place, book: Some(book), customer: None, edits: 0 }
    }

    async fn open(&mut self) -> SqliteReplicaStore<'_> {
        SqliteReplicaStore {
            book: self.restarted().await,
            key: DeviceKey::of(&[2; 32]),
            team: TEAM,
            carrier: 1,
            kind_of: RecordKind::of_code,
            work: Work::default(),
            told: 0,
            sealing: Vec::new(),
            unsent: VecDeque::new(),
        }
    }

    async fn edit(&mut self) {
        self.edits += 1;
        let code = Some(self.edits.to_string());
        let draft = CustomerDraft { name: "Bodegas Ejemplo".into(), code, ..CustomerDraft::default() };
        let known = self.customer.clone();
        let book = self.restarted().await;
        match known {
            None => self.customer = Some(book.add_customer(draft).await.expect("a customer").id),
            Some(id) => {
                let (_, base) = book.customer_draft(&id, None).await.expect("a customer's draft");
                book.edit_customer(&id, draft, Some(&base)).await.expect("an edit");
            }
        }
    }

    async fn holds(&mut self, change: [u8; 32]) -> bool {
        let all = self.restarted().await.changes().await.expect("changes");
        let mut hashes =
            all.iter().flat_map(|one| &one.changes).filter_map(|c| documents::merging::hash_of(c));
        hashes.any(|hash| hash == change)
    }

    async fn back_up(&mut self) {
        self.close().await;
        copy(&self.profile(), &self.place.path().join("copia"));
    }

    async fn put_back(&mut self) {
        self.close().await;
        copy(&self.place.path().join("copia"), &self.profile());
    }
}

/// The files of a folder, in place of those that another one has.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten().filter(|entry| entry.path().is_file()) {
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}
