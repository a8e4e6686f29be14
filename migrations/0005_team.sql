-- The team: its log, what its members published, and what was found where. Of this installation alone; the documents are
-- the same on every machine, this is how they came to be.

PRAGMA user_version = 5;

-- The team's log (docs/formats/team.md).
CREATE TABLE local_entry (
    hash BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every segment, ours and the others', as it was sealed: what a folder loses is put back from here.
CREATE TABLE local_segment (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    device BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    seq INTEGER NOT NULL,
    standing INTEGER NOT NULL, -- 0 applied, 1 in quarantine, 2 partly of a newer version
    changes INTEGER NOT NULL, -- how many it holds
    kept_at INTEGER NOT NULL, -- seconds since 1970
    bytes BLOB NOT NULL
) STRICT;
-- Everything but the bytes, which no list wants to touch.
CREATE INDEX local_segment_whole ON local_segment (incarnation, seq, id, device, standing, changes, kept_at);

-- Places that carry segments.
CREATE TABLE local_carrier (
    carrier INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, -- folder
    place TEXT NOT NULL UNIQUE,
    paused INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a file of a carrier turned out to be, so that it is not read again while it stays as it is.
CREATE TABLE local_file (
    carrier INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    what INTEGER NOT NULL, -- 0 segment, 1 entry, 2 not ours, 3 newer, from 10 on what is wrong with it
    segment BLOB, -- the id of a segment, or of an entry
    PRIMARY KEY (carrier, name)
) STRICT, WITHOUT ROWID;

-- Segments that were ever found on a carrier: what is gone from it is put back.
CREATE TABLE local_seen (
    carrier INTEGER NOT NULL,
    segment BLOB NOT NULL,
    PRIMARY KEY (carrier, segment)
) STRICT, WITHOUT ROWID;

-- Changes that are in no document: what they build on has not arrived, or they cannot be taken in.
CREATE TABLE local_aside (
    document BLOB NOT NULL,
    hash BLOB NOT NULL,
    kind TEXT NOT NULL,
    why INTEGER NOT NULL, -- 0 it waits, 1 another of the same number is there, 2 somebody else's name
    said_again INTEGER NOT NULL DEFAULT 0,
    device BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (document, hash)
) STRICT, WITHOUT ROWID;

-- Invitations that were made here. Their secrets follow from the device's key, and are kept nowhere.
CREATE TABLE local_invite (
    number BLOB PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each incarnation last said that it had seen.
CREATE TABLE local_head (
    incarnation BLOB PRIMARY KEY,
    device BLOB NOT NULL,
    count INTEGER NOT NULL,
    at INTEGER NOT NULL,
    frontier BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Two records that were made alike in one command hold an equal change: each is to be told.
CREATE TABLE outbox_by_record (
    rid INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (rid, hash)
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_by_record (rid, hash) SELECT rid, hash FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_by_record RENAME TO outbox;

CREATE INDEX attachment_by_hash ON attachment (sha256, size) WHERE presence <> 1;
CREATE INDEX person_with_conflicts ON person (rid) WHERE conflicts <> '';
CREATE INDEX attachment_with_conflicts ON attachment (rid) WHERE conflicts <> '';

-- Records with conflicts, to be found without reading them all.
CREATE INDEX contact_with_conflicts ON contact (rid) WHERE conflicts <> '';
CREATE INDEX customer_with_conflicts ON customer (rid) WHERE conflicts <> '';
