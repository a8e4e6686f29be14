//! What colleagues changed, on its way into documents: whose it is, what waits, what is put aside.

use std::collections::{BTreeMap, BTreeSet};

use documents::document::{ChangeBytes, Document};
use documents::merging::Aside;
use documents::provenance::Actor;
use store::landing::Kind;
use store::local;
use store::team::{self, Aside as Stored};
use uuid::Uuid;

use crate::batch::Batch;
use crate::error::{AppError, ErrorCode};
use crate::project::genesis;

/// A change as it came; `from` is the device that published it, none where there is no team.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) bytes: Vec<u8>,
    pub(crate) from: Option<Uuid>,
}

/// Who may publish in whose name: the devices of one person in each other's, nobody else.
#[derive(Debug, Default)]
pub(crate) struct Rights {
    pub(crate) users: BTreeMap<Uuid, [u8; 16]>,
}

/// Why a change is in no document, as the column says.
pub(crate) const WAITS: i32 = 0;
pub(crate) const DOUBLED: i32 = 1;
pub(crate) const NOT_THEIRS: i32 = 2;

impl Rights {
    fn allow(&self, from: Uuid, author: Uuid) -> bool {
        from == author || (self.users.contains_key(&from) && self.users.get(&from) == self.users.get(&author))
    }
}

impl Batch {
    /// Takes changes of one record in. False where some of it is no change at all, or the record is damaged here: what
    /// is readable was taken in or put aside all the same.
    pub(crate) async fn take_in(
        &mut self,
        kind: Kind,
        id: Uuid,
        came: &[Came],
        rights: &Rights,
    ) -> Result<bool, AppError> {
        let known = team::aside_of(&mut self.tx, id).await?;
        let mut asides: Vec<Stored> = Vec::new();
        let mut sources: BTreeMap<Vec<u8>, Option<Uuid>> = BTreeMap::new();
        let mut theirs: Vec<Vec<u8>> = Vec::new();
        for change in came {
            sources.insert(change.bytes.clone(), change.from);
            match self.is_theirs(change, rights).await? {
                true => theirs.push(change.bytes.clone()),
                false => asides.extend(forged(kind, id, change)),
            }
        }
        let (set_apart, open): (Vec<Stored>, Vec<Stored>) =
            known.into_iter().partition(|aside| aside.why == NOT_THEIRS);
        asides.extend(set_apart);
        let mut document = match self.stored(id).await {
            Ok(Some((found, document))) if found == kind => document,
            Ok(None) => genesis(kind),
            // Another kind under this identity, or a damaged record: nothing of it is lost, it waits.
            Ok(Some(_)) => return self.keep_aside(kind, id, theirs, &sources, asides, open).await,
            Err(error) if error.code == ErrorCode::Damaged => {
                return self.keep_aside(kind, id, theirs, &sources, asides, open).await;
            }
            Err(error) => return Err(error),
        };
        let waiting: Vec<Vec<u8>> = open.iter().map(|aside| aside.bytes.clone()).collect();
        let merged = document.merge(&theirs, &waiting);
        let said: BTreeSet<&[u8]> =
            open.iter().filter(|aside| aside.is_said_again).map(|aside| aside.hash.as_slice()).collect();
        let again = self.say_again(&mut document, &merged.aside, &said).await?;
        asides.extend(merged.aside.iter().map(|aside| {
            let from = sources.get(&aside.change.bytes).copied().flatten();
            let is_said_again = aside.is_doubled && self.is_ours_to_say(aside, &again.1);
            stored(kind, id, aside, from, is_said_again || said.contains(aside.change.hash.as_slice()))
        }));
        if merged.is_changed || !again.0.is_empty() {
            self.touch(kind, id, document, again.0);
        }
        if !asides.is_empty() || !open.is_empty() {
            team::set_aside(&mut self.tx, id, &asides).await?;
        }
        Ok(merged.refused == 0)
    }

    fn is_ours_to_say(&self, aside: &Aside, ours: &BTreeSet<Actor>) -> bool {
        aside.actor.is_some_and(|actor| ours.contains(&actor))
    }

