//! The team: making one, inviting, joining, letting in, and who is in it.

pub mod conflicts;
pub(crate) mod intake;
pub mod keys;
pub mod sync;

use std::path::Path;

use domain::refusal::Reason;
use replication::entry::{DeviceProfile, Entry, Operation, Role};
use replication::host::Carrier as _;
use replication::invite::{self, Invite};
use replication::keys::{DeviceKey, EpochKey, Grant};
use replication::segment::{Device, FrontierEntry};
use replication::team::{MembershipStatus, Team, create, team_id};
use store::error::StoreError;
use store::local;
use store::team as kept;
use uuid::Uuid;

use crate::book::Book;
use crate::book::identity::TEAM;
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::limits::INVITE_HOURS;
use crate::team::keys::{random, stretched};
use crate::team::sync::folder::Folder;
use crate::wire;

mod verification_words;

/// While nobody has let this device in: the words to compare, the invitation and when it ends.
pub(crate) const WORDS: &str = "team.words";
const INVITE: &str = "team.invite";
const EXPIRES: &str = "team.expires";

pub(crate) const README: &str = "Esta carpeta es de Hilo: por aquí se ponen de acuerdo los puestos de un equipo.\n\
Todo va cifrado. No hace falta tocar nada; si se borra o se cambia algo, Hilo lo repone.\n\n\
This folder belongs to Hilo: a team's machines agree through it.\n\
Everything is encrypted. Nothing needs to be touched; what is deleted or changed, Hilo puts back.\n";

impl Book {
    /// Opens this device's secret with it from now on, where the system keeps none.
    pub fn set_passphrase(&self, passphrase: Option<&str>) {
        self.keys.set_passphrase(passphrase);
    }

    /// Opens this device's secret, or says why not.
    pub async fn unlock(&self, passphrase: &str) -> Result<(), AppError> {
        self.keys.set_passphrase(Some(passphrase));
        self.keys.open(self.identity.device).await.map(|_| ())
    }

    /// Makes a team whose first member this is, and shares the book in the folder.
    pub async fn create_team(&self, name: &str, place: &Path) -> Result<wire::TeamCreated, AppError> {
        let name = name.trim();
        if name.is_empty() || name.len() > replication::limits::NAME_BYTES_MAX {
            let reason = if name.is_empty() { Reason::Required } else { Reason::TooLong };
            return Err(AppError::invalid("name", reason));
        }
        if self.store.local(TEAM).await?.is_some() {
            return Err(AppError::new(ErrorCode::TeamExists));
        }
        if !place.is_dir() {
            return Err(AppError::new(ErrorCode::FolderMissing).with_detail(place.display()));
        }
        self.require_apart(place)?;
        let key = self.keys.make(self.identity.device).await?;
        let card = self.card(&key).await?;
        let epoch = EpochKey::of(random()?);
        let made = create(name, &card, &key, &epoch, random()?, random()?);
        let (first, bytes) = made.ok_or(AppError::new(ErrorCode::Internal))?;
        let team = team_id(&first.id);
        let folder = Folder::found(place, team, README).await?;
        let mut tx = self.store.write().await?;
        kept::keep_entries(&mut tx, &[(first.id.0.to_vec(), bytes)]).await?;
        // Nobody is to get sample data; what the user made of it is theirs, and stays.
        store::sample::remove(&mut tx).await?;
        local::set(&mut tx, TEAM, &Uuid::from_bytes(team).to_string()).await?;
        kept::keep_carrier(&mut tx, &text_of(folder.root())?).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(wire::TeamCreated {
            team: Uuid::from_bytes(team).to_string(),
            device: self.identity.device.to_string(),
        })
    }

    /// An invitation for one device, once.
    pub async fn invite(&self, hours: u32) -> Result<wire::Invitation, AppError> {
        if !INVITE_HOURS.contains(&hours) {
            return Err(AppError::invalid("expires", Reason::NotANumber));
        }
        let (team, key) = self.own_team().await?;
        self.require_admin(&team)?;
        let number = random::<16>()?;
        let expires = clock::now() + i64::from(hours) * 3600;
        let invite = Invite::of(team.id, expires.cast_unsigned(), &number, &key);
        let mut tx = self.store.write().await?;
        let row = kept::Invite { number: number.to_vec(), id: invite.id().to_vec(), expires };
        kept::keep_invite(&mut tx, &row).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(wire::Invitation { link: invite.link(), expires: clock::instant(expires) })
    }

