/**
 * Studies, frozen when they are created, and their judgements, which are only ever added: undoing one sets
 * `undone_at`. `questions.ordinal` numbers the questions that raters see; it is null for a draw by construction.
 */
export const studies = `
  CREATE TABLE studies (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    hash TEXT NOT NULL,
    dataset TEXT NOT NULL,
    design TEXT NOT NULL CHECK (json_valid(design)),
    created_at TEXT NOT NULL,
    closed_at TEXT
  ) STRICT;

  CREATE TABLE arms (
    study_id INTEGER NOT NULL REFERENCES studies (id),
    arm TEXT NOT NULL CHECK (arm IN ('a', 'b')),
    run TEXT NOT NULL,
    preset TEXT NOT NULL,
    checkpoint TEXT NOT NULL,
    PRIMARY KEY (study_id, arm)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    study_id INTEGER NOT NULL REFERENCES studies (id),
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    ordinal INTEGER,
    shown TEXT NOT NULL CHECK (json_valid(shown)),
    UNIQUE (study_id, question),
    UNIQUE (study_id, ordinal)
  ) STRICT;

  CREATE TABLE raters (
    id INTEGER PRIMARY KEY,
    study_id INTEGER NOT NULL REFERENCES studies (id),
    position INTEGER NOT NULL,
    rater TEXT NOT NULL,
    joined_at TEXT NOT NULL,
    UNIQUE (study_id, rater),
    UNIQUE (study_id, position)
  ) STRICT;

  CREATE TABLE judgements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL REFERENCES questions (id),
    rater_id INTEGER NOT NULL REFERENCES raters (id),
    side_of_a TEXT NOT NULL CHECK (side_of_a IN ('left', 'right')),
    choice TEXT NOT NULL CHECK (choice IN ('left', 'right', 'equal')),
    ms INTEGER CHECK (ms >= 0),
    at TEXT NOT NULL,
    undone_at TEXT
  ) STRICT;

  CREATE UNIQUE INDEX one_judgement ON judgements (rater_id, question_id) WHERE undone_at IS NULL;
`;
