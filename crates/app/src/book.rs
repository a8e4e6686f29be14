//! A book: everything that one profile knows, opened by one person on one machine.

use std::path::Path;

use documents::provenance::Actor;
use domain::id::UserId;
use domain::user::User;
use sha2::{Digest, Sha256};
use store::blobs::Blobs;
use store::local;
use store::store::Store;
use uuid::Uuid;

use crate::error::{AppError, ErrorCode};
use crate::wire::UserDraft;

#[derive(Debug, Clone)]
pub struct Book {
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) identity: Identity,
}

/// Who writes here. The actor belongs to an incarnation: a restored profile gets another (records.md 17).
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) device: Uuid,
    pub(crate) actor: Actor,
    pub(crate) user: UserId,
}

impl Book {
    /// Makes a new profile for its first user. Refuses a folder that holds one.
    pub async fn init(folder: &Path, user: UserDraft) -> Result<Self, AppError> {
        let user = User { name: user.name, emails: user.emails }.check()?;
        let store = Store::create(folder).await?;
        let (device, user_id) = (Uuid::new_v4(), UserId(Uuid::now_v7()));
        let mut tx = store.write().await?;
        local::set(&mut tx, "device", &device.to_string()).await?;
        local::set(&mut tx, "user", &user_id.to_string()).await?;
        let actor = incarnate(&mut tx, device).await?;
        tx.commit().await.map_err(store::error::StoreError::from)?;
        let identity = Identity { device, actor, user: user_id };
        let book = Self { blobs: Blobs::of(folder), store, identity };
        book.add_first_user(&user).await?;
        // Only now is there a profile: whole, or not at all.
        book.store.settle(folder).await?;
        Self::open(folder).await
    }

    /// Opens a profile. Whatever cannot be opened is left as it is.
    pub async fn open(folder: &Path) -> Result<Self, AppError> {
        let store = Store::open(folder).await?;
        let damaged = || AppError::new(ErrorCode::Damaged).with_detail("the profile has no identity");
        let read = async |key: &str| -> Result<Option<Uuid>, AppError> {
            Ok(store.local(key).await?.and_then(|text| text.parse().ok()))
        };
        let device = read("device").await?.ok_or_else(damaged)?;
        let user = UserId(read("user").await?.ok_or_else(damaged)?);
        let actor = match read("incarnation").await? {
            Some(incarnation) => actor_of(device, incarnation),
            None => {
                let mut tx = store.write().await?;
                let actor = incarnate(&mut tx, device).await?;
                tx.commit().await.map_err(store::error::StoreError::from)?;
                actor
            }
        };
        let book = Self { blobs: Blobs::of(folder), store, identity: Identity { device, actor, user } };
        book.refresh_bin().await?;
        Ok(book)
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

async fn incarnate(tx: &mut store::store::Write, device: Uuid) -> Result<Actor, AppError> {
    let incarnation = Uuid::new_v4();
    let actor = actor_of(device, incarnation);
    local::set(tx, "incarnation", &incarnation.to_string()).await?;
    local::know_actor(tx, actor.0, &device.to_string()).await?;
    Ok(actor)
}

/// sync.md 5.3: the Automerge actor is a hash of device and incarnation.
fn actor_of(device: Uuid, incarnation: Uuid) -> Actor {
    let digest =
        Sha256::new().chain_update(device.as_bytes()).chain_update(incarnation.as_bytes()).finalize();
    let mut actor = [0; 16];
    actor.copy_from_slice(&digest[..16]);
    Actor(actor)
}
