//! Machines, people and a cloud.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use documents::document::{Document, Revision};
use documents::fields::Value;
use domain::action::ActionLine;
use domain::contact::{Closing, Contact, Outcome};
use domain::id::ActionLineId;
use replication::entry::{DeviceProfile, Role};
use replication::exchange::{ExchangeError, Report, exchange};
use replication::keys::{DeviceKey, EpochKey};
use replication::segment::{Device, Incarnation};
use replication::team::{create, team_id};
use testing::{Dice, device_profile};
use uuid::Uuid;

use super::disk::{Died, Disk, SimReplicaStore};
use super::figures::Played;
use super::folder::{Cloud, Folder, Life, SimCarrier};
use super::oracle::{Change, EditId, Id, Oracle, word_of};
use super::script::{FolderFault, Step, What};

const DEVICES: usize = 3;
const DEVICES_MAX: usize = 7;
/// After the last fault, everybody agrees by then (I37).
const ROUNDS_MAX: usize = 12;

pub(super) struct World {
    seed: u64,
    pub(super) machines: Vec<Machine>,
    cloud: Cloud,
    pub(super) oracle: Oracle,
    team: [u8; 16],
    /// What nobody else has: keys, nonces, names.
    dice: Dice,
    count: u32,
    pub(super) played: Played,
}

