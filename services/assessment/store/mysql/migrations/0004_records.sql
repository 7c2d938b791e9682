-- Metrics and reports as records (services/adr/0009-records.md): every recorded state, inserted and never changed, with the position that
-- recorded it; who and when stand in feed_changes. The metrics that are there move over, each at its position; the list of facts below is
-- in the order of their numbers. Some dozens of rows: without this the server would find positions without a row and not start.
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

INSERT INTO records (position, kind, id, body, void_reason)
  SELECT position, 'metric', CONCAT(metric_id, '@', version),
         JSON_OBJECT('metric_id', metric_id, 'version', version, 'description', description,
                     'fact', FIELD(fact, 'VILLAGE', 'VILLAGE_INCOME', 'HOUSEHOLD_INCOME', 'PROJECT', 'INVESTMENT', 'PROMOTED_MODEL',
                                   'SECRETARY_CHANGE', 'YOUNG_MEMBERS', 'EDUCATED_MEMBERS', 'CENTRE_WORK', 'CENTRE_IN_USE',
                                   'VILLAGE_ACCEPTANCE', 'POSTING', 'POSTING_LODGING', 'THREE_ONES', 'LEADING_GROUP',
                                   'SUPPORT_POLICY', 'FUND_YEAR', 'PLANNED_APPROPRIATION'),
                     'income_definition', income_definition, 'qualifier', qualifier),
         ''
    FROM metrics;

DROP TABLE metrics;
