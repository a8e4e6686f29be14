//! The simulated carrier and replica store keep the promises of the real ones.

use std::sync::atomic::{AtomicU64, Ordering};

use documents::document::Document;
use domain::contact::Contact;
use replication::keys::DeviceKey;
use replication::segment::{Device, Incarnation};
use replication::{marker, names};
use testing::contracts::{carrier, replica_store};
use testing::{Dice, device_profile};

use super::disk::{Disk, SimReplicaStore};
use super::folder::{Folder, Life, SimCarrier};
use super::oracle::{Id, Oracle};
use super::script::FolderFault;
use super::world::ready;

testing::carrier_promises! { Folder, ready }

impl carrier::Subject for Folder {
    type Carrier<'a> = SimCarrier<'a>;

    async fn new() -> Self {
        let mut folder = Self::default();
        folder.write(names::MARKER, marker::bytes([1; 16]));
        folder
    }

    fn carrier(&mut self) -> SimCarrier<'_> {
        SimCarrier { folder: self, dice: Dice(1), life: Life::default() }
    }

    fn take_away(&mut self) {
        self.trouble = Some(FolderFault::Gone);
    }

    fn lose_marker(&mut self) {
        self.files.remove(names::MARKER);
    }
}

mod store {
    testing::replica_store_promises! { super::Machine, super::ready }
}

/// A disk and what an exchange with it needs.
struct Machine {
    disk: Disk,
    backup: Option<Disk>,
    record: Id,
    edits: u32,
    oracle: Oracle,
    dice: Dice,
    rebirths: u32,
}

/// No two machines are alike.
static MADE: AtomicU64 = AtomicU64::new(1);

const NOW: i64 = 1_764_000_000;

impl replica_store::Subject for Machine {
    type Store<'a> = SimReplicaStore<'a>;

    async fn new() -> Self {
        let mut dice = Dice(MADE.fetch_add(1, Ordering::Relaxed));
        let key = DeviceKey::of(&dice.bytes());
        let card = device_profile(Device(dice.bytes()), &key);
        let disk = Disk::new(card, key, Incarnation(dice.bytes()), [1; 16]);
        let (record, oracle) = (dice.bytes(), Oracle::default());
        Self { disk, backup: None, record, edits: 0, oracle, dice, rebirths: 0 }
    }

    async fn open(&mut self) -> SimReplicaStore<'_> {
        SimReplicaStore {
            disk: &mut self.disk,
            oracle: &mut self.oracle,
            dice: &mut self.dice,
            life: Life::default(),
            now: NOW,
            rebirths: &mut self.rebirths,
        }
    }

    async fn edit(&mut self) {
        self.edits += 1;
        let author = self.disk.author(&mut self.dice, NOW);
        let known = self.disk.documents.remove(&self.record);
        let mut document = known.unwrap_or_else(Document::genesis::<Contact>);
        let contact = Contact { duration_minutes: Some(self.edits), ..testing::contact() };
        let written = document.update(&author, None, &contact).expect("an edit").expect("a change");
        self.disk.outbox.insert(written.hash, self.record);
        self.disk.documents.insert(self.record, document);
    }

    async fn holds(&mut self, change: [u8; 32]) -> bool {
        self.disk.documents.values().any(|document| document.change_hashes().contains(&change))
    }

    async fn back_up(&mut self) {
        self.backup = Some(self.disk.clone());
    }

    async fn put_back(&mut self) {
        self.disk = self.backup.clone().expect("a backup");
    }
}
