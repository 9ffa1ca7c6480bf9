//! `guide`: list, show and check interview guides.

use std::process::ExitCode;

use super::Error;
use crate::cli;

/// Runs it.
///
/// # Errors
/// Always, until it is written.
pub(crate) fn run(args: &cli::Guide) -> Result<ExitCode, Error> {
    if let cli::Guide::Test(args) = args {
        return super::guide_test::run(args);
    }
    Err(Error::failed("`guide` does not work yet"))
}
