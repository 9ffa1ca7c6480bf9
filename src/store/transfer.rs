//! Sessions out of the store and into it, whole: for other programs, and to move to another machine.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::error::Fault;
use super::rows::{self, word};
use super::{Ended, Error, Filter, SessionId, Store, Summary};
use crate::guide::Guide;
use crate::interview::{SelfRating, SessionRecord};
use crate::mark::{MarkedBy, PersonsMark};
use crate::scoring::Marks;

/// Version of the exported form. Within it fields may be added.
pub const TRANSFER_SCHEMA: u32 = 1;

/// Sessions with the guides they used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// [`TRANSFER_SCHEMA`].
    pub schema: u32,
    /// The guides as they were, by the hash that sessions name.
    pub guides: BTreeMap<String, Guide>,
    /// The sessions that have ended, the oldest first.
    pub sessions: Vec<Moved>,
}

/// A session that has ended, with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Hash of its guide.
    pub guide: String,
    /// What happened in it.
    pub record: SessionRecord,
    /// Version of the engine that marked it.
    pub engine: u32,
    /// The machine's marks.
    pub machine: Marks,
    /// A mentor's marks.
    #[serde(default)]
    pub mentor: Vec<PersonsMark>,
    /// The candidate's own marks.
    #[serde(default)]
    pub own: Vec<PersonsMark>,
    /// How the candidate judged themselves.
    #[serde(default)]
    pub self_rating: Option<SelfRating>,
    /// How it came out.
    pub summary: Summary,
}

impl Store {
    /// The sessions that have ended, whole.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn export(&self, filter: &Filter) -> Result<Transfer, Error> {
        let mut transfer = Transfer { schema: TRANSFER_SCHEMA, guides: BTreeMap::new(), sessions: Vec::new() };
        for listed in self.list(filter)?.into_iter().rev() {
            let session = self.session(listed.id)?;
            transfer.guides.entry(listed.guide_hash.clone()).or_insert(session.guide);
            transfer.sessions.push(Moved {
                started_at: listed.started_at,
                ended_at: listed.updated_at,
                guide: listed.guide_hash,
                record: session.record,
                engine: listed.engine.unwrap_or_default(),
                machine: self.marks(listed.id, MarkedBy::Machine)?,
                mentor: self.persons_marks(listed.id, MarkedBy::Mentor)?,
                own: self.persons_marks(listed.id, MarkedBy::Candidate)?,
                self_rating: self.self_rating(listed.id)?,
                summary: listed.summary,
            });
        }
        Ok(transfer)
    }

    /// Takes sessions in, all or none; those that are here already are left alone. Gives how many were new.
    ///
    /// # Errors
    /// The store cannot be written, or a session names a guide that does not come along.
    pub fn import(&mut self, transfer: &Transfer) -> Result<usize, Error> {
        let mut new = 0;
        for moved in &transfer.sessions {
            let Some(guide) = transfer.guides.get(&moved.guide) else {
                return Err(Fault::NoGuide(moved.guide.clone()).at(&self.file));
            };
            let taken = self.write(|transaction, _| {
                let hash = rows::keep_guide(transaction, guide)?;
                if is_here(transaction, moved, &hash)? {
                    return Ok(None);
                }
                let id = rows::begin(transaction, moved.started_at, &moved.record, &hash)?;
                let ended = Ended {
                    at: moved.ended_at,
                    record: &moved.record,
                    marks: &moved.machine,
                    summary: &moved.summary,
                    engine: moved.engine,
                };
                rows::finish(transaction, id, &ended)?;
                Ok(Some(id))
            })?;
            if let Some(id) = taken {
                new += 1;
                self.put_persons_marks(id, MarkedBy::Mentor, &moved.mentor)?;
                self.put_persons_marks(id, MarkedBy::Candidate, &moved.own)?;
                if let Some(rating) = &moved.self_rating {
                    self.put_self_rating(id, rating)?;
                }
            }
        }
        Ok(new)
    }
}

/// Whether the same session is in the store: nobody begins two with the same guide in the same millisecond.
fn is_here(conn: &Connection, moved: &Moved, hash: &str) -> Result<bool, Fault> {
    let sql = "SELECT id FROM sessions WHERE started_at = ?1 AND guide_hash = ?2 AND mode = ?3";
    let found = conn
        .query_row(sql, params![moved.started_at.as_millisecond(), hash, word(&moved.record.mode)?], |row| {
            row.get(0).map(SessionId)
        })
        .optional()?;
    Ok(found.is_some())
}
