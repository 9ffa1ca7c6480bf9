//! Drafts are written by a thread of their own, so that a busy disk or a busy lock never freezes a countdown.

use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use jiff::Timestamp;

use super::error::Fault;
use super::{Draft, Error, SessionId, Store};

/// Writes the drafts of one session in the background. The latest wins: one that waits is replaced by a newer one.
///
/// Dropping it writes the last draft first, so that a panic loses nothing.
#[derive(Debug)]
pub struct Writer {
    /// Gone once the thread is told to end.
    drafts: Option<Sender<(Draft, Timestamp)>>,
    thread: Option<JoinHandle<Store>>,
    file: PathBuf,
}

impl Writer {
    /// Starts the thread. `told` is called on it with the outcome of every write.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub fn start(
        mut store: Store,
        session: SessionId,
        mut told: impl FnMut(Result<(), Error>) + Send + 'static,
    ) -> Result<Self, Error> {
        let file = store.file().to_owned();
        let (drafts, waiting) = mpsc::channel::<(Draft, Timestamp)>();
        let run = move || {
            while let Ok(next) = waiting.recv() {
                let (draft, now) = waiting.try_iter().last().unwrap_or(next);
                told(store.save_draft(session, &draft, now));
            }
            store
        };
        let thread = thread::Builder::new().name("store".to_owned()).spawn(run);
        match thread {
            Ok(thread) => Ok(Self { drafts: Some(drafts), thread: Some(thread), file }),
            Err(error) => Err(Fault::Folder(error).at(&file)),
        }
    }

    /// Hands over a draft as of `now`; returns at once.
    ///
    /// # Errors
    /// The thread is gone, and nothing will be written.
    pub fn save(&self, draft: Draft, now: Timestamp) -> Result<(), Error> {
        let sent = self.drafts.as_ref().and_then(|drafts| drafts.send((draft, now)).ok());
        sent.ok_or_else(|| Fault::WriterGone.at(&self.file))
    }

    /// Writes what was handed over last, ends the thread and gives the store back.
    ///
    /// # Errors
    /// The thread died.
    pub fn stop(mut self) -> Result<Store, Error> {
        self.end().ok_or_else(|| Fault::WriterGone.at(&self.file))
    }

    fn end(&mut self) -> Option<Store> {
        drop(self.drafts.take());
        self.thread.take()?.join().ok()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.end());
    }
}
