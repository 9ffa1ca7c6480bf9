//! The configuration file: defaults for options. Flags and variables of the environment go before it.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use etcetera::BaseStrategy;
use serde::Deserialize;

use super::Error;
use crate::authoring;
use crate::cli::Cli;
use crate::room::screen;

/// The variable that names another file.
const FILE: &str = "GREENROOM_CONFIG";

/// What can be set, with its variable of the environment and what it is for.
const OPTIONS: [(&str, &str, &str); 6] = [
    ("guide", "GREENROOM_GUIDE", "a built-in guide's name, or a guide's folder"),
    ("candidate", "GREENROOM_CANDIDATE", "who answers"),
    ("pace", "GREENROOM_PACE", "what every budget of a mock is multiplied by"),
    ("plain", "GREENROOM_PLAIN", "true for plain lines of text"),
    ("color", "GREENROOM_COLOR", "auto, always or never"),
    ("editor", "VISUAL", "the editor that F4 opens"),
];

/// The configuration, as the file has it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(super) struct Config {
    guide: Option<String>,
    candidate: Option<String>,
    pace: Option<f64>,
    plain: Option<bool>,
    color: Option<String>,
    editor: Option<String>,
}

impl Config {
    /// The value of an option as it would be typed.
    fn value(&self, option: &str) -> Option<String> {
        match option {
            "guide" => self.guide.clone(),
            "candidate" => self.candidate.clone(),
            "pace" => self.pace.map(|pace| pace.to_string()),
            "plain" => self.plain.map(|plain| plain.to_string()),
            "color" => self.color.clone(),
            "editor" => self.editor.clone(),
            _ => None,
        }
    }

    /// The program's arguments with these defaults.
    pub(super) fn command(&self) -> Command {
        let mut command = self.defaults(Cli::command());
        let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        for name in names.iter().filter(|name| *name != "guide") {
            command = command.mut_subcommand(name, |command| self.defaults(command));
        }
        command
    }

    fn defaults(&self, mut command: Command) -> Command {
        for (option, variable, _) in OPTIONS {
            if !command.get_arguments().any(|arg| arg.get_id() == option) {
                continue;
            }
            let value = self.value(option);
            command = command.mut_arg(option, |arg| {
                let arg = arg.env(variable).hide_env(true);
                if let Some(value) = value { arg.default_value(value) } else { arg }
            });
        }
        command
    }

    /// Hands on what is no argument.
    pub(super) fn apply(&self) {
        if let Some(editor) = &self.editor {
            screen::prefer_editor(editor);
        }
    }
}

/// The file: `GREENROOM_CONFIG`, else `greenroom/config.toml` in the platform's folder for configuration; none without a home.
fn path() -> Option<PathBuf> {
    if let Some(file) = env::var_os(FILE).filter(|file| !file.is_empty()) {
        return Some(file.into());
    }
    let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(strategy.config_dir().join("greenroom").join("config.toml"))
}

/// Reads the file; without one, nothing is set.
///
/// # Errors
/// A file that cannot be read, or holds what it must not.
pub(super) fn load() -> Result<Config, Error> {
    let Some(path) = path() else { return Ok(Config::default()) };
    match fs::read_to_string(&path) {
        Ok(text) => read(&text, &path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(Error::failed(format!("{} cannot be read: {error}", path.display()))),
    }
}

fn read(text: &str, path: &Path) -> Result<Config, Error> {
    let wrong = |message: String| Error::failed(format!("{}: {message}", path.display()));
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(error.to_string()))?;
    let known = OPTIONS.map(|(option, ..)| option);
    if let Some(unknown) = table.keys().find(|key| !known.contains(&key.as_str())) {
        let remedy = match authoring::suggest(unknown, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("what can be set is {}", known.join(", ")),
        };
        return Err(wrong(format!("unknown key `{unknown}`")).remedy(remedy));
    }
    toml::from_str(text).map_err(|error| wrong(error.to_string()))
}

/// Shows what is set, and by what.
///
/// # Errors
/// Standard output that cannot be written.
pub(super) fn show(config: &Config) -> Result<ExitCode, Error> {
    let path =
        path().map_or_else(|| "nowhere: this user has no home folder".to_owned(), |path| path.display().to_string());
    let line = |(option, variable, about): &(&str, &str, &str)| {
        let from_variable = env::var(variable).ok().filter(|value| !value.is_empty());
        let (value, source) = match (from_variable, config.value(option)) {
            (Some(value), _) => (format!("{value:?}"), format!("from {variable}")),
            (None, Some(value)) => (format!("{value:?}"), "from the file".to_owned()),
            (None, None) => ("not set".to_owned(), format!("{variable} sets it too")),
        };
        format!("{option:<10} {value}  ({source}; {about})\n")
    };
    let lines: Vec<String> = OPTIONS.iter().map(line).collect();
    super::print(&crate::report::inert(&format!("Configuration: {path}\n{}", lines.concat())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::FromArgMatches;

    use super::*;
    use crate::cli;

    fn mock(config: &str, args: &[&str]) -> cli::Mock {
        let config = read(config, Path::new("config.toml")).unwrap();
        let matches = config.command().try_get_matches_from([&["greenroom", "mock"], args].concat()).unwrap();
        let Some(cli::Command::Mock(mock)) = Cli::from_arg_matches(&matches).unwrap().command else { panic!() };
        mock
    }

    #[test]
    fn the_file_gives_defaults_and_flags_go_before_them() {
        let config = "guide = \"./mine\"\npace = 1.5\ncandidate = \"Ada\"\nplain = true\n";
        let default = mock(config, &[]);
        assert_eq!((default.guide.as_str(), default.pace, default.plain), ("./mine", Some(1.5), true));
        let given = mock(config, &["--guide", "senior-go", "--candidate", "Bob"]);
        assert_eq!((given.guide.as_str(), given.candidate.as_deref()), ("senior-go", Some("Bob")));
        assert!(mock("", &[]).candidate.is_none());
    }

    #[test]
    fn what_the_file_must_not_hold_is_said_with_the_nearest_key() {
        let error = |text: &str| format!("{:?}", read(text, Path::new("config.toml")).unwrap_err());
        assert!(error("gude = \"x\"\n").contains("unknown key `gude`"));
        assert!(error("pace = \"fast\"\n").contains("config.toml"));
        assert!(error("pace = \n").contains("config.toml"));
    }
}
