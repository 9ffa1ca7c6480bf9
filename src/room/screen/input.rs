//! What comes in: keys on a thread of their own, and signals.

use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Terminal, KeyEvent};

use crate::room::signals::{Signal, Watch};

/// How long the thread waits for a key before it looks whether anybody still wants one. `poll` spins through the last millisecond
/// of every wait, so that many short ones would keep the processor busy.
const LOOK: Duration = Duration::from_secs(1);

/// Most keys handed over at once: with them an unbracketed paste is quick, and the clock is still looked at in between.
const MOST: usize = 1024;

/// How long to wait for the next key of a run: with no wait at all `poll` sees only what was parsed already.
const RUN: Duration = Duration::from_millis(1);

/// How long to wait at the end for the thread, which may be caught in the middle of a key: what it takes from the terminal
/// after that is lost to whoever asks next.
const END: Duration = Duration::from_millis(200);

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    Key(KeyEvent),
    Paste(String),
    /// The size has changed, or the screen has to be drawn for another reason.
    Redraw,
    Signal(Signal),
    /// The terminal has gone.
    Gone,
    /// Time has passed.
    Tick,
}

/// The source of events.
///
/// `crossterm`'s wait for a key can last for ever, whatever it was told; so it is waited for here, and never where the clock is. The
/// thread reads only when it was asked to, so that another program can have the keys meanwhile.
pub(super) struct Input {
    pub(super) events: Receiver<Vec<Event>>,
    /// None once no more keys are wanted.
    more: Option<Sender<()>>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
    _signals: Watch,
}

impl Input {
    /// Starts reading keys and watching signals. It still has to be asked for [`more`](Self::more).
    pub(super) fn start() -> io::Result<Self> {
        let (send, events) = channel();
        let (more, asked) = channel();
        let signals = send.clone();
        let watch = Watch::start(move |signal| signals.send(vec![Event::Signal(signal)]).is_ok())?;
        let (at_end, ended) = channel();
        let keys = move || {
            read(&send, &asked);
            drop(at_end);
        };
        thread::Builder::new().name("keys".to_owned()).spawn(keys)?;
        Ok(Self { events, more: Some(more), ended, _signals: watch })
    }

    /// Asks for the next keys: once at the start, and once after each [`is_keys`] batch.
    pub(super) fn more(&self) {
        // A reader that is gone has said so.
        let _ = self.more.as_ref().map(|more| more.send(()));
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.more = None;
        wake();
        // It sends nothing: it ends, or the time is over.
        let _ = self.ended.recv_timeout(END);
    }
}

/// Ends a wait for keys: a change of the terminal's size does, and here its size is only said to have changed.
#[cfg(unix)]
fn wake() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

/// Elsewhere the wait ends by itself within [`LOOK`].
#[cfg(not(unix))]
fn wake() {}

/// Whether a batch came from the reader of keys, which now waits to be asked again.
pub(super) fn is_keys(batch: &[Event]) -> bool {
    !matches!(batch, [Event::Signal(_)])
}

fn read(send: &Sender<Vec<Event>>, asked: &Receiver<()>) {
    while asked.recv().is_ok() {
        let batch = loop {
            match run() {
                // Nobody wants keys any more once the room has closed its end.
                Ok(batch) if batch.is_empty() => {
                    if matches!(asked.try_recv(), Err(TryRecvError::Disconnected)) {
                        return;
                    }
                }
                Ok(batch) => break batch,
                Err(_) => break vec![Event::Gone],
            }
        };
        let is_over = batch.contains(&Event::Gone);
        if send.send(batch).is_err() || is_over {
            return;
        }
    }
}

/// The next keys, as many as there are by now; none where none came for a while.
fn run() -> io::Result<Vec<Event>> {
    let mut batch = Vec::new();
    let mut wait = LOOK;
    while batch.len() < MOST && event::poll(wait)? {
        match event::read()? {
            Terminal::Key(key) => batch.push(Event::Key(key)),
            Terminal::Paste(text) => batch.push(Event::Paste(text)),
            Terminal::Resize(..) => batch.push(Event::Redraw),
            Terminal::FocusGained | Terminal::FocusLost | Terminal::Mouse(_) => {}
        }
        wait = RUN;
    }
    Ok(batch)
}