pub(super) struct Machine {
    pub(super) disk: Disk,
    folder: Folder,
    backup: Disk,
    /// Seconds since 1970, wrong on purpose.
    clock: i64,
    /// It dies after so many steps of the next exchange.
    dies_after: Option<u32>,
    /// A form that is open: the record, what it was based on, what its user had seen, and whether the notes were two.
    form: Option<(Id, Revision, BTreeSet<EditId>, bool)>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice(seed ^ 0x5eed);
        let (owner, key) = card(&mut dice, 0);
        let epoch = EpochKey::of(dice.bytes());
        let (first, bytes) =
            create("Equipo", &owner, &key, &epoch, dice.bytes(), dice.bytes()).expect("a team");
        let team = team_id(&first.id);
        let mut disk = Disk::new(owner, key, Incarnation(dice.bytes()), team);
        disk.keep_entry(bytes);
        let mut world = Self {
            seed,
            machines: vec![Machine::of(disk)],
            cloud: Cloud::default(),
            oracle: Oracle::default(),
            team,
            dice,
            count: 0,
            played: Played::default(),
        };
        world.cloud.mend_marker(team);
        world.cloud.put(&replication::names::entry(0, first.id), first.bytes());
        for _ in 1..DEVICES {
            world.join();
        }
        for machine in &mut world.machines {
            world.cloud.copy(&mut machine.folder, &mut world.dice, true);
        }
        world
    }

    pub(super) fn play(&mut self, script: &[Step]) -> Result<(), String> {
        for (at, step) in script.iter().enumerate() {
            self.step(step).map_err(|why| format!("at step {at}, {:?}: {why}", step.what))?;
            if let Some(why) = self.oracle.broken.pop() {
                return Err(format!("at step {at}, {:?}: {why}", step.what));
            }
        }
        self.heal()
    }

    /// What the history held that was played by this script.
    pub(super) fn figures(mut self, script: &[Step]) -> Played {
        self.played.commands = script.len() as u32;
        self.played.edits = self.oracle.edits.len() as u32;
        self.played.devices = self.machines.len() as u32;
        self.played.excused = self.oracle.edits.iter().filter(|edit| edit.is_excused).count() as u32;
        self.played
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        let mut dice = Dice(step.roll);
        let at = step.device % self.machines.len();
        match step.what {
            What::Edit => self.edit(at, &mut dice),
            What::Resolve => self.resolve(at, &mut dice),
            What::Exchange => drop(self.exchange(at, &mut dice)?),
            What::Crash => self.machines[at].dies_after = Some(dice.below(40) as u32),
            What::Copy => self.cloud.copy(&mut self.machines[at].folder, &mut dice, false),
            What::FolderFault(trouble) => {
                self.played.faults += 1;
                self.machines[at].folder.trouble = Some(trouble);
            }
            What::FileFault(mishap) => {
                self.played.faults += 1;
                self.cloud.befall(mishap, &mut dice);
            }
            What::Backup => self.machines[at].backup = self.machines[at].disk.clone(),
            What::Restore => self.restore(at),
            What::Clone if self.machines.len() < DEVICES_MAX => {
                self.oracle.has_doubles = true;
                let original = &self.machines[at];
                let folder = original.folder.clone();
                let clone = Machine { folder, ..Machine::of(original.disk.clone()) };
                self.machines.push(clone);
            }
            What::Join if self.machines.len() < DEVICES_MAX => self.join(),
            What::Clone | What::Join => {}
            What::Upgrade => self.machines[at].disk.schema = 2,
            What::Clock => {
                // Ten years either way (I22).
                self.machines[at].clock = 1_764_000_000 + dice.below(630_000_000) as i64 - 315_000_000;
            }
        }
        Ok(())
    }

    /// Somebody with a book of their own is let in by the owner.
    fn join(&mut self) {
        let number = self.machines.len();
        let (card, key) = card(&mut self.dice, number as u8);
        let mut disk = Disk::new(card, key, Incarnation(self.dice.bytes()), self.team);
        disk.card.earlier = vec![disk.actor().0];
        let card = disk.card.clone();
        self.machines.push(Machine::of(disk));
        self.approve(card);
    }

    fn approve_again(&mut self, at: usize) {
        let card = self.machines[at].disk.card.clone();
        let team = self.machines[0].disk.team();
        if team.is_some_and(|team| !team.members.contains_key(&card.device)) {
            self.approve(card);
        }
    }

    fn approve(&mut self, card: DeviceProfile) {
        let owner = &mut self.machines[0].disk;
        let Some(team) = owner.team() else { return };
        let keys = team.keys(owner.card.device, &owner.key);
        let Some(newest) = keys.get(&team.epoch).and_then(|keys| keys.first()) else { return };
        let (invite, random, nonce) = (self.dice.bytes(), self.dice.bytes(), self.dice.bytes());
        let Some(deed) = team.adding(&card, Role::Member, invite, newest, random, nonce) else { return };
        if let Some((entry, bytes)) = team.next(owner.card.device, deed, &owner.key) {
            // Published before anybody is told that it was done.
            self.cloud.put(&replication::names::entry(entry.depth, entry.id), bytes.clone());
            owner.keep_entry(bytes);
        }
    }

    /// An older state of the disk; what was on it alone may be gone.
    fn restore(&mut self, at: usize) {
        self.oracle.has_doubles = true;
        let lost = self.machines[at].disk.hashes();
        self.machines[at].disk = self.machines[at].backup.clone();
        self.machines[at].form = None;
        let elsewhere = self.on_disks();
        self.oracle.is_rolled_back(lost.difference(&elsewhere).copied());
    }

    fn on_disks(&self) -> BTreeSet<[u8; 32]> {
        self.machines.iter().flat_map(|machine| machine.disk.hashes()).collect()
    }

    fn edit(&mut self, at: usize, dice: &mut Dice) {
        self.count += 1;
        let (count, clock) = (self.count, self.machines[at].clock);
        let machine = &mut self.machines[at];
        let author = machine.disk.author(&mut self.dice, clock);
        let ids: Vec<Id> = machine.disk.documents.keys().copied().collect();
        let id = match ids.is_empty() || dice.percent(12) {
            true => dice.bytes(),
            false => ids[dice.below(ids.len())],
        };
        let mut document =
            machine.disk.documents.get(&id).cloned().unwrap_or_else(Document::genesis::<Contact>);
        let now = self.oracle.seen(document.change_hashes());
        let form = machine.form.take().filter(|(record, ..)| *record == id && dice.percent(70));
        let (base, known, are_two) = match &form {
            Some((_, base, known, are_two)) => (Some(base), known.clone(), *are_two),
            None => (None, now.clone(), has_two_notes(&document)),
        };
        let seen = match base {
            Some(base) => document.read_at::<Contact>(base),
            None => document.read::<Contact>(),
        };
        let mut contact = seen.unwrap_or_else(|_| blank());
        let is_new = document.change_hashes().is_empty();
        // What has not arrived whole is on no screen.
        if !is_new && document.read::<Contact>().is_err() {
            return;
        }
        let (change, written) = match (dice.below(20), is_new) {
            (0, false) if base.is_none() => (Change::Delete, document.delete(&author)),
            (1, false) if base.is_none() => (Change::Restore, document.restore(&author)),
            (roll, _) => {
                let change = changed(&mut contact, roll, count, is_new, dice);
                (change, document.update(&author, base, &contact))
            }
        };
        let Ok(Some(written)) = written else { return };
        // Committed, and only then acknowledged.
        let disk = &mut machine.disk;
        disk.documents.insert(id, document);
        disk.outbox.insert(written.hash, id);
        if disk.schema == 2 && dice.percent(20) {
            disk.min_schema.insert(written.hash, 2);
        }
        if dice.percent(15) {
            let document = &disk.documents[&id];
            let mut known = now;
            known.insert(self.oracle.edits.len() as EditId);
            machine.form = Some((id, document.revision(), known, has_two_notes(document)));
        }
        // Whoever goes on writing below two versions of the notes has chosen the one that was shown.
        if are_two && matches!(change, Change::Notes(_)) {
            self.oracle.acknowledge(id, written.hash, Change::NotesChoice, known.clone());
        }
        self.oracle.acknowledge(id, written.hash, change, known);
    }

    fn resolve(&mut self, at: usize, dice: &mut Dice) {
        let clock = self.machines[at].clock;
        let disk = &mut self.machines[at].disk;
        let author = disk.author(&mut self.dice, clock);
        let mut open = Vec::new();
        for (id, document) in &disk.documents {
            open.extend(document.conflicts().unwrap_or_default().into_iter().map(|conflict| (*id, conflict)));
        }
        if open.is_empty() {
            return;
        }
        let (id, conflict) = open.swap_remove(dice.below(open.len()));
        let mut document = disk.documents[&id].clone();
        let known = self.oracle.seen(document.change_hashes());
        let chosen = match conflict.versions.is_empty() {
            true => None,
            false => conflict.versions[dice.below(conflict.versions.len())].value.clone(),
        };
        let change = match (conflict.field.as_str(), &chosen) {
            ("duration_minutes", Some(Value::Number(number))) => Change::Duration(*number as u32),
            ("closing", Some(Value::Text(text))) => Change::Closing(word_of(text)),
            ("notes", _) => Change::NotesChoice,
            ("deleted", _) => Change::Restore,
            _ => return,
        };
        let written = match change {
            Change::Restore => document.restore(&author),
            _ => document.resolve(&author, &conflict.field, chosen.as_ref()),
        };
        let Ok(Some(written)) = written else { return };
        disk.documents.insert(id, document);
        disk.outbox.insert(written.hash, id);
        self.oracle.acknowledge(id, written.hash, change, known);
    }

    fn exchange(&mut self, at: usize, dice: &mut Dice) -> Result<Option<Report>, String> {
        let machine = &mut self.machines[at];
        let life = Life::dies_after(machine.dies_after.take());
        let files = machine.folder.files.clone();
        let mut replica = SimReplicaStore {
            disk: &mut machine.disk,
            oracle: &mut self.oracle,
            dice: &mut self.dice,
            life: life.clone(),
            now: machine.clock,
            rebirths: &mut self.played.rebirths,
        };
        let mut carrier = SimCarrier { folder: &mut machine.folder, dice: Dice(dice.roll()), life };
        let done = ready(exchange(&mut replica, &mut carrier));
        let trouble = machine.folder.trouble.take();
        self.played.exchanges += 1;
        match done {
            Err(ExchangeError::Store(Died)) => {
                self.played.crashes += 1;
                Ok(None)
            }
            // I8: whatever is wrong with the folder, nothing is written there.
            Err(error) => match machine.folder.files == files {
                true => Ok(None),
                false => Err(format!("I8: written into a folder that was refused as {error:?}")),
            },
            Ok(_) if is_wrong(trouble) && machine.folder.files != files => {
                Err(format!("I8: written into a folder that is not the team's ({trouble:?})"))
            }
            Ok(report) => {
                let own = machine
                    .disk
                    .segments
                    .values()
                    .filter(|(held, _)| held.device == machine.disk.card.device);
                let whole: BTreeSet<&[u8]> =
                    machine.folder.files.values().map(|file| file.bytes.as_slice()).collect();
                let lacking = own.filter(|(_, bytes)| !whole.contains(bytes.as_slice())).count();
                // I39: what is said to be shared was read back. A listing of the past cannot know what is gone.
                if report.unpublished == 0 && !report.is_waiting && lacking > 0 && !is_blind(trouble) {
                    return Err(format!("I39: {lacking} segments are said to be shared and are not there"));
                }
                Ok(Some(report))
            }
        }
    }

    /// The storm is over: everybody meets everybody until nobody has anything new.
    fn heal(&mut self) -> Result<(), String> {
        self.cloud.mend_marker(self.team);
        // What somebody deleted is gone from all folders before anybody can have read it there.
        for _ in 0..2 {
            for machine in &mut self.machines {
                self.cloud.copy(&mut machine.folder, &mut self.dice, true);
            }
        }
        let on_disks = self.on_disks();
        let folders: Vec<_> =
            self.machines.iter().flat_map(|machine| machine.folder.files.values()).collect();
        let files: BTreeSet<&[u8]> =
            folders.iter().map(|file| file.bytes.as_slice()).chain(self.cloud.contents()).collect();
        self.oracle.excuse(&on_disks, &files);
        for machine in &mut self.machines {
            (machine.folder.trouble, machine.dies_after, machine.disk.schema) = (None, None, 2);
        }
        let mut last = Vec::new();
        for _ in 0..ROUNDS_MAX {
            let mut is_quiet = true;
            last.clear();
            for at in 0..self.machines.len() {
                let mut dice = Dice(self.dice.roll());
                self.cloud.copy(&mut self.machines[at].folder, &mut dice, true);
                let report = self.exchange(at, &mut dice)?;
                let report = report.ok_or("I37: an exchange failed though nothing is wrong any more")?;
                is_quiet &= report.published == 0 && report.applied == 0 && !report.is_new_incarnation;
                // What everybody lost with a disk is still said to have been seen.
                is_quiet &= !report.is_waiting && (report.pending == 0 || self.oracle.has_doubles);
                self.cloud.copy(&mut self.machines[at].folder, &mut dice, true);
                // What the owner approved went under with a disk and a file: it is approved again.
                if report.is_waiting {
                    self.approve_again(at);
                }
                last.push(report);
            }
            if let Some(why) = self.oracle.broken.pop() {
                return Err(why);
            }
            if is_quiet {
                return Ok(());
            }
        }
        Err(format!("I37: not quiet after {ROUNDS_MAX} rounds: {last:?}"))
    }
}

