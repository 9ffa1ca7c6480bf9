-- Migration 2: cards for spaced repetition, one for each answer point, and every review of one.

CREATE TABLE cards (
    candidate   TEXT NOT NULL,           -- '' for whoever gave no name
    guide       TEXT NOT NULL,           -- the guide's slug
    question    TEXT NOT NULL,
    point       TEXT NOT NULL,
    due_at      INTEGER NOT NULL,
    reviewed_at INTEGER,                 -- null: never reviewed
    stability   REAL,                    -- FSRS memory state, in days; null: never reviewed
    difficulty  REAL,                    -- FSRS memory state, 1 to 10; null: never reviewed
    PRIMARY KEY (candidate, guide, question, point)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
    id        INTEGER PRIMARY KEY,
    candidate TEXT NOT NULL,
    guide     TEXT NOT NULL,
    question  TEXT NOT NULL,
    point     TEXT NOT NULL,
    at        INTEGER NOT NULL,
    recall    TEXT NOT NULL CHECK (recall IN ('again', 'hard', 'good', 'easy')),
    status    TEXT NOT NULL CHECK (status IN ('missed', 'partial', 'covered')),   -- the machine's mark of the reply
    reply     TEXT NOT NULL
) STRICT;

-- What weakness and trends ask for: whose sessions of which guide, the latest first.
CREATE INDEX sessions_by_guide ON sessions (guide, state, ended_at);

-- How the candidate judged themselves before the marks were shown, as JSON.
ALTER TABLE sessions ADD COLUMN self_rating TEXT CHECK (self_rating IS NULL OR json_valid(self_rating));
