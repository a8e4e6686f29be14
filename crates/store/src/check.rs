//! Whether everything that is derived is what the documents say, computed without SQL (records.md 18).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::with_record_kinds;
use futures_util::TryStreamExt;
use uuid::Uuid;

use crate::blobs::Blobs;
use crate::connection::Write;
use crate::error::StoreError;
use crate::projection::actions::{LineRow, line_rows};
use crate::projection::addresses::{AddressRow, address_rows};
use crate::projection::attached::{AttachedRow, attached_rows};
use crate::projection::bin::BinRow;
use crate::projection::contacts::{self, mail_words, own_words};
use crate::projection::custom_fields::{
    CustomOptionRow, CustomValueRow, custom_option_rows, custom_value_rows,
};
use crate::projection::found_by::{self, FoundBy};
use crate::projection::item::{Item, Kind, Of};
use crate::projection::postal_addresses::{PostalAddressRow, postal_address_rows};
use crate::projection::products::{InterestRow, interest_rows};
use crate::projection::table::{Table, read};
use crate::projection::tables;
use crate::record::{Presence, Projected, Record};
use crate::store::Store;

/// A document as `check` sees it.
#[derive(Debug)]
pub struct Checked {
    pub rid: i64,
    pub id: Uuid,
    pub projected: Projected,
    /// Its changes: an outbox entry must be one of them.
    pub changes: Vec<[u8; 32]>,
    /// Its bytes were never here: a colleague has them.
    pub may_come: bool,
}

/// What a check came to.
#[derive(Debug, Default)]
pub struct Found {
    /// What is wrong; nothing when all is well.
    pub problems: Vec<String>,
    /// Attachments whose bytes have not come yet, by record: nothing is wrong with them.
    pub awaited: Vec<Uuid>,
}

/// What is said of an attachment that is damaged; making the projection again does not cure it.
pub const BYTES_ARE_GONE: &str = "its bytes are missing or changed";

/// Takes the documents in turn, then compares what no single document tells. All of it within one snapshot:
/// what others write meanwhile is neither here nor there.
#[derive(Debug, Default)]
pub struct Checker {
    problems: Vec<String>,
    rows: HashMap<&'static str, i64>,
    contact_words: HashMap<i64, u64>,
    record_words: HashMap<i64, u64>,
    outbox: Option<HashMap<i64, Vec<Vec<u8>>>>,
    /// With the record of those that may be on their way.
    hashes: Vec<(String, i64, Option<Uuid>)>,
    awaited: Vec<Uuid>,
}

/// The rows that a batch of documents has in tables of many, and where its contacts' words stand, read at once.
struct Rows {
    indexed: HashMap<i64, i64>,
    addresses: HashMap<i64, Vec<AddressRow>>,
    attached: HashMap<i64, Vec<AttachedRow>>,
    bin: HashMap<i64, Vec<BinRow>>,
    lines: HashMap<i64, Vec<LineRow>>,
    interests: HashMap<i64, Vec<InterestRow>>,
    places: HashMap<i64, Vec<PostalAddressRow>>,
    options: HashMap<i64, Vec<CustomOptionRow>>,
    values: HashMap<i64, Vec<CustomValueRow>>,
}

/// The rows that one document must have in tables of many.
#[derive(Debug, Default)]
struct Lists {
    addresses: Vec<AddressRow>,
    attached: Vec<AttachedRow>,
    lines: Vec<LineRow>,
    interests: Vec<InterestRow>,
    places: Vec<PostalAddressRow>,
    options: Vec<CustomOptionRow>,
    values: Vec<CustomValueRow>,
}

/// More would not be read.
const PROBLEMS_MAX: usize = 1000;

