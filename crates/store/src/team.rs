//! What is kept of the team beside the documents: its log, every segment, invitations, and what was found on carriers.

use domain::record_kind::RecordKind;
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::connection::Write;
use crate::error::StoreError;
use crate::store::Store;

/// A segment, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub id: Vec<u8>,
    pub device: Vec<u8>,
    pub incarnation: Vec<u8>,
    pub seq: i64,
    /// As the column says: 0 applied, 1 in quarantine, 2 partly of a newer version.
    pub standing: i32,
    pub changes: i64,
    /// Seconds since 1970.
    pub kept_at: i64,
}

/// A file of a carrier and what it turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub size: i64,
    pub stamp: i64,
    pub what: i32,
    pub segment: Option<Vec<u8>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    pub carrier: i64,
    pub place: String,
    pub is_paused: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    pub number: Vec<u8>,
    pub id: Vec<u8>,
    /// Seconds since 1970.
    pub expires: i64,
}

/// What an incarnation last said of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub incarnation: Vec<u8>,
    pub device: Vec<u8>,
    pub count: i64,
    /// Seconds since 1970, by its own clock.
    pub at: i64,
    /// Incarnation, number and id of each, one after the other.
    pub frontier: Vec<u8>,
}

/// A change that is in no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedRow {
    pub document: Uuid,
    pub hash: Vec<u8>,
    pub kind: String,
    /// As the column says: 0 it waits, 1 doubled, 2 in somebody else's name.
    pub why: i32,
    pub is_reissued: bool,
    pub device: Vec<u8>,
    pub bytes: Vec<u8>,
}

const ROWS_A_STATEMENT: usize = 100;

impl Store {
    pub async fn entries(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows: Vec<(Vec<u8>,)> =
            sqlx::query_as("SELECT bytes FROM local_entry").fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(|(bytes,)| bytes).collect())
    }

    pub async fn segments(&self) -> Result<Vec<Segment>, StoreError> {
        type Row = (Vec<u8>, Vec<u8>, Vec<u8>, i64, i32, i64, i64);
        // The index holds all of it: no row with its bytes is touched.
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, device, incarnation, seq, standing, changes, kept_at FROM local_segment \
             INDEXED BY local_segment_whole",
        )
        .fetch_all(&self.reader)
        .await?;
        let segment = |(id, device, incarnation, seq, standing, changes, kept_at)| Segment {
            id,
            device,
            incarnation,
            seq,
            standing,
            changes,
            kept_at,
        };
        Ok(rows.into_iter().map(segment).collect())
    }

    pub async fn segment_bytes(&self, id: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let row: Option<(Vec<u8>,)> = sqlx::query_as("SELECT bytes FROM local_segment WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|(bytes,)| bytes))
    }

    pub async fn carriers(&self) -> Result<Vec<Carrier>, StoreError> {
        let rows: Vec<(i64, String, bool)> =
            sqlx::query_as("SELECT carrier, place, paused FROM local_carrier ORDER BY carrier")
                .fetch_all(&self.reader)
                .await?;
        let carrier = |(carrier, place, is_paused)| Carrier { carrier, place, is_paused };
        Ok(rows.into_iter().map(carrier).collect())
    }

    pub async fn files(&self, carrier: i64) -> Result<Vec<File>, StoreError> {
        type Row = (String, i64, i64, i32, Option<Vec<u8>>);
        let rows: Vec<Row> =
            sqlx::query_as("SELECT name, size, stamp, what, segment FROM local_file WHERE carrier = ?")
                .bind(carrier)
                .fetch_all(&self.reader)
                .await?;
        let file = |(name, size, stamp, what, segment)| File { name, size, stamp, what, segment };
        Ok(rows.into_iter().map(file).collect())
    }

    /// Segments that were ever found on a carrier.
    pub async fn seen_there(&self, carrier: i64) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT segment FROM local_seen WHERE carrier = ?")
            .bind(carrier)
            .fetch_all(&self.reader)
            .await?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    pub async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        type Row = (Vec<u8>, Vec<u8>, i64, i64, Vec<u8>);
        let rows: Vec<Row> =
            sqlx::query_as("SELECT incarnation, device, count, at, frontier FROM local_head")
                .fetch_all(&self.reader)
                .await?;
        let head =
            |(incarnation, device, count, at, frontier)| Head { incarnation, device, count, at, frontier };
        Ok(rows.into_iter().map(head).collect())
    }

    pub async fn invites(&self) -> Result<Vec<Invite>, StoreError> {
        let rows: Vec<(Vec<u8>, Vec<u8>, i64)> =
            sqlx::query_as("SELECT number, id, expires FROM local_invite").fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(|(number, id, expires)| Invite { number, id, expires }).collect())
    }

    /// How many changes nobody was given yet.
    pub async fn unsent(&self) -> Result<u32, StoreError> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM outbox").fetch_one(&self.reader).await?)
    }

    /// How many changes are in no document, by why.
    pub async fn asides(&self) -> Result<Vec<(i32, u32)>, StoreError> {
        Ok(sqlx::query_as("SELECT why, count(*) FROM local_aside GROUP BY why")
            .fetch_all(&self.reader)
            .await?)
    }

    /// Actors that this device has written under, and others' as far as they are known.
    pub async fn actors(&self) -> Result<Vec<(Vec<u8>, String)>, StoreError> {
        Ok(sqlx::query_as("SELECT actor, device FROM local_actor").fetch_all(&self.reader).await?)
    }

    /// Size and hash of every attachment that a record speaks of.
    pub async fn attachment_hashes(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let all = sqlx::query_as("SELECT DISTINCT sha256, size FROM attachment WHERE presence <> 1");
        Ok(all.fetch_all(&self.reader).await?)
    }

    /// Records that hold conflicts, newest contacts first: kind, id and the fields.
    pub async fn conflicted(&self, limit: u32) -> Result<Vec<(RecordKind, Uuid, String)>, StoreError> {
        let mut found = Vec::new();
        for kind in RecordKind::ALL {
            // From a list of our own, never from outside.
            let sql = format!(
                "SELECT id, conflicts FROM \"{}\" WHERE conflicts <> '' ORDER BY rid DESC LIMIT ?",
                kind.key()
            );
            let rows: Vec<(Uuid, String)> =
                sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(limit).fetch_all(&self.reader).await?;
            found.extend(rows.into_iter().map(|(id, fields)| (*kind, id, fields)));
        }
        found.truncate(limit as usize);
        Ok(found)
    }
}

