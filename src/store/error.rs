//! What the store could not do, as a person reads it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use super::SessionId;
use super::open::KNOWN_VERSION;

/// Why the store could not do something, and with which file.
#[derive(Debug)]
pub struct Error {
    /// The file or folder it is about.
    path: PathBuf,
    fault: Fault,
}

/// What went wrong.
#[derive(Debug)]
pub enum Fault {
    /// Nobody knows where this user's data live.
    NoHome,
    /// The data folder cannot be made or used.
    Folder(io::Error),
    /// The file is no database of this program.
    NotOurs,
    /// A newer version of the program wrote it, in this format.
    Newer(u32),
    /// The database is damaged.
    Damaged(String),
    /// The disk is full.
    Full,
    /// The file or its folder is read-only.
    ReadOnly,
    /// Another program did not let go of it in time.
    Busy,
    /// There is no session of that id.
    NoSession(SessionId),
    /// The session has ended: it takes no draft and no second end.
    NotOpen(SessionId),
    /// An imported session names a guide, by its hash, that did not come along.
    NoGuide(String),
    /// Another running program holds the session.
    Held(SessionId),
    /// What is kept cannot be understood.
    Unreadable(serde_json::Error),
    /// The thread that writes drafts is gone.
    WriterGone,
    /// Anything else that SQLite says.
    Sqlite(rusqlite::Error),
}

impl Fault {
    /// Says which file it is about.
    pub(super) fn at(self, path: &Path) -> Error {
        Error { path: path.to_owned(), fault: self }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotOurs,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            // The -shm file found no room.
            _ if error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHMSIZE) => {
                Self::Full
            }
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(_, _, inner) => match inner.downcast::<serde_json::Error>() {
                    Ok(unreadable) => Self::Unreadable(*unreadable),
                    Err(other) => Self::Damaged(other.to_string()),
                },
                other => Self::Sqlite(other),
            },
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl Error {
    /// What went wrong.
    pub fn fault(&self) -> &Fault {
        &self.fault
    }

    /// What the person can do about it, without a full stop.
    pub fn remedy(&self) -> Option<&'static str> {
        Some(match self.fault {
            Fault::NoHome | Fault::Folder(_) | Fault::ReadOnly => {
                "set GREENROOM_DATA_DIR to a folder that you may write to"
            }
            Fault::Damaged(_) => "`greenroom history repair` sets it aside and takes over what can still be read",
            Fault::NotOurs => {
                "set it aside under another name and run this again: a new one is made, and nothing is deleted"
            }
            Fault::Newer(_) => "update greenroom, or set GREENROOM_DATA_DIR to another folder",
            Fault::Full => "free some space on that disk, or set GREENROOM_DATA_DIR to a folder on another",
            Fault::Busy => "close other programs that use it, and run this again",
            Fault::Held(_) => "go on with it where it is open, or close it there",
            _ => return None,
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.fault {
            Fault::NoHome => f.write_str("this user has no home folder to keep sessions in"),
            Fault::Folder(error) => write!(f, "{path} cannot be used to keep sessions in: {error}"),
            Fault::NotOurs => write!(f, "{path} is not a greenroom database"),
            Fault::Newer(version) => write!(
                f,
                "{path} was written by a newer greenroom: it has format {version}, this version knows {KNOWN_VERSION}"
            ),
            Fault::Damaged(detail) => write!(f, "{path} is damaged: {detail}"),
            Fault::Full => write!(f, "{path} cannot be written: the disk is full"),
            Fault::ReadOnly => write!(f, "{path} cannot be written: it or its folder is read-only"),
            Fault::Busy => write!(f, "{path} is held by another program"),
            Fault::NoSession(id) => write!(f, "there is no session {id}"),
            Fault::NotOpen(id) => write!(f, "session {id} has ended"),
            Fault::NoGuide(hash) => write!(f, "a session uses the guide {hash}, which is not in the file"),
            Fault::Held(id) => write!(f, "session {id} is open in another window"),
            Fault::Unreadable(error) => write!(f, "{path} holds something this version cannot read: {error}"),
            Fault::WriterGone => write!(f, "drafts are no longer written to {path}"),
            Fault::Sqlite(error) => write!(f, "{path}: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            Fault::Folder(error) => Some(error),
            Fault::Unreadable(error) => Some(error),
            Fault::Sqlite(error) => Some(error),
            _ => None,
        }
    }
}
