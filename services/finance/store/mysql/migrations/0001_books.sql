-- The books: one journal, and what its entries made (services/adr/0002-journal-commands.md). New tables: no lock on
-- anything that exists.
--
-- Ledgers and accounts are numbered by the position that made them, so that the rows which are written all the time are
-- small. Rows are only ever inserted, but for balances and the head; a ledger's, account's or income's row says what the
-- journal's entry at its position recorded.

CREATE TABLE ledgers (
  number BIGINT NOT NULL,
  id VARCHAR(63) NOT NULL,
  display_name VARCHAR(100) NOT NULL,
  village CHAR(12) NOT NULL,
  chart VARCHAR(16) NOT NULL,
  create_time DATETIME(6) NOT NULL,
  actor VARCHAR(128) NOT NULL,
  PRIMARY KEY (number),
  UNIQUE KEY ledgers_by_id (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE accounts (
  number BIGINT NOT NULL,
  ledger_number BIGINT NOT NULL,
  id VARCHAR(63) NOT NULL,
  display_name VARCHAR(100) NOT NULL,
  code VARCHAR(16) NOT NULL,
  normal_side TINYINT NOT NULL,
  balance_limit TINYINT NOT NULL,
  PRIMARY KEY (number),
  UNIQUE KEY accounts_by_id (ledger_number, id),
  CONSTRAINT accounts_normal_side CHECK (normal_side IN (1, 2)),
  CONSTRAINT accounts_balance_limit CHECK (balance_limit IN (0, 1, 2))
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- `position` is that of the entry that changed the row last.
CREATE TABLE balances (
  account_number BIGINT NOT NULL,
  debits_fen BIGINT NOT NULL,
  credits_fen BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (account_number),
  CONSTRAINT balances_from_zero CHECK (debits_fen >= 0 AND credits_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE account_closings (
  account_number BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (account_number)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- kind: 1 ledger created, 2 account opened, 3 account closed, 4 transfer, 5 income recorded. Other kinds than 4 have no
-- transfer_id; amount_fen of a closing is the account's turnover. debit_account of kinds 2 and 3 is the account itself.
CREATE TABLE journal (
  position BIGINT NOT NULL,
  journal_time DATETIME(6) NOT NULL,
  kind TINYINT NOT NULL,
  ledger_number BIGINT NOT NULL,
  transfer_id VARCHAR(63) NULL,
  debit_account BIGINT NULL,
  credit_account BIGINT NULL,
  amount_fen BIGINT NOT NULL,
  effective_date DATE NULL,
  description VARCHAR(200) NOT NULL,
  reverses_position BIGINT NULL,
  actor VARCHAR(128) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  content_digest BINARY(32) NOT NULL,
  chain_digest BINARY(32) NOT NULL,
  PRIMARY KEY (position),
  -- The retry of a transfer finds it, for ever.
  UNIQUE KEY journal_transfers (ledger_number, transfer_id),
  -- Statements in order of position, in which InnoDB's keys end.
  KEY journal_by_ledger (ledger_number),
  KEY journal_by_debit_account (debit_account),
  KEY journal_by_credit_account (credit_account),
  CONSTRAINT journal_position_from_one CHECK (position >= 1),
  CONSTRAINT journal_amount_from_zero CHECK (amount_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A transfer is reversed once.
CREATE TABLE reversals (
  original_position BIGINT NOT NULL,
  reversal_position BIGINT NOT NULL,
  PRIMARY KEY (original_position)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row a recorded state. request_key is the digest of principal, method and request id.
CREATE TABLE incomes (
  position BIGINT NOT NULL,
  village CHAR(12) NOT NULL,
  income_year SMALLINT NOT NULL,
  category TINYINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  source VARCHAR(200) NOT NULL,
  data_origin TINYINT NOT NULL,
  transfer_id VARCHAR(63) NOT NULL,
  correction_reason VARCHAR(200) NOT NULL,
  request_key BINARY(32) NOT NULL,
  request_digest BINARY(32) NOT NULL,
  PRIMARY KEY (position),
  UNIQUE KEY incomes_by_request (request_key),
  UNIQUE KEY incomes_by_key (village, income_year, category, position),
  CONSTRAINT incomes_category CHECK (category BETWEEN 1 AND 5),
  CONSTRAINT incomes_amount_from_zero CHECK (amount_fen >= 0),
  CONSTRAINT incomes_data_origin CHECK (data_origin IN (1, 2))
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row: the fence. Every writing transaction locks it first and moves it last.
CREATE TABLE journal_head (
  id TINYINT NOT NULL,
  position BIGINT NOT NULL,
  digest BINARY(32) NOT NULL,
  journal_time DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT journal_head_is_one_row CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO journal_head (id, position, digest, journal_time)
VALUES (1, 0, x'0000000000000000000000000000000000000000000000000000000000000000', '1970-01-01 00:00:00.000000');
