//! A drill in plain mode: one question after the other, with marks in words after each answer.

use std::io::Write;
use std::time::Duration;

use super::command::{Command, Edit, Line};
use super::input::Event;
use super::lines::{Lines, Piece};
use super::say::{self, Page};
use super::{Sits, width};
use crate::interview::{Drill, DrillEffect, DrillInput, SessionRecord, SessionState};
use crate::room::Left;
use crate::room::keeping::Keeping;
use crate::room::marked;
use crate::room::signals::Signal;
use crate::room::wording::in_words;

/// Every command of a drill and what it does, as `:help` lists them.
const COMMANDS: [(&str, &str); 8] = [
    ("hint", "a hint for a point that you have not made yet"),
    ("again", "after the marks: answer the same question again"),
    ("next", "go to the next question"),
    ("back", "go to the previous question"),
    ("edit", "list the lines of your answer; :edit 2 new words replaces line 2, :edit 2 takes it out"),
    ("time", "say how much time you have spent on the question"),
    ("quit", "end the drill here, and see its report"),
    ("help", "list the commands"),
];

pub(super) struct DrillSeat<'a> {
    drill: &'a mut Drill,
    out: &'a mut dyn Write,
    keep: &'a mut dyn FnMut(SessionRecord, usize),
    lines: Lines,
    /// Somebody sits at a terminal; else answers come from a pipe.
    terminal: bool,
    /// The finished lines of what is being answered.
    text: String,
    keeping: Keeping,
    now: Duration,
    left: Option<Left>,
}

impl<'a> DrillSeat<'a> {
    pub(super) fn new(
        drill: &'a mut Drill,
        out: &'a mut dyn Write,
        keep: &'a mut dyn FnMut(SessionRecord, usize),
        lines: Lines,
        terminal: bool,
    ) -> Self {
        let (text, keeping) = (drill.text().to_owned(), Keeping::default());
        Self { drill, out, keep, lines, terminal, text, keeping, now: Duration::ZERO, left: None }
    }

    /// Shows where the drill stands.
    pub(super) fn sit_down(&mut self) {
        self.show();
        if self.terminal {
            self.say("End an answer with a line that holds a single dot. :hint gives a hint, :help lists what else you can do.");
        }
    }

    fn show(&mut self) {
        let mut page = Page::new(width());
        match (self.drill.question(), self.drill.marks()) {
            (Some(question), Some(marks)) => {
                page.heading(&marked::coverage(question, marks));
                if let Some(changes) = marked::changes(self.drill) {
                    page.line(&changes);
                }
                let pieces = marked::pieces(self.drill.text(), question, marks);
                if pieces.iter().any(|piece| piece.earned.is_some()) {
                    page.line("What counted stands between stars, with the numbers of its points:");
                    page.quote(&pieces.iter().map(starred).collect::<String>());
                }
                for point in marked::points(question, marks) {
                    page.heading(&format!("[{}] {}", marked::word(point.status), point.title));
                    point.reasons.iter().for_each(|reason| page.item(reason));
                }
                if self.terminal {
                    page.heading("Enter goes on, :again answers this question once more.");
                }
            }
            (Some(question), None) => {
                let (at, count) = self.drill.place();
                let number = question.number.map_or_else(String::new, |number| format!("Question {number}: "));
                page.heading(&format!("{number}{} ({} of {count})", question.title, at + 1));
                page.line(&question.prompt);
                question.sections.iter().for_each(|section| page.item(&section.title));
                if !self.text.is_empty() {
                    page.line("So far:");
                    page.quote(&self.text);
                }
            }
            (None, _) => {}
        }
        let text = page.finish();
        self.write(&text);
    }

    fn line(&mut self, line: &str) {
        let is_marked = self.drill.marks().is_some();
        match (line.trim_end(), Line::read(line)) {
            (":hint", _) => self.step(DrillInput::Hint),
            (":again", _) => self.step(DrillInput::Again),
            (_, Line::Command(command)) => self.command(command),
            (_, Line::Unknown { word, meant }) if self.terminal => self.say(&say::unknown(&word, meant)),
            ("", _) if is_marked => self.step(DrillInput::Next),
            _ if is_marked => self.say("The answer is marked: Enter goes on, :again answers it once more."),
            (_, Line::End) => self.submit(),
            (_, Line::Text(text)) => self.text_line(&text),
            (_, Line::Unknown { .. }) => self.text_line(line),
        }
    }

    fn text_line(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }

