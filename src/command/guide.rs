//! `guide`: list, show and check interview guides.

use std::process::ExitCode;

use super::Error;
use crate::cli;

/// Runs it.
///
/// # Errors
/// Always, until it is written.
pub(crate) fn run(_args: &cli::Guide) -> Result<ExitCode, Error> {
    Err(Error::failed("`guide` does not work yet"))
}
