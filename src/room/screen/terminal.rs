//! The terminal while the room has it: entered, left on every path, and given up for a while.

use std::io::{self, Stdout, Write, stdout};
use std::panic;
use std::sync::Arc;
use std::thread;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

type Hook = dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send + 'static;

/// The terminal in raw mode on its alternate screen. Dropping it gives back what was there before; so does a panic, before it is
/// told.
pub(super) struct Held {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    hook: Arc<Hook>,
}

impl Held {
    /// Takes the terminal.
    pub(super) fn take() -> io::Result<Self> {
        let hook: Arc<Hook> = Arc::from(panic::take_hook());
        let before = Arc::clone(&hook);
        panic::set_hook(Box::new(move |info| {
            leave();
            before(info);
        }));
        enter()?;
        let terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
        Ok(Self { terminal, hook })
    }

    /// Draws a frame. Fails where the terminal has gone.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(draw).map(drop)
    }

    /// Draws everything anew next time: others may have written on it.
    fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask the terminal where its cursor is, and the answer goes to whoever reads the keys.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Gives the terminal up for as long as `run` takes.
    pub(super) fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        leave();
        let outcome = run();
        self.enter_again()?;
        Ok(outcome)
    }

    /// Enters it again, whatever others have made of it meanwhile.
    pub(super) fn enter_again(&mut self) -> io::Result<()> {
        // What the mode was before stays as it was kept at first.
        disable_raw_mode()?;
        enter()?;
        self.clear()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        leave();
        // Within a panic the hook cannot be changed, and its work is done.
        if !thread::panicking() {
            let before = Arc::clone(&self.hook);
            panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Gives everything back. A terminal that has gone cannot be told, and nothing here may panic over it.
fn leave() {
    let _ = disable_raw_mode();
    let mut out = stdout();
    let _ = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = out.flush();
}