    /// A change is its publisher's, or of somebody whom nobody knows: a member does not speak for another.
    async fn is_theirs(&mut self, change: &Came, rights: &Rights) -> Result<bool, AppError> {
        let Some(from) = change.from else { return Ok(true) };
        // What cannot be read is judged by whoever reads it.
        let Some(actor) = documents::merging::actor_of(&change.bytes) else { return Ok(true) };
        let author = local::device_of(&mut self.tx, actor.0).await?.and_then(|text| text.parse().ok());
        match author {
            Some(author) => Ok(rights.allow(from, author)),
            None => {
                local::claim_actor(&mut self.tx, actor.0, &from.to_string()).await?;
                Ok(true)
            }
        }
    }

    /// What this installation wrote under a name that it shares with another, under its own.
    async fn say_again(
        &mut self,
        document: &mut Document,
        asides: &[Aside],
        said: &BTreeSet<&[u8]>,
    ) -> Result<(Vec<ChangeBytes>, BTreeSet<Actor>), AppError> {
        let mut ours = BTreeSet::new();
        let doubled: Vec<&Aside> = asides.iter().filter(|aside| aside.is_doubled).collect();
        if doubled.is_empty() {
            return Ok((Vec::new(), ours));
        }
        let device = local::get(&mut self.tx, "device").await?;
        for aside in &doubled {
            let Some(actor) = aside.actor else { continue };
            // Under the name that is still in use nothing is said again: the exchange first begins another life.
            let is_own = local::device_of(&mut self.tx, actor.0).await? == device;
            if is_own && actor != self.author.actor && !said.contains(aside.change.hash.as_slice()) {
                ours.insert(actor);
            }
        }
        if ours.is_empty() {
            return Ok((Vec::new(), ours));
        }
        let bytes: Vec<Vec<u8>> = doubled
            .iter()
            .filter(|aside| !said.contains(aside.change.hash.as_slice()))
            .map(|aside| aside.change.bytes.clone())
            .collect();
        let written = document.say_again(&bytes, |actor| ours.contains(&actor), &self.author)?;
        Ok((written, ours))
    }

    async fn keep_aside(
        &mut self,
        kind: Kind,
        id: Uuid,
        theirs: Vec<Vec<u8>>,
        sources: &BTreeMap<Vec<u8>, Option<Uuid>>,
        mut asides: Vec<Stored>,
        open: Vec<Stored>,
    ) -> Result<bool, AppError> {
        asides.extend(open);
        for bytes in theirs {
            let Some(hash) = documents::merging::hash_of(&bytes) else { continue };
            let device = sources.get(&bytes).copied().flatten();
            asides.push(Stored {
                document: id,
                hash: hash.to_vec(),
                kind: kind.as_str().to_owned(),
                why: WAITS,
                is_said_again: false,
                device: device.map(|device| device.as_bytes().to_vec()).unwrap_or_default(),
                bytes,
            });
        }
        team::set_aside(&mut self.tx, id, &asides).await?;
        Ok(false)
    }
}

fn stored(kind: Kind, id: Uuid, aside: &Aside, from: Option<Uuid>, is_said_again: bool) -> Stored {
    Stored {
        document: id,
        hash: aside.change.hash.to_vec(),
        kind: kind.as_str().to_owned(),
        why: if aside.is_doubled { DOUBLED } else { WAITS },
        is_said_again,
        device: from.map(|device| device.as_bytes().to_vec()).unwrap_or_default(),
        bytes: aside.change.bytes.clone(),
    }
}

fn forged(kind: Kind, id: Uuid, change: &Came) -> Option<Stored> {
    let hash = documents::merging::hash_of(&change.bytes)?;
    Some(Stored {
        document: id,
        hash: hash.to_vec(),
        kind: kind.as_str().to_owned(),
        why: NOT_THEIRS,
        is_said_again: false,
        device: change.from.map(|device| device.as_bytes().to_vec()).unwrap_or_default(),
        bytes: change.bytes.clone(),
    })
}
