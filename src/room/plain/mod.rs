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
mod input;
mod lines;
mod say;
mod seat;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal, stdin, stdout};
use std::sync::mpsc::RecvTimeoutError;

pub use say::briefing;

use super::signals::{self, Signal};
use super::{Desk, Left};
use crate::interview::Session;
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
    let terminal = stdin().is_terminal();
    // Where nobody sees what is written here, the terminal itself shows what is typed.
    let echo = terminal && stdout().is_terminal();
    let mut mode = terminal.then(|| LineMode::enter(echo)).flatten();
    let lines = if mode.is_some() { Lines::typed(echo) } else { Lines::piped() };
    let input = Input::start()?;
    let mut out = stdout();
    let mut seat = Seat::new(session, &mut out, keep, lines, terminal);
    seat.sit_down(clock.now());
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
