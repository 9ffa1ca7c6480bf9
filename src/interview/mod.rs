//! The interview: its plan is walked by a pure state machine, and what happened is its record.

mod record;
mod stage;

pub use record::{Answer, Ending, Mode, Prompted, SessionRecord, SessionState};
pub use stage::{Effect, Input, Refusal, Stage, TimeMark};
