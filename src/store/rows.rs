//! The SQL: rows in, rows out.

use jiff::Timestamp;
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Ended;
use super::error::Fault;
use super::session::{Draft, Filter, Listed, Session, SessionId, Summary};
use crate::guide::{Guide, QuestionKey};
use crate::interview::{SessionRecord, SessionState};
use crate::mark::{Chances, Mark, MarkedBy};
use crate::scoring::Marks;

/// What [`listed`] reads, in its order.
const LISTED: &str =
    "id, started_at, coalesce((SELECT updated_at FROM drafts WHERE session = id), ended_at, started_at),
    guide, guide_hash, candidate, mode, state, interrupted, pace, engine, total, verdict, areas";

/// Keeps the guide as it is now; its hash.
pub(super) fn keep_guide(conn: &Connection, guide: &Guide) -> Result<String, Fault> {
    let snapshot = serde_json::to_string(guide)?;
    let hash = blake3::hash(snapshot.as_bytes()).to_hex().to_string();
    let sql = "INSERT INTO guides (hash, slug, snapshot) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    conn.execute(sql, params![hash, guide.slug, snapshot])?;
    Ok(hash)
}

pub(super) fn begin(
    conn: &Connection,
    at: Timestamp,
    record: &SessionRecord,
    guide_hash: &str,
) -> Result<SessionId, Fault> {
    let sql = "INSERT INTO sessions (started_at, guide, guide_hash, candidate, mode, state, interrupted, pace, record)
        VALUES (:at, :guide, :hash, :candidate, :mode, :state, :interrupted, :pace, :record)";
    conn.execute(
        sql,
        named_params! {
            ":at": at.as_millisecond(),
            ":guide": record.guide,
            ":hash": guide_hash,
            ":candidate": record.candidate,
            ":mode": word(&record.mode)?,
            ":state": word(&SessionState::Open)?,
            ":interrupted": record.interrupted,
            ":pace": (!record.plan.untimed).then_some(record.plan.pace),
            ":record": serde_json::to_string(record)?,
        },
    )?;
    Ok(SessionId(conn.last_insert_rowid()))
}

/// Replaces the draft of an open session.
pub(super) fn save_draft(conn: &Connection, id: SessionId, draft: &Draft, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO drafts (session, draft, updated_at)
        SELECT id, ?2, ?3 FROM sessions WHERE id = ?1 AND state = 'open'
        ON CONFLICT (session) DO UPDATE SET draft = excluded.draft, updated_at = excluded.updated_at";
    match conn.execute(sql, params![id.0, serde_json::to_string(draft)?, now.as_millisecond()])? {
        0 => Err(not_open(conn, id)),
        _ => Ok(()),
    }
}

pub(super) fn finish(conn: &Connection, id: SessionId, ended: &Ended<'_>) -> Result<(), Fault> {
    let record = ended.record;
    let sql = "UPDATE sessions SET ended_at = :at, state = :state, interrupted = :interrupted, candidate = :candidate,
        engine = :engine, total = :total, verdict = :verdict, areas = :areas, record = :record
        WHERE id = :id AND state = 'open'";
    let changed = conn.execute(
        sql,
        named_params! {
            ":id": id.0,
            ":at": ended.at.as_millisecond(),
            ":state": word(&record.state)?,
            ":interrupted": record.interrupted,
            ":candidate": record.candidate,
            ":engine": ended.engine,
            ":total": ended.summary.total,
            ":verdict": word(&ended.summary.verdict)?,
            ":areas": serde_json::to_string(&ended.summary.areas)?,
            ":record": serde_json::to_string(record)?,
        },
    )?;
    if changed == 0 {
        return Err(not_open(conn, id));
    }
    conn.execute("DELETE FROM drafts WHERE session = ?1", [id.0])?;
    put_marks(conn, id, MarkedBy::Machine, ended.marks)
}

fn not_open(conn: &Connection, id: SessionId) -> Fault {
    match conn.query_row("SELECT 1 FROM sessions WHERE id = ?1", [id.0], |_| Ok(())).optional() {
        Ok(Some(())) => Fault::NotOpen(id),
        Ok(None) => Fault::NoSession(id),
        Err(error) => error.into(),
    }
}

/// Adds marks, or replaces those made by the same.
pub(super) fn put_marks(conn: &Connection, id: SessionId, marked_by: MarkedBy, marks: &Marks) -> Result<(), Fault> {
    let sql = "INSERT OR REPLACE INTO marks
        (session, marked_by, question, position, point, status, missed, partial, covered, evidence, contradicted)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let mut insert = conn.prepare(sql)?;
    let marked_by = word(&marked_by)?;
    for (question, marks) in marks {
        for (position, mark) in marks.iter().enumerate() {
            insert.execute(params![
                id.0,
                marked_by,
                question.as_str(),
                i64::try_from(position).unwrap_or(i64::MAX),
                mark.id,
                word(&mark.status)?,
                mark.chances.missed,
                mark.chances.partial,
                mark.chances.covered,
                serde_json::to_string(&mark.evidence)?,
                mark.contradicted,
            ])?;
        }
    }
    Ok(())
}

