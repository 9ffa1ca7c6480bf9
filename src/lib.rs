//! Greenroom: a practice and self-assessment trainer for interview candidates.
//!
//! The pure core knows nothing of files, terminals, clocks or chance; the edges are thin. Imports go downward only, which
//! `tests/layers.rs` reads from this table:
//!
//! | layer | modules | job |
//! |---|---|---|
//! | wiring | [`cli`], [`command`] | arguments; one file a sub-command |
//! | edges | [`room`], [`store`], [`authoring`] | terminal, SQLite, guides as files; they never import each other |
//! | output | [`report`], [`progress`], [`agreement`] | a session's report; trends and reviews; how marks agree with labels |
//! | core | [`interview`], [`scoring`] | the state machine of a session; marks to scores and verdict |
//! | core | [`matching`] | answers to marks |
//! | words | [`guide`], [`plan`], [`mark`], [`text`] | the vocabulary everything shares |

pub mod agreement;
pub mod authoring;
pub mod cli;
pub mod command;
pub mod guide;
pub mod interview;
pub mod mark;
pub mod matching;
pub mod plan;
pub mod progress;
pub mod report;
pub mod room;
pub mod scoring;
pub mod store;
pub mod text;

use std::process::ExitCode;

/// Runs the program with this process's arguments, and says how it ended: 0 done, 1 something failed or some input was
/// bad, 2 wrong usage.
pub fn run() -> ExitCode {
    command::run(&std::env::args_os().collect::<Vec<_>>())
}