/// The folder is not there, or another one.
fn is_wrong(trouble: Option<FolderFault>) -> bool {
    matches!(trouble, Some(FolderFault::Gone | FolderFault::Empty | FolderFault::Foreign))
}

/// What is listed or read is not what is there.
fn is_blind(trouble: Option<FolderFault>) -> bool {
    matches!(trouble, Some(FolderFault::Stale | FolderFault::Partial | FolderFault::Torn))
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("seed", &self.seed).finish_non_exhaustive()
    }
}

impl Machine {
    fn of(disk: Disk) -> Self {
        Self {
            backup: disk.clone(),
            disk,
            folder: Folder::default(),
            clock: 1_764_000_000,
            dies_after: None,
            form: None,
        }
    }
}

fn has_two_notes(document: &Document) -> bool {
    document.conflicts().is_ok_and(|all| all.iter().any(|conflict| conflict.field == "notes"))
}

fn card(dice: &mut Dice, number: u8) -> (DeviceProfile, DeviceKey) {
    let key = DeviceKey::of(&dice.bytes());
    let card = DeviceProfile {
        user: [number; 16],
        user_name: format!("Usuario {number}"),
        device_name: format!("puesto {number}"),
        ..device_profile(Device(dice.bytes()), &key)
    };
    (card, key)
}

