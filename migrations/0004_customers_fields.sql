-- Customers in full: what they are sorted by (kinds, zones, sectors), who looks after them, and where they are. And the
-- fields that a team defines, with the values that contacts and customers hold of them.
-- No document of an earlier schema has any, so that nothing needs to be projected again.

PRAGMA user_version = 4;

ALTER TABLE customer ADD COLUMN kind BLOB;
ALTER TABLE customer ADD COLUMN zone BLOB;
ALTER TABLE customer ADD COLUMN sector BLOB;
ALTER TABLE customer ADD COLUMN owner BLOB;
CREATE INDEX customer_by_kind ON customer (kind) WHERE kind IS NOT NULL;
CREATE INDEX customer_by_zone ON customer (zone) WHERE zone IS NOT NULL;
CREATE INDEX customer_by_sector ON customer (sector) WHERE sector IS NOT NULL;
CREATE INDEX customer_by_code ON customer (code) WHERE code IS NOT NULL;

-- The contacts of some customers are counted in the index, without a look at their rows.
DROP INDEX contact_by_customer;
CREATE INDEX contact_by_customer ON contact (customer, slot, id, done) WHERE presence <> 1;
-- The same of promises and of closing dates.
DROP INDEX contact_by_next;
CREATE INDEX contact_by_next ON contact (next_date, done, slot, id) WHERE presence <> 1 AND next_date IS NOT NULL;
DROP INDEX contact_by_closing;
CREATE INDEX contact_by_closing ON contact (closing_date, done, slot, id)
WHERE presence <> 1 AND closing_date IS NOT NULL;

-- How many actions of a contact are not ticked.
ALTER TABLE contact ADD COLUMN open_actions INTEGER NOT NULL DEFAULT 0;
UPDATE contact SET open_actions = (SELECT count(*) FROM action_line l WHERE l.rid = contact.rid AND l.done = 0)
WHERE rid IN (SELECT rid FROM action_line WHERE done = 0);
DROP INDEX action_line_open;
CREATE INDEX contact_with_open_actions ON contact (slot, id, done) WHERE presence <> 1 AND open_actions > 0;

CREATE TABLE customer_group (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    grouping TEXT NOT NULL, -- kind, zone or sector
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;

CREATE TABLE postal_address (
    rid INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id BLOB NOT NULL,
    street TEXT,
    postal_code TEXT,
    town TEXT,
    province TEXT,
    province_key TEXT NOT NULL, -- folded, to compare
    country TEXT,
    PRIMARY KEY (rid, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX postal_address_by_province ON postal_address (province_key, rid);

CREATE TABLE custom_field (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    belongs_to TEXT NOT NULL, -- contact or customer
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    required INTEGER NOT NULL,
    initial TEXT, -- the default: what it is, a colon, how it reads
    rank INTEGER NOT NULL,
    active INTEGER NOT NULL,
    presence INTEGER NOT NULL,
    conflicts TEXT NOT NULL
) STRICT;

CREATE TABLE custom_option (
    rid INTEGER NOT NULL,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    hidden INTEGER NOT NULL,
    PRIMARY KEY (rid, position)
) STRICT, WITHOUT ROWID;

-- What a record holds of a field: a row for a value, and for a choice of several a row for each.
CREATE TABLE custom_value (
    rid INTEGER NOT NULL,
    field BLOB NOT NULL,
    part INTEGER NOT NULL, -- -1 for a value that is one
    value TEXT NOT NULL, -- what it is, a colon, how it reads
    folded TEXT NOT NULL, -- its words, to find
    number REAL, -- a number, a day since 1970, 1 for yes and 0 for no: to compare
    PRIMARY KEY (rid, field, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX custom_value_by_number ON custom_value (field, number, rid);
CREATE INDEX custom_value_by_words ON custom_value (field, folded, rid);