pub async fn keep_entries(tx: &mut Write, entries: &[(Vec<u8>, Vec<u8>)]) -> Result<(), StoreError> {
    for (hash, bytes) in entries {
        sqlx::query("INSERT OR IGNORE INTO local_entry (hash, bytes) VALUES (?, ?)")
            .bind(hash)
            .bind(bytes)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Once more of the same changes nothing; what was in quarantine may be applied now.
pub async fn keep_segment(tx: &mut Write, segment: &Segment, bytes: &[u8]) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO local_segment (id, device, incarnation, seq, standing, changes, kept_at, bytes) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET standing = excluded.standing",
    )
    .bind(&segment.id)
    .bind(&segment.device)
    .bind(&segment.incarnation)
    .bind(segment.seq)
    .bind(segment.standing)
    .bind(segment.changes)
    .bind(segment.kept_at)
    .bind(bytes)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn drop_segment(tx: &mut Write, id: &[u8]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM local_segment WHERE id = ?").bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// The place's number; a place that is known keeps it.
pub async fn keep_carrier(tx: &mut Write, place: &str) -> Result<i64, StoreError> {
    sqlx::query("INSERT OR IGNORE INTO local_carrier (kind, place) VALUES ('folder', ?)")
        .bind(place)
        .execute(&mut **tx)
        .await?;
    let number = sqlx::query_scalar("SELECT carrier FROM local_carrier WHERE place = ?");
    Ok(number.bind(place).fetch_one(&mut **tx).await?)
}

/// Nothing is read there or written until it is taken up again.
pub async fn pause_carrier(tx: &mut Write, carrier: i64, is_paused: bool) -> Result<(), StoreError> {
    sqlx::query("UPDATE local_carrier SET paused = ? WHERE carrier = ?")
        .bind(is_paused)
        .bind(carrier)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn drop_carrier(tx: &mut Write, carrier: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM local_carrier WHERE carrier = ?").bind(carrier).execute(&mut **tx).await?;
    for table in ["DELETE FROM local_file WHERE carrier = ?", "DELETE FROM local_seen WHERE carrier = ?"] {
        sqlx::query(table).bind(carrier).execute(&mut **tx).await?;
    }
    Ok(())
}

pub async fn keep_files(
    tx: &mut Write,
    carrier: i64,
    found: &[File],
    gone: &[String],
) -> Result<(), StoreError> {
    for name in gone {
        sqlx::query("DELETE FROM local_file WHERE carrier = ? AND name = ?")
            .bind(carrier)
            .bind(name)
            .execute(&mut **tx)
            .await?;
    }
    for chunk in found.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new(
            "INSERT OR REPLACE INTO local_file (carrier, name, size, stamp, what, segment) ",
        );
        query.push_values(chunk, |mut row, file| {
            row.push_bind(carrier)
                .push_bind(&file.name)
                .push_bind(file.size)
                .push_bind(file.stamp)
                .push_bind(file.what)
                .push_bind(&file.segment);
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}

pub async fn keep_seen(tx: &mut Write, carrier: i64, segments: &[[u8; 32]]) -> Result<(), StoreError> {
    for chunk in segments.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("INSERT OR IGNORE INTO local_seen (carrier, segment) ");
        query.push_values(chunk, |mut row, segment| {
            row.push_bind(carrier).push_bind(segment.as_slice());
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}

pub async fn keep_head(tx: &mut Write, head: &Head) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT OR REPLACE INTO local_head (incarnation, device, count, at, frontier) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(&head.incarnation)
    .bind(&head.device)
    .bind(head.count)
    .bind(head.at)
    .bind(&head.frontier)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn keep_invite(tx: &mut Write, invite: &Invite) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO local_invite (number, id, expires) VALUES (?, ?, ?)")
        .bind(&invite.number)
        .bind(&invite.id)
        .bind(invite.expires)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Everything that is aside of one document.
pub async fn parked_of(tx: &mut Write, document: Uuid) -> Result<Vec<ParkedRow>, StoreError> {
    type Row = (Vec<u8>, String, i32, bool, Vec<u8>, Vec<u8>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT hash, kind, why, said_again, device, bytes FROM local_aside WHERE document = ? ORDER BY hash",
    )
    .bind(document)
    .fetch_all(&mut **tx)
    .await?;
    let aside = |(hash, kind, why, is_reissued, device, bytes)| ParkedRow {
        document,
        hash,
        kind,
        why,
        is_reissued,
        device,
        bytes,
    };
    Ok(rows.into_iter().map(aside).collect())
}

/// Documents with changes aside for this reason, and their kinds.
pub async fn parked_documents(tx: &mut Write, why: i32) -> Result<Vec<(Uuid, String)>, StoreError> {
    let all = sqlx::query_as("SELECT DISTINCT document, kind FROM local_aside WHERE why = ?");
    Ok(all.bind(why).fetch_all(&mut **tx).await?)
}

/// Changes that are aside for this reason, and that nobody here has said again.
pub async fn doubled_unsaid(tx: &mut Write, why: i32) -> Result<Vec<Vec<u8>>, StoreError> {
    let all = sqlx::query_as("SELECT bytes FROM local_aside WHERE why = ? AND said_again = 0");
    let rows: Vec<(Vec<u8>,)> = all.bind(why).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|(bytes,)| bytes).collect())
}

/// What is aside of a document from now on.
pub async fn park(tx: &mut Write, document: Uuid, asides: &[ParkedRow]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM local_aside WHERE document = ?").bind(document).execute(&mut **tx).await?;
    for aside in asides {
        sqlx::query(
            "INSERT OR REPLACE INTO local_aside (document, hash, kind, why, said_again, device, bytes) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(document)
        .bind(&aside.hash)
        .bind(&aside.kind)
        .bind(aside.why)
        .bind(aside.is_reissued)
        .bind(&aside.device)
        .bind(&aside.bytes)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The next records with unsent changes: contacts by date, then everything else, so that whoever reads the newest first
/// has the names before the contacts, and the newest contacts before the old ones.
pub async fn unsent_records(tx: &mut Write, limit: u32) -> Result<Vec<i64>, StoreError> {
    let rids: Vec<(i64,)> = sqlx::query_as(
        "SELECT o.rid FROM (SELECT DISTINCT rid FROM outbox) o LEFT JOIN contact c ON c.rid = o.rid \
         ORDER BY c.rid IS NULL, c.slot, o.rid LIMIT ?",
    )
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rids.into_iter().map(|(rid,)| rid).collect())
}

/// The unsent changes of a record, by their hashes.
pub async fn unsent_of(tx: &mut Write, rid: i64) -> Result<Vec<[u8; 32]>, StoreError> {
    let hashes: Vec<(Vec<u8>,)> =
        sqlx::query_as("SELECT hash FROM outbox WHERE rid = ?").bind(rid).fetch_all(&mut **tx).await?;
    Ok(hashes.into_iter().filter_map(|(hash,)| hash.try_into().ok()).collect())
}

/// A document by its row.
pub async fn document_of(tx: &mut Write, rid: i64) -> Result<Option<(Uuid, String, Vec<u8>)>, StoreError> {
    let row = sqlx::query_as("SELECT id, kind, bytes FROM document WHERE rid = ?");
    Ok(row.bind(rid).fetch_optional(&mut **tx).await?)
}

/// They were sealed: nobody needs to be given them again. Each is named by its record too: two records that were made
/// alike hold an equal change.
pub async fn strike_unsent(tx: &mut Write, sealed: &[(i64, [u8; 32])]) -> Result<(), StoreError> {
    for (rid, hash) in sealed {
        sqlx::query("DELETE FROM outbox WHERE hash = ? AND rid = ?")
            .bind(hash.as_slice())
            .bind(rid)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Unsent again: what a segment said that nobody can have seen.
pub async fn put_unsent(tx: &mut Write, document: Uuid, hash: &[u8]) -> Result<(), StoreError> {
    sqlx::query("INSERT OR IGNORE INTO outbox (hash, rid) SELECT ?, rid FROM document WHERE id = ?")
        .bind(hash)
        .bind(document)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
