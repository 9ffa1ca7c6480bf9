//! Who sits in plain mode: the half-typed line and the session, and what is said when something happens.

use std::io::Write;
use std::time::Duration;

use super::command::{Command, Edit, Line};
use super::input::Event;
use super::lines::{Lines, Piece};
use super::{Sits, say, width};
use crate::interview::{Effect, Input, Session, SessionRecord, SessionState, Stage};
use crate::room::Left;
use crate::room::keeping::Keeping;
use crate::room::signals::Signal;

pub(super) struct Seat<'a> {
    session: &'a mut Session,
    out: &'a mut dyn Write,
    keep: &'a mut dyn FnMut(SessionRecord, usize),
    lines: Lines,
    /// Somebody sits at a terminal; else answers come from a pipe.
    terminal: bool,
    /// The finished lines of what is being answered.
    text: String,
    keeping: Keeping,
    told: Told,
    /// `:quit` was typed once.
    quitting: bool,
    left: Option<Left>,
}

/// What was said before and need not be said again.
#[derive(Default)]
struct Told {
    /// The heading of this part.
    part: Option<usize>,
    /// How an answer is typed.
    typing: bool,
    /// That some input was no text.
    lossy: bool,
}

impl<'a> Seat<'a> {
    pub(super) fn new(
        session: &'a mut Session,
        out: &'a mut dyn Write,
        keep: &'a mut dyn FnMut(SessionRecord, usize),
        lines: Lines,
        terminal: bool,
    ) -> Self {
        Self {
            session,
            out,
            keep,
            lines,
            terminal,
            text: String::new(),
            keeping: Keeping::default(),
            // A pipe has read how before it came.
            told: Told { typing: !terminal, ..Told::default() },
            quitting: false,
            left: None,
        }
    }

    /// Shows where the session stands.
    pub(super) fn sit_down(&mut self, now: Duration) {
        self.session.text().clone_into(&mut self.text);
        self.show();
        self.go_on(now);
    }

    fn leave(&mut self, now: Duration, signal: Option<i32>) {
        self.step(now, Input::Tick);
        self.keep_now(now);
        self.left = Some(Left::Interrupted(signal));
    }

