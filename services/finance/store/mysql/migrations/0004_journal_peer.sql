-- Where the call behind an entry came from (services/adr/0013-audit.md), part of the entry's chained digest. Entries of
-- before have none. A column with a default is added at once, without a copy of the table.
ALTER TABLE journal ADD COLUMN peer VARCHAR(64) NOT NULL DEFAULT '';
