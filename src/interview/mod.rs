//! The interview: its plan is walked by a pure state machine, and what happened is its record.
//!
//! [`Session::step`] takes the time, the text in the editor and what the person asked for, and says what to show. Time is what
//! was *used*: a clock is read outside and passed in, and nothing here waits.

mod book;
mod drill;
mod follow;
mod moves;
mod record;
mod session;
mod stage;
mod time;
mod view;

#[cfg(test)]
mod tests;

pub use drill::{Change, Drill, DrillEffect, DrillInput};
pub use moves::Item;
pub use record::{Answer, Ending, Hint, HintLevel, Mode, Prompted, SelfRating, SessionRecord, SessionState};
pub use session::{Marker, Session, SessionError};
pub use stage::{Effect, Input, Refusal, Stage, TimeMark};
pub use time::{Clocks, Gauge};
