//! Choices outside the session, on a terminal.

use std::io::{self, IsTerminal, stderr};

use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, MultiSelect, Select};

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

/// Has any number of the items chosen; `None` where the person would rather leave. Without a terminal to ask on, none.
///
/// # Errors
/// The terminal cannot be read or written.
pub fn choose_any(prompt: &str, items: &[String], manner: Manner) -> io::Result<Option<Vec<usize>>> {
    if !stderr().is_terminal() {
        return Ok(Some(Vec::new()));
    }
    match manner {
        Manner::Cursor => {
            let prompt = format!("{prompt} (space marks, Enter goes on)");
            on_terminal(|theme| MultiSelect::with_theme(theme).with_prompt(prompt).items(items).interact_opt())
        }
        Manner::Lines => any_by_number(prompt, items).map(Some),
    }
}

fn by_cursor(prompt: &str, items: &[String], default: usize) -> io::Result<Option<usize>> {
    on_terminal(|theme| Select::with_theme(theme).with_prompt(prompt).items(items).default(default).interact_opt())
}

/// Puts a question that is drawn over, and leaves the terminal as it was found however that ends.
fn on_terminal<T>(ask: impl FnOnce(&dyn Theme) -> dialoguer::Result<Option<T>>) -> io::Result<Option<T>> {
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
    match ask(theme).map_err(io::Error::from) {
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

fn any_by_number(prompt: &str, items: &[String]) -> io::Result<Vec<usize>> {
    let term = Term::stderr();
    term.write_line(prompt)?;
    for (index, item) in items.iter().enumerate() {
        term.write_line(&format!("  {}. {item}", index + 1))?;
    }
    let count = items.len();
    let input = Input::<String>::with_theme(&SimpleTheme)
        .with_prompt("Numbers, with spaces between; none for none")
        .allow_empty(true)
        .validate_with(|text: &String| numbers(text, count).map(|_| ()));
    let text = input.interact_text()?;
    Ok(numbers(&text, count).unwrap_or_default())
}

/// Indexes of the items whose numbers were typed, in their order.
fn numbers(text: &str, count: usize) -> Result<Vec<usize>, String> {
    let parsed = text.split([' ', ',']).filter(|word| !word.is_empty()).map(|word| match word.parse::<usize>() {
        Ok(number) if (1..=count).contains(&number) => Ok(number - 1),
        _ => Err(format!("`{word}` is no number from 1 to {count}")),
    });
    let mut numbers = parsed.collect::<Result<Vec<_>, _>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_any_order_and_others_refused() {
        assert_eq!(numbers(" 3, 1 3", 3), Ok(vec![0, 2]));
        assert_eq!(numbers("", 3), Ok(Vec::new()));
        assert_eq!(numbers("1 4", 3), Err("`4` is no number from 1 to 3".to_owned()));
    }
}
