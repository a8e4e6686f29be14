-- What stands on cards is found too: notes, places, web and own fields of customers and people, apart from their names, which
-- pickers look up. What customers are doubles by has columns of its own, so that no table is read through for it. Phones are
-- compared by their digits, provinces by any of their names. All of it follows from documents: `projection_stale` says
-- that every one is to be projected again when the book is opened.

PRAGMA user_version = 7;

ALTER TABLE customer ADD COLUMN tax_key TEXT NOT NULL DEFAULT ''; -- of each, what two are compared by
ALTER TABLE customer ADD COLUMN code_key TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN legal_name_key TEXT NOT NULL DEFAULT '';
CREATE INDEX customer_by_tax_key ON customer (tax_key) WHERE tax_key <> '';
CREATE INDEX customer_by_code_key ON customer (code_key) WHERE code_key <> '';
CREATE INDEX customer_by_name_key ON customer (name_key) WHERE name_key <> '';
CREATE INDEX customer_by_legal_name_key ON customer (legal_name_key) WHERE legal_name_key <> '';

DROP TABLE record_words;
CREATE VIRTUAL TABLE record_words USING fts5 (
    words, card, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);

INSERT OR REPLACE INTO local_value (key, value)
SELECT 'projection_stale', 'all' WHERE EXISTS (SELECT 1 FROM document);
