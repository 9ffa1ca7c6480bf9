//! The state of a drill on the screen: the drill, the editor, and what lies on top of them.

use std::io;
use std::time::Duration;

use ratatui::Frame;

use super::editor::{Command, Editor};
use super::input::Event;
use super::keys::{self, Act};
use super::look::Look;
use super::mock::scrolled;
use super::{Scene, Wish, view};
use crate::interview::{Drill, DrillEffect, DrillInput, SessionRecord, SessionState};
use crate::room::keeping::Keeping;
use crate::room::signals::Signal;
use crate::room::{Left, signals};

/// A drill on the screen.
pub(super) struct DrillRoom<'a> {
    pub(super) drill: &'a mut Drill,
    pub(super) editor: Editor,
    pub(super) look: Look,
    pub(super) overlay: Option<Overlay>,
    /// First line shown of the marks.
    pub(super) scroll: usize,
    told: Option<String>,
    alarm: Option<String>,
    keep: &'a mut dyn FnMut(SessionRecord, usize),
    keeping: Keeping,
    now: Duration,
    wish: Option<Wish>,
    left: Option<Left>,
}

/// What lies on top of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overlay {
    /// The keys, from this line on.
    Help(usize),
    /// The question in full and its hints, from this line on.
    Question(usize),
    /// Whether to leave.
    Leave,
}

impl<'a> DrillRoom<'a> {
    pub(super) fn new(
        drill: &'a mut Drill,
        cursor: usize,
        keep: &'a mut dyn FnMut(SessionRecord, usize),
        look: Look,
    ) -> Self {
        let mut editor = Editor::new();
        editor.load(drill.text(), cursor);
        Self {
            drill,
            editor,
            look,
            overlay: None,
            scroll: 0,
            told: None,
            alarm: None,
            keep,
            keeping: Keeping::default(),
            now: Duration::ZERO,
            wish: None,
            left: None,
        }
    }

    /// What is to be told now, and whether it is an alarm.
    pub(super) fn told(&self) -> Option<(&str, bool)> {
        let alarm = self.alarm.as_deref().map(|alarm| (alarm, true));
        alarm.or_else(|| self.told.as_deref().map(|text| (text, false)))
    }

    fn act(&mut self, act: Act) {
        // What was told is read by the time a key is pressed.
        self.told = None;
        match act {
            Act::Suspend => {
                self.keep_now();
                self.wish = Some(Wish::Suspend);
            }
            Act::Redraw => self.wish = Some(Wish::Clear),
            Act::Leave if self.overlay == Some(Overlay::Leave) => {
                self.leave(Left::Interrupted(Some(signals::INTERRUPT)));
            }
            Act::Leave if self.editor.selection().is_some() && self.drill.marks().is_none() => {
                self.editor.apply(Command::Copy, self.now);
                self.told = Some("Copied; Ctrl-V pastes it.".to_owned());
            }
            Act::Leave => self.overlay = Some(Overlay::Leave),
            act => match self.overlay {
                Some(overlay) => self.act_on(overlay, &act),
                None if self.drill.marks().is_some() => self.act_on_marks(&act),
                None => self.act_on_text(act),
            },
        }
    }

    fn act_on(&mut self, overlay: Overlay, act: &Act) {
        let typed = if let Act::Edit(Command::Type(character)) = act { Some(*character) } else { None };
        self.overlay = match (overlay, typed) {
            (Overlay::Leave, Some('l' | 'L')) => {
                self.leave(Left::ForLater);
                None
            }
            (Overlay::Leave, Some('e' | 'E')) => {
                self.step(DrillInput::End);
                None
            }
            (Overlay::Leave, _) => (*act != Act::Escape).then_some(overlay),
            (Overlay::Help(line), _) => scrolled(line, act).map(Overlay::Help),
            (Overlay::Question(line), _) => scrolled(line, act).map(Overlay::Question),
        };
    }

    fn act_on_marks(&mut self, act: &Act) {
        match act {
            Act::Edit(Command::Type('r' | 'R')) => self.step(DrillInput::Again),
            Act::Enter | Act::Submit | Act::Next | Act::Edit(Command::Type('n' | 'N')) => self.step(DrillInput::Next),
            Act::Back | Act::Edit(Command::Type('p' | 'P')) => self.step(DrillInput::Back),
            Act::Edit(Command::Type('e' | 'E')) => self.step(DrillInput::End),
            Act::Question => self.overlay = Some(Overlay::Question(0)),
            Act::Help | Act::Edit(Command::Type('?')) => self.overlay = Some(Overlay::Help(0)),
            Act::Escape => self.alarm = None,
            act => {
                if let Some(line) = scrolled(self.scroll, act) {
                    self.scroll = line;
                }
            }
        }
    }

