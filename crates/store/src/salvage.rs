//! What can still be read of a damaged database: documents one by one, and the tables of this installation.

use domain::record_kind::RecordKind;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use uuid::Uuid;

use crate::connection::{APPLICATION_ID, Access, connection};
use crate::disk::{database_file, part, replace};
use crate::document::Stored;
use crate::error::StoreError;
use crate::store::{Store, copy_database, lock_alone};

/// A database that is read piece by piece, from a copy: nothing happens to the file itself.
#[derive(Debug)]
pub struct DamagedDatabase {
    connection: SqliteConnection,
    file: PathBuf,
    /// The greatest row that a document may have.
    last: i64,
    #[expect(dead_code, reason = "the copy goes with it")]
    copy: Option<tempfile::TempDir>,
}

/// A document that was read, and the hashes of its changes that nobody has been given; none where that list is gone.
#[derive(Debug)]
pub struct SalvagedDocument {
    pub id: Uuid,
    pub stored: Stored,
    pub unsent: Option<Vec<[u8; 32]>>,
}

/// Bytes that a document takes at the least: no file holds more rows than this allows.
const DOCUMENT_BYTES_MIN: u64 = 64;

impl DamagedDatabase {
    /// Takes a copy of a profile's database and opens what there is.
    pub async fn of_profile(profile: &Path) -> Result<Self, StoreError> {
        let copy = tempfile::Builder::new().prefix(".hilo-salvage-").tempdir_in(profile)?;
        let file = copy_database(profile, copy.path())?;
        set_header(&file)?;
        if !has_schema(&file).await {
            // Every book is born with the same tables in the same places.
            let newborn = Store::create(&copy.path().join("newborn")).await?;
            let page = database_file(newborn.folder());
            newborn.close().await;
            transplant_first_page(&page, &file)?;
        }
        Self::open(file, Some(copy)).await
    }

    /// A backup, which is whole.
    pub async fn of_backup(file: &Path) -> Result<Self, StoreError> {
        Self::open(file.to_owned(), None).await
    }

    async fn open(file: PathBuf, copy: Option<tempfile::TempDir>) -> Result<Self, StoreError> {
        let access = if copy.is_some() { Access::Read } else { Access::ReadAlone };
        let mut connection = connection(&file, access).await?;
        let last: Result<(i64,), _> =
            sqlx::query_as("SELECT coalesce(max(rid), 0) FROM document").fetch_one(&mut connection).await;
        let length = std::fs::metadata(&file)?.len();
        let last = last.map_or((length / DOCUMENT_BYTES_MIN).cast_signed(), |(last,)| last);
        Ok(Self { connection, file, last, copy })
    }

    /// The documents of the next `count` rows after `after`, without those that cannot be read; none at the end.
    pub async fn documents_after(&mut self, after: i64, count: u32) -> Option<Vec<SalvagedDocument>> {
        if after >= self.last {
            return None;
        }
        let end = after + i64::from(count);
        let query = "SELECT rid, id, kind, bytes FROM document WHERE rid > ? AND rid <= ? ORDER BY rid";
        let all: Result<Vec<Row>, _> =
            sqlx::query_as(query).bind(after).bind(end).fetch_all(&mut self.connection).await;
        let rows = match all {
            Ok(rows) => rows,
            Err(_) => self.one_by_one(after, end.min(self.last)).await,
        };
        let mut found = Vec::with_capacity(rows.len());
        for (rid, id, kind, bytes) in rows {
            let Some(kind) = RecordKind::parse(&kind) else { continue };
            let hashes: Result<Vec<(Vec<u8>,)>, _> = sqlx::query_as("SELECT hash FROM outbox WHERE rid = ?")
                .bind(rid)
                .fetch_all(&mut self.connection)
                .await;
            let unsent = hashes.ok().map(|hashes| {
                hashes.iter().filter_map(|(hash,)| <[u8; 32]>::try_from(hash.as_slice()).ok()).collect()
            });
            found.push(SalvagedDocument { id, stored: Stored { kind, bytes }, unsent });
        }
        Some(found)
    }

    async fn one_by_one(&mut self, after: i64, end: i64) -> Vec<Row> {
        let mut rows = Vec::new();
        for rid in after + 1..=end {
            let row = sqlx::query_as("SELECT rid, id, kind, bytes FROM document WHERE rid = ?").bind(rid);
            rows.extend(row.fetch_optional(&mut self.connection).await.ok().flatten());
        }
        rows
    }

    pub async fn close(self) {
        // A reader has nothing left to write.
        let _ = self.connection.close().await;
    }

