-- Records (services/adr/0009-records.md): every recorded state of what people and systems state, inserted and never
-- changed, with the position that recorded it; who and when stand in feed_changes. A service reads them by position alone
-- and answers from memory, so position is the key; (kind, id) finds the states of one resource for whoever looks by hand.
-- A new table: no lock on anything that exists.
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
