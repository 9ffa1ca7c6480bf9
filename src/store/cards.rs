//! Cards for spaced repetition, and the marks of the past: SQL, rows in and rows out.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params, params};

use super::error::Fault;
use super::rows::{from_word, time, word};
use super::{Error, SessionId, Store};
use crate::guide::QuestionKey;
use crate::mark::Status;
use crate::progress::{Card, Memory, PastMark, Recall};

/// Sessions of the past that are looked at, the latest: older ones weigh next to nothing, and thousands take long to read.
const PAST_SESSIONS: u32 = 200;

/// Whose cards of which guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The candidate; empty for whoever gave no name.
    pub candidate: &'a str,
    /// The guide's slug.
    pub guide: &'a str,
}

/// A review as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Review<'a> {
    /// When.
    pub at: Timestamp,
    /// How well it was known, as the candidate said.
    pub recall: Recall,
    /// The machine's mark of the reply.
    pub status: Status,
    /// The reply, as typed.
    pub reply: &'a str,
}

impl Store {
    /// Every card, the one due first first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn cards(&self, owner: Owner<'_>) -> Result<Vec<Card>, Error> {
        self.located(cards(&self.conn, owner))
    }

    /// Makes points due: new cards where there are none yet, others no later than now.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn make_due(
        &mut self,
        owner: Owner<'_>,
        points: &[(QuestionKey, String)],
        now: Timestamp,
    ) -> Result<(), Error> {
        self.write(|transaction, _| {
            let sql = "INSERT INTO cards (candidate, guide, question, point, due_at) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT DO UPDATE SET due_at = min(due_at, excluded.due_at)";
            let mut insert = transaction.prepare(sql)?;
            for (question, point) in points {
                let due = now.as_millisecond();
                insert.execute(params![owner.candidate, owner.guide, question.as_str(), point, due])?;
            }
            Ok(())
        })
    }

    /// Keeps a review, and the card as it is after it.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn keep_review(&mut self, owner: Owner<'_>, card: &Card, review: &Review<'_>) -> Result<(), Error> {
        self.write(|transaction, _| {
            keep_card(transaction, owner, card)?;
            let sql = "INSERT INTO reviews (candidate, guide, question, point, at, recall, status, reply)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            transaction.execute(
                sql,
                params![
                    owner.candidate,
                    owner.guide,
                    card.question.as_str(),
                    card.point,
                    review.at.as_millisecond(),
                    word(&review.recall)?,
                    word(&review.status)?,
                    review.reply,
                ],
            )?;
            Ok(())
        })
    }

    /// The mark that counts of every point in the latest 200 finished sessions of a guide, a mentor's before the machine's;
    /// the oldest session first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn past_marks(&self, owner: Owner<'_>) -> Result<Vec<PastMark>, Error> {
        self.located(past_marks(&self.conn, owner))
    }

    /// The sessions that have ended in which the owner answered the question, the oldest first: the latest `limit` of them.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn sessions_with(
        &self,
        owner: Owner<'_>,
        question: &QuestionKey,
        limit: usize,
    ) -> Result<Vec<SessionId>, Error> {
        self.located(sessions_with(&self.conn, owner, question, limit))
    }

    /// Deletes a session with its marks.
    ///
    /// # Errors
    /// There is none of that id, it is open, or the store cannot be written.
    pub fn delete_session(&mut self, id: SessionId) -> Result<(), Error> {
        self.write(|transaction, _| {
            let open =
                transaction.query_row("SELECT state = 'open' FROM sessions WHERE id = ?1", [id.0], |row| row.get(0));
            match open {
                Ok(true) => return Err(Fault::Held(id)),
                Ok(false) => {}
                Err(rusqlite::Error::QueryReturnedNoRows) => return Err(Fault::NoSession(id)),
                Err(error) => return Err(error.into()),
            }
            transaction.execute("DELETE FROM sessions WHERE id = ?1", [id.0])?;
            forget_unused_guides(transaction)
        })
    }

    /// Deletes everything of a candidate, or without a name, everything of everybody: sessions that have ended, cards and
    /// reviews. Gives the number of sessions.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn erase(&mut self, candidate: Option<&str>) -> Result<usize, Error> {
        let erased = self.write(|transaction, _| {
            let sql = "DELETE FROM sessions WHERE state <> 'open' AND (?1 IS NULL OR candidate = ?1 COLLATE NOCASE)";
            let sessions = transaction.execute(sql, params![candidate])?;
            for table in ["cards", "reviews"] {
                let sql = format!("DELETE FROM {table} WHERE ?1 IS NULL OR candidate = ?1 COLLATE NOCASE");
                transaction.execute(&sql, params![candidate])?;
            }
            forget_unused_guides(transaction)?;
            Ok(sessions)
        })?;
        // What was deleted is not to be found in the file's free pages.
        self.located(self.conn.execute_batch("VACUUM").map_err(Fault::from))?;
        Ok(erased)
    }
}