    /// Asks to be let in; an existing book is kept, and shared once somebody has.
    pub async fn join_team(&self, link: &str, place: Option<&Path>) -> Result<wire::JoinRequested, AppError> {
        let invite = Invite::parse(link).map_err(|_| AppError::invalid("link", Reason::Malformed))?;
        let known = self.store.local(TEAM).await?;
        let is_asking = self.store.local(WORDS).await?.is_some();
        // A book that was put back or moved is another device, which nobody has let in yet.
        let me = Device(self.identity.device.into_bytes());
        let is_in = self.team().await?.is_some_and(|team| team.active(me).is_some());
        let is_of_this = self.team_id().await? == Some(invite.team);
        if known.is_some() && !is_asking && (is_in || !is_of_this) {
            return Err(AppError::new(ErrorCode::TeamExists));
        }
        if i64::try_from(invite.expires).unwrap_or(i64::MAX) < clock::now() {
            return Err(AppError::new(ErrorCode::InviteExpired));
        }
        let place = place.ok_or(AppError::invalid("folder", Reason::Required))?;
        self.require_apart(place)?;
        let mut folder = Folder::find(place, invite.team).await?;
        let key = match self.keys.open(self.identity.device).await {
            Err(error) if error.code == ErrorCode::PassphraseNeeded => {
                self.keys.make(self.identity.device).await?
            }
            opened => opened?,
        };
        let card = self.card(&key).await?;
        let request = invite.request(&card, random()?).ok_or(AppError::new(ErrorCode::Internal))?;
        let name = replication::names::request(card.device.0, invite.id());
        folder.replace(&name, &request).await.map_err(crate::team::sync::folder::of_carrier)?;
        let code = words_of(&invite, &card).await?;
        let mut tx = self.store.write().await?;
        if known.is_none() {
            // The team is not to get sample data; what the user made of it is theirs, and stays.
            store::sample::remove(&mut tx).await?;
        }
        local::set(&mut tx, TEAM, &Uuid::from_bytes(invite.team).to_string()).await?;
        local::set(&mut tx, WORDS, &code).await?;
        local::set(&mut tx, INVITE, &Uuid::from_bytes(invite.id()).to_string()).await?;
        local::set(&mut tx, EXPIRES, &invite.expires.to_string()).await?;
        kept::keep_carrier(&mut tx, &text_of(folder.root())?).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(wire::JoinRequested { request: stem(&name), code, state: wire::SyncState::Pending })
    }

    /// Who asks to be let in with an invitation of ours.
    pub async fn join_requests(&self) -> Result<Vec<wire::JoinRequest>, AppError> {
        let (team, key) = self.own_team().await?;
        let mut requests = Vec::new();
        for (name, bytes) in self.request_files().await? {
            let Some((invite, card)) = self.asked(&bytes, &team, &key).await? else { continue };
            let is_in = team.members.contains_key(&card.device) || is_used(&team, &invite);
            if is_in
                || is_over(&invite)
                || requests.iter().any(|known: &wire::JoinRequest| known.request == stem(&name))
            {
                continue;
            }
            requests.push(wire::JoinRequest {
                request: stem(&name),
                name: card.user_name.clone(),
                device_name: card.device_name.clone(),
                code: words_of(&invite, &card).await?,
            });
        }
        Ok(requests)
    }

    /// Lets a device in whose four words are those that its screen shows. It counts from the next exchange on.
    pub async fn approve(&self, request: &str, code: &str) -> Result<wire::Member, AppError> {
        let (team, key) = self.own_team().await?;
        self.require_admin(&team)?;
        let files = self.request_files().await?;
        let asked = files.iter().find(|(name, _)| stem(name) == request);
        let (_, bytes) = asked.ok_or(AppError::new(ErrorCode::NotFound))?;
        let (invite, card) =
            self.asked(bytes, &team, &key).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        if let Some(member) = team.members.get(&card.device) {
            return Ok(member_of(member));
        }
        if is_used(&team, &invite) {
            return Err(AppError::new(ErrorCode::InviteUsed));
        }
        if is_over(&invite) {
            return Err(AppError::new(ErrorCode::InviteExpired));
        }
        if plain(code) != plain(&words_of(&invite, &card).await?) {
            return Err(AppError::new(ErrorCode::CodeMismatch));
        }
        let me = Device(self.identity.device.into_bytes());
        let keys = team.keys(me, &key);
        let newest = keys.get(&team.epoch).and_then(|keys| keys.first());
        let newest = newest.ok_or(AppError::new(ErrorCode::Internal).with_detail("no key to give"))?;
        let deed = team.adding(&card, Role::Member, invite.id(), newest, random()?, random()?);
        let deed = deed.ok_or(AppError::new(ErrorCode::Internal))?;
        let team = self.append(&team, deed, &key).await?;
        team.members.get(&card.device).map(member_of).ok_or(AppError::new(ErrorCode::Internal))
    }

