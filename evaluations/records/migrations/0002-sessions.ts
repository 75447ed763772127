/**
 * Studies of several runs, questions of several kinds, and what is needed to rate on other machines.
 *
 * `questions.of` names the question that a repeated or graded one belongs to. `judgements.uid` is the same on every
 * machine that holds the judgement. `raters.origin` is '' for this machine and else names the machine that sent the
 * answers; only raters of this machine have a position. `practice` holds answers with feedback; they are never counted.
 */
export const sessions = `
  ALTER TABLE studies ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1));
  ALTER TABLE studies ADD COLUMN keys TEXT CHECK (keys IS NULL OR json_valid(keys));

  CREATE TABLE arms_2 (
    study_id INTEGER NOT NULL REFERENCES studies (id),
    arm TEXT NOT NULL CHECK (arm IN ('a', 'b', 'c', 'd', 'e', 'f')),
    run TEXT NOT NULL,
    preset TEXT NOT NULL,
    checkpoint TEXT NOT NULL,
    lineage TEXT CHECK (lineage IS NULL OR json_valid(lineage)),
    PRIMARY KEY (study_id, arm)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO arms_2 (study_id, arm, run, preset, checkpoint)
    SELECT study_id, arm, run, preset, checkpoint FROM arms;
  DROP TABLE arms;
  ALTER TABLE arms_2 RENAME TO arms;

  ALTER TABLE questions ADD COLUMN kind TEXT NOT NULL DEFAULT 'trial'
    CHECK (kind IN ('trial', 'repeat', 'gold', 'practice', 'grade'));
  ALTER TABLE questions ADD COLUMN of TEXT;
  ALTER TABLE questions ADD COLUMN pair TEXT NOT NULL DEFAULT 'ab' CHECK (length(pair) = 2);
  ALTER TABLE questions ADD COLUMN graded TEXT CHECK (graded IN ('a', 'b'));
  ALTER TABLE questions ADD COLUMN draw INTEGER NOT NULL DEFAULT 0 CHECK (draw IN (0, 1));
  ALTER TABLE questions ADD COLUMN expected TEXT CHECK (expected IN ('a', 'b'));
  ALTER TABLE questions ADD COLUMN stratum TEXT;
  ALTER TABLE questions ADD COLUMN weight REAL NOT NULL DEFAULT 1 CHECK (weight > 0);
  UPDATE questions SET draw = 1 WHERE ordinal IS NULL;

  CREATE TABLE raters_2 (
    id INTEGER PRIMARY KEY,
    study_id INTEGER NOT NULL REFERENCES studies (id),
    position INTEGER,
    rater TEXT NOT NULL,
    joined_at TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT '',
    pin TEXT,
    consented_at TEXT,
    instructed_at TEXT,
    UNIQUE (study_id, rater, origin),
    UNIQUE (study_id, position),
    CHECK ((position IS NULL) = (origin <> ''))
  ) STRICT;
  INSERT INTO raters_2 (id, study_id, position, rater, joined_at)
    SELECT id, study_id, position, rater, joined_at FROM raters;

  CREATE TABLE judgements_2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    question_id INTEGER NOT NULL REFERENCES questions (id),
    rater_id INTEGER NOT NULL REFERENCES raters_2 (id),
    side_of_a TEXT NOT NULL CHECK (side_of_a IN ('left', 'right')),
    choice TEXT NOT NULL
      CHECK (choice IN ('left', 'right', 'equal', 'both-good', 'both-poor', '0', '1', '2', '3')),
    ms INTEGER CHECK (ms >= 0),
    at TEXT NOT NULL,
    undone_at TEXT
  ) STRICT;
  INSERT INTO judgements_2
    SELECT id, lower(hex(randomblob(16))), question_id, rater_id, side_of_a, choice, ms, at, undone_at FROM judgements;
  DROP TABLE judgements;
  DROP TABLE raters;
  ALTER TABLE raters_2 RENAME TO raters;
  ALTER TABLE judgements_2 RENAME TO judgements;
  CREATE UNIQUE INDEX one_judgement ON judgements (rater_id, question_id) WHERE undone_at IS NULL;

  CREATE TABLE practice (
    id INTEGER PRIMARY KEY,
    question_id INTEGER NOT NULL REFERENCES questions (id),
    rater_id INTEGER NOT NULL REFERENCES raters (id),
    side_of_a TEXT NOT NULL CHECK (side_of_a IN ('left', 'right')),
    choice TEXT NOT NULL,
    ms INTEGER CHECK (ms >= 0),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX practice_of ON practice (rater_id, at);
`;