impl Checker {
    pub fn problem(&mut self, problem: String) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem);
        }
    }

    /// Compares the rows of these documents, which come in the order of their rows, with what they must be.
    pub async fn take(&mut self, tx: &mut Write, documents: &[Checked]) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (documents.first(), documents.last()) else {
            return Ok(());
        };
        self.kinds(tx, (first.rid, last.rid), documents).await?;
        let rows = Rows::read(tx, first.rid, last.rid).await?;
        for document in documents {
            self.record(tx, &rows, document).await?;
        }
        self.unsent(tx, documents).await
    }

    /// Compares the whole, and says what it found.
    pub async fn finish(mut self, store: &Store, tx: &mut Write) -> Result<Found, StoreError> {
        for table in tables() {
            let count = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM \"{table}\""));
            let (found,): (i64,) = sqlx::query_as(count).fetch_one(&mut **tx).await?;
            let expected = self.rows.get(table).copied().unwrap_or(0);
            if found != expected {
                self.problem(format!("{table}: {found} rows, {expected} expected"));
            }
        }
        let lost: usize = self.outbox.take().into_iter().flatten().map(|(_, hashes)| hashes.len()).sum();
        if lost > 0 {
            self.problem(format!("outbox: {lost} changes that no document holds"));
        }
        let contact_words = std::mem::take(&mut self.contact_words);
        self.words(tx, "contact_words", contact_words).await?;
        let record_words = std::mem::take(&mut self.record_words);
        self.words(tx, "record_words", record_words).await?;
        self.blobs(store)?;
        let integrity: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check").fetch_all(&mut **tx).await?;
        for (line,) in integrity.into_iter().filter(|(line,)| line != "ok") {
            self.problem(format!("integrity: {line}"));
        }
        Ok(Found { problems: self.problems, awaited: self.awaited })
    }

    /// One document's words, and its rows in tables of many.
    async fn record(&mut self, tx: &mut Write, rows: &Rows, document: &Checked) -> Result<(), StoreError> {
        let (rid, id, projected) = (document.rid, document.id, &document.projected);
        let mut lists = Lists::default();
        match &projected.record {
            Record::Contact(contact) => {
                self.contact(tx, rows, &(rid, id, contact, projected)).await?;
                lists.attached = attached_rows(rid, &contact.attachments);
                lists.lines = line_rows(rid, &contact.actions);
                lists.interests = interest_rows(rid, &contact.interests);
                lists.values = custom_value_rows(rid, &contact.custom_fields);
            }
            Record::Customer(customer) => {
                lists.addresses.extend(address_rows(rid, "email", &customer.emails));
                lists.addresses.extend(address_rows(rid, "phone", &customer.phones));
                lists.attached = attached_rows(rid, &customer.attachments);
                lists.interests = interest_rows(rid, &customer.interests);
                lists.places = postal_address_rows(rid, &customer.addresses);
                lists.values = custom_value_rows(rid, &customer.custom_fields);
                self.found_by(rid, projected, &found_by::customer(customer));
            }
            Record::Person(person) => {
                lists.addresses.extend(address_rows(rid, "email", &person.emails));
                lists.addresses.extend(address_rows(rid, "phone", &person.phones));
                self.found_by(rid, projected, &found_by::person(person));
            }
            Record::User(user) => lists.addresses = address_rows(rid, "email", &user.emails),
            Record::Attachment(attachment) => {
                self.found_by(rid, projected, &found_by::attachment(attachment));
                if projected.presence != Presence::Deleted {
                    let may_come = document.may_come.then_some(id);
                    self.hashes.push((attachment.sha256.clone(), rid, may_come));
                }
            }
            Record::CustomField(field) => lists.options = custom_option_rows(rid, &field.options),
            // Rows alone; a list that is forgotten here is more rows than expected.
            _ => {}
        }
        self.lists(rows, &(rid, id, projected), &lists);
        Ok(())
    }

    fn lists(&mut self, rows: &Rows, item: &Item<'_>, lists: &Lists) {
        let rid = item.0;
        self.list(rid, rows.addresses.get(&rid), &lists.addresses);
        self.list(rid, rows.attached.get(&rid), &lists.attached);
        self.list(rid, rows.lines.get(&rid), &lists.lines);
        self.list(rid, rows.interests.get(&rid), &lists.interests);
        self.list(rid, rows.places.get(&rid), &lists.places);
        self.list(rid, rows.options.get(&rid), &lists.options);
        self.list(rid, rows.values.get(&rid), &lists.values);
        let binned: Vec<BinRow> = BinRow::of(item).into_iter().collect();
        self.list(rid, rows.bin.get(&rid), &binned);
    }

    async fn contact(
        &mut self,
        tx: &mut Write,
        rows: &Rows,
        contact: &Of<'_, domain::contact::Contact>,
    ) -> Result<(), StoreError> {
        let (rid, _, record, projected) = *contact;
        let found = rows.indexed.get(&rid);
        let place = found.copied().unwrap_or_default();
        if found.is_some() && !contacts::is_well_placed(record, place) {
            self.problem(format!("contact row {rid} is indexed under another day"));
        }
        if projected.presence == Presence::Deleted {
            return Ok(());
        }
        let mut mail = Vec::new();
        for id in &record.attachments {
            // Those rows are compared with their documents too.
            let row: Option<(String,)> = sqlx::query_as(
                "SELECT name || ' ' || coalesce(description, '') || ' ' || subject || ' ' || text || ' ' || files \
                 FROM attachment WHERE id = ? AND presence <> 1",
            )
            .bind(id.0)
            .fetch_optional(&mut **tx)
            .await?;
            mail.extend(row);
        }
        let mail = mail_words(&mail);
        let actions = record.actions.iter().map(|line| line.text.as_str());
        let own = own_words(&record.notes, actions, &found_by::custom_words(&record.custom_fields));
        let sum = sum_of(&own, "notes").wrapping_add(sum_of(&mail, "mail"));
        if sum != 0 {
            self.contact_words.insert(place, sum);
        }
        Ok(())
    }

    fn row<T: Table + PartialEq>(&mut self, found: Option<&T>, expected: &T) {
        *self.rows.entry(T::NAME).or_default() += 1;
        if found != Some(expected) {
            self.problem(format!("{} row {} differs from its document", T::NAME, expected.rid()));
        }
    }

    fn list<T: Table + Ord + Clone>(&mut self, rid: i64, found: Option<&Vec<T>>, expected: &[T]) {
        *self.rows.entry(T::NAME).or_default() += expected.len() as i64;
        let sorted = |rows: &[T]| {
            let mut rows = rows.to_vec();
            rows.sort();
            rows
        };
        if sorted(found.map_or(&[], Vec::as_slice)) != sorted(expected) {
            self.problem(format!("{} rows of {rid} differ from their document", T::NAME));
        }
    }

    fn found_by(&mut self, rid: i64, projected: &Projected, found_by: &FoundBy) {
        let sum = sum_of(&found_by.names, "words").wrapping_add(sum_of(&found_by.card, "card"));
        if projected.presence != Presence::Deleted && sum != 0 {
            self.record_words.insert(rid, sum);
        }
    }

    /// Strikes what these documents hold from the outbox; what is left at the end belongs to none.
    async fn unsent(&mut self, tx: &mut Write, documents: &[Checked]) -> Result<(), StoreError> {
        if self.outbox.is_none() {
            let rows: Vec<(i64, Vec<u8>)> =
                sqlx::query_as("SELECT rid, hash FROM outbox").fetch_all(&mut **tx).await?;
            let mut outbox: HashMap<i64, Vec<Vec<u8>>> = HashMap::new();
            rows.into_iter().for_each(|(rid, hash)| outbox.entry(rid).or_default().push(hash));
            self.outbox = Some(outbox);
        }
        let outbox = self.outbox.get_or_insert_default();
        for document in documents {
            if let Some(unsent) = outbox.get_mut(&document.rid) {
                unsent.retain(|hash| !document.changes.iter().any(|change| change[..] == hash[..]));
            }
        }
        Ok(())
    }

    /// Every word of the index, against the words that there must be: a sum over each row's words and places.
    async fn words(
        &mut self,
        tx: &mut Write,
        table: &'static str,
        expected: HashMap<i64, u64>,
    ) -> Result<(), StoreError> {
        sqlx::query("DROP TABLE IF EXISTS temp.vocabulary").execute(&mut **tx).await?;
        let create = format!("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, {table}, instance)");
        sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut **tx).await?;
        let mut found: HashMap<i64, u64> = HashMap::new();
        {
            let mut rows = sqlx::query_as::<_, (String, i64, String, i64)>(
                "SELECT term, doc, col, \"offset\" FROM temp.vocabulary",
            )
            .fetch(&mut **tx);
            while let Some((term, row, column, offset)) = rows.try_next().await? {
                let sum = found.entry(row).or_default();
                *sum = sum.wrapping_add(hash_of(&term, &column, offset));
            }
        }
        sqlx::query("DROP TABLE temp.vocabulary").execute(&mut **tx).await?;
        let missing = expected.iter().filter(|(row, sum)| found.get(*row) != Some(*sum)).count();
        let extra = found.keys().filter(|row| !expected.contains_key(*row)).count();
        if missing + extra > 0 {
            self.problem(format!(
                "{table}: {missing} rows are not indexed as they read, {extra} are indexed in vain"
            ));
        }
        Ok(())
    }

    fn blobs(&mut self, store: &Store) -> Result<(), StoreError> {
        let blobs = Blobs::of(store.folder());
        for (hash, rid, may_come) in std::mem::take(&mut self.hashes) {
            if blobs.is_whole(&hash)? {
                continue;
            }
            match may_come.filter(|_| blobs.is_missing(&hash)) {
                Some(id) => self.awaited.push(id),
                None => self.problem(format!("attachment {rid}: {BYTES_ARE_GONE}")),
            }
        }
        Ok(())
    }
}

