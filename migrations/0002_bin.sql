-- The bin, newest first: what was deleted, when and by whom. Like every projection it follows from the documents:
-- records that were in the bin before there was this table are told to the program by `projection_stale`, and it
-- projects them again when the book is opened.

PRAGMA user_version = 2;

CREATE TABLE bin (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    deleted_at INTEGER NOT NULL, -- seconds since 1970
    deleted_by BLOB NOT NULL
) STRICT;
CREATE INDEX bin_by_time ON bin (deleted_at DESC, id);

INSERT INTO local_value (key, value)
SELECT 'projection_stale', 'bin'
WHERE EXISTS (SELECT 1 FROM document);
