-- Contents of evidence: files by their SHA-256, cut into chunks, inserted and never changed. Which project a file belongs to
-- is a record; the same file given twice stands here once. A chunk stays below the 4 MiB of a message and the 16 MiB of a packet.
-- A new table: no lock on anything that exists.
CREATE TABLE evidence_chunks (
  digest BINARY(32) NOT NULL,
  -- From 0, without a gap.
  chunk_index INT NOT NULL,
  content MEDIUMBLOB NOT NULL,
  PRIMARY KEY (digest, chunk_index),
  CONSTRAINT evidence_chunks_index CHECK (chunk_index >= 0),
  CONSTRAINT evidence_chunks_content CHECK (length(content) BETWEEN 1 AND 1048576)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
