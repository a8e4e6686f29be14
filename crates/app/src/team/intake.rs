//! What colleagues changed, on its way into a batch: the decisions are `documents::intake`'s, the tables are ours.

use documents::document::ChangeBytes;
use documents::intake::{self, ActorDirectory, DeviceId, IncomingChange, ParkedChange, ParkedReason};
use documents::merging::actor_of;
use documents::provenance::Actor;
use domain::record_kind::RecordKind;
use store::local;
use store::team::{self, ParkedRow};
use uuid::Uuid;

use crate::book::batch::Batch;
use crate::book::project::genesis;
use crate::error::{AppError, ErrorCode};

/// Why a change is in no document, as the column says.
pub(crate) const WAITS: i32 = 0;
pub(crate) const FORKED: i32 = 1;
pub(crate) const NOT_THEIRS: i32 = 2;

impl Batch {
    /// Takes changes of one record in. False where some of it is no change at all, or the record is damaged here: what
    /// is readable was taken in or put aside all the same. `who` learns nothing but what the tables know.
    pub(crate) async fn apply_remote(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        came: &[IncomingChange],
        who: &mut ActorDirectory,
    ) -> Result<bool, AppError> {
        let rows = team::parked_of(&mut self.tx, id).await?;
        let had_aside = !rows.is_empty();
        let known: Vec<ParkedChange> = rows.into_iter().filter_map(aside).collect();
        let mut document = match self.stored(id).await {
            Ok(Some((found, document))) if found == kind => document,
            Ok(None) => genesis(kind),
            // Another kind under this identity, or a damaged record: nothing of it is lost, it waits.
            Ok(Some(_)) => return self.park(kind, id, came, known).await,
            Err(error) if error.code == ErrorCode::Damaged => {
                return self.park(kind, id, came, known).await;
            }
            Err(error) => return Err(error),
        };
        let bytes =
            came.iter().map(|change| &change.bytes).chain(known.iter().map(|aside| &aside.change.bytes));
        let actors: Vec<Actor> = bytes.filter_map(|bytes| actor_of(bytes)).collect();
        for actor in &actors {
            self.look_up(*actor, who).await?;
        }
        let before: Vec<bool> = actors.iter().map(|actor| who.devices.contains_key(actor)).collect();
        let taken = intake::apply(&mut document, came, known, who, &self.author)?;
        for (actor, was_known) in actors.iter().zip(before) {
            if let (false, Some(device)) = (was_known, who.devices.get(actor)) {
                local::claim_actor(&mut self.tx, actor.0, &Uuid::from_bytes(*device).to_string()).await?;
            }
        }
        if taken.is_changed {
            self.touch(kind, id, document, taken.written);
        }
        if had_aside || !taken.aside.is_empty() {
            let rows: Vec<ParkedRow> = taken.aside.into_iter().map(|aside| row(kind, id, aside)).collect();
            team::park(&mut self.tx, id, &rows).await?;
        }
        Ok(taken.refused == 0)
    }

    async fn look_up(&mut self, actor: Actor, who: &mut ActorDirectory) -> Result<(), AppError> {
        if who.devices.contains_key(&actor) {
            return Ok(());
        }
        let device = local::device_of(&mut self.tx, actor.0).await?;
        if let Some(device) = device.and_then(|text| text.parse::<Uuid>().ok()) {
            who.devices.insert(actor, device.into_bytes());
        }
        Ok(())
    }

    async fn park(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        came: &[IncomingChange],
        known: Vec<ParkedChange>,
    ) -> Result<bool, AppError> {
        let all = intake::park(came, known);
        let rows: Vec<ParkedRow> = all.into_iter().map(|aside| row(kind, id, aside)).collect();
        team::park(&mut self.tx, id, &rows).await?;
        Ok(false)
    }
}

fn aside(row: ParkedRow) -> Option<ParkedChange> {
    Some(ParkedChange {
        change: ChangeBytes { hash: row.hash.try_into().ok()?, bytes: row.bytes },
        why: match row.why {
            FORKED => ParkedReason::Forked,
            NOT_THEIRS => ParkedReason::NotTheirs,
            _ => ParkedReason::Waits,
        },
        is_reissued: row.is_reissued,
        from: <DeviceId>::try_from(row.device).ok(),
    })
}

fn row(kind: RecordKind, id: Uuid, aside: ParkedChange) -> ParkedRow {
    ParkedRow {
        document: id,
        hash: aside.change.hash.to_vec(),
        kind: kind.key().to_owned(),
        why: match aside.why {
            ParkedReason::Waits => WAITS,
            ParkedReason::Forked => FORKED,
            ParkedReason::NotTheirs => NOT_THEIRS,
        },
        is_reissued: aside.is_reissued,
        device: aside.from.map(|device| device.to_vec()).unwrap_or_default(),
        bytes: aside.change.bytes,
    }
}
