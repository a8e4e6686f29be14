//! Exchanging with the team through its folders, and how this device stands to the others.

#[cfg(test)]
mod contracts;
pub(crate) mod folder;
pub(crate) mod replica_store;
pub(crate) mod watch;

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::refusal::Reason;
use replication::exchange::{ExchangeError, Report, exchange};
use replication::head::Head;
use replication::host::{Carrier as _, Fault, FileClass, SegmentStatus, StoredSegment};
use replication::names;
use replication::segment::{Device, Incarnation};
use replication::team::{MembershipStatus, Team};
use store::error::StoreError;
use store::local;
use store::team::{self as kept, Carrier};
use uuid::Uuid;

use crate::book::Book;
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::limits::{CONFLICTS_MAX, QUARANTINED_MAX};
use crate::team::WORDS;
use crate::team::intake::{FORKED, NOT_THEIRS, WAITS};
use crate::team::sync::folder::{Folder, of_carrier};
use crate::team::sync::replica_store::{SqliteReplicaStore, held, note, read_head};
use crate::team::sync::watch::Watch;
use crate::wire;
use crate::work::Work;

/// How long an exchange waits for one of another program on this profile (`profile_in_use`).
const IN_USE_AFTER: Duration = Duration::from_secs(5);
/// A folder that changes all the time is not looked at all the time.
const HINT_AFTER: Duration = Duration::from_secs(2);

impl Book {
    /// Whether a folder of the team hinted at a change since this was last asked. The first question begins the watching.
    pub async fn take_folder_hint(&self) -> bool {
        let carriers = self.store.carriers().await.unwrap_or_default();
        let places: Vec<PathBuf> =
            carriers.into_iter().filter(|one| !one.is_paused).map(|one| one.place.into()).collect();
        let Ok(mut watch) = self.watch.lock() else { return false };
        match watch.as_ref().filter(|watch| watch.places == places) {
            Some(watch) => watch.take_hint(),
            None => {
                *watch = Some(Watch::over(places));
                false
            }
        }
    }

    /// One exchange with a folder, which is remembered, or with every one that is.
    ///
    /// # Errors
    /// `no_team`, `not_member`, `invite_used`, `invite_expired`, `folder_missing`, `folder_foreign`, `folder_refused`,
    /// `passphrase_needed`: nothing was written there, and what is saved here is safe.
    pub async fn sync(&self, place: Option<&Path>, work: &Work) -> Result<wire::Synced, AppError> {
        let report = self.exchanged(place, work).await?;
        Ok(synced(&report, self.conflict_count().await?))
    }