pub(super) fn marks(conn: &Connection, id: SessionId, marked_by: MarkedBy) -> Result<Marks, Fault> {
    let sql = "SELECT question, point, status, missed, partial, covered, evidence, contradicted FROM marks
        WHERE session = ?1 AND marked_by = ?2 ORDER BY question, position, point";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map(params![id.0, word(&marked_by)?], |row| {
        let mark = Mark {
            id: row.get(1)?,
            status: from_word(row, 2)?,
            chances: Chances { missed: row.get(3)?, partial: row.get(4)?, covered: row.get(5)? },
            evidence: from_json(row, 6)?,
            contradicted: row.get(7)?,
        };
        Ok((QuestionKey::new(row.get::<_, String>(0)?), mark))
    })?;
    let mut marks = Marks::new();
    for row in rows {
        let (question, mark) = row?;
        marks.entry(question).or_default().push(mark);
    }
    Ok(marks)
}

/// The session with its guide; an open one as it began (its draft is apart).
pub(super) fn session(conn: &Connection, id: SessionId) -> Result<Session, Fault> {
    let sql = format!(
        "SELECT {LISTED}, record, (SELECT snapshot FROM guides WHERE hash = guide_hash) FROM sessions WHERE id = ?1"
    );
    let read =
        |row: &Row<'_>| Ok(Session { listed: listed(row)?, record: from_json(row, 14)?, guide: from_json(row, 15)? });
    conn.query_row(&sql, [id.0], read).optional()?.ok_or(Fault::NoSession(id))
}

pub(super) fn draft(conn: &Connection, id: SessionId) -> Result<Option<Draft>, Fault> {
    let sql = "SELECT draft FROM drafts WHERE session = ?1";
    Ok(conn.query_row(sql, [id.0], |row| from_json(row, 0)).optional()?)
}

pub(super) fn latest_finished(conn: &Connection) -> Result<Option<SessionId>, Fault> {
    let sql = "SELECT id FROM sessions WHERE state = 'finished' ORDER BY ended_at DESC, id DESC LIMIT 1";
    Ok(conn.query_row(sql, [], |row| row.get(0).map(SessionId)).optional()?)
}

/// Sessions that have ended, the latest first.
pub(super) fn list(conn: &Connection, filter: &Filter) -> Result<Vec<Listed>, Fault> {
    let sql = format!(
        "SELECT {LISTED} FROM sessions WHERE state <> 'open' AND (?1 IS NULL OR candidate = ?1 COLLATE NOCASE)
         AND (?2 IS NULL OR guide = ?2) ORDER BY started_at DESC, id DESC LIMIT ?3"
    );
    // A negative limit is none.
    let limit = filter.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
    let mut statement = conn.prepare(&sql)?;
    let rows = statement.query_map(params![filter.candidate, filter.guide, limit], listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Sessions that have not ended, the latest first.
pub(super) fn open_sessions(conn: &Connection) -> Result<Vec<Listed>, Fault> {
    let mut statement =
        conn.prepare(&format!("SELECT {LISTED} FROM sessions WHERE state = 'open' ORDER BY started_at DESC, id DESC"))?;
    let rows = statement.query_map([], listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id: SessionId(row.get(0)?),
        started_at: time(row, 1)?,
        updated_at: time(row, 2)?,
        guide: row.get(3)?,
        guide_hash: row.get(4)?,
        candidate: row.get(5)?,
        mode: from_word(row, 6)?,
        state: from_word(row, 7)?,
        interrupted: row.get(8)?,
        pace: row.get(9)?,
        engine: row.get(10)?,
        summary: Summary { total: row.get(11)?, verdict: from_word(row, 12)?, areas: from_json(row, 13)? },
    })
}

pub(super) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let milliseconds = row.get(column)?;
    Timestamp::from_millisecond(milliseconds).map_err(|_| FromSqlError::OutOfRange(milliseconds).into())
}

/// The word an enumeration's value has in JSON.
pub(super) fn word<T: Serialize>(value: &T) -> Result<String, Fault> {
    Ok(serde_json::from_value(serde_json::to_value(value)?)?)
}

pub(super) fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let value = Value::String(row.get(column)?);
    serde_json::from_value(value).map_err(|error| unreadable(column, error))
}

pub(super) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|error| unreadable(column, error))
}

fn unreadable(column: usize, error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}