    fn bytes(&mut self, now: Duration, bytes: &[u8]) {
        // A line at a time: what follows a line may belong to another answer.
        for bytes in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r' | 0x04)) {
            for piece in self.lines.feed(bytes) {
                match piece {
                    Piece::Echo(text) => self.write(&text),
                    Piece::Line(line) => self.line(now, &line),
                    Piece::End => self.submit(now),
                }
            }
        }
        if self.lines.was_lossy() && !std::mem::replace(&mut self.told.lossy, true) {
            self.tell("[Some of the input was not UTF-8; what could not be read shows as \u{fffd}.]");
        }
        if self.terminal {
            self.step(now, Input::Tick);
        }
    }

    /// The pipe is at its end: everything that is still asked stays blank.
    fn end_of_input(&mut self, now: Duration) {
        let rest = self.lines.take_half();
        if !rest.is_empty() {
            self.line(now, &rest);
        }
        while self.session.state() == SessionState::Open {
            self.submit(now);
        }
    }

    fn line(&mut self, now: Duration, line: &str) {
        let read = Line::read(line);
        if std::mem::take(&mut self.quitting) {
            if read == Line::Command(Command::Quit) {
                self.step(now, Input::Abandon);
                return;
            }
            self.say("The interview goes on.");
        }
        match read {
            Line::Command(command) => self.command(now, command),
            Line::Unknown { word, meant } if self.terminal => self.say(&say::unknown(&word, meant)),
            Line::Unknown { .. } => self.text_line(line),
            _ if self.session.stage().part().is_none() => self.step(now, Input::Begin),
            Line::End => self.submit(now),
            Line::Text(text) => self.text_line(&text),
        }
        self.go_on(now);
    }

    fn text_line(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }

    fn submit(&mut self, now: Duration) {
        self.step(now, Input::Submit);
        self.go_on(now);
    }

    /// From a pipe, what takes no answer does not wait for one.
    fn go_on(&mut self, now: Duration) {
        while self.session.state() == SessionState::Open && self.takes_no_answer() {
            let input = if self.session.stage().part().is_some() { Input::Submit } else { Input::Begin };
            self.step(now, input);
        }
    }

    /// Whether this stage takes no answer from a pipe: whoever wrote it could not know which answers would count as short.
    fn takes_no_answer(&self) -> bool {
        match self.session.stage() {
            _ if self.terminal => false,
            Stage::Briefing | Stage::Between { .. } => true,
            Stage::Clarify { .. } => !self.session.items().iter().any(|item| item.current && item.flagged),
            _ => false,
        }
    }

    fn command(&mut self, now: Duration, command: Command) {
        match command {
            Command::Time => {
                self.step(now, Input::Tick);
                self.say(&say::time(self.session));
            }
            Command::Next => self.step(now, Input::Next),
            Command::Back => self.step(now, Input::Back),
            // A place of 0 is none of the part's either.
            Command::Go(place) => self.step(now, Input::GoTo(place.checked_sub(1).unwrap_or(usize::MAX))),
            Command::Flag => self.step(now, Input::Flag),
            Command::Edit(edit) => self.edit(now, &edit),
            Command::Help => self.say(&say::help(width())),
            Command::Quit if self.terminal && *self.session.stage() != Stage::Briefing => {
                self.quitting = true;
                self.say(
                    "This gives the interview up for good: it is marked as far as you came, without a verdict. \
                     Type :quit again to give it up, or anything else to go on. \
                     (Ctrl-C leaves it so that `greenroom resume` can go on with it.)",
                );
            }
            Command::Quit => self.step(now, Input::Abandon),
        }
    }

    fn edit(&mut self, now: Duration, edit: &Edit) {
        if self.session.stage().part().is_none() {
            self.say("There is no answer to edit here.");
        } else if *edit != Edit::List && !edit.change(&mut self.text) {
            self.say("Your answer has no such line; :edit lists its lines.");
        } else {
            self.say(&say::numbered(&self.text));
            self.step(now, Input::Tick);
        }
    }

    /// The text being answered, the half-typed line with it.
    fn draft(&self) -> String {
        let half = match Line::read(self.lines.half()) {
            Line::Text(text) => text,
            Line::Unknown { .. } => self.lines.half().to_owned(),
            Line::End | Line::Command(_) => String::new(),
        };
        match (self.text.is_empty(), half.is_empty()) {
            (_, true) => self.text.clone(),
            (true, _) => half,
            (false, false) => format!("{}\n{half}", self.text),
        }
    }

    fn step(&mut self, now: Duration, input: Input) {
        let draft = self.draft();
        let effects = self.session.step(now, &draft, input);
        let moved = effects.contains(&Effect::Show);
        for effect in effects {
            self.effect(effect);
        }
        if moved || self.keeping.is_due(now) {
            self.keep_now(now);
        }
    }

    fn effect(&mut self, effect: Effect) {
        match effect {
            Effect::CutOff { part } => {
                self.break_line();
                self.lines.take_half();
                self.say(&say::cut_off(self.session, part));
            }
            Effect::Show => {
                self.break_line();
                self.lines.take_half();
                self.session.text().clone_into(&mut self.text);
                self.show();
            }
            Effect::TimeLeft { mark, left } => self.tell(&say::time_left(mark, left)),
            Effect::Overrun => {
                self.tell("[Time: this question's budget is used up. You may go on; the part's clock decides.]");
            }
            Effect::Flagged(true) => self.say("Flagged: it comes back in the closing discussion."),
            Effect::Flagged(false) => self.say("The flag is taken away."),
            Effect::Refused(refusal) => self.say(say::refusal(refusal)),
            Effect::Save => self.keeping.changed(),
            Effect::Ended(_) => {}
        }
    }

    fn keep_now(&mut self, now: Duration) {
        // Before it has begun there is nothing to go on with, and after its end others keep it.
        if *self.session.stage() != Stage::Briefing && self.session.state() == SessionState::Open {
            (self.keep)(self.session.record(), self.session.text().len());
        }
        self.keeping.kept(now);
    }

    fn show(&mut self) {
        if self.takes_no_answer() {
            return;
        }
        let part = self.session.stage().part();
        let new_part = part.is_some() && part != self.told.part;
        let typing = part.is_some() && !self.told.typing;
        self.told.typing |= typing;
        self.told.part = part;
        let text = say::stage(self.session, width(), new_part, typing);
        self.write(&text);
    }

    fn show_line(&mut self) {
        let shown = self.lines.shown();
        self.write(&shown);
    }

    fn break_line(&mut self) {
        if !self.lines.shown().is_empty() {
            self.write("\n");
        }
    }

    fn say(&mut self, text: &str) {
        self.write(&say::remark(text, width()));
    }

    /// What cannot be written is not worth ending the session for: the answers are kept all the same.
    fn write(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }
}

impl Sits for Seat<'_> {
    fn left(&self) -> Option<Left> {
        if self.session.state() == SessionState::Open { self.left } else { Some(Left::Over) }
    }

    fn next_event(&self) -> Option<Duration> {
        self.session.next_event()
    }

    fn take(&mut self, now: Duration, event: Event) {
        match event {
            Event::Tick => self.step(now, Input::Tick),
            Event::Bytes(bytes) => self.bytes(now, &bytes),
            Event::End if self.terminal => self.leave(now, None),
            Event::End => self.end_of_input(now),
            Event::Signal(Signal::Leave(number)) => self.leave(now, Some(number)),
            Event::Signal(Signal::Suspend | Signal::Continue) => {
                self.step(now, Input::Tick);
                self.keep_now(now);
            }
        }
    }

    fn tell(&mut self, text: &str) {
        self.break_line();
        self.say(text);
        self.show_line();
    }

    fn come_back(&mut self) {
        self.write("\n");
        self.show_line();
    }
}
