//! The menu of `greenroom` alone on a terminal.

use std::process::ExitCode;

use super::Error;

/// Runs it.
///
/// # Errors
/// Always, until it is written.
pub(crate) fn run() -> Result<ExitCode, Error> {
    Err(Error::failed("the menu does not work yet").remedy("run `greenroom --help`"))
}
