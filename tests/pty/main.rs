//! The whole program in a pseudo-terminal, with a clock that the test moves. Nothing here waits for time to pass: a test waits
//! for what the program shows, and fails when that does not come.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod drill;
#[cfg(target_os = "linux")]
mod measure;
mod plain;
mod report;
mod room;
mod terminal;

pub(crate) use terminal::{Home, Terminal};
