-- The feed is the audit trail of changes too (services/adr/0013-audit.md): how and from where a change came, the digest of
-- all that was asked for, and a chained digest over this row and all before it. Rows of before have none of it; the
-- chain begins with the next change. Columns with a default are added at once, without a copy of the table.
ALTER TABLE feed_changes
  ADD COLUMN peer VARCHAR(64) NOT NULL DEFAULT '',
  ADD COLUMN method VARCHAR(128) NOT NULL DEFAULT '',
  ADD COLUMN command_digest BINARY(32) NOT NULL DEFAULT '',
  ADD COLUMN chain_digest BINARY(32) NOT NULL DEFAULT '';

ALTER TABLE feed_head ADD COLUMN chain_digest BINARY(32) NOT NULL DEFAULT '';
