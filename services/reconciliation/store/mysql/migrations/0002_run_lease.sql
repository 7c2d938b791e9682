-- Who may record a run: one process at a time (services/adr/0012-reconciliation.md). Read and written under the lock of
-- feed_head alone. A new table of one row: no lock on anything that exists.
CREATE TABLE run_lease (
  id TINYINT NOT NULL,
  holder VARCHAR(64) NOT NULL,
  -- Rises with each holder: what was begun under a lower one is not recorded.
  token BIGINT NOT NULL,
  expires DATETIME(6) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT run_lease_is_one_row CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO run_lease (id, holder, token, expires, version) VALUES (1, '', 0, '1970-01-01 00:00:00.000000', 1);
