//! Long text on a terminal, through a pager as git does it.

use std::env;
use std::ffi::OsString;
use std::io::{IsTerminal, Write, stdout};
use std::process::{Child, Command, ExitCode, Stdio};

use super::Error;

/// Exit status of a shell that does not find the command.
const NOT_FOUND: i32 = 127;

/// Prints text: through `$PAGER` where standard output is a terminal that it does not fit on, and as it is otherwise or
/// where there is no pager.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn show(text: &str) -> Result<ExitCode, Error> {
    let Some(mut command) = wanted(text) else { return super::print(text) };
    // Ctrl-C is the pager's to deal with; were this program to end, the two would fight for the terminal. The pager itself
    // starts with the default again.
    #[cfg(unix)]
    let interrupt = signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::default()).ok();
    let shown = command.stdin(Stdio::piped()).spawn().is_ok_and(|child| feed(child, text));
    #[cfg(unix)]
    interrupt.map(signal_hook::low_level::unregister);
    if shown { Ok(ExitCode::SUCCESS) } else { super::print(text) }
}

/// Gives it the text and waits for its end; says whether there was such a pager at all.
fn feed(mut child: Child, text: &str) -> bool {
    if let Some(mut stdin) = child.stdin.take() {
        // Whoever leaves the pager before the end has seen enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().is_ok_and(|status| status.code() != Some(NOT_FOUND))
}

/// The pager to show it in, if in any.
fn wanted(text: &str) -> Option<Command> {
    if !stdout().is_terminal() {
        return None;
    }
    let (rows, _) = console::Term::stdout().size_checked()?;
    // A last line for the shell's prompt.
    if text.lines().count() < rows.into() {
        return None;
    }
    let mut command = match env::var_os("PAGER") {
        None => Command::new("less"),
        Some(pager) if pager.is_empty() || pager == "cat" => return None,
        Some(pager) => shell(pager),
    };
    if env::var_os("LESS").is_none() {
        // As git sets it: leave at once what fits, show colour, keep the text on the screen afterwards.
        command.env("LESS", "FRX");
    }
    if env::var_os("LV").is_none() {
        command.env("LV", "-c");
    }
    Some(command)
}

/// `$PAGER` may hold arguments, as in `less -S`.
fn shell(pager: OsString) -> Command {
    let (name, run) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut command = Command::new(name);
    command.arg(run).arg(pager);
    command
}
