//! What colleagues changed, on its way into a batch: the decisions are `documents::intake`'s, the tables are ours.

use documents::document::ChangeBytes;
use documents::intake::{self, Aside, Came, DeviceId, Who, Why};
use documents::merging::actor_of;
use documents::provenance::Actor;
use domain::record_kind::RecordKind;
use store::local;
use store::team::{self, Aside as Row};
use uuid::Uuid;

use crate::book::batch::Batch;
use crate::book::project::genesis;
use crate::error::{AppError, ErrorCode};

/// Why a change is in no document, as the column says.
pub(crate) const WAITS: i32 = 0;
pub(crate) const DOUBLED: i32 = 1;
pub(crate) const NOT_THEIRS: i32 = 2;

impl Batch {
    /// Takes changes of one record in. False where some of it is no change at all, or the record is damaged here: what
    /// is readable was taken in or put aside all the same. `who` learns nothing but what the tables know.
    pub(crate) async fn take_in(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        came: &[Came],
        who: &mut Who,
    ) -> Result<bool, AppError> {
        let rows = team::aside_of(&mut self.tx, id).await?;
        let had_aside = !rows.is_empty();
        let known: Vec<Aside> = rows.into_iter().filter_map(aside).collect();
        let mut document = match self.stored(id).await {
            Ok(Some((found, document))) if found == kind => document,
            Ok(None) => genesis(kind),
            // Another kind under this identity, or a damaged record: nothing of it is lost, it waits.
            Ok(Some(_)) => return self.keep_aside(kind, id, came, known).await,
            Err(error) if error.code == ErrorCode::Damaged => {
                return self.keep_aside(kind, id, came, known).await;
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
        let taken = intake::take_in(&mut document, came, known, who, &self.author)?;
        for (actor, was_known) in actors.iter().zip(before) {
            if let (false, Some(device)) = (was_known, who.devices.get(actor)) {
                local::claim_actor(&mut self.tx, actor.0, &Uuid::from_bytes(*device).to_string()).await?;
            }
        }
        if taken.is_changed {
            self.touch(kind, id, document, taken.written);
        }
        if had_aside || !taken.aside.is_empty() {
            let rows: Vec<Row> = taken.aside.into_iter().map(|aside| row(kind, id, aside)).collect();
            team::set_aside(&mut self.tx, id, &rows).await?;
        }
        Ok(taken.refused == 0)
    }

    async fn look_up(&mut self, actor: Actor, who: &mut Who) -> Result<(), AppError> {
        if who.devices.contains_key(&actor) {
            return Ok(());
        }
        let device = local::device_of(&mut self.tx, actor.0).await?;
        if let Some(device) = device.and_then(|text| text.parse::<Uuid>().ok()) {
            who.devices.insert(actor, device.into_bytes());
        }
        Ok(())
    }

    async fn keep_aside(
        &mut self,
        kind: RecordKind,
        id: Uuid,
        came: &[Came],
        known: Vec<Aside>,
    ) -> Result<bool, AppError> {
        let all = intake::keep_aside(came, known);
        let rows: Vec<Row> = all.into_iter().map(|aside| row(kind, id, aside)).collect();
        team::set_aside(&mut self.tx, id, &rows).await?;
        Ok(false)
    }
}

fn aside(row: Row) -> Option<Aside> {
    Some(Aside {
        change: ChangeBytes { hash: row.hash.try_into().ok()?, bytes: row.bytes },
        why: match row.why {
            DOUBLED => Why::Doubled,
            NOT_THEIRS => Why::NotTheirs,
            _ => Why::Waits,
        },
        is_said_again: row.is_said_again,
        from: <DeviceId>::try_from(row.device).ok(),
    })
}

fn row(kind: RecordKind, id: Uuid, aside: Aside) -> Row {
    Row {
        document: id,
        hash: aside.change.hash.to_vec(),
        kind: kind.key().to_owned(),
        why: match aside.why {
            Why::Waits => WAITS,
            Why::Doubled => DOUBLED,
            Why::NotTheirs => NOT_THEIRS,
        },
        is_said_again: aside.is_said_again,
        device: aside.from.map(|device| device.to_vec()).unwrap_or_default(),
        bytes: aside.change.bytes,
    }
}
