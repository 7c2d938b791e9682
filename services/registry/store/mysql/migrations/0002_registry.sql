-- What the registry records (services/adr/0004-two-times.md): rows are inserted and never changed, each with the position
-- that recorded it, whose actor and time stand in feed_changes. The service reads them by position alone, at its
-- start and to catch up, and answers from memory (services/adr/0008-memory-snapshot-for-registry-reads.md): so position
-- is the only key that is needed. New tables: no lock on anything that exists.

-- A version of a division: what holds from its effective date until the version of a later date.
CREATE TABLE divisions (
  position BIGINT NOT NULL,
  code CHAR(12) NOT NULL,
  display_name VARCHAR(100) NOT NULL,
  level TINYINT NOT NULL,
  parent_code VARCHAR(12) NOT NULL,
  urban_rural_class VARCHAR(3) NOT NULL,
  aliases TEXT NOT NULL,
  effective_date DATE NOT NULL,
  edition VARCHAR(63) NOT NULL,
  PRIMARY KEY (position),
  CONSTRAINT divisions_level_is_known CHECK (level BETWEEN 1 AND 5),
  CONSTRAINT divisions_only_provinces_have_no_parent CHECK ((level = 1) = (parent_code = '')),
  CONSTRAINT divisions_do_not_repeat_their_parent CHECK (code <> parent_code)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A state of a village's stay in a category: first open, later graduated.
CREATE TABLE episodes (
  position BIGINT NOT NULL,
  village_code CHAR(12) NOT NULL,
  entered_date DATE NOT NULL,
  category TINYINT NOT NULL,
  basis VARCHAR(500) NOT NULL,
  graduated_date DATE NULL,
  evidence VARCHAR(500) NOT NULL,
  data_origin TINYINT NOT NULL,
  PRIMARY KEY (position),
  CONSTRAINT episodes_category_is_known CHECK (category BETWEEN 1 AND 4),
  CONSTRAINT episodes_last_a_day CHECK (graduated_date IS NULL OR graduated_date > entered_date),
  CONSTRAINT episodes_origin_is_known CHECK (data_origin BETWEEN 1 AND 2)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A perimeter. Lists are JSON arrays: they are read and written whole.
CREATE TABLE perimeters (
  position BIGINT NOT NULL,
  id VARCHAR(63) NOT NULL,
  display_name VARCHAR(100) NOT NULL,
  include_prefixes TEXT NOT NULL,
  exclude_prefixes TEXT NOT NULL,
  kinds TEXT NOT NULL,
  include_villages TEXT NOT NULL,
  exclude_villages TEXT NOT NULL,
  basis VARCHAR(500) NOT NULL,
  data_origin TINYINT NOT NULL,
  PRIMARY KEY (position),
  UNIQUE KEY perimeters_by_id (id),
  CONSTRAINT perimeters_origin_is_known CHECK (data_origin BETWEEN 1 AND 2)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What came of each import: an import that changed nothing has no change in the feed, and a retry must tell the same counts.
CREATE TABLE imports (
  principal VARCHAR(128) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  digest BINARY(32) NOT NULL,
  edition VARCHAR(63) NOT NULL,
  effective_date DATE NOT NULL,
  rows_received BIGINT NOT NULL,
  rows_unchanged BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (principal, request_id),
  CONSTRAINT imports_count_what_came CHECK (rows_unchanged BETWEEN 0 AND rows_received)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
