-- Refusals (services/adr/0013-audit.md): a trail of its own beside that of the changes, chained record by record. Rows are
-- inserted and never changed, but for the head. New tables: no lock on anything that exists.

-- One row. Whoever appends locks it first and moves it last, so that the processes of a service take turns.
CREATE TABLE audit_refusal_head (
  id TINYINT NOT NULL,
  number BIGINT NOT NULL,
  chain_digest BINARY(32) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT audit_refusal_head_is_one_row CHECK (id = 1),
  CONSTRAINT audit_refusal_head_from_zero CHECK (number >= 0)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO audit_refusal_head (id, number, chain_digest)
VALUES (1, 0, x'0000000000000000000000000000000000000000000000000000000000000000');

-- One row for what one principal was refused by one method for one reason within a second.
CREATE TABLE audit_refusals (
  number BIGINT NOT NULL,
  first_time DATETIME(6) NOT NULL,
  last_time DATETIME(6) NOT NULL,
  actor VARCHAR(128) NOT NULL,
  peer VARCHAR(64) NOT NULL,
  method VARCHAR(128) NOT NULL,
  resource_name VARCHAR(255) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  trace_id VARCHAR(32) NOT NULL,
  code VARCHAR(32) NOT NULL,
  reason VARCHAR(64) NOT NULL,
  refusals BIGINT NOT NULL,
  chain_digest BINARY(32) NOT NULL,
  PRIMARY KEY (number),
  CONSTRAINT audit_refusals_from_one CHECK (number >= 1 AND refusals >= 1)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