    /// Every record that anything in the database speaks of, as far as it can be read.
    pub async fn known_ids(&mut self) -> Vec<Uuid> {
        let mut ids = Vec::new();
        for table in RecordKind::ALL.iter().map(|kind| kind.key()).chain(["document"]) {
            // From a list of our own, never from outside.
            let statement = sqlx::AssertSqlSafe(format!("SELECT id FROM \"{table}\""));
            let rows: Result<Vec<(Uuid,)>, _> =
                sqlx::query_as(statement).fetch_all(&mut self.connection).await;
            ids.extend(rows.into_iter().flatten().map(|(id,)| id));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

type Row = (i64, Uuid, String, Vec<u8>);

impl Store {
    /// Takes over what a wreck remembers of this installation: each table whole, or not at all. The incarnation
    /// stays behind: what it wrote last may be lost here and come back from elsewhere (records.md 17).
    pub async fn take_local(&self, wreck: &DamagedDatabase) -> Result<(), StoreError> {
        let mut connection = self.writer.acquire().await?;
        let name =
            wreck.file.to_str().ok_or_else(|| std::io::Error::other("a file name that is not Unicode"))?;
        sqlx::query("ATTACH DATABASE ? AS wreck").bind(name).execute(&mut *connection).await?;
        for statement in [
            "INSERT OR IGNORE INTO main.local_value SELECT * FROM wreck.local_value WHERE key <> 'incarnation'",
            "INSERT OR IGNORE INTO main.local_draft SELECT * FROM wreck.local_draft",
            "INSERT OR IGNORE INTO main.local_batch SELECT * FROM wreck.local_batch",
            "INSERT OR IGNORE INTO main.local_actor SELECT * FROM wreck.local_actor",
            "INSERT OR IGNORE INTO main.local_sample SELECT * FROM wreck.local_sample",
            // What was sealed and not shared yet is nowhere else.
            "INSERT OR IGNORE INTO main.local_segment SELECT * FROM wreck.local_segment",
            "INSERT OR IGNORE INTO main.local_entry SELECT * FROM wreck.local_entry",
            "INSERT OR IGNORE INTO main.local_carrier SELECT * FROM wreck.local_carrier",
            "INSERT OR IGNORE INTO main.local_aside SELECT * FROM wreck.local_aside",
            "INSERT OR IGNORE INTO main.local_invite SELECT * FROM wreck.local_invite",
        ] {
            if let Err(error) = sqlx::query(statement).execute(&mut *connection).await {
                tracing::warn!(%error, "a local table is lost");
            }
        }
        sqlx::query("DETACH DATABASE wreck").execute(&mut *connection).await?;
        Ok(())
    }

    /// Puts this database, which was made beside it, into the place of a profile's. See `backup::put_back`.
    pub async fn take_place_of(self, profile: &Path, stamp: &str) -> Result<Option<String>, StoreError> {
        let file = database_file(self.folder());
        self.close().await;
        let lock = lock_alone(profile)?;
        let aside = replace(&file, profile, stamp)?;
        drop(lock);
        Ok(aside)
    }
}

async fn has_schema(file: &Path) -> bool {
    let Ok(mut connection) = connection(file, Access::Read).await else { return false };
    // Reads the schema, and of the table nothing.
    let has = sqlx::query("SELECT rid FROM document LIMIT 0").fetch_optional(&mut connection).await.is_ok();
    let _ = connection.close().await;
    has
}

/// The bytes of a header that are the same in every book (sqlite.org/fileformat2.html, 1.3).
fn set_header(file: &Path) -> Result<(), StoreError> {
    let mut opened = std::fs::OpenOptions::new().write(true).open(file)?;
    for (at, bytes) in [
        (0, b"SQLite format 3\0".as_slice()),
        (16, &[0x20, 0, 2, 2, 0, 64, 32, 32]),
        (44, &[0, 0, 0, 4]),
        (52, &[0; 4]),
        (56, &[0, 0, 0, 1]),
        (64, &[0; 4]),
        (68, &APPLICATION_ID.to_be_bytes()),
    ] {
        opened.seek(SeekFrom::Start(at))?;
        opened.write_all(bytes)?;
    }
    set_size(&mut opened)
}

/// How many pages there are, and that this may be believed: the two counters beside it are equal.
fn set_size(opened: &mut std::fs::File) -> Result<(), StoreError> {
    let pages = u32::try_from(opened.metadata()?.len() / 8192).unwrap_or(u32::MAX);
    for (at, number) in [(24, 1), (28, pages), (32, 0), (36, 0), (92, 1)] {
        opened.seek(SeekFrom::Start(at))?;
        opened.write_all(&u32::to_be_bytes(number))?;
    }
    Ok(())
}

fn transplant_first_page(from: &Path, into: &Path) -> Result<(), StoreError> {
    let mut page = [0; 8192];
    std::fs::File::open(from)?.read_exact(&mut page)?;
    let mut opened = std::fs::OpenOptions::new().write(true).open(into)?;
    opened.write_all(&page)?;
    // A log may hold the old page.
    let log = part(into, "-wal");
    if log.exists() {
        std::fs::remove_file(log)?;
    }
    set_size(&mut opened)
}
