-- Actions to take and products of interest: two catalogues, and what contacts and customers hold of them. Types of
-- contact: a team's own, and the built-in ones that it hides. Files have a
-- description, and say who stored them and when (seconds since 1970).
-- No document of an earlier schema has any, so that nothing needs to be projected again.

PRAGMA user_version = 3;

ALTER TABLE attachment ADD COLUMN description TEXT;
ALTER TABLE attachment ADD COLUMN added_by BLOB;
ALTER TABLE attachment ADD COLUMN added_at INTEGER;

CREATE TABLE contact_type (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    key TEXT NOT NULL,
    name TEXT,
    sort_name TEXT NOT NULL,
    hidden INTEGER NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;

CREATE TABLE action (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;
CREATE INDEX action_by_name ON action (sort_name, id) WHERE presence <> 1;

CREATE TABLE product (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    code TEXT,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    notes TEXT NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;
CREATE INDEX product_by_name ON product (sort_name, id) WHERE presence <> 1;

-- The actions of a contact, in order.
CREATE TABLE action_line (
    rid INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id BLOB NOT NULL,
    action BLOB,
    text TEXT NOT NULL,
    done INTEGER NOT NULL,
    PRIMARY KEY (rid, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_line_by_id ON action_line (id);
CREATE INDEX action_line_by_action ON action_line (action, rid) WHERE action IS NOT NULL;
CREATE INDEX action_line_open ON action_line (rid) WHERE done = 0;

-- The products that a contact or a customer is interested in.
CREATE TABLE interest (
    rid INTEGER NOT NULL,
    position INTEGER NOT NULL,
    product BLOB NOT NULL,
    person BLOB,
    since INTEGER NOT NULL,
    PRIMARY KEY (rid, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX interest_by_product ON interest (product, rid);
