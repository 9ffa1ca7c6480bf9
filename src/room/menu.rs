//! Choices outside the session, on a terminal.

use std::io::{self, IsTerminal, stderr};

use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, Select};

use super::mode::Mode;
use super::signals::{self, INTERRUPT, Signal, Watch};

/// How a choice is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A list with a cursor that the arrow keys move.
    Cursor,
    /// Numbered lines and a number to type: nothing is drawn over, for screen readers and simple terminals.
    Lines,
}

impl Manner {
    /// Lines where they were asked for or where the terminal cannot draw, else the cursor.
    pub fn fitting(plain: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if plain || dumb { Self::Lines } else { Self::Cursor }
    }
}

/// Has one of the items chosen; `None` where the person would rather leave. Without a terminal to ask on, the default.
///
/// # Errors
/// The terminal cannot be read or written.
pub fn choose(prompt: &str, items: &[String], default: usize, manner: Manner) -> io::Result<Option<usize>> {
    if !stderr().is_terminal() {
        return Ok(Some(default));
    }
    match manner {
        Manner::Cursor => by_cursor(prompt, items, default),
        Manner::Lines => by_number(prompt, items, default).map(Some),
    }
}

fn by_cursor(prompt: &str, items: &[String], default: usize) -> io::Result<Option<usize>> {
    // A signal would end the program with the cursor hidden and the terminal reading single keys.
    let mode = Mode::now();
    let leave = move |number| {
        let _ = Term::stderr().show_cursor();
        mode.iter().for_each(Mode::set);
        signals::end_by(number);
    };
    let on_signal = leave.clone();
    let _watch = Watch::start(move |signal| {
        match signal {
            Signal::Leave(number) => on_signal(number),
            Signal::Suspend => signals::suspend(),
            Signal::Continue => {}
        }
        true
    })?;
    let coloured = ColorfulTheme::default();
    let theme: &dyn Theme = if console::colors_enabled_stderr() { &coloured } else { &SimpleTheme };
    let chosen = Select::with_theme(theme).with_prompt(prompt).items(items).default(default).interact_opt();
    match chosen.map_err(io::Error::from) {
        // Ctrl-C, told before its signal arrived.
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {
            leave(INTERRUPT);
            Ok(None)
        }
        chosen => Term::stderr().show_cursor().and(chosen),
    }
}

fn by_number(prompt: &str, items: &[String], default: usize) -> io::Result<usize> {
    let term = Term::stderr();
    term.write_line(prompt)?;
    for (index, item) in items.iter().enumerate() {
        term.write_line(&format!("  {}. {item}", index + 1))?;
    }
    let count = items.len();
    let input = Input::<usize>::with_theme(&SimpleTheme).with_prompt("Number").default(default + 1).validate_with(
        |number: &usize| {
            if (1..=count).contains(number) { Ok(()) } else { Err(format!("type a number from 1 to {count}")) }
        },
    );
    Ok(input.interact()? - 1)
}
