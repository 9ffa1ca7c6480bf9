//! Plain mode: lines of text in, lines of text out. No redraws, and nothing is said by colour alone.
//!
//! **What is typed.** An answer is any number of lines, ended by a line with a single `.`; `..` types a line of one dot. Ctrl-D on
//! an empty line ends an answer too. A line that starts with `:` is a command (`:help` lists them); `::` types a line that
//! starts with one colon.
//!
//! **From a pipe** answers are taken in the order in which they are asked: one for each question of the plan, then, in the
//! closing discussion, one clarification for each question that was flagged with `:flag`, then the candidate's own questions.
//! Probes and follow-ups are asked only with `--follow-ups fit` or `always`; their answers then come right after their question's.
//! The screens between parts take no line. What is missing at the end of the input is blank. A line such as `:foo`, which
//! would be a command if there were one, is text.

mod command;
mod drill;
mod input;
mod lines;
mod say;
mod seat;
mod stop;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal, stdin, stdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

pub use say::briefing;

use super::clock::Clock;
use super::signals::{self, Signal};
use super::{Desk, Left};
use crate::interview::{Drill, Session};
use drill::DrillSeat;
use input::{Event, Input, LineMode};
use lines::Lines;
use seat::Seat;

/// Widest lines that read well.
const WIDEST: usize = 100;

/// Columns where there is no terminal to ask.
const COLUMNS: usize = 80;

/// Width of plain text: the terminal's, within reason.
pub fn width() -> usize {
    console::Term::stdout().size_checked().map_or(COLUMNS, |(_, columns)| usize::from(columns).clamp(20, WIDEST))
}

/// Holds the session on standard input and output until it is over or broken off.
///
/// # Errors
/// Standard input or the signals cannot be watched.
pub fn run(session: &mut Session, desk: Desk<'_>) -> io::Result<Left> {
    let Desk { clock, keep, notices } = desk;
    let (terminal, echo) = ends();
    let mut out = stdout();
    let mode = terminal.then(|| LineMode::enter(echo)).flatten();
    let lines = if mode.is_some() { Lines::typed(echo) } else { Lines::piped() };
    // Before anything is shown: a signal may be the answer to it.
    let input = Input::start()?;
    let mut seat = Seat::new(session, &mut out, keep, lines, terminal);
    seat.sit_down(clock.now());
    hold(seat, &input, mode, echo, clock, notices)
}

/// Holds a drill on standard input and output until it is over or broken off.
///
/// # Errors
/// Standard input or the signals cannot be watched.
pub fn drill(drill: &mut Drill, desk: Desk<'_>) -> io::Result<Left> {
    let Desk { clock, keep, notices } = desk;
    let (terminal, echo) = ends();
    let mut out = stdout();
    let mode = terminal.then(|| LineMode::enter(echo)).flatten();
    let lines = if mode.is_some() { Lines::typed(echo) } else { Lines::piped() };
    // Before anything is shown: a signal may be the answer to it.
    let input = Input::start()?;
    let mut seat = DrillSeat::new(drill, &mut out, keep, lines, terminal);
    seat.sit_down();
    hold(seat, &input, mode, echo, clock, notices)
}

/// Whether somebody types on a terminal, and whether what is typed is shown by us: where nobody sees what is written here, the
/// terminal itself shows it.
fn ends() -> (bool, bool) {
    let terminal = stdin().is_terminal();
    (terminal, terminal && stdout().is_terminal())
}

/// Who sits in plain mode.
trait Sits {
    /// Takes what has happened.
    fn take(&mut self, now: Duration, event: Event);
    /// Says something while somebody may be typing.
    fn tell(&mut self, text: &str);
    /// Shows the half-typed line again, after the shell has had the terminal.
    fn come_back(&mut self);
    /// Time until something happens by itself.
    fn next_event(&self) -> Option<Duration>;
    /// How the room was left, once it was.
    fn left(&self) -> Option<Left>;
}

fn hold(
    mut seat: impl Sits,
    input: &Input,
    mut mode: Option<LineMode>,
    echo: bool,
    clock: &Clock,
    notices: &Receiver<String>,
) -> io::Result<Left> {
    let terminal = mode.is_some();
    loop {
        if let Some(left) = seat.left() {
            return Ok(left);
        }
        let event = match input.events.recv_timeout(clock.patience(seat.next_event())) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => Event::Tick,
            Err(RecvTimeoutError::Disconnected) => Event::End,
        };
        for notice in notices.try_iter() {
            seat.tell(&notice);
        }
        let signal = match event {
            Event::Signal(signal) => Some(signal),
            _ => None,
        };
        seat.take(clock.now(), event);
        match signal {
            Some(Signal::Suspend) => {
                drop(mode.take());
                signals::suspend();
            }
            // Whoever had the terminal meanwhile left it in a mode of their own.
            Some(Signal::Continue) if terminal => {
                mode = mode.take().or_else(|| LineMode::enter(echo)).inspect(LineMode::apply);
                seat.come_back();
            }
            _ => {}
        }
    }
}
