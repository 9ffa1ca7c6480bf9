//! The full screen: the timed room, and the drill in it. Three layers: keys to what they ask for (`keys`), state (`mock`) and view; the loop is here.

mod drill;
mod editor;
mod input;
mod keys;
mod look;
mod mock;
mod own_editor;
mod page;
mod terminal;
#[cfg(test)]
mod tests;
mod view;

pub use own_editor::prefer as prefer_editor;

use std::io::{self, IsTerminal, stdin, stdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use ratatui::Frame;

use super::clock::Clock;
use super::signals::{self, Signal};
use super::{Desk, Left};
use crate::interview::{Drill, Session};
use drill::DrillRoom;
use input::{Event, Input};
use look::Look;
pub use mock::Paces;
use mock::Room;
use terminal::Held;

/// Whether the room can be drawn here: both ends are a terminal, and one that draws.
pub fn is_possible() -> bool {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb");
    stdin().is_terminal() && stdout().is_terminal() && (cfg!(windows) || !dumb)
}

/// Holds the session in the room until it is over or broken off. `cursor` is where the cursor stands in the text being typed.
/// With `paces` the start screen offers them.
///
/// # Errors
/// The terminal cannot be taken, or the signals not be watched.
pub fn run(session: &mut Session, cursor: usize, paces: Option<Paces<'_>>, desk: Desk<'_>) -> io::Result<Left> {
    let Desk { clock, keep, notices } = desk;
    let room = Room::new(session, cursor, paces, keep, Look::new(console::colors_enabled()));
    hold(room, clock, notices)
}

/// Holds a drill in the room until it is over or broken off. `cursor` is where the cursor stands in the text being typed.
///
/// # Errors
/// The terminal cannot be taken, or the signals not be watched.
pub fn drill(drill: &mut Drill, cursor: usize, desk: Desk<'_>) -> io::Result<Left> {
    let Desk { clock, keep, notices } = desk;
    hold(DrillRoom::new(drill, cursor, keep, Look::new(console::colors_enabled())), clock, notices)
}

/// What a room can be asked from its loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// Step back for the shell.
    Suspend,
    /// Draw everything anew.
    Clear,
    /// Let the person write in an editor of their own.
    OpenEditor,
}

/// A session on the screen: its state and its view.
trait Scene {
    /// Takes what has happened. Says whether something is to be shown anew.
    fn take(&mut self, now: Duration, event: Event) -> bool;
    /// What the loop has to do for it.
    fn wish(&mut self) -> Option<Wish>;
    /// The text for an editor of the person's own, and what came back.
    fn text(&self) -> &str;
    fn written(&mut self, now: Duration, written: io::Result<String>);
    /// Tells the person something from outside.
    fn tell(&mut self, notice: String);
    fn draw(&mut self, frame: &mut Frame<'_>);
    /// Time from `now` until something happens by itself, if only a second that the clocks show.
    fn next_event(&self, now: Duration) -> Duration;
    /// How the room was left, once it was.
    fn left(&self) -> Option<Left>;
}

fn hold(mut scene: impl Scene, clock: &Clock, notices: &Receiver<String>) -> io::Result<Left> {
    // The signals first: from then on nothing ends the program with the terminal in its hands.
    let input = Input::start()?;
    let mut held = Held::take()?;
    input.more();
    let mut dirty = true;
    loop {
        for notice in notices.try_iter() {
            scene.tell(notice);
            dirty = true;
        }
        if let Some(left) = scene.left() {
            return Ok(left);
        }
        if std::mem::take(&mut dirty) && held.draw(|frame| scene.draw(frame)).is_err() {
            // The terminal has gone. What was typed is kept first; nothing is told to whoever is not there.
            scene.take(clock.now(), Event::Gone);
            continue;
        }
        let batch = match input.events.recv_timeout(clock.patience(Some(scene.next_event(clock.now())))) {
            Ok(batch) => batch,
            Err(RecvTimeoutError::Timeout) => vec![Event::Tick],
            Err(RecvTimeoutError::Disconnected) => vec![Event::Gone],
        };
        let asked = batch != [Event::Tick] && input::is_keys(&batch);
        for event in batch {
            let goes_on = event == Event::Signal(Signal::Continue);
            dirty |= scene.take(clock.now(), event);
            let wish = if goes_on { Some(Wish::Clear) } else { scene.wish() };
            if let Some(wish) = wish
                && grant(wish, &mut scene, &mut held, clock).is_err()
            {
                scene.take(clock.now(), Event::Gone);
            }
        }
        if asked {
            input.more();
        }
    }
}

fn grant(wish: Wish, scene: &mut impl Scene, held: &mut Held, clock: &Clock) -> io::Result<()> {
    match wish {
        Wish::Clear => held.enter_again(),
        Wish::Suspend => held.lend(signals::suspend),
        Wish::OpenEditor => {
            let written = held.lend(|| own_editor::write(scene.text()))?;
            scene.written(clock.now(), written);
            Ok(())
        }
    }
}
