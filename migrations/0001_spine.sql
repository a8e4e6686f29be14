-- Ground state: one Automerge document per record. Everything from "contact" on is a projection that can be
-- dropped and rebuilt from it (`hilo rebuild`). Ids are 16 bytes; dates are days since 1970-01-01; hours are
-- minutes of the day, -1 without one; presence: 0 live, 1 deleted, 2 deleted by one and edited by another.
-- Projected records reference each other without REFERENCES: on a merge a target may arrive later.

PRAGMA application_id = 1212763215; -- "HILO"
PRAGMA user_version = 1;

CREATE TABLE document (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    bytes BLOB NOT NULL,
    revision TEXT NOT NULL -- its heads: what an edit may be based on
) STRICT;

-- Changes made here that nobody has been given yet, as hashes: the bytes are in their documents.
CREATE TABLE outbox (
    hash BLOB PRIMARY KEY,
    rid INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    -- Where it stands in lists: date, hour, then time of creation; the id decides between equals.
    slot INTEGER NOT NULL,
    -- Its row in the full text, in the order of dates, so that "newest first" is a walk and not a sort, and a
    -- range of dates is a range of rows. Within a day it follows arrival: nothing shows it.
    place INTEGER NOT NULL UNIQUE,
    customer BLOB NOT NULL,
    person BLOB,
    user BLOB NOT NULL,
    date INTEGER NOT NULL,
    minute INTEGER NOT NULL,
    time_zone TEXT,
    duration_minutes INTEGER,
    contact_type TEXT NOT NULL,
    email BLOB,
    direction TEXT NOT NULL,
    notes TEXT NOT NULL,
    next_date INTEGER,
    next_minute INTEGER,
    closing_date INTEGER,
    result TEXT,
    done INTEGER NOT NULL,
    previous BLOB,
    attachments INTEGER NOT NULL, -- how many
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL -- field names, parted by commas
) STRICT;

-- Lists never show what is in the bin, so that no index holds it.
CREATE INDEX contact_by_slot ON contact (slot, id, done, direction) WHERE presence <> 1;
CREATE INDEX contact_by_done ON contact (done, slot, id) WHERE presence <> 1;
CREATE INDEX contact_by_type ON contact (contact_type, slot, id, done) WHERE presence <> 1;
CREATE INDEX contact_by_user ON contact (user, slot, id, done) WHERE presence <> 1;
CREATE INDEX contact_by_result ON contact (result, slot, id, done) WHERE presence <> 1 AND result IS NOT NULL;
CREATE INDEX contact_by_customer ON contact (customer, slot) WHERE presence <> 1;
CREATE INDEX contact_by_person ON contact (person, slot) WHERE presence <> 1 AND person IS NOT NULL;
CREATE INDEX contact_with_attachments ON contact (slot, id, done) WHERE presence <> 1 AND attachments > 0;
CREATE INDEX contact_by_next ON contact (next_date, done) WHERE presence <> 1 AND next_date IS NOT NULL;
CREATE INDEX contact_by_closing ON contact (closing_date, done) WHERE presence <> 1 AND closing_date IS NOT NULL;
CREATE INDEX contact_by_previous ON contact (previous) WHERE presence <> 1 AND previous IS NOT NULL;

CREATE TABLE customer (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    code TEXT,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL, -- as Spanish sorts: n with tilde after n, accents ignored
    legal_name TEXT,
    tax_id TEXT,
    web TEXT,
    notes TEXT NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;
CREATE INDEX customer_by_name ON customer (sort_name, id) WHERE presence <> 1;

CREATE TABLE person (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    customer BLOB NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    position TEXT,
    notes TEXT NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;
CREATE INDEX person_by_customer ON person (customer, sort_name, id) WHERE presence <> 1;

CREATE TABLE user (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;

-- Email addresses and phones of customers, people and users.
CREATE TABLE address (
    rid INTEGER NOT NULL,
    kind TEXT NOT NULL, -- email, phone
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    key TEXT NOT NULL, -- what two addresses are compared by
    PRIMARY KEY (rid, kind, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_by_key ON address (key);

CREATE TABLE attachment (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    is_email INTEGER NOT NULL,
    subject TEXT NOT NULL,
    sender TEXT NOT NULL,
    text TEXT NOT NULL, -- of an email, capped
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;

-- Which records hold which attachments, in order.
CREATE TABLE attached (
    rid INTEGER NOT NULL,
    position INTEGER NOT NULL,
    attachment BLOB NOT NULL,
    PRIMARY KEY (rid, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX attached_by_attachment ON attached (attachment);

-- The full text gets words that Rust has folded (lower case, no accents), parted by blanks: what is found does
-- not depend on a tokenizer's Unicode version, and `check` can compute what must be there.
CREATE VIRTUAL TABLE contact_words USING fts5 (
    notes, mail, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE record_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);

-- Of this installation alone: never travels, never enters a pack.
CREATE TABLE local_value (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE local_draft (
    key TEXT PRIMARY KEY,
    json TEXT NOT NULL,
    saved_at INTEGER NOT NULL -- seconds since 1970
) STRICT, WITHOUT ROWID;

-- Commands that undo can take back, newest last.
CREATE TABLE local_batch (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    batch BLOB NOT NULL UNIQUE,
    command TEXT NOT NULL,
    records BLOB NOT NULL, -- their ids, 16 bytes each
    undone_by BLOB -- the batch that took it back
) STRICT;

-- Which device an actor of a change belongs to, as far as it is known here.
CREATE TABLE local_actor (
    actor BLOB PRIMARY KEY,
    device TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Records that `hilo sample` made, to be removed in one step.
CREATE TABLE local_sample (
    id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
