//! The whole program, run as a person or a script runs it. One file a command.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod config;
mod drill;
mod grade;
mod guide;
mod guide_test;
mod held;
mod history;
mod invariance;
mod mark;
mod mock;
mod program;
mod report;
mod review;
mod scoring;
mod store;
mod study;

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A run of the program with a data folder of its own, and an environment that cannot reach into it.
///
/// ```ignore
/// Greenroom::new().args(["history"]).run().succeeds().says("no sessions");
/// ```
pub(crate) struct Greenroom {
    data: TempDir,
    args: Vec<OsString>,
    stdin: Vec<u8>,
    variables: Vec<(OsString, OsString)>,
}

impl Greenroom {
    /// A fresh data folder, nothing on standard input.
    pub(crate) fn new() -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        Self { data, args: Vec::new(), stdin: Vec::new(), variables: Vec::new() }
    }

    /// Replaces the arguments; the data folder stays, so that one test can run several commands.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        self
    }

    /// Replaces what standard input holds.
    pub(crate) fn stdin(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.stdin = text.into();
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// The process, ready to be started: for tests that do not wait for its end.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
        command.args(&self.args).env("GREENROOM_DATA_DIR", self.data()).env("TZ", "UTC");
        command.env("GREENROOM_CONFIG", self.data().join("config.toml"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "PAGER"] {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self) -> Ended {
        let mut child = self.command().spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let text = self.stdin.clone();
        // On a thread of its own: the program may fill its output before it has read all of its input.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&text)));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the input is written");
        Ended::new(output)
    }
}

/// A run that has ended.
pub(crate) struct Ended {
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
    status: Option<i32>,
}

impl Ended {
    fn new(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
            status: output.status.code(),
        }
    }

    /// Asserts the exit status.
    #[track_caller]
    pub(crate) fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Asserts exit status 0.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        self.ends_with(0)
    }

    /// Asserts that standard output holds the text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "no {text:?} in stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Asserts that standard output does not hold the text.
    #[track_caller]
    pub(crate) fn does_not_say(self, text: &str) -> Self {
        assert!(!self.stdout.contains(text), "{text:?} in stdout:\n{}", self.stdout);
        self
    }

    /// Asserts that standard error holds the text.
    #[track_caller]
    pub(crate) fn complains(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "no {text:?} in stderr:\n{}\nstdout:\n{}", self.stderr, self.stdout);
        self
    }
}
