//! The one decision on colour, handed to everything that could make its own.

use std::env;
use std::ffi::OsString;
use std::io::{IsTerminal, stderr, stdout};

use clap::ValueEnum;

use crate::cli::Color;

/// Whether each output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour {
    /// Standard output: reports, lists, help.
    pub(super) stdout: bool,
    /// Standard error: errors, progress.
    pub(super) stderr: bool,
}

impl Colour {
    /// Decides from `--color`, the environment and what the outputs are.
    pub(super) fn decide(asked: Color) -> Self {
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let wants = |is_terminal| wanted(asked, variable, is_terminal);
        Self { stdout: wants(stdout().is_terminal()), stderr: wants(stderr().is_terminal()) }
    }

    /// Hands it to the crates that colour.
    pub(super) fn apply(self) {
        colored::control::set_override(self.stdout);
        console::set_colors_enabled(self.stdout);
        console::set_colors_enabled_stderr(self.stderr);
    }
}

/// Leaves colour out of what is rendered from now on: it goes to a file.
pub(super) fn for_a_file() {
    colored::control::set_override(false);
}

/// `--color` rules; then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR` and a dumb terminal, in the order of their standards
/// (no-color.org, bixense.com/clicolors); then whether it is a terminal.
fn wanted(asked: Color, variable: impl Fn(&str) -> Option<OsString>, is_terminal: bool) -> bool {
    match asked {
        Color::Always => return true,
        Color::Never => return false,
        Color::Auto => {}
    }
    if variable("NO_COLOR").is_some() {
        return false;
    }
    if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    let off = variable("CLICOLOR").is_some_and(|value| value == "0");
    let dumb = variable("TERM").is_some_and(|value| value == "dumb");
    is_terminal && !off && !dumb
}

/// What `--color` asks for in arguments that did not parse, so that help and usage errors heed it too.
pub(super) fn asked_for(args: &[OsString]) -> Color {
    let mut asked = Color::Auto;
    let mut args = args.iter().skip(1).filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--color") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('='),
            None if arg == "--" => break,
            None => None,
        };
        if let Some(Ok(color)) = value.map(|value| Color::from_str(value, false)) {
            asked = color;
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)], is_terminal: bool) -> bool {
        let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        wanted(Color::Auto, variable, is_terminal)
    }

    #[test]
    fn a_terminal_has_colour_and_a_pipe_has_none() {
        assert!(with(&[], true));
        assert!(!with(&[], false));
    }

    #[test]
    fn the_environment_can_turn_it_off_and_on() {
        assert!(!with(&[("NO_COLOR", "1")], true));
        assert!(!with(&[("CLICOLOR", "0")], true));
        assert!(!with(&[("TERM", "dumb")], true));
        assert!(with(&[("CLICOLOR_FORCE", "1")], false));
        assert!(!with(&[("CLICOLOR_FORCE", "0")], false));
        assert!(!with(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true));
    }

    #[test]
    fn the_argument_rules() {
        let no_colour = |name: &str| (name == "NO_COLOR").then(|| OsString::from("1"));
        assert!(wanted(Color::Always, no_colour, false));
        assert!(!wanted(Color::Never, |_| None, true));
    }

    #[test]
    fn wrong_usage_heeds_the_argument_too() {
        let asked = |args: &[&str]| asked_for(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["greenroom", "--color", "never", "--wrong"]), Color::Never);
        assert_eq!(asked(&["greenroom", "mock", "--color=always", "--help"]), Color::Always);
        assert_eq!(asked(&["greenroom", "--", "--color=always"]), Color::Auto);
        assert_eq!(asked(&["greenroom", "--color=pink"]), Color::Auto);
    }
}