    fn submit(&mut self) {
        self.step(DrillInput::Submit);
        // From a pipe nobody asks to go on.
        if !self.terminal {
            self.step(DrillInput::Next);
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Next => self.step(DrillInput::Next),
            Command::Back => self.step(DrillInput::Back),
            Command::Quit => self.step(DrillInput::End),
            Command::Time => self.say(&format!("Time: {} spent on this question.", in_words(self.drill.spent()))),
            Command::Help => {
                let mut page = Page::new(width());
                for (name, what) in COMMANDS {
                    page.item(&format!(":{name} - {what}"));
                }
                let text = page.finish();
                self.write(&text);
            }
            Command::Edit(edit) if self.drill.marks().is_none() => {
                if edit != Edit::List && !edit.change(&mut self.text) {
                    self.say("Your answer has no such line; :edit lists its lines.");
                } else {
                    self.say(&say::numbered(&self.text));
                }
            }
            Command::Edit(_) | Command::Go(_) | Command::Flag => self.say("That cannot be done here."),
        }
    }

    /// The text being answered, the half-typed line with it.
    fn draft(&self) -> String {
        let half = match Line::read(self.lines.half()) {
            Line::Text(text) => text,
            _ => String::new(),
        };
        match (self.text.is_empty(), half.is_empty()) {
            (_, true) => self.text.clone(),
            (true, _) => half,
            (false, false) => format!("{}\n{half}", self.text),
        }
    }

    fn step(&mut self, input: DrillInput) {
        let draft = self.draft();
        let effects = self.drill.step(self.now, &draft, input);
        let moved = effects.contains(&DrillEffect::Show);
        for effect in effects {
            match effect {
                DrillEffect::Show => {
                    self.drill.text().clone_into(&mut self.text);
                    self.show();
                }
                DrillEffect::Hinted => {
                    let hint = self.drill.hints().last().map(|hint| format!("Hint: {hint}"));
                    self.say(&hint.unwrap_or_default());
                }
                DrillEffect::NoHint => self.say("There is no further hint."),
                DrillEffect::Refused => self.say("That cannot be done here."),
                DrillEffect::Save => self.keeping.changed(),
                DrillEffect::Ended => {}
            }
        }
        if moved || self.keeping.is_due(self.now) {
            self.keep_now();
        }
    }

    fn keep_now(&mut self) {
        if self.drill.state() == SessionState::Open {
            (self.keep)(self.drill.record(), self.drill.text().len());
        }
        self.keeping.kept(self.now);
    }

    fn leave(&mut self, signal: Option<i32>) {
        self.step(DrillInput::Tick);
        self.keep_now();
        self.left = Some(Left::Interrupted(signal));
    }

    fn say(&mut self, text: &str) {
        self.write(&say::remark(text, width()));
    }

    /// What cannot be written is not worth ending the drill for: the answers are kept all the same.
    fn write(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }
}

impl Sits for DrillSeat<'_> {
    fn take(&mut self, now: Duration, event: Event) {
        self.now = self.now.max(now);
        match event {
            Event::Tick => {}
            Event::Bytes(bytes) => {
                for bytes in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r' | 0x04)) {
                    for piece in self.lines.feed(bytes) {
                        match piece {
                            Piece::Echo(text) => self.write(&text),
                            Piece::Line(line) => self.line(&line),
                            Piece::End if self.drill.marks().is_some() => self.step(DrillInput::Next),
                            Piece::End => self.submit(),
                        }
                    }
                }
            }
            Event::End if self.terminal => self.leave(None),
            Event::End => {
                let rest = self.lines.take_half();
                if !rest.is_empty() {
                    self.line(&rest);
                }
                if !self.text.is_empty() && self.drill.marks().is_none() {
                    self.submit();
                }
                self.step(DrillInput::End);
            }
            Event::Signal(Signal::Leave(number)) => self.leave(Some(number)),
            Event::Signal(Signal::Suspend | Signal::Continue) => self.keep_now(),
        }
        self.step(DrillInput::Tick);
    }

    fn tell(&mut self, text: &str) {
        self.say(text);
        self.come_back();
    }

    fn come_back(&mut self) {
        let shown = self.lines.shown();
        self.write(&shown);
    }

    fn next_event(&self) -> Option<Duration> {
        None
    }

    fn left(&self) -> Option<Left> {
        if self.drill.state() == SessionState::Open { self.left } else { Some(Left::Over) }
    }
}

/// A piece of the answer: what counted between stars, with the numbers of the points whose evidence ends there.
fn starred(piece: &marked::Piece<'_>) -> String {
    let numbers = piece.numbers();
    if piece.earned.is_some() { format!("*{}*{numbers}", piece.text) } else { format!("{}{numbers}", piece.text) }
}
