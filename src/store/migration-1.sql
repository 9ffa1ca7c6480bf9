-- Migration 1: the whole store. Once released it never changes; later changes are migrations of their own.
-- Times are Unix milliseconds (UTC). Enumerations hold the words of their Rust types.

-- "GRNR": tells a Greenroom database from any other.
PRAGMA application_id = 0x47524E52;

-- Guides as they were when a session used them, by the BLAKE3 hash of the snapshot.
CREATE TABLE guides (
    hash     TEXT PRIMARY KEY NOT NULL,
    slug     TEXT NOT NULL,
    snapshot TEXT NOT NULL CHECK (json_valid(snapshot))
) STRICT;

-- Sessions. `record` is the whole record as JSON; the columns repeat what lists and trends ask for.
-- AUTOINCREMENT: a session's id is never given to another.
CREATE TABLE sessions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    guide       TEXT NOT NULL,
    guide_hash  TEXT NOT NULL REFERENCES guides (hash),
    candidate   TEXT,
    mode        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
    interrupted INTEGER NOT NULL CHECK (interrupted IN (0, 1)),
    pace        REAL,                -- null: untimed
    engine      INTEGER,             -- version of the engine that marked it; null: not marked
    total       INTEGER,             -- null: not all of the interview was asked
    verdict     TEXT NOT NULL DEFAULT 'not-judged',
    areas       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(areas)),
    record      TEXT NOT NULL CHECK (json_valid(record))
) STRICT;

CREATE INDEX sessions_by_start ON sessions (started_at, id);

-- Marks. Up to three for a point: the machine's, the candidate's own, a mentor's.
CREATE TABLE marks (
    session      INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    marked_by    TEXT NOT NULL CHECK (marked_by IN ('machine', 'self', 'mentor')),
    question     TEXT NOT NULL,
    position     INTEGER NOT NULL,   -- place of the point in its question
    point        TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('missed', 'partial', 'covered')),
    missed       REAL NOT NULL,
    partial      REAL NOT NULL,
    covered      REAL NOT NULL,
    evidence     TEXT NOT NULL CHECK (json_valid(evidence)),
    contradicted INTEGER NOT NULL CHECK (contradicted IN (0, 1)),
    reason       TEXT,               -- why a person marked it so
    PRIMARY KEY (session, marked_by, question, point)
) STRICT, WITHOUT ROWID;

-- The latest draft of an open session.
CREATE TABLE drafts (
    session    INTEGER PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    draft      TEXT NOT NULL CHECK (json_valid(draft)),
    updated_at INTEGER NOT NULL
) STRICT;
