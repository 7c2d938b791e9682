-- What is personal about people, and nowhere else (services/registry/README.md): encrypted by the service with AES-256-GCM, so that the
-- server, its backups and whoever reads its files have no plaintext. A row belongs to one person and to the state, by
-- its position, that brought it; the newest row at or before a state holds for it. Rows are inserted, never changed, and
-- deleted when the person is. A new table: no lock on anything that exists.
CREATE TABLE personal_data (
  person_id VARCHAR(63) NOT NULL,
  position BIGINT NOT NULL,
  -- Which secret; it does not betray it.
  key_id CHAR(16) NOT NULL,
  nonce BINARY(12) NOT NULL,
  -- With the tag at its end.
  ciphertext VARBINARY(2000) NOT NULL,
  PRIMARY KEY (person_id, position)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
