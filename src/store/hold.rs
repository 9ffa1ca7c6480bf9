//! Holding an open session, so that it goes on in one program only.
//!
//! A hold is an operating-system lock on a file of the session's own: however its program ends, the lock ends with it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::SessionId;
use super::error::Fault;
use super::open::lock_file;

/// The sessions this program holds.
#[derive(Debug)]
pub(super) struct Holds {
    /// The data folder.
    dir: PathBuf,
    held: Vec<(SessionId, File)>,
}

impl Holds {
    pub(super) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), held: Vec::new() }
    }

    fn path(&self, id: SessionId) -> PathBuf {
        self.dir.join(format!("session-{id}.lock"))
    }

    /// Takes the session; false where another program has it. Where the file system knows no locks, it is taken.
    pub(super) fn take(&mut self, id: SessionId) -> Result<bool, Fault> {
        if self.has(id) {
            return Ok(true);
        }
        let file = lock_file(&self.path(id))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => {
                return Err(Fault::Folder(error));
            }
            _ => self.held.push((id, file)),
        }
        Ok(true)
    }

    /// Whether this program holds the session.
    pub(super) fn has(&self, id: SessionId) -> bool {
        self.held.iter().any(|(held, _)| *held == id)
    }

    /// Whether nobody holds the session.
    pub(super) fn is_free(&self, id: SessionId) -> Result<bool, Fault> {
        if self.has(id) {
            return Ok(false);
        }
        match File::open(self.path(id)) {
            Ok(file) => Ok(!matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(Fault::Folder(error)),
        }
    }

    /// Lets go of a session that has ended. Its lock file is of no use to anybody any more.
    pub(super) fn end(&mut self, id: SessionId) {
        self.held.retain(|(held, _)| *held != id);
        // A file left behind is harmless: whoever locks it finds that the session has ended.
        let _ = fs::remove_file(self.path(id));
    }
}
