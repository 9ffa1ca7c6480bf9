//! What comes in: bytes on a thread of their own, and signals. The terminal's mode while it does.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use super::stop::{Stop, Stopped, stop};
use crate::room::mode::Mode;
use crate::room::signals::{Signal, Watch};

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// Events that may wait: few, so that a long pipe is read as fast as its lines are taken.
const WAITING: usize = 16;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    /// Input came.
    Bytes(Vec<u8>),
    /// There is no more input: the pipe is at its end, or the terminal has gone.
    End,
    /// A signal came.
    Signal(Signal),
    /// Time has passed.
    Tick,
}

/// The source of events.
///
/// When it is dropped, its thread has ended (where that [is quick](Stop::IS_QUICK)): what is typed from then on is somebody
/// else's.
pub(super) struct Input {
    pub(super) events: Receiver<Event>,
    _signals: Watch,
    /// Dropped to end the thread.
    stop: Option<Stop>,
    reader: Option<JoinHandle<()>>,
}

impl Input {
    /// Starts reading standard input and watching signals.
    pub(super) fn start() -> io::Result<Self> {
        let (send, events) = sync_channel(WAITING);
        let signals = send.clone();
        let watch = Watch::start(move |signal| signals.send(Event::Signal(signal)).is_ok())?;
        let (stop, stopped) = stop()?;
        let reader = thread::Builder::new().name("input".to_owned()).spawn(move || read(&send, &stopped))?;
        Ok(Self { events, _signals: watch, stop: Some(stop), reader: Some(reader) })
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        drop(self.stop.take());
        // The thread may wait for somebody to take its events.
        drop(std::mem::replace(&mut self.events, sync_channel(0).1));
        if let Some(reader) = self.reader.take().filter(|_| Stop::IS_QUICK) {
            // A thread that panicked has ended too.
            let _ = reader.join();
        }
    }
}

fn read(send: &SyncSender<Event>, stopped: &Stopped) {
    let mut chunk = vec![0; CHUNK];
    let mut input = io::stdin().lock();
    while stopped.wait() {
        let event = match input.read(&mut chunk) {
            Ok(0) => Event::End,
            Ok(count) => Event::Bytes(chunk[..count].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Event::End,
        };
        let is_over = event == Event::End;
        if send.send(event).is_err() || is_over {
            break;
        }
    }
}

/// A terminal whose lines are edited here (see [`super::lines`]): its own line editor and, where wanted, its echo are off. What it
/// was before comes back when this is dropped.
pub(super) struct LineMode {
    before: Mode,
    ours: Mode,
}

impl LineMode {
    /// Enters it on standard input; nothing where that is no terminal. With `echo` what is typed is shown by us.
    pub(super) fn enter(echo: bool) -> Option<Self> {
        let before = Mode::now()?;
        let mode = Self { ours: before.key_by_key(!echo), before };
        mode.apply();
        Some(mode)
    }

    /// Sets it again, after another program had the terminal.
    pub(super) fn apply(&self) {
        self.ours.set();
    }
}

impl Drop for LineMode {
    fn drop(&mut self) {
        self.before.set();
    }
}