    async fn exchanged(&self, place: Option<&Path>, work: &Work) -> Result<Report, AppError> {
        let team = self.team_id().await?.ok_or(AppError::new(ErrorCode::NoTeam))?;
        let _turn = self.take_turn().await?;
        let carriers = match place {
            Some(place) => {
                self.require_apart(place)?;
                let folder = Folder::find(place, team).await?;
                vec![self.remember(folder.root()).await?]
            }
            None => self.store.carriers().await?.into_iter().filter(|carrier| !carrier.is_paused).collect(),
        };
        if carriers.is_empty() {
            return Err(AppError::invalid("folder", Reason::Required));
        }
        let mut all: Option<Report> = None;
        let mut refused = None;
        for carrier in &carriers {
            let done = self.exchange_with(carrier, team, work).await;
            self.remember_outcome(carrier, done.as_ref().err()).await?;
            if let Ok(report) = &done {
                self.remember_files(carrier, report.blobs_unpublished).await?;
            }
            match done {
                Ok(report) => all = Some(all.map_or(report.clone(), |all| added(all, report))),
                // Another folder may do.
                Err(error) if is_of_folder(error.code) => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        let report = match (all, refused) {
            (None, Some(error)) => return Err(error),
            (report, _) => report.unwrap_or_default(),
        };
        if report.is_waiting {
            if let Err(error) = self.require_hope().await {
                for carrier in &carriers {
                    self.remember_outcome(carrier, Some(&error)).await?;
                }
                return Err(error);
            }
        } else {
            self.settle_in().await?;
        }
        Ok(report)
    }

    /// Whether there is somebody to exchange with, and a key to do it.
    pub async fn can_sync(&self) -> bool {
        let has_team = matches!(self.team_id().await, Ok(Some(_)));
        let has_folder =
            self.store.carriers().await.is_ok_and(|all| all.iter().any(|carrier| !carrier.is_paused));
        has_team && has_folder && self.keys.open(self.identity.device).await.is_ok()
    }

    /// Whether something is saved here that nobody was given yet.
    pub async fn has_unsent(&self) -> bool {
        self.store.unsent().await.is_ok_and(|unsent| unsent > 0)
    }

    /// Waits for something to exchange: a change of ours, a hint from a folder, or as long as this.
    pub async fn wait_for_work(&self, at_most: Duration) {
        let before = self.store.unsent().await.unwrap_or(0);
        let began = std::time::Instant::now();
        while began.elapsed() < at_most {
            tokio::time::sleep(Duration::from_millis(250).min(at_most)).await;
            let is_ours = self.store.unsent().await.is_ok_and(|unsent| unsent > before);
            // A file that has just appeared is seldom whole.
            let is_theirs = began.elapsed() >= HINT_AFTER && self.take_folder_hint().await;
            if is_ours || is_theirs {
                return;
            }
        }
    }

    /// Publishes what this device wrote into the team's log, and whatever else goes with it.
    ///
    /// # Errors
    /// Where no folder took the entries: they are kept, and tried again with the next exchange.
    pub async fn publish(&self) -> Result<(), AppError> {
        let mut tries = 0;
        loop {
            match self.exchanged(None, &Work::default()).await {
                // An exchange in the background is on its way out.
                Err(error) if error.code == ErrorCode::ProfileInUse && tries < 6 => tries += 1,
                Err(error) => return Err(error),
                Ok(report) if report.entries_unpublished > 0 => {
                    let error = AppError::new(ErrorCode::FolderRefused);
                    return Err(match report.trouble {
                        Some(trouble) => of_carrier(trouble),
                        None => error,
                    });
                }
                Ok(_) => return Ok(()),
            }
        }
    }

    /// How this device stands to the others; asks nobody, and waits for nothing.
    pub async fn sync_status(&self) -> Result<wire::SyncStatus, AppError> {
        let carriers = self.store.carriers().await?;
        let segments = self.store.segments().await?;
        let held: Vec<StoredSegment> = segments.iter().filter_map(held).collect();
        let changes: BTreeMap<_, i64> =
            segments.into_iter().map(|segment| (segment.id, segment.changes)).collect();
        let team = self.team().await?;
        let unsealed = self.store.unsent().await?;
        let (unshared, are_shared) = self.unshared(&held, &carriers).await?;
        let sealed: i64 = unshared.iter().filter_map(|held| changes.get(&held.id.0[..])).sum();
        let unpublished = unsealed + u32::try_from(sealed).unwrap_or(u32::MAX);
        let heads: Vec<Head> = self.store.heads().await?.iter().filter_map(read_head).collect();
        let devices =
            team.as_ref().map(|team| self.devices(team, &heads, &held, &changes)).unwrap_or_default();
        Ok(wire::SyncStatus {
            all_shared: team.is_some()
                && unsealed == 0
                && are_shared
                && self.are_files_shared(&carriers).await?,
            unpublished,
            devices,
            team: self.team_status(team.as_ref()).await?,
            folders: self.folder_statuses(carriers.clone()).await?,
            quarantine: self.quarantine(&carriers, team.as_ref(), &held).await?,
            conflicts: self.conflict_count().await?,
            is_locked: self.team_id().await?.is_some() && self.keys.open(self.identity.device).await.is_err(),
        })
    }

    /// Nothing is read from a folder or written to it until it is taken up again.
    pub async fn pause_folder(&self, folder: u32, is_paused: bool) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        kept::pause_carrier(&mut tx, folder.into(), is_paused).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Lets go of a folder; what is in it stays there.
    pub async fn forget_folder(&self, folder: u32) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        kept::drop_carrier(&mut tx, folder.into()).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Shares through another folder too, where the team has none yet.
    pub async fn add_folder(&self, place: &Path) -> Result<(), AppError> {
        let team = self.team_id().await?.ok_or(AppError::new(ErrorCode::NoTeam))?;
        self.require_apart(place)?;
        let folder = match Folder::find(place, team).await {
            Err(error) if error.code == ErrorCode::FolderMissing && place.is_dir() => {
                Folder::found(place, team, crate::team::README).await?
            }
            found => found?,
        };
        self.remember(folder.root()).await.map(|_| ())
    }

    /// Tries a folder out: reading, writing, and whether two files of one name are kept apart.
    pub async fn check_folder(&self, folder: u32) -> Result<wire::FolderCheck, AppError> {
        let team = self.team_id().await?.ok_or(AppError::new(ErrorCode::NoTeam))?;
        let carriers = self.store.carriers().await?;
        let carrier = carriers.into_iter().find(|carrier| carrier.carrier == i64::from(folder));
        let carrier = carrier.ok_or(AppError::new(ErrorCode::NotFound))?;
        let mut folder = Folder::find(Path::new(&carrier.place), team).await?;
        let began = std::time::Instant::now();
        let listed = folder.list().await;
        let name = format!("probe/{}.probe", Uuid::new_v4().simple());
        let written = folder.create(&name, b"hilo").await;
        let again = folder.create(&name, b"otro").await;
        let read = folder.read(std::slice::from_ref(&name), 16).await;
        folder.remove(&name).await;
        Ok(wire::FolderCheck {
            is_readable: listed.is_ok(),
            is_writable: written.is_ok() && read.first().is_some_and(|read| read.as_deref() == Ok(b"hilo")),
            keeps_both: again == Err(replication::host::CarrierError::Exists),
            milliseconds: u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX),
            files: u32::try_from(listed.map_or(0, |all| all.len())).unwrap_or(u32::MAX),
        })
    }

    async fn remember_files(&self, carrier: &Carrier, lacking: usize) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        local::set(&mut tx, &files_key(carrier.carrier), &lacking.to_string()).await?;
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Whether every attachment that is here was whole on one of the carriers, when they were last looked at.
    async fn are_files_shared(&self, carriers: &[Carrier]) -> Result<bool, AppError> {
        for carrier in carriers {
            if self.store.local(&files_key(carrier.carrier)).await?.as_deref() == Some("0") {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn conflict_count(&self) -> Result<u32, AppError> {
        let all = self.store.conflicted(CONFLICTS_MAX).await?;
        let fields: usize = all.iter().map(|(_, _, fields)| fields.split(',').count()).sum();
        Ok(u32::try_from(fields).unwrap_or(u32::MAX))
    }

    async fn exchange_with(
        &self,
        carrier: &Carrier,
        team: [u8; 16],
        work: &Work,
    ) -> Result<Report, AppError> {
        let key = self.keys.open(self.identity.device).await?;
        let mut folder = Folder::find(Path::new(&carrier.place), team).await?;
        let mut replica = SqliteReplicaStore {
            book: self,
            key,
            team,
            carrier: carrier.carrier,
            kind_of: self.kind_of,
            work: work.clone(),
            told: 0,
            sealing: Vec::new(),
            unsent: VecDeque::new(),
        };
        let began = std::time::Instant::now();
        let done = exchange(&mut replica, &mut folder).await;
        let report = done.map_err(|error| match error {
            ExchangeError::Missing => AppError::new(ErrorCode::FolderMissing).with_detail(&carrier.place),
            ExchangeError::Foreign => AppError::new(ErrorCode::FolderForeign).with_detail(&carrier.place),
            ExchangeError::NotMember => AppError::new(ErrorCode::NotMember),
            ExchangeError::Carrier(error) => of_carrier(error),
            ExchangeError::Store(error) => error,
        })?;
        let ms = began.elapsed().as_millis();
        tracing::info!(
            published = report.published,
            applied = report.applied,
            pending = report.pending,
            ms,
            "exchanged"
        );
        if let Some(trouble) = &report.trouble {
            tracing::warn!(%trouble, unpublished = report.unpublished, "not everything could be published");
        }
        Ok(report)
    }

    /// One exchange at a time, also between programs.
    async fn take_turn(&self) -> Result<std::fs::File, AppError> {
        let file = store::disk::lock_file(self.store.folder(), "exchange.lock")?;
        let began = std::time::Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(std::fs::TryLockError::WouldBlock) if began.elapsed() < IN_USE_AFTER => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                Err(std::fs::TryLockError::WouldBlock) => return Err(AppError::new(ErrorCode::ProfileInUse)),
                Err(std::fs::TryLockError::Error(error)) => return Err(StoreError::from(error).into()),
            }
        }
    }

    async fn remember(&self, place: &Path) -> Result<Carrier, AppError> {
        let text = crate::team::text_of(place)?;
        let mut tx = self.store.write().await?;
        let carrier = kept::keep_carrier(&mut tx, &text).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(Carrier { carrier, place: text, is_paused: false })
    }

    /// For the panel: when, or why not.
    async fn remember_outcome(&self, carrier: &Carrier, error: Option<&AppError>) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        match error {
            Some(error) => {
                local::set(&mut tx, &trouble_key(carrier.carrier), &error.code_text()).await?;
            }
            None => {
                local::set(&mut tx, &last_key(carrier.carrier), &clock::now().to_string()).await?;
                local::unset(&mut tx, &trouble_key(carrier.carrier)).await?;
            }
        }
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    /// Segments of ours that are in none of the folders, as far as was read back; and whether all are in one at least.
    async fn unshared(
        &self,
        held: &[StoredSegment],
        carriers: &[Carrier],
    ) -> Result<(Vec<StoredSegment>, bool), AppError> {
        let me = Device(self.identity.device.into_bytes());
        let mut there = std::collections::BTreeSet::new();
        for carrier in carriers {
            for note in self.store.files(carrier.carrier).await?.into_iter().filter_map(note) {
                if let FileClass::Segment(id) = note.what {
                    there.insert(id);
                }
            }
        }
        let ours = held.iter().filter(|held| held.device == me);
        let unshared: Vec<StoredSegment> = ours.filter(|held| !there.contains(&held.id)).copied().collect();
        let are_shared = unshared.is_empty();
        Ok((unshared, are_shared))
    }

    fn devices(
        &self,
        team: &Team,
        heads: &[Head],
        held: &[StoredSegment],
        changes: &BTreeMap<Vec<u8>, i64>,
    ) -> Vec<wire::DeviceStatus> {
        let active = team.members.values().filter(|member| member.standing == MembershipStatus::Active);
        let highest = highest(held);
        active
            .map(|member| {
                let device = member.card.device;
                let is_this = device.0 == self.identity.device.into_bytes();
                let theirs: Vec<&Head> = heads.iter().filter(|head| head.device == device).collect();
                let last = theirs.iter().map(|head| head.at).max().filter(|_| !is_this);
                let mut seen: BTreeMap<Incarnation, u64> = BTreeMap::new();
                for one in theirs.iter().flat_map(|head| &head.frontier) {
                    let seq = seen.entry(one.incarnation).or_default();
                    *seq = (*seq).max(one.seq);
                }
                let ahead: u64 = seen
                    .iter()
                    .map(|(incarnation, seq)| {
                        seq.saturating_sub(highest.get(incarnation).copied().unwrap_or(0))
                    })
                    .sum();
                let lacks = |one: &&StoredSegment| {
                    one.device != device && one.seq > seen.get(&one.incarnation).copied().unwrap_or(0)
                };
                let behind: i64 =
                    held.iter().filter(lacks).filter_map(|one| changes.get(&one.id.0[..])).sum();
                wire::DeviceStatus {
                    device: Uuid::from_bytes(device.0).to_string(),
                    user: Uuid::from_bytes(member.card.user).to_string(),
                    name: member.card.user_name.clone(),
                    device_name: member.card.device_name.clone(),
                    is_this,
                    last_seen: last.map(|at| clock::instant(at.cast_signed())),
                    ahead: if is_this { 0 } else { u32::try_from(ahead).unwrap_or(u32::MAX) },
                    behind: if is_this { 0 } else { u32::try_from(behind).unwrap_or(u32::MAX) },
                }
            })
            .collect()
    }

    async fn team_status(&self, team: Option<&Team>) -> Result<Option<wire::TeamStatus>, AppError> {
        let Some(id) = self.team_id().await? else { return Ok(None) };
        let code = self.store.local(WORDS).await?;
        let me = team.and_then(|team| team.active(Device(self.identity.device.into_bytes())));
        let state = match &code {
            Some(_) => wire::SyncState::Pending,
            None => wire::SyncState::Done,
        };
        Ok(Some(wire::TeamStatus {
            id: Uuid::from_bytes(id).to_string(),
            name: team.map(|team| team.name.clone()).unwrap_or_default(),
            state,
            code,
            can_invite: me.is_some_and(|me| me.role >= replication::entry::Role::Admin),
        }))
    }

    async fn folder_statuses(&self, carriers: Vec<Carrier>) -> Result<Vec<wire::FolderStatus>, AppError> {
        let mut folders = Vec::with_capacity(carriers.len());
        for carrier in carriers {
            let last = self.store.local(&last_key(carrier.carrier)).await?;
            folders.push(wire::FolderStatus {
                folder: u32::try_from(carrier.carrier).unwrap_or(u32::MAX),
                place: carrier.place,
                is_paused: carrier.is_paused,
                last_exchange: last.and_then(|text| text.parse().ok()).map(clock::instant),
                trouble: self.store.local(&trouble_key(carrier.carrier)).await?,
            });
        }
        Ok(folders)
    }

    async fn quarantine(
        &self,
        carriers: &[Carrier],
        team: Option<&Team>,
        held: &[StoredSegment],
    ) -> Result<Vec<wire::Quarantined>, AppError> {
        let mut all = Vec::new();
        let whole: std::collections::BTreeSet<String> =
            held.iter().map(|held| names::segment(held.incarnation, held.seq, held.id)).collect();
        for carrier in carriers {
            for note in self.store.files(carrier.carrier).await?.into_iter().filter_map(note) {
                let Some(what) = kind_of(note.what) else { continue };
                // Written again under another name: nobody lacks it.
                if !whole.contains(&note.file.name) && all.len() < QUARANTINED_MAX {
                    let name = Some(note.file.name);
                    all.push(wire::Quarantined { what, name, device_name: None, count: 1 });
                }
            }
        }
        for (standing, what) in [
            (SegmentStatus::Quarantined, wire::QuarantineKind::Removed),
            (SegmentStatus::Newer, wire::QuarantineKind::Newer),
        ] {
            let mut by_device: BTreeMap<Device, u32> = BTreeMap::new();
            for held in held.iter().filter(|held| held.standing == standing) {
                *by_device.entry(held.device).or_default() += 1;
            }
            for (device, count) in by_device {
                let card = team.and_then(|team| team.members.get(&device)).map(|member| &member.card);
                let device_name = card.map(|card| format!("{} · {}", card.user_name, card.device_name));
                all.push(wire::Quarantined { what, name: None, device_name, count });
            }
        }
        for (why, count) in self.store.asides().await? {
            let what = match why {
                WAITS => wire::QuarantineKind::Waiting,
                FORKED => wire::QuarantineKind::Doubled,
                NOT_THEIRS => wire::QuarantineKind::Forged,
                _ => continue,
            };
            all.push(wire::Quarantined { what, name: None, device_name: None, count });
        }
        Ok(all)
    }
}

fn kind_of(what: FileClass) -> Option<wire::QuarantineKind> {
    Some(match what {
        FileClass::Segment(_) | FileClass::Entry(_) | FileClass::Foreign => return None,
        FileClass::Newer => wire::QuarantineKind::Newer,
        FileClass::Bad(Fault::Incomplete) => wire::QuarantineKind::Incomplete,
        FileClass::Bad(Fault::Damaged) => wire::QuarantineKind::Damaged,
        FileClass::Bad(Fault::WrongSigner) => wire::QuarantineKind::WrongSigner,
        FileClass::Bad(Fault::WrongTeam) => wire::QuarantineKind::WrongTeam,
        FileClass::Bad(Fault::Malformed) => wire::QuarantineKind::Malformed,
        FileClass::Bad(Fault::TooLarge) => wire::QuarantineKind::TooLarge,
    })
}

fn highest(held: &[StoredSegment]) -> BTreeMap<Incarnation, u64> {
    let mut highest: BTreeMap<Incarnation, u64> = BTreeMap::new();
    for one in held {
        let seq = highest.entry(one.incarnation).or_default();
        *seq = (*seq).max(one.seq);
    }
    highest
}

fn is_of_folder(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::FolderMissing | ErrorCode::FolderForeign | ErrorCode::FolderRefused | ErrorCode::DiskFull
    )
}

fn added(mut all: Report, more: Report) -> Report {
    all.is_waiting &= more.is_waiting;
    all.published += more.published;
    all.applied += more.applied;
    all.pending = all.pending.min(more.pending);
    all.quarantined = all.quarantined.max(more.quarantined);
    all.blobs_missing = all.blobs_missing.min(more.blobs_missing);
    all.unpublished = all.unpublished.min(more.unpublished);
    all.trouble = all.trouble.or(more.trouble);
    all.blobs_unpublished = all.blobs_unpublished.min(more.blobs_unpublished);
    all.entries_unpublished = all.entries_unpublished.min(more.entries_unpublished);
    all.is_new_incarnation |= more.is_new_incarnation;
    all
}

fn synced(report: &Report, conflicts: u32) -> wire::Synced {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    wire::Synced {
        state: match (report.is_waiting, &report.trouble) {
            (true, _) => wire::SyncState::Pending,
            (false, Some(_)) => wire::SyncState::Partial,
            (false, None) => wire::SyncState::Done,
        },
        published: number(report.published),
        applied: number(report.applied),
        pending: number(report.pending),
        quarantined: number(report.quarantined),
        conflicts,
        blobs_missing: number(report.blobs_missing),
    }
}

fn last_key(carrier: i64) -> String {
    format!("sync.last.{carrier}")
}

fn files_key(carrier: i64) -> String {
    format!("sync.files.{carrier}")
}

fn trouble_key(carrier: i64) -> String {
    format!("sync.trouble.{carrier}")
}