/// One change of a form, by words and numbers that nobody else writes.
fn changed(contact: &mut Contact, roll: usize, count: u32, is_new: bool, dice: &mut Dice) -> Change {
    match roll {
        2..7 if !is_new => {
            let word = format!("r{count}");
            contact.closing = Some(Closing { date: None, result: Some(Outcome::from_document(&word)) });
            Change::Closing(word)
        }
        7..12 if !is_new => {
            let mut words: Vec<String> = contact.notes.split(' ').map(str::to_owned).collect();
            let word = format!("w{count}w");
            words.insert(dice.below(words.len() + 1), word.clone());
            contact.notes = words.join(" ");
            Change::Notes(word)
        }
        12..15 if !is_new => {
            let text = format!("a{count}");
            let id = ActionLineId(Uuid::from_u128(u128::from(count)));
            let line =
                ActionLine { id, action: None, text: text.clone(), is_done: false, rank: i64::from(count) };
            contact.actions.push(line);
            Change::AddAction(text)
        }
        15..17 if !is_new && !contact.actions.is_empty() => {
            let gone = contact.actions.remove(dice.below(contact.actions.len()));
            Change::RemoveAction(gone.text)
        }
        _ => {
            contact.duration_minutes = Some(count);
            Change::Duration(count)
        }
    }
}

fn blank() -> Contact {
    Contact { notes: String::new(), ..testing::contact() }
}

/// Nothing here ever waits.
pub(super) fn ready<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => unreachable!("a simulated disk answers at once"),
    }
}
