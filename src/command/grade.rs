//! `grade`: answers in, marks out, no session.

use std::process::ExitCode;

use super::Error;
use crate::cli;

/// Runs it.
///
/// # Errors
/// Always, until it is written.
pub(crate) fn run(_args: &cli::Grade) -> Result<ExitCode, Error> {
    Err(Error::failed("`grade` does not work yet"))
}
