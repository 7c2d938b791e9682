-- Every fact that a claim of the programme report rests on, with a qualifier that says which records count, as the role of
-- postings. Metrics that are there keep all they have. The table holds some dozens of rows: rebuilding it locks it for an instant.

ALTER TABLE metrics
  ADD COLUMN qualifier VARCHAR(63) NOT NULL DEFAULT '',
  DROP CONSTRAINT metrics_fact_is_known,
  DROP CONSTRAINT metrics_income_is_defined,
  ADD CONSTRAINT metrics_fact_is_one_of_these CHECK (fact IN (
    'VILLAGE', 'VILLAGE_INCOME', 'HOUSEHOLD_INCOME', 'PROJECT', 'INVESTMENT', 'PROMOTED_MODEL',
    'SECRETARY_CHANGE', 'YOUNG_MEMBERS', 'EDUCATED_MEMBERS', 'CENTRE_WORK', 'CENTRE_IN_USE',
    'VILLAGE_ACCEPTANCE', 'POSTING', 'POSTING_LODGING', 'THREE_ONES', 'LEADING_GROUP', 'SUPPORT_POLICY',
    'FUND_YEAR', 'PLANNED_APPROPRIATION')),
  ADD CONSTRAINT metrics_only_income_is_defined CHECK ((fact = 'VILLAGE_INCOME') = (income_definition <> ''));
