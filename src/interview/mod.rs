//! The interview: its plan is walked by a pure state machine, and what happened is its record.

mod record;

pub use record::{Answer, Ending, Mode, Prompted, SessionRecord, SessionState};