fn forget_unused_guides(conn: &Connection) -> Result<(), Fault> {
    conn.execute("DELETE FROM guides WHERE hash NOT IN (SELECT guide_hash FROM sessions)", [])?;
    Ok(())
}

fn cards(conn: &Connection, owner: Owner<'_>) -> Result<Vec<Card>, Fault> {
    let sql = "SELECT question, point, due_at, reviewed_at, stability, difficulty FROM cards
        WHERE candidate = ?1 COLLATE NOCASE AND guide = ?2 ORDER BY due_at, question, point";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map(params![owner.candidate, owner.guide], card)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    let reviewed = row.get::<_, Option<i64>>(3)?.map(|_| time(row, 3)).transpose()?;
    let memory = match (reviewed, row.get(4)?, row.get(5)?) {
        (Some(reviewed_at), Some(stability), Some(difficulty)) => Some(Memory { stability, difficulty, reviewed_at }),
        _ => None,
    };
    Ok(Card { question: QuestionKey::new(row.get::<_, String>(0)?), point: row.get(1)?, due_at: time(row, 2)?, memory })
}

fn keep_card(conn: &Connection, owner: Owner<'_>, card: &Card) -> Result<(), Fault> {
    let sql = "INSERT OR REPLACE INTO cards
        (candidate, guide, question, point, due_at, reviewed_at, stability, difficulty)
        VALUES (:candidate, :guide, :question, :point, :due, :reviewed, :stability, :difficulty)";
    conn.execute(
        sql,
        named_params! {
            ":candidate": owner.candidate,
            ":guide": owner.guide,
            ":question": card.question.as_str(),
            ":point": card.point,
            ":due": card.due_at.as_millisecond(),
            ":reviewed": card.memory.map(|memory| memory.reviewed_at.as_millisecond()),
            ":stability": card.memory.map(|memory| memory.stability),
            ":difficulty": card.memory.map(|memory| memory.difficulty),
        },
    )?;
    Ok(())
}

fn sessions_with(
    conn: &Connection,
    owner: Owner<'_>,
    question: &QuestionKey,
    limit: usize,
) -> Result<Vec<SessionId>, Fault> {
    // A question's key is a number or text in the record; a follow-up's answer stands in the record like any other.
    let sql = "SELECT id FROM sessions
        WHERE guide = ?1 AND state <> 'open' AND coalesce(candidate, '') = ?2 COLLATE NOCASE
          AND EXISTS (SELECT 1 FROM json_each(record, '$.answers') AS answer
            WHERE CAST(answer.value ->> '$.question' AS TEXT) = ?3 AND trim(answer.value ->> '$.text') <> '')
        ORDER BY started_at DESC, id DESC LIMIT ?4";
    let mut statement = conn.prepare(sql)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found = statement.query_map(params![owner.guide, owner.candidate, question.to_string(), limit], |row| {
        row.get(0).map(SessionId)
    })?;
    let mut sessions = found.collect::<Result<Vec<_>, _>>()?;
    sessions.reverse();
    Ok(sessions)
}

fn past_marks(conn: &Connection, owner: Owner<'_>) -> Result<Vec<PastMark>, Fault> {
    let sql = "SELECT ended_at, question, point, status FROM (
            SELECT id, ended_at FROM sessions
            WHERE guide = ?1 AND state = 'finished' AND coalesce(candidate, '') = ?2 COLLATE NOCASE
            ORDER BY ended_at DESC LIMIT ?3) AS past
        JOIN marks ON marks.session = past.id
        WHERE marked_by = 'mentor' OR marked_by = 'machine' AND NOT EXISTS (
            SELECT 1 FROM marks AS better WHERE better.session = marks.session AND better.marked_by = 'mentor'
              AND better.question = marks.question AND better.point = marks.point)
        ORDER BY ended_at, past.id, question, position";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map(params![owner.guide, owner.candidate, PAST_SESSIONS], |row| {
        Ok(PastMark {
            at: time(row, 0)?,
            question: QuestionKey::new(row.get::<_, String>(1)?),
            point: row.get(2)?,
            status: from_word(row, 3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
