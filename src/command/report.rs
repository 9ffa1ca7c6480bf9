//! `report`: a finished session's report again.

use std::process::ExitCode;

use super::Error;
use crate::cli;

/// Runs it.
///
/// # Errors
/// Always, until it is written.
pub(crate) fn run(_args: &cli::Report) -> Result<ExitCode, Error> {
    Err(Error::failed("`report` does not work yet"))
}
