//! A book: everything that one profile knows, opened by one person on one machine.

pub mod batch;
pub mod bin;
pub mod check;
pub(crate) mod fingerprint;
pub mod history;
pub(crate) mod identity;
pub mod maintenance;
pub mod preferences;
pub(crate) mod project;
pub(crate) mod record_names;
pub mod recovery;
pub mod report;
pub mod sample;
pub mod search;
pub mod undo;

use std::path::Path;
use std::sync::{Arc, Mutex};

use domain::id::UserId;
use domain::record_kind::RecordKind;
use domain::user::User;
use serde::Serialize;
use specta::Type;
use store::blobs::Blobs;
use store::error::StoreError;
use store::local;
use store::store::Store;
use uuid::Uuid;

use crate::book::identity::{Identity, TEAM, incarnate};
use crate::error::{AppError, ErrorCode};
use crate::team::keys::Keys;
use crate::team::sync::watch::Watch;
use crate::wire::UserDraft;

#[derive(Debug, Clone)]
pub struct Book {
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) identity: Identity,
    pub(crate) keys: Keys,
    pub(crate) watch: Arc<Mutex<Option<Watch>>>,
    /// Which kinds of records in segments it knows: `RecordKind::of_code`.
    pub(crate) kind_of: fn(u8) -> Option<RecordKind>,
    is_mended: bool,
}

/// How a book opened, when it is not as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The folder or the file cannot be written: everything can be looked up, nothing saved.
    ReadOnly,
    /// The log of the last commands was taken away; what they saved may be missing.
    LogMissing,
    /// What is derived was damaged, and was made again from the documents.
    Mended,
    /// A later check found damage that only a backup can bring back; what can be read is shown.
    Damaged,
}

impl Book {
    /// Exchanges as a version that knows fewer kinds of records does, for tests of what it leaves for later.
    #[doc(hidden)]
    pub fn exchange_as(&mut self, kind_of: fn(u8) -> Option<RecordKind>) {
        self.kind_of = kind_of;
    }

    fn of(folder: &Path, store: Store, identity: Identity, is_mended: bool) -> Self {
        Self {
            blobs: Blobs::of(folder),
            store,
            identity,
            keys: Keys::of(folder),
            watch: Arc::default(),
            kind_of: RecordKind::of_code,
            is_mended,
        }
    }

    /// Makes a new profile for its first user. Refuses a folder that holds one.
    pub async fn init(folder: &Path, user: UserDraft) -> Result<Self, AppError> {
        let user = User { name: user.name, emails: user.emails }.check()?;
        let store = Store::create(folder).await?;
        let (device, user_id) = (Uuid::new_v4(), UserId(Uuid::now_v7()));
        let mut tx = store.write().await?;
        local::set(&mut tx, "device", &device.to_string()).await?;
        local::set(&mut tx, "user", &user_id.to_string()).await?;
        incarnate(&mut tx, device).await?;
        tx.commit().await.map_err(StoreError::from)?;
        let identity = Identity { device, user: user_id };
        let book = Self::of(folder, store, identity, false);
        book.add_first_user(&user).await?;
        // Only now is there a profile: whole, or not at all.
        book.store.settle(folder).await?;
        Self::open(folder).await
    }

    /// Opens a profile. Whatever cannot be opened is left as it is.
    pub async fn open(folder: &Path) -> Result<Self, AppError> {
        let (store, is_mended) = match Store::open(folder).await {
            Err(what @ StoreError::DerivedDamaged(_)) => {
                recovery::mend(folder, &what).await?;
                (Store::open(folder).await?, true)
            }
            opened => (opened?, false),
        };
        let damaged = || AppError::new(ErrorCode::Damaged).with_detail("the profile has no identity");
        let read = async |key: &str| -> Result<Option<Uuid>, AppError> {
            Ok(store.local(key).await?.and_then(|text| text.parse().ok()))
        };
        let mut device = read("device").await?.ok_or_else(damaged)?;
        let user = UserId(read("user").await?.ok_or_else(damaged)?);
        let is_moved = !store.is_read_only() && fingerprint::is_another(&store, folder).await?;
        let has_life = read("incarnation").await?.is_some();
        if !store.is_read_only() && (is_moved || !has_life) {
            device = settle_here(&store, folder, device).await.map_err(|error| match error.code {
                // The file can be written, and its header says that it must not.
                ErrorCode::ReadOnly => AppError::new(ErrorCode::Damaged).with_detail(error),
                _ => error,
            })?;
        }
        let identity = Identity { device, user };
        let book = Self::of(folder, store, identity, is_mended);
        if !book.store.is_read_only() {
            book.refresh_bin().await?;
        }
        Ok(book)
    }

    /// What its user should know about how it opened.
    pub fn notices(&self) -> Vec<Notice> {
        let notices = [
            (self.store.is_read_only(), Notice::ReadOnly),
            (self.store.is_log_missing(), Notice::LogMissing),
            (self.is_mended, Notice::Mended),
        ];
        notices.into_iter().filter_map(|(is_so, notice)| is_so.then_some(notice)).collect()
    }

    pub fn device(&self) -> Uuid {
        self.identity.device
    }

    pub fn current_user(&self) -> UserId {
        self.identity.user
    }

    /// Waits until everything is in one file, as far as nobody else has it open.
    pub async fn close(self) {
        self.store.close().await;
    }
}

/// A copy of the folder is another installation: before there is a team, and where its key is not, under another name too.
async fn settle_here(store: &Store, folder: &Path, mut device: Uuid) -> Result<Uuid, AppError> {
    let mut tx = store.write().await?;
    if store.local(TEAM).await?.is_none() || !Keys::of(folder).are_here(device).await {
        device = Uuid::new_v4();
        local::set(&mut tx, "device", &device.to_string()).await?;
    }
    incarnate(&mut tx, device).await?;
    fingerprint::remember(&mut tx, folder).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(device)
}