impl Rows {
    async fn read(tx: &mut Write, first: i64, last: i64) -> Result<Self, StoreError> {
        let indexed: Vec<(i64, i64)> =
            sqlx::query_as("SELECT rid, place FROM contact WHERE rid BETWEEN ? AND ?")
                .bind(first)
                .bind(last)
                .fetch_all(&mut **tx)
                .await?;
        Ok(Self {
            indexed: indexed.into_iter().collect(),
            addresses: grouped(read(tx, first, last).await?),
            attached: grouped(read(tx, first, last).await?),
            bin: grouped(read(tx, first, last).await?),
            lines: grouped(read(tx, first, last).await?),
            interests: grouped(read(tx, first, last).await?),
            places: grouped(read(tx, first, last).await?),
            options: grouped(read(tx, first, last).await?),
            values: grouped(read(tx, first, last).await?),
        })
    }
}

macro_rules! of_each_kind {
    ($($kind:ident($record:ty) $key:literal many $many:literal $code:literal since $since:literal in_bin $bin:literal;)*) => {
        impl Checker {
            /// The row of each document in the table of its kind.
            async fn kinds(
                &mut self,
                tx: &mut Write,
                (first, last): (i64, i64),
                documents: &[Checked],
            ) -> Result<(), StoreError> {
                $({
                    let found = by_rid::<<$record as Kind>::Row>(tx, first, last).await?;
                    for Checked { rid, id, projected, .. } in documents {
                        if let Record::$kind(record) = &projected.record {
                            let found = found.get(rid);
                            self.row(found, &Kind::expected(&(*rid, *id, record, projected), found));
                        }
                    }
                })*
                Ok(())
            }
        }
    };
}

with_record_kinds!(of_each_kind);

async fn by_rid<T: Table>(tx: &mut Write, first: i64, last: i64) -> Result<HashMap<i64, T>, StoreError> {
    Ok(read(tx, first, last).await?.into_iter().map(|row: T| (row.rid(), row)).collect())
}

fn grouped<T: Table>(rows: Vec<T>) -> HashMap<i64, Vec<T>> {
    let mut groups: HashMap<i64, Vec<T>> = HashMap::new();
    rows.into_iter().for_each(|row| groups.entry(row.rid()).or_default().push(row));
    groups
}

fn sum_of(words: &str, column: &str) -> u64 {
    let words = words.split(' ').filter(|word| !word.is_empty());
    words.enumerate().fold(0, |sum, (offset, word)| sum.wrapping_add(hash_of(word, column, offset as i64)))
}

fn hash_of(word: &str, column: &str, offset: i64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (word, column, offset).hash(&mut hasher);
    hasher.finish()
}
