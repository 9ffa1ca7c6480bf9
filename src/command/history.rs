//! `history`: the list of sessions.

use std::process::ExitCode;

use super::Error;
use crate::cli;

/// Runs it.
///
/// # Errors
/// Always, until it is written.
pub(crate) fn run(_args: &cli::History) -> Result<ExitCode, Error> {
    Err(Error::failed("`history` does not work yet"))
}
