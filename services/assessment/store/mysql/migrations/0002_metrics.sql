-- Metrics: what a figure counts or sums, by version (services/assessment/README.md). A row never changes, so that the
-- after-image of the change at a position is the row with that position. A new table: no lock on anything that exists.

CREATE TABLE metrics (
  metric_id VARCHAR(63) NOT NULL,
  version INT NOT NULL,
  description VARCHAR(200) NOT NULL,
  fact VARCHAR(32) NOT NULL,
  -- Empty where villages are counted.
  income_definition VARCHAR(100) NOT NULL,
  position BIGINT NOT NULL,
  record_time DATETIME(6) NOT NULL,
  PRIMARY KEY (metric_id, version),
  UNIQUE KEY metrics_by_position (position),
  CONSTRAINT metrics_version_from_one CHECK (version >= 1),
  CONSTRAINT metrics_fact_is_known CHECK (fact IN ('VILLAGE', 'VILLAGE_INCOME')),
  CONSTRAINT metrics_income_is_defined CHECK ((fact = 'VILLAGE') = (income_definition = ''))
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
