-- The feed: every change of the service, numbered contiguously from 1 in commit order
-- (services/adr/0001-positions-and-feed.md), and what came of each request
-- (services/adr/0003-idempotency.md). New tables: no lock on anything that exists.

-- One row. The first statement of a writing transaction locks it, the last one moves it.
CREATE TABLE feed_head (
  id TINYINT NOT NULL,
  position BIGINT NOT NULL,
  record_time DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT feed_head_is_one_row CHECK (id = 1),
  CONSTRAINT feed_head_position_from_zero CHECK (position >= 0)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO feed_head (id, position, record_time) VALUES (1, 0, '1970-01-01 00:00:00.000000');

-- What changed is the row with this position in the table of the resource: it is not stored twice.
CREATE TABLE feed_changes (
  position BIGINT NOT NULL,
  resource_name VARCHAR(255) NOT NULL,
  actor VARCHAR(128) NOT NULL,
  record_time DATETIME(6) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  PRIMARY KEY (position),
  -- Turns known_at, an instant, into a position.
  KEY feed_changes_by_record_time (record_time),
  CONSTRAINT feed_changes_position_from_one CHECK (position >= 1)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Kept for 400 days, then purged by age.
CREATE TABLE feed_requests (
  principal VARCHAR(128) NOT NULL,
  method VARCHAR(128) NOT NULL,
  -- 64 characters as bytes: text compares equal to itself with a space behind it, and callers choose this.
  request_id VARBINARY(256) NOT NULL,
  digest BINARY(32) NOT NULL,
  resource_name VARCHAR(255) NOT NULL,
  position BIGINT NOT NULL,
  record_time DATETIME(6) NOT NULL,
  PRIMARY KEY (principal, method, request_id),
  KEY feed_requests_by_record_time (record_time)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
