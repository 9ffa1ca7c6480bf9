//! The store: sessions, drafts, marks and the guides they used, in one SQLite file.
//!
//! Several programs may use it at once. Whatever returns without an error is on disk and survives a loss of power. Times
//! are passed in.

mod cards;
mod error;
mod hold;
mod open;
mod people;
mod repair;
mod rows;
mod session;
#[cfg(test)]
mod tests;
mod transfer;
mod writer;

use std::env;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use cards::{Owner, Review};
pub use error::{Error, Fault};
pub use repair::{Repaired, repair};
pub use session::{AreaScore, Draft, Filter, Listed, Session, SessionId, ShortVerdict, Summary};
pub use transfer::{Moved, TRANSFER_SCHEMA, Transfer};
pub use writer::Writer;

use crate::guide::Guide;
use crate::interview::{SessionRecord, SessionState};
use crate::mark::MarkedBy;
use crate::scoring::Marks;
use hold::Holds;

/// Name of the database in the data folder.
const FILE: &str = "greenroom.db";

/// The variable that names another data folder.
const DATA_DIR: &str = "GREENROOM_DATA_DIR";

/// The store, open.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    file: PathBuf,
    /// None in memory, where no other program can come.
    holds: Option<Holds>,
}

/// How a session ended.
#[derive(Debug, Clone, Copy)]
pub struct Ended<'a> {
    /// When.
    pub at: Timestamp,
    /// What happened in it; finished or abandoned.
    pub record: &'a SessionRecord,
    /// The machine's marks.
    pub marks: &'a Marks,
    /// How it came out.
    pub summary: &'a Summary,
    /// Version of the engine that marked it.
    pub engine: u32,
}

/// The folder that data live in: `GREENROOM_DATA_DIR`, else `greenroom` in the platform's data folder.
///
/// # Errors
/// There is no home folder.
pub fn data_dir() -> Result<PathBuf, Error> {
    if let Some(dir) = env::var_os(DATA_DIR).filter(|dir| !dir.is_empty()) {
        return Ok(dir.into());
    }
    let strategy = etcetera::base_strategy::choose_native_strategy().map_err(|_| Fault::NoHome.at(Path::new("")))?;
    Ok(strategy.data_dir().join("greenroom"))
}

