//! One file a sub-command: wiring. The only place that reads the clock, seeds the generator and prints.
//!
//! Every command is a `run(args) -> Result<ExitCode, Error>`; what it returns becomes the exit status here, and an
//! `Error` is printed here and nowhere else.

mod assess;
mod browser;
mod colour;
mod config;
mod drill;
mod error;
mod export;
mod grade;
mod guide;
mod guide_hear;
mod guide_test;
mod guides;
mod history;
mod mark;
mod menu;
mod mock;
mod pager;
mod patterns;
mod propose;
mod report;
mod resume;
mod review;
mod sitting;
mod trend;

use std::ffi::OsString;
use std::io::{IsTerminal, Write, stderr, stdin, stdout};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};

use crate::cli::{Cli, Command};
use crate::store::{self, Store};

pub(crate) use error::Error;

/// Runs the program with these arguments, the first of them its own name.
pub fn run(args: &[OsString]) -> ExitCode {
    let config = match config::load() {
        Ok(config) => config,
        Err(error) => return error.print(),
    };
    config.apply();
    let parsed = config.command().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let outcome = match parsed {
        Ok(cli) => {
            colour::Colour::decide(cli.color).apply();
            dispatch(&cli)
        }
        Err(error) => {
            let colour = colour::Colour::decide(colour::asked_for(args));
            colour.apply();
            usage(&error, colour)
        }
    };
    outcome.unwrap_or_else(|error| error.print())
}

fn dispatch(cli: &Cli) -> Result<ExitCode, Error> {
    match &cli.command {
        Some(Command::Mock(args)) => mock::run(args),
        Some(Command::Drill(args)) => drill::run(args),
        Some(Command::Review(args)) => review::run(args),
        Some(Command::Resume(args)) => resume::run(args),
        Some(Command::Grade(args)) => grade::run(args),
        Some(Command::Report(args)) => report::run(args),
        Some(Command::History(args)) => history::run(args),
        Some(Command::Guide(args)) => guide::run(args),
        Some(Command::Config) => config::show(&config::load()?),
        None if stdin().is_terminal() && stdout().is_terminal() => chosen(),
        None => {
            let help = Cli::command().render_help();
            print(&if console::colors_enabled() { help.ansi().to_string() } else { help.to_string() })
        }
    }
}

/// Has something chosen from the menu, and does it.
fn chosen() -> Result<ExitCode, Error> {
    let Some(args) = menu::choose()? else { return Ok(ExitCode::SUCCESS) };
    let cli = Cli::try_parse_from([env!("CARGO_PKG_NAME")].iter().chain(args));
    dispatch(&cli.map_err(|error| Error::usage(error.to_string()))?)
}

/// Prints what clap has to say: help and version on standard output, wrong usage on standard error.
fn usage(error: &clap::Error, colour: colour::Colour) -> Result<ExitCode, Error> {
    let text = error.render();
    let coloured = if error.use_stderr() { colour.stderr } else { colour.stdout };
    let text = if coloured { text.ansi().to_string() } else { text.to_string() };
    if error.use_stderr() {
        // Where standard error is gone too, the exit status is all that is left to say.
        let _ = stderr().lock().write_all(text.as_bytes());
        return Ok(ExitCode::from(Error::USAGE));
    }
    print(&text)
}

/// Prints text on standard output and ends well.
///
/// # Errors
/// Standard output that cannot be written; a reader that went away is told quietly.
pub(crate) fn print(text: &str) -> Result<ExitCode, Error> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Error::output)?;
    Ok(ExitCode::SUCCESS)
}

/// How many columns to lay text out in: those asked for, else the terminal's, else 80.
pub(crate) fn width(asked: Option<u16>) -> usize {
    /// What everything is readable at.
    const DEFAULT: u16 = 80;
    let terminal = || console::Term::stdout().size_checked().map(|(_, columns)| columns);
    asked.or_else(terminal).unwrap_or(DEFAULT).into()
}

/// Opens the store in this user's data folder.
///
/// # Errors
/// It cannot be used.
pub(crate) fn open_store() -> Result<Store, Error> {
    Ok(Store::open(&store::data_dir()?)?)
}

/// Says on standard error what was bad and passed over; the command goes on.
pub(crate) fn warn(message: &str) {
    let label = console::style("warning:").for_stderr().yellow().bold();
    // Where standard error is gone, there is nobody to tell.
    let _ = stderr().lock().write_all(format!("{label} {message}\n").as_bytes());
}
