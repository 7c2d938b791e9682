-- Records on the journal (services/adr/0010-records-on-the-journal.md): funds, releases, claims and what else is stated
-- beside the ledgers. A row says what the journal's entry at its position recorded, of kind 6 (record stated); rows are inserted and never
-- changed. A service reads them by position alone and answers from memory, so position is the key; (kind, id) finds the
-- states of one resource for whoever looks by hand. New tables: no lock on anything that exists.
CREATE TABLE records (
  position BIGINT NOT NULL,
  kind VARCHAR(63) NOT NULL,
  id VARCHAR(200) NOT NULL,
  -- A JSON object: the fields by name, as the kind describes them.
  body MEDIUMTEXT NOT NULL,
  -- Why it was withdrawn; empty while it stands.
  void_reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (position),
  KEY records_by_id (kind, id, position),
  CONSTRAINT records_body_is_json CHECK (json_valid(body))
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The request behind a record, with the record that answers it: a retry finds it, for ever. request_key is the digest of
-- principal, method and request id.
CREATE TABLE record_requests (
  position BIGINT NOT NULL,
  request_key BINARY(32) NOT NULL,
  request_digest BINARY(32) NOT NULL,
  PRIMARY KEY (position),
  UNIQUE KEY record_requests_by_key (request_key)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
