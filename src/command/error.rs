//! What a command could not do, as a person reads it.

use std::io::{self, Write, stderr};
use std::process::ExitCode;

use crate::store;

/// Why a command ended early: one fact, where, and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Error {
    /// What is wrong, and where. No full stop, no "error:".
    message: String,
    /// What to do next.
    remedy: Option<String>,
    /// Exit status.
    status: u8,
}

impl Error {
    /// Exit status of wrong usage.
    pub(crate) const USAGE: u8 = 2;
    /// Exit status of everything else that failed.
    const FAILED: u8 = 1;

    /// Something failed, or some input was bad: exit status 1.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: None, status: Self::FAILED }
    }

    /// The arguments ask for what cannot be: exit status 2.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), remedy: None, status: Self::USAGE }
    }

    /// Standard output could not be written. A reader that went away (`| head`) is no error: it has what it wanted.
    #[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
    pub(crate) fn output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { message: String::new(), remedy: None, status: 0 };
        }
        Self::failed(format!("standard output cannot be written: {error}"))
    }

    /// Adds what to do next: a sentence without a full stop.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Prints it on standard error, and gives its exit status.
    pub(super) fn print(&self) -> ExitCode {
        if !self.message.is_empty() {
            let error = console::style("error:").for_stderr().red().bold();
            let help = console::style("help:").for_stderr().cyan();
            let remedy = self.remedy.as_ref().map_or_else(String::new, |remedy| format!("  {help} {remedy}\n"));
            let text = format!("{error} {}\n{remedy}", self.message);
            // Where standard error is gone too, the exit status is all that is left to say.
            let _ = stderr().lock().write_all(text.as_bytes());
        }
        ExitCode::from(self.status)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        let remedy = match error.fault() {
            store::Fault::NoSession(_) => Some("`greenroom history` lists the sessions there are"),
            _ => error.remedy(),
        };
        Self { message: error.to_string(), remedy: remedy.map(str::to_owned), status: Self::FAILED }
    }
}
