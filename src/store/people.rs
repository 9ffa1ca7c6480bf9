//! Marks that people made: SQL, rows in and rows out.

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::error::Fault;
use super::rows::{self, from_word, word};
use super::{Error, SessionId, Store, Summary};
use crate::guide::QuestionKey;
use crate::interview::SelfRating;
use crate::mark::{Chances, MarkedBy, PersonsMark};
use crate::scoring::Marks;

impl Store {
    /// Adds or replaces marks that a person made, with their reasons.
    ///
    /// # Errors
    /// The store cannot be written, or has no such session.
    pub fn put_persons_marks(&mut self, id: SessionId, by: MarkedBy, marks: &[PersonsMark]) -> Result<(), Error> {
        self.write(|transaction, _| {
            rows::session(transaction, id)?;
            put(transaction, id, by, marks)
        })
    }

    /// The marks that a person made, by question and point.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn persons_marks(&self, id: SessionId, by: MarkedBy) -> Result<Vec<PersonsMark>, Error> {
        self.located(persons_marks(&self.conn, id, by))
    }

    /// Keeps how the candidate judged themselves.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn put_self_rating(&mut self, id: SessionId, rating: &SelfRating) -> Result<(), Error> {
        self.write(|transaction, _| {
            let rating = serde_json::to_string(rating)?;
            transaction.execute("UPDATE sessions SET self_rating = ?2 WHERE id = ?1", params![id.0, rating])?;
            Ok(())
        })
    }

    /// How the candidate judged themselves, where they did.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn self_rating(&self, id: SessionId) -> Result<Option<SelfRating>, Error> {
        let sql = "SELECT self_rating FROM sessions WHERE id = ?1 AND self_rating IS NOT NULL";
        let rating = self.conn.query_row(sql, [id.0], |row| rows::from_json(row, 0)).optional();
        self.located(rating.map_err(Fault::from))
    }

    /// Replaces the machine's marks of a session, and how it came out by the marks that count. People's marks stay.
    ///
    /// # Errors
    /// The store cannot be written, or has no such session.
    pub fn remark(&mut self, id: SessionId, marks: &Marks, summary: &Summary, engine: u32) -> Result<(), Error> {
        self.write(|transaction, _| {
            rows::session(transaction, id)?;
            rows::put_marks(transaction, id, MarkedBy::Machine, marks)?;
            summarise(transaction, id, summary)?;
            transaction.execute("UPDATE sessions SET engine = ?2 WHERE id = ?1", params![id.0, engine])?;
            Ok(())
        })
    }

    /// Replaces how a session came out, after a mentor marked it.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn put_summary(&mut self, id: SessionId, summary: &Summary) -> Result<(), Error> {
        self.write(|transaction, _| summarise(transaction, id, summary))
    }
}

fn put(conn: &Connection, id: SessionId, by: MarkedBy, marks: &[PersonsMark]) -> Result<(), Fault> {
    // A person's mark is as it is: its chances are certain, and its evidence is their reason.
    let sql = "INSERT OR REPLACE INTO marks
        (session, marked_by, question, position, point, status, missed, partial, covered, evidence, contradicted, reason)
        VALUES (:session, :by, :question, :position, :point, :status, :missed, :partial, :covered, '[]', 0, :reason)";
    let mut insert = conn.prepare(sql)?;
    let by = word(&by)?;
    for (position, mark) in marks.iter().enumerate() {
        let chances = Chances::certain(mark.status);
        insert.execute(named_params! {
            ":session": id.0,
            ":by": by,
            ":question": mark.question.as_str(),
            ":position": i64::try_from(position).unwrap_or(i64::MAX),
            ":point": mark.point,
            ":status": word(&mark.status)?,
            ":missed": chances.missed,
            ":partial": chances.partial,
            ":covered": chances.covered,
            ":reason": mark.reason,
        })?;
    }
    Ok(())
}

fn persons_marks(conn: &Connection, id: SessionId, by: MarkedBy) -> Result<Vec<PersonsMark>, Fault> {
    let sql = "SELECT question, point, status, reason FROM marks WHERE session = ?1 AND marked_by = ?2
        ORDER BY question, position, point";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map(params![id.0, word(&by)?], |row| {
        Ok(PersonsMark {
            question: QuestionKey::new(row.get::<_, String>(0)?),
            point: row.get(1)?,
            status: from_word(row, 2)?,
            reason: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn summarise(conn: &Connection, id: SessionId, summary: &Summary) -> Result<(), Fault> {
    conn.execute(
        "UPDATE sessions SET total = ?2, verdict = ?3, areas = ?4 WHERE id = ?1",
        params![id.0, summary.total, word(&summary.verdict)?, serde_json::to_string(&summary.areas)?],
    )?;
    Ok(())
}