    /// Takes a device out: it gets no later key, and what it publishes from now on waits for an admin.
    pub async fn remove_device(&self, device: &str) -> Result<wire::Member, AppError> {
        let (team, key) = self.own_team().await?;
        self.require_admin(&team)?;
        let id: Uuid = device.parse().map_err(|_| AppError::invalid("device", Reason::Unknown))?;
        let device = Device(id.into_bytes());
        let member = team.members.get(&device).ok_or(AppError::new(ErrorCode::NotFound))?;
        if member.role == Role::Owner {
            return Err(AppError::invalid("device", Reason::Fixed));
        }
        if member.standing != MembershipStatus::Active {
            // Stopped between the two: the key is still to be changed.
            if team.has_key_since_removal(device) {
                return Ok(member_of(member));
            }
            return self.change_key(team, device, &key).await;
        }
        // With everything that has arrived by now: what lies beyond waits for an admin.
        self.sync(None, &crate::work::Work::default()).await?;
        let cutoff = self.published_by(device).await?;
        let team = self.append(&team, Operation::Remove { device, cutoff }, &key).await?;
        self.change_key(team, device, &key).await
    }

    /// A key that whoever left does not get.
    async fn change_key(&self, team: Team, left: Device, key: &DeviceKey) -> Result<wire::Member, AppError> {
        let me = Device(self.identity.device.into_bytes());
        let keys = team.keys(me, key);
        let newest = keys.get(&team.epoch).and_then(|keys| keys.first());
        let newest = newest.ok_or(AppError::new(ErrorCode::Internal).with_detail("no key to follow"))?;
        let (next, number) = (EpochKey::of(random()?), team.epoch + 1);
        let mut grants = Vec::new();
        for member in team.members.values().filter(|member| member.standing == MembershipStatus::Active) {
            grants.extend(Grant::of(&next, number, &member.card, random()?));
        }
        let earlier = newest.under(&next, number).ok_or(AppError::new(ErrorCode::Internal))?;
        let team = self.append(&team, Operation::Epoch { epoch: number, grants, earlier }, key).await?;
        team.members.get(&left).map(member_of).ok_or(AppError::new(ErrorCode::Internal))
    }

    /// Every device of the team, those that left included.
    pub async fn members(&self) -> Result<Vec<wire::Member>, AppError> {
        let team = self.team().await?.ok_or(AppError::new(ErrorCode::NoTeam))?;
        Ok(team.members.values().map(member_of).collect())
    }

    /// The team's id, also while nobody has let this device in.
    pub(crate) async fn team_id(&self) -> Result<Option<[u8; 16]>, AppError> {
        Ok(self.store.local(TEAM).await?.and_then(|text| text.parse::<Uuid>().ok()).map(Uuid::into_bytes))
    }

    /// The team as its log says, as far as it has arrived.
    pub(crate) async fn team(&self) -> Result<Option<Team>, AppError> {
        let Some(id) = self.team_id().await? else { return Ok(None) };
        let entries: Vec<Entry> =
            self.store.entries().await?.iter().filter_map(|bytes| Entry::parse(bytes).ok()).collect();
        let mut team = Team::of(id, &entries);
        // Names are for members; without the key they are not known yet.
        if let (Some(team), Ok(key)) = (&mut team, self.keys.open(self.identity.device).await) {
            let keys = team.keys(Device(self.identity.device.into_bytes()), &key);
            team.read_names(&keys);
        }
        Ok(team)
    }