impl Store {
    /// Opens the store in that folder; both are made where they are missing, for their owner only.
    ///
    /// # Errors
    /// The folder or file cannot be used, is not ours, or was written by a newer version.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        open::make_folder(dir).map_err(|fault| fault.at(dir))?;
        let file = dir.join(FILE);
        let conn = open::open(dir, &file).map_err(|fault| fault.at(&file))?;
        Ok(Self { conn, file, holds: Some(Holds::new(dir)) })
    }

    /// A store in memory, for tests.
    ///
    /// # Errors
    /// SQLite has no memory left.
    pub fn in_memory() -> Result<Self, Error> {
        let file = PathBuf::from(":memory:");
        let conn = open::open_in_memory().map_err(|fault| fault.at(&file))?;
        Ok(Self { conn, file, holds: None })
    }

    /// The database file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Begins a session, held by this program until it ends. The guide is kept as it is now.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn begin_session(&mut self, at: Timestamp, record: &SessionRecord, guide: &Guide) -> Result<SessionId, Error> {
        let mut taken = None;
        let begun = self.write(|transaction, holds| {
            let hash = rows::keep_guide(transaction, guide)?;
            let id = rows::begin(transaction, at, record, &hash)?;
            // Before the commit: nobody sees the session before it is held.
            if let Some(holds) = holds {
                holds.take(id)?;
                taken = Some(id);
            }
            Ok(id)
        });
        if let (Err(_), Some(id), Some(holds)) = (&begun, taken, &mut self.holds) {
            holds.end(id);
        }
        begun
    }

    /// Replaces the draft of an open session.
    ///
    /// # Errors
    /// The store cannot be written, or the session has ended.
    pub fn save_draft(&mut self, id: SessionId, draft: &Draft, now: Timestamp) -> Result<(), Error> {
        self.located(rows::save_draft(&self.conn, id, draft, now))
    }

    /// Ends a session: its record, its marks and how it came out, all or none. Its draft goes.
    ///
    /// # Errors
    /// The store cannot be written, or the session has ended already.
    pub fn finish_session(&mut self, id: SessionId, ended: &Ended<'_>) -> Result<(), Error> {
        debug_assert_ne!(ended.record.state, SessionState::Open, "an open session has not ended");
        self.write(|transaction, _| rows::finish(transaction, id, ended))?;
        if let Some(holds) = &mut self.holds {
            holds.end(id);
        }
        Ok(())
    }

    /// Adds or replaces marks that one of them made.
    ///
    /// # Errors
    /// The store cannot be written, or has no such session.
    pub fn put_marks(&mut self, id: SessionId, marked_by: MarkedBy, marks: &Marks) -> Result<(), Error> {
        self.write(|transaction, _| {
            rows::session(transaction, id)?;
            rows::put_marks(transaction, id, marked_by, marks)
        })
    }

    /// The marks that one of them made, in the guide's order within each question.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn marks(&self, id: SessionId, marked_by: MarkedBy) -> Result<Marks, Error> {
        self.located(rows::marks(&self.conn, id, marked_by))
    }

    /// A session with its record and guide.
    ///
    /// # Errors
    /// There is none of that id, or the store cannot be read.
    pub fn session(&self, id: SessionId) -> Result<Session, Error> {
        self.located(rows::session(&self.conn, id))
    }

    /// The session that was finished last, where one was.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn latest_finished(&self) -> Result<Option<SessionId>, Error> {
        self.located(rows::latest_finished(&self.conn))
    }

    /// Sessions that have ended, finished or abandoned, the latest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Listed>, Error> {
        self.located(rows::list(&self.conn, filter))
    }

    /// Sessions that were broken off and that no running program holds, the latest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn open_sessions(&self) -> Result<Vec<Listed>, Error> {
        let free = || -> Result<Vec<Listed>, Fault> {
            let all = rows::open_sessions(&self.conn)?;
            let Some(holds) = &self.holds else { return Ok(all) };
            let _gate = self.gate()?;
            let mut free = Vec::new();
            for listed in all {
                if holds.is_free(listed.id)? {
                    free.push(listed);
                }
            }
            Ok(free)
        };
        self.located(free())
    }

    /// Takes up an open session, held by this program from now on: its latest draft, and its guide as it was.
    ///
    /// # Errors
    /// It has ended, another program holds it, or the store cannot be read.
    pub fn resume(&mut self, id: SessionId) -> Result<(Draft, Guide), Error> {
        let resumed = self.take_up(id);
        self.located(resumed)
    }

    fn take_up(&mut self, id: SessionId) -> Result<(Draft, Guide), Fault> {
        let _gate = self.gate()?;
        if self.holds.as_mut().map_or(Ok(true), |holds| holds.take(id))? {
            // Only now: it may have ended while another program held it.
            let session = rows::session(&self.conn, id)?;
            if session.listed.state == SessionState::Open {
                let begun = Draft { record: session.record, cursor: 0 };
                return Ok((rows::draft(&self.conn, id)?.unwrap_or(begun), session.guide));
            }
            if let Some(holds) = &mut self.holds {
                holds.end(id);
            }
            return Err(Fault::NotOpen(id));
        }
        Err(Fault::Held(id))
    }

    /// Holds others off while sessions are taken or looked over: a look takes the lock for a moment.
    fn gate(&self) -> Result<Option<std::fs::File>, Fault> {
        match (&self.holds, self.file.parent()) {
            (Some(_), Some(dir)) => open::gate(dir).map(Some),
            _ => Ok(None),
        }
    }

    /// Runs writes that belong together, all or none.
    fn write<T>(
        &mut self,
        run: impl FnOnce(&Transaction<'_>, Option<&mut Holds>) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        let Self { conn, holds, .. } = self;
        let attempt = || {
            let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = run(&transaction, holds.as_mut())?;
            transaction.commit()?;
            Ok(value)
        };
        attempt().map_err(|fault: Fault| fault.at(&self.file))
    }

    fn located<T>(&self, result: Result<T, Fault>) -> Result<T, Error> {
        result.map_err(|fault| fault.at(&self.file))
    }
}
