//! What keys do in the timed room, by what is on the screen.

use std::time::Duration;

use super::{Overlay, Room};
use crate::interview::{Ending, Input, Stage};
use crate::room::screen::Wish;
use crate::room::screen::editor::{Command, Motion};
use crate::room::screen::keys::Act;
use crate::room::{Left, signals};

/// Lines that a page scrolls by with Page Up and Page Down.
const PAGE: usize = 8;

impl Room<'_> {
    pub(super) fn act(&mut self, now: Duration, act: Act) {
        // Time first: what was meant for a stage that is over must not reach the next.
        if self.step(now, Input::Tick) {
            return;
        }
        match act {
            Act::Suspend => {
                self.keep_now();
                self.wish = Some(Wish::Suspend);
            }
            Act::Redraw => self.wish = Some(Wish::Clear),
            Act::Leave => self.ask_to_leave(),
            _ if now < self.quiet_until => {}
            act => match self.overlay {
                Some(overlay) => self.act_on(overlay, act),
                None if self.is_writing() => self.act_on_text(act),
                None => self.act_on_page(act),
            },
        }
    }

    fn ask_to_leave(&mut self) {
        if self.overlay == Some(Overlay::Leave) {
            self.leave(Left::Interrupted(Some(signals::INTERRUPT)));
        } else if self.is_writing() && self.editor.selection().is_some() {
            self.editor.apply(Command::Copy, self.now);
            self.say("Copied; Ctrl-V pastes it.");
        } else if *self.session.stage() == Stage::Briefing {
            self.left = Some(Left::Interrupted(Some(signals::INTERRUPT)));
        } else {
            self.overlay = Some(Overlay::Leave);
        }
    }

    fn act_on(&mut self, overlay: Overlay, act: Act) {
        let typed = if let Act::Edit(Command::Type(character)) = act { Some(character) } else { None };
        match (overlay, typed) {
            (_, _) if act == Act::Escape => self.overlay = None,
            (Overlay::Leave, Some('l' | 'L')) => self.leave(Left::ForLater),
            (Overlay::Leave, Some('g' | 'G')) => drop(self.step(self.now, Input::Abandon)),
            (Overlay::Leave, _) => {}
            (Overlay::HandIn, _) => {
                self.overlay = None;
                match act {
                    Act::Submit | Act::Enter => drop(self.step(self.now, Input::Submit)),
                    act => self.act_on_text(act),
                }
            }
            (Overlay::Choose, Some(digit)) => {
                self.overlay = None;
                // A place of 0 is none of the part's either.
                let place = digit.to_digit(10).and_then(|place| place.checked_sub(1));
                let place = place.and_then(|place| usize::try_from(place).ok()).unwrap_or(usize::MAX);
                self.step(self.now, Input::GoTo(place));
            }
            (Overlay::Choose, None) => self.overlay = None,
            (Overlay::Help(line) | Overlay::Question(line), _) => {
                let scrolled = scrolled(line, &act);
                self.overlay = match overlay {
                    Overlay::Help(_) => scrolled.map(Overlay::Help),
                    _ => scrolled.map(Overlay::Question),
                };
                // Whoever goes on writing has read it.
                if typed.is_some_and(|typed| typed != '?') {
                    self.act_on_text(act);
                }
            }
        }
    }

    fn act_on_page(&mut self, act: Act) {
        let is_briefing = *self.session.stage() == Stage::Briefing;
        match act {
            Act::Enter | Act::Submit => drop(self.step(self.now, Input::Begin)),
            Act::Escape if is_briefing => drop(self.step(self.now, Input::Abandon)),
            Act::Escape => self.put_away(),
            Act::Help | Act::Edit(Command::Type('?')) => self.overlay = Some(Overlay::Help(0)),
            Act::Edit(Command::Move { to: Motion::Left, .. }) if is_briefing => self.choose_pace(false),
            Act::Edit(Command::Move { to: Motion::Right, .. }) if is_briefing => self.choose_pace(true),
            Act::Edit(Command::Type(digit @ '1'..='9')) if is_briefing => {
                if let Some(ticked) = self.ticked.get_mut(digit as usize - '1' as usize) {
                    *ticked = !*ticked;
                }
            }
            act => {
                if let Some(line) = scrolled(self.scroll, &act) {
                    self.scroll = line;
                }
            }
        }
    }

    fn choose_pace(&mut self, next: bool) {
        let Some(paces) = &self.paces else { return };
        let pace = if next { self.pace + 1 } else { self.pace.wrapping_sub(1) };
        if pace < paces.names.len()
            && let Some(session) = (paces.session)(pace)
        {
            *self.session = session;
            self.pace = pace;
        }
    }

    fn act_on_text(&mut self, act: Act) {
        match act {
            Act::Edit(command) => self.edit(command),
            Act::Enter => self.edit(Command::Type('\n')),
            Act::Escape => self.put_away(),
            Act::Submit if self.is_last_open() => self.overlay = Some(Overlay::HandIn),
            Act::Submit => drop(self.step(self.now, Input::Submit)),
            Act::Next => drop(self.step(self.now, Input::Next)),
            Act::Back => drop(self.step(self.now, Input::Back)),
            Act::GoTo(place) => drop(self.step(self.now, Input::GoTo(place))),
            Act::Flag => drop(self.step(self.now, Input::Flag)),
            Act::Choose => self.overlay = Some(Overlay::Choose),
            Act::Question => self.overlay = Some(Overlay::Question(0)),
            Act::Help => self.overlay = Some(Overlay::Help(0)),
            Act::OpenEditor if self.session.plan().untimed => {
                self.keep_now();
                self.wish = Some(Wish::OpenEditor);
            }
            Act::OpenEditor => self.say("Another editor can be used only where no clock runs."),
            Act::Hint => self.say("There are no hints in a mock; a drill has them."),
            Act::Leave | Act::Suspend | Act::Redraw => {}
        }
    }

    pub(super) fn edit(&mut self, command: Command) {
        if !self.editor.apply(command, self.now) {
            self.say("The answer is as long as it can be; the rest was left out.");
        }
        self.step(self.now, Input::Tick);
    }

    /// Puts away what was told.
    fn put_away(&mut self) {
        (self.told, self.alarm) = (None, None);
    }

    /// Whether handing this in would end the part, so that it is asked about first.
    fn is_last_open(&self) -> bool {
        let items = self.session.items();
        match self.session.stage() {
            Stage::Question { .. } => items.iter().all(|item| item.current || item.ending == Some(Ending::Submitted)),
            Stage::CandidateQuestions { .. } => true,
            _ => false,
        }
    }
}

/// The line that a page stands at after a key; nothing where the key closes it.
pub(in crate::room::screen) fn scrolled(line: usize, act: &Act) -> Option<usize> {
    match act {
        Act::Edit(Command::Move { to, .. }) => Some(match to {
            Motion::Up => line.saturating_sub(1),
            Motion::Down => line.saturating_add(1),
            Motion::PageUp => line.saturating_sub(PAGE),
            Motion::PageDown => line.saturating_add(PAGE),
            Motion::Home | Motion::Top => 0,
            // Mended when it is drawn.
            Motion::End | Motion::Bottom => usize::MAX / 2,
            _ => line,
        }),
        _ => None,
    }
}