    /// The invitation that this device asked with was given to another, or has ended.
    pub(crate) async fn require_hope(&self) -> Result<(), AppError> {
        let Some(invite) = self.store.local(INVITE).await?.and_then(|text| text.parse::<Uuid>().ok()) else {
            return Ok(());
        };
        let me = Device(self.identity.device.into_bytes());
        let is_given = |team: &Team| {
            team.members
                .values()
                .any(|member| member.invite == invite.into_bytes() && member.card.device != me)
        };
        if self.team().await?.as_ref().is_some_and(is_given) {
            return Err(AppError::new(ErrorCode::InviteUsed));
        }
        let expires: Option<i64> = self.store.local(EXPIRES).await?.and_then(|text| text.parse().ok());
        match expires.is_some_and(|expires| expires < clock::now()) {
            true => Err(AppError::new(ErrorCode::InviteExpired)),
            false => Ok(()),
        }
    }

    /// Somebody has let this device in.
    pub(crate) async fn settle_in(&self) -> Result<(), AppError> {
        if self.store.local(WORDS).await?.is_none() {
            return Ok(());
        }
        let mut tx = self.store.write().await?;
        for key in [WORDS, INVITE, EXPIRES] {
            local::unset(&mut tx, key).await?;
        }
        Ok(tx.commit().await.map_err(StoreError::from)?)
    }

    async fn own_team(&self) -> Result<(Team, DeviceKey), AppError> {
        let team = self.team().await?.ok_or(AppError::new(ErrorCode::NoTeam))?;
        let key = self.keys.open(self.identity.device).await?;
        let me = Device(self.identity.device.into_bytes());
        match team.members.get(&me).map(|member| &member.standing) {
            Some(MembershipStatus::Active) => Ok((team, key)),
            Some(_) => Err(AppError::new(ErrorCode::NotMember)),
            None => Err(AppError::new(ErrorCode::NoTeam)),
        }
    }

    fn require_admin(&self, team: &Team) -> Result<(), AppError> {
        let me = team.active(Device(self.identity.device.into_bytes()));
        match me.is_some_and(|me| me.role >= Role::Admin) {
            true => Ok(()),
            false => Err(AppError::new(ErrorCode::NotMember).with_detail("only an admin may")),
        }
    }

    /// The book must not lie in what is shared (ARCHITECTURE.md, invariant 6).
    pub(crate) fn require_apart(&self, place: &Path) -> Result<(), AppError> {
        let own = self.store.folder().canonicalize().unwrap_or_else(|_| self.store.folder().to_owned());
        let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
        match own.starts_with(&place) || place.starts_with(&own) {
            true => Err(AppError::invalid("folder", Reason::Itself)),
            false => Ok(()),
        }
    }

    /// Writes the next entry of the log; it is published by the next exchange.
    async fn append(&self, team: &Team, deed: Operation, key: &DeviceKey) -> Result<Team, AppError> {
        let me = Device(self.identity.device.into_bytes());
        let (entry, bytes) = team.next(me, deed, key).ok_or(AppError::new(ErrorCode::NotMember))?;
        let mut tx = self.store.write().await?;
        kept::keep_entries(&mut tx, &[(entry.id.0.to_vec(), bytes)]).await?;
        if let Operation::Add { card, .. } = &entry.deed {
            let device = Uuid::from_bytes(card.device.0).to_string();
            for actor in &card.earlier {
                local::claim_actor(&mut tx, *actor, &device).await?;
            }
        }
        tx.commit().await.map_err(StoreError::from)?;
        self.team().await?.ok_or(AppError::new(ErrorCode::NoTeam))
    }

    async fn request_files(&self) -> Result<Vec<(String, Vec<u8>)>, AppError> {
        let Some(team) = self.team_id().await? else { return Err(AppError::new(ErrorCode::NoTeam)) };
        let mut files = Vec::new();
        for carrier in self.store.carriers().await? {
            match Folder::find(Path::new(&carrier.place), team).await {
                Ok(mut folder) => files.extend(folder.requests().await),
                Err(error) => tracing::warn!(code = error.code_text(), "a folder does not answer"),
            }
        }
        Ok(files)
    }

    /// The invitation and the card of a request, if it is of an invitation that was made here.
    async fn asked(
        &self,
        bytes: &[u8],
        team: &Team,
        key: &DeviceKey,
    ) -> Result<Option<(Invite, DeviceProfile)>, AppError> {
        let Some(id) = invite::invite_of(bytes) else { return Ok(None) };
        let known = self.store.invites().await?.into_iter().find(|invite| invite.id == id);
        let Some(known) = known else { return Ok(None) };
        let Ok(number) = <[u8; 16]>::try_from(known.number) else { return Ok(None) };
        let invite = Invite::of(team.id, known.expires.cast_unsigned(), &number, key);
        Ok(invite.open(bytes).map(|card| (invite, card)))
    }

