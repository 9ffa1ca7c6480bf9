//! The room: where a person sits in a session. It owns the terminal and drives [`interview::Session`](crate::interview::Session).
//!
//! [`plain`] writes lines of text, for pipes, simple terminals and screen readers.

pub mod clock;
mod keeping;
mod marked;
pub mod menu;
mod mode;
pub mod plain;
pub mod screen;
mod signals;
mod wording;

use std::sync::mpsc::Receiver;

use clock::Clock;

use crate::interview::SessionRecord;

/// What a room is given from outside: it reads no clock of its own and knows of no store.
pub struct Desk<'a> {
    /// The time, from when the session was started or resumed.
    pub clock: &'a Clock,
    /// Takes the session's record when what was kept is out of date, with the cursor's byte offset in the text being typed. It
    /// returns at once: a busy disk must not stop the clock.
    pub keep: &'a mut dyn FnMut(SessionRecord, usize),
    /// What the person has to be told meanwhile, such as a record that could not be kept.
    pub notices: &'a Receiver<String>,
}

/// How a room was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The session is over: finished, or given up.
    Over,
    /// The person put it off, to go on with it later.
    ForLater,
    /// It was broken off and can be gone on with. Carries the number of the signal; nothing where the terminal went away.
    Interrupted(Option<i32>),
}
