-- Emails that are known again: by their message id, to say that one is here already and to join a conversation. The names
-- of the files that came with an email are found with its text. Whoever writes from a customer's domain is the customer's.
-- The message ids of emails that are here already follow from their documents: `projection_stale` says that they are to
-- be projected again when the book is opened.

PRAGMA user_version = 6;

ALTER TABLE attachment ADD COLUMN message_id TEXT NOT NULL DEFAULT '';
ALTER TABLE attachment ADD COLUMN files TEXT NOT NULL DEFAULT ''; -- of an email, a line each
CREATE INDEX attachment_by_message ON attachment (message_id) WHERE presence <> 1 AND message_id <> '';

CREATE INDEX address_by_domain ON address (substr(key, instr(key, '@') + 1), rid) WHERE kind = 'email';

INSERT OR REPLACE INTO local_value (key, value)
SELECT 'projection_stale', 'emails'
WHERE EXISTS (SELECT 1 FROM attachment WHERE is_email);
