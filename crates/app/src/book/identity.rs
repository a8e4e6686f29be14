//! Whose a profile is: its device, its user, its incarnation and its team.

use documents::provenance::Actor;
use domain::id::UserId;
use sha2::{Digest, Sha256};
use store::connection::Write;
use store::local;
use uuid::Uuid;

use crate::error::{AppError, ErrorCode};

/// Under which the team that this profile belongs to is kept.
pub(crate) const TEAM: &str = "team";

/// Who writes here. The actor belongs to an incarnation, which each command reads: another program, or an exchange that
/// met a clone, may have begun another (records.md 17).
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) device: Uuid,
    pub(crate) user: UserId,
}

/// Begins another life of this installation.
pub(crate) async fn incarnate(tx: &mut Write, device: Uuid) -> Result<Uuid, AppError> {
    let incarnation = Uuid::new_v4();
    local::set(tx, "incarnation", &incarnation.to_string()).await?;
    local::know_actor(tx, actor_of(device, incarnation).0, &device.to_string()).await?;
    Ok(incarnation)
}

/// The life that this installation is in, as this command sees it.
pub(crate) async fn incarnation(tx: &mut Write) -> Result<Uuid, AppError> {
    let text = local::get(tx, "incarnation").await?;
    let damaged = || AppError::new(ErrorCode::Damaged).with_detail("the profile has no incarnation");
    text.and_then(|text| text.parse().ok()).ok_or_else(damaged)
}

/// The Automerge actor is a hash of device and incarnation (records.md 17).
pub(crate) fn actor_of(device: Uuid, incarnation: Uuid) -> Actor {
    let digest =
        Sha256::new().chain_update(device.as_bytes()).chain_update(incarnation.as_bytes()).finalize();
    let mut actor = [0; 16];
    actor.copy_from_slice(&digest[..16]);
    Actor(actor)
}
