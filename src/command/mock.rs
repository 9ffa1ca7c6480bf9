//! `mock`: the timed interview.

use std::process::ExitCode;

use super::Error;
use crate::cli;

/// Runs it.
///
/// # Errors
/// Always, until it is written.
pub(crate) fn run(_args: &cli::Mock) -> Result<ExitCode, Error> {
    Err(Error::failed("`mock` does not work yet"))
}