    fn act_on_text(&mut self, act: Act) {
        match act {
            Act::Edit(command) => self.edit(command),
            Act::Enter => self.edit(Command::Type('\n')),
            Act::Escape => self.alarm = None,
            Act::Submit => self.step(DrillInput::Submit),
            Act::Next => self.step(DrillInput::Next),
            Act::Back => self.step(DrillInput::Back),
            Act::Hint => self.step(DrillInput::Hint),
            Act::Question => self.overlay = Some(Overlay::Question(0)),
            Act::Help => self.overlay = Some(Overlay::Help(0)),
            Act::OpenEditor => {
                self.keep_now();
                self.wish = Some(Wish::OpenEditor);
            }
            Act::Choose | Act::GoTo(_) | Act::Flag => self.told = Some("That cannot be done in a drill.".to_owned()),
            Act::Leave | Act::Suspend | Act::Redraw => {}
        }
    }

    fn edit(&mut self, command: Command) {
        if !self.editor.apply(command, self.now) {
            self.told = Some("The answer is as long as it can be; the rest was left out.".to_owned());
        }
        self.step(DrillInput::Tick);
    }

    fn leave(&mut self, left: Left) {
        self.step(DrillInput::Tick);
        self.keep_now();
        self.left = Some(left);
    }

    /// Tells the drill what has happened.
    fn step(&mut self, input: DrillInput) {
        let effects = self.drill.step(self.now, self.editor.text(), input);
        let moved = effects.contains(&DrillEffect::Show);
        for effect in effects {
            match effect {
                DrillEffect::Show => {
                    (self.overlay, self.scroll) = (None, 0);
                    let text = self.drill.text().to_owned();
                    self.editor.load(&text, text.len());
                }
                DrillEffect::NoHint => self.told = Some("There is no further hint.".to_owned()),
                DrillEffect::Refused => {
                    let text = "There is no other question there; Ctrl-S shows the marks, Ctrl-C leaves.";
                    self.told = Some(text.to_owned());
                }
                DrillEffect::Save => self.keeping.changed(),
                DrillEffect::Hinted | DrillEffect::Ended => {}
            }
        }
        if moved || self.keeping.is_due(self.now) {
            self.keep_now();
        }
    }

    fn keep_now(&mut self) {
        if self.drill.state() == SessionState::Open {
            (self.keep)(self.drill.record(), self.editor.cursor());
        }
        self.keeping.kept(self.now);
    }
}

impl Scene for DrillRoom<'_> {
    fn take(&mut self, now: Duration, event: Event) -> bool {
        let second = self.drill.spent().as_secs();
        self.now = self.now.max(now);
        let changed = event != Event::Tick;
        match event {
            Event::Key(key) => {
                if let Some(act) = keys::act(key) {
                    self.act(act);
                }
            }
            Event::Paste(text) if self.drill.marks().is_none() => {
                self.overlay = None;
                self.edit(Command::Insert(text));
            }
            Event::Tick | Event::Redraw | Event::Paste(_) => {}
            Event::Signal(Signal::Leave(number)) => self.leave(Left::Interrupted(Some(number))),
            Event::Signal(Signal::Suspend) => {
                self.keep_now();
                self.wish = Some(Wish::Suspend);
            }
            Event::Signal(Signal::Continue) => self.keep_now(),
            Event::Gone => self.leave(Left::Interrupted(None)),
        }
        self.step(DrillInput::Tick);
        changed || second != self.drill.spent().as_secs()
    }

    fn wish(&mut self) -> Option<Wish> {
        self.wish.take()
    }

    fn text(&self) -> &str {
        self.editor.text()
    }

    fn written(&mut self, now: Duration, written: io::Result<String>) {
        self.now = self.now.max(now);
        match written {
            Ok(text) => {
                self.editor.apply(Command::SelectAll, self.now);
                self.edit(Command::Insert(text));
            }
            Err(error) => self.told = Some(format!("The text is as it was: {error}.")),
        }
    }

    fn tell(&mut self, notice: String) {
        self.alarm = Some(notice);
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        view::drill::draw(self, frame);
    }

    fn next_event(&self, now: Duration) -> Duration {
        /// How often the time spent is counted on.
        const SECOND: Duration = Duration::from_secs(1);
        let due = self.keeping.due_in(self.now).unwrap_or(SECOND);
        due.min(SECOND).saturating_sub(now.saturating_sub(self.now))
    }

    fn left(&self) -> Option<Left> {
        if self.drill.state() == SessionState::Open { self.left } else { Some(Left::Over) }
    }
}

impl Drop for DrillRoom<'_> {
    fn drop(&mut self) {
        // A panic anywhere in the room costs nothing that was typed.
        if std::thread::panicking() {
            self.keep_now();
        }
    }
}
