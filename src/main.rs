//! The `greenroom` command. Everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    greenroom::run()
}