    async fn published_by(&self, device: Device) -> Result<Vec<FrontierEntry>, AppError> {
        let mut highest: std::collections::BTreeMap<_, FrontierEntry> = std::collections::BTreeMap::new();
        for held in self.store.segments().await?.iter().filter_map(crate::team::sync::replica_store::held) {
            if held.device == device {
                let seen = FrontierEntry { incarnation: held.incarnation, seq: held.seq, id: held.id };
                let last = highest.entry(held.incarnation).or_insert(seen);
                if last.seq < seen.seq {
                    *last = seen;
                }
            }
        }
        Ok(highest.into_values().collect())
    }
}

fn member_of(member: &replication::team::Member) -> wire::Member {
    wire::Member {
        device: Uuid::from_bytes(member.card.device.0).to_string(),
        user: Uuid::from_bytes(member.card.user).to_string(),
        name: member.card.user_name.clone(),
        device_name: member.card.device_name.clone(),
        role: match member.role {
            Role::Member => wire::Role::Member,
            Role::Admin => wire::Role::Admin,
            Role::Owner => wire::Role::Owner,
        },
        state: match member.standing {
            MembershipStatus::Active => wire::MemberState::Active,
            MembershipStatus::Removed(_) => wire::MemberState::Removed,
            MembershipStatus::Retired => wire::MemberState::Retired,
        },
    }
}

fn is_used(team: &Team, invite: &Invite) -> bool {
    team.members.values().any(|member| member.invite == invite.id())
}

fn is_over(invite: &Invite) -> bool {
    i64::try_from(invite.expires).unwrap_or(i64::MAX) < clock::now()
}

/// Four words of 256, after a stretch that makes it dear to look for another key with the same ones.
async fn words_of(invite: &Invite, card: &DeviceProfile) -> Result<String, AppError> {
    let check = invite.check_of(card);
    let stretch = move || {
        let text: String = check.iter().map(|byte| format!("{byte:02x}")).collect();
        stretched(&text, b"hilo four words ", 64 << 10, 1)
    };
    let bytes =
        tokio::task::spawn_blocking(stretch).await.map_err(|_| AppError::new(ErrorCode::Internal))??;
    Ok(bytes[..4]
        .iter()
        .map(|byte| verification_words::WORDS[usize::from(*byte)])
        .collect::<Vec<_>>()
        .join(" "))
}

/// However it was typed.
fn plain(code: &str) -> String {
    code.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn stem(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split('.').next().unwrap_or(file).to_owned()
}

pub(crate) fn text_of(place: &Path) -> Result<String, AppError> {
    // One folder, one place, by whatever way the user came to it.
    let whole =
        place.canonicalize().or_else(|_| std::path::absolute(place)).unwrap_or_else(|_| place.to_owned());
    let text = whole.to_str().ok_or(AppError::invalid("folder", Reason::Malformed))?;
    // Where it leads to the same folder, as a user writes it.
    let plain =
        without_verbatim(text).filter(|plain| Path::new(plain).canonicalize().is_ok_and(|it| it == whole));
    Ok(plain.unwrap_or_else(|| text.to_owned()))
}

/// Windows answers with its verbatim form, `\\?\C:\...` or `\\?\UNC\server\...`, which nobody types and not every
/// program opens.
fn without_verbatim(text: &str) -> Option<String> {
    let rest = text.strip_prefix(r"\\?\")?;
    match rest.strip_prefix(r"UNC\") {
        Some(share) => Some(format!(r"\\{share}")),
        None => rest.get(1..3).filter(|after| *after == r":\").map(|_| rest.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_windows_is_shown_as_a_user_writes_it() {
        let cases = [
            (r"\\?\C:\Users\Iñaki\Equipo", Some(r"C:\Users\Iñaki\Equipo")),
            (r"\\?\UNC\servidor\ventas", Some(r"\\servidor\ventas")),
            (r"\\?\Volume{0}\ventas", None),
            (r"C:\ventas", None),
            ("/srv/ventas", None),
        ];
        for (text, plain) in cases {
            assert_eq!(without_verbatim(text).as_deref(), plain, "{text}");
        }
    }
}
