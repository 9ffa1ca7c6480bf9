//! The state of the timed room: the session, the editor, and what lies on top of them.

use std::io;
use std::time::Duration;

use ratatui::Frame;

use super::editor::{Command, Editor, Motion};
use super::input::Event;
use super::keys::{self, Act};
use super::look::Look;
use super::{Scene, Wish, view};
use crate::interview::{Effect, Input, Refusal, Session, SessionRecord, SessionState, Stage, TimeMark};
use crate::room::keeping::Keeping;
use crate::room::signals::Signal;
use crate::room::wording::{in_words, part_name};
use crate::room::{Left, signals};

/// How long what happened is told.
const TOLD: Duration = Duration::from_secs(8);

/// How long keys do nothing after a cut-off: they were still meant for what is over.
const QUIET: Duration = Duration::from_secs(1);

/// Lines that a page scrolls by with Page Up and Page Down.
const PAGE: usize = 8;

/// The paces that the start screen offers.
pub struct Paces<'a> {
    /// What they are called, in the order in which they are offered.
    pub names: Vec<String>,
    /// The session at the pace of that place; nothing where there is none.
    pub session: &'a dyn Fn(usize) -> Option<Session>,
}

/// The timed room.
pub(super) struct Room<'a> {
    pub(super) session: &'a mut Session,
    pub(super) editor: Editor,
    pub(super) look: Look,
    pub(super) paces: Option<Paces<'a>>,
    /// Which of the paces is chosen.
    pub(super) pace: usize,
    /// What of the checklist is done.
    pub(super) ticked: Vec<bool>,
    pub(super) overlay: Option<Overlay>,
    /// First line shown of a page.
    pub(super) scroll: usize,
    /// The part that the clock has just ended.
    pub(super) cut_off: Option<usize>,
    told: Option<(String, Duration)>,
    /// What has to be known until it was read: answers that are not saved.
    alarm: Option<String>,
    keep: &'a mut dyn FnMut(SessionRecord, usize),
    keeping: Keeping,
    now: Duration,
    quiet_until: Duration,
    wish: Option<Wish>,
    left: Option<Left>,
}

/// What lies on top of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overlay {
    /// The keys, from this line on.
    Help(usize),
    /// The question in full, from this line on.
    Question(usize),
    /// Which question to go to.
    Choose,
    /// Whether to hand in the last open question.
    HandIn,
    /// Whether to leave.
    Leave,
}

impl<'a> Room<'a> {
    pub(super) fn new(
        session: &'a mut Session,
        cursor: usize,
        paces: Option<Paces<'a>>,
        keep: &'a mut dyn FnMut(SessionRecord, usize),
        look: Look,
    ) -> Self {
        let mut editor = Editor::new();
        editor.load(session.text(), cursor);
        let ticked = vec![false; session.guide().checklist.len()];
        Self {
            session,
            editor,
            look,
            paces,
            pace: 0,
            ticked,
            overlay: None,
            scroll: 0,
            cut_off: None,
            told: None,
            alarm: None,
            keep,
            keeping: Keeping::default(),
            now: Duration::ZERO,
            quiet_until: Duration::ZERO,
            wish: None,
            left: None,
        }
    }

    /// Whether there is a text to write at this stage.
    pub(super) fn is_writing(&self) -> bool {
        self.session.stage().part().is_some()
    }

    /// What is to be told now, and whether it is an alarm.
    pub(super) fn told(&self) -> Option<(&str, bool)> {
        let alarm = self.alarm.as_deref().map(|alarm| (alarm, true));
        alarm.or_else(|| self.told.as_ref().map(|(text, _)| (text.as_str(), false)))
    }

    fn say(&mut self, text: impl Into<String>) {
        self.told = Some((text.into(), self.now + TOLD));
    }

    fn act(&mut self, now: Duration, act: Act) {
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

    fn edit(&mut self, command: Command) {
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
            Stage::Question { .. } => {
                items.iter().all(|item| item.current || item.ending == Some(crate::interview::Ending::Submitted))
            }
            Stage::CandidateQuestions { .. } => true,
            _ => false,
        }
    }

    fn leave(&mut self, left: Left) {
        self.keep_now();
        self.left = Some(left);
    }

    /// Tells the session what has happened. Says whether the stage has changed.
    fn step(&mut self, now: Duration, input: Input) -> bool {
        self.now = self.now.max(now);
        let effects = self.session.step(now, self.editor.text(), input);
        let moved = effects.contains(&Effect::Show);
        for effect in effects {
            self.effect(effect);
        }
        if moved || self.keeping.is_due(self.now) {
            self.keep_now();
        }
        moved
    }

    fn effect(&mut self, effect: Effect) {
        match effect {
            Effect::CutOff { part } => {
                self.cut_off = Some(part);
                self.quiet_until = self.now + QUIET;
                let name = part_name(&self.session.plan().parts[part]);
                self.say(format!("{name} has ended. What you had typed is kept, and counts."));
            }
            Effect::Show => {
                (self.overlay, self.scroll) = (None, 0);
                // What was told belongs to the stage before, unless it is how that one ended.
                if self.now >= self.quiet_until {
                    (self.told, self.cut_off) = (None, None);
                }
                let text = self.session.text().to_owned();
                self.editor.load(&text, text.len());
            }
            Effect::TimeLeft { mark: TimeMark::Half, left } => {
                self.say(format!("Half of this part is over; {} left.", in_words(left)));
            }
            Effect::TimeLeft { left, .. } => self.say(format!("{} left of this part.", in_words(left))),
            Effect::Overrun => {
                self.say("This question's budget is used up. You may go on; the part's clock decides.");
            }
            Effect::Flagged(true) => self.say("Flagged: it comes back in the closing discussion."),
            Effect::Flagged(false) => self.say("The flag is taken away."),
            Effect::Refused(refusal) => self.say(refused(refusal)),
            Effect::Save => self.keeping.changed(),
            Effect::Ended(_) => {}
        }
    }

    fn keep_now(&mut self) {
        // Before it has begun there is nothing to go on with, and after its end others keep it.
        if *self.session.stage() != Stage::Briefing && self.session.state() == SessionState::Open {
            (self.keep)(self.session.record(), self.editor.cursor());
        }
        self.keeping.kept(self.now);
    }

    /// The time that the clocks change with: what is left of the part or of the time between two, else what was used.
    fn face(&self) -> Duration {
        let clocks = self.session.clocks();
        let between = clocks.slack.filter(|_| matches!(self.session.stage(), Stage::Between { .. }));
        // Without a clock the time used is counted, turned round to run down as well.
        let counted = || Duration::from_secs(u32::MAX.into()).saturating_sub(clocks.interview.used);
        clocks.part.and_then(|part| part.left()).or(between).unwrap_or_else(counted)
    }
}

impl Scene for Room<'_> {
    fn take(&mut self, now: Duration, event: Event) -> bool {
        let face = view::whole_seconds(self.face());
        let told = self.told.is_some();
        let mut changed = event != Event::Tick;
        match event {
            Event::Tick => changed |= self.step(now, Input::Tick),
            Event::Key(key) => match keys::act(key) {
                Some(act) => self.act(now, act),
                None => changed = false,
            },
            Event::Paste(text) => {
                if !self.step(now, Input::Tick) && self.is_writing() && self.now >= self.quiet_until {
                    self.overlay = None;
                    self.edit(Command::Insert(text));
                }
            }
            Event::Redraw => drop(self.step(now, Input::Tick)),
            Event::Signal(signal) => {
                self.step(now, Input::Tick);
                match signal {
                    Signal::Leave(number) => self.leave(Left::Interrupted(Some(number))),
                    Signal::Suspend => {
                        self.keep_now();
                        self.wish = Some(Wish::Suspend);
                    }
                    Signal::Continue => self.keep_now(),
                }
            }
            Event::Gone => {
                self.step(now, Input::Tick);
                self.leave(Left::Interrupted(None));
            }
        }
        self.told = self.told.take().filter(|(_, until)| self.now < *until);
        changed || told != self.told.is_some() || face != view::whole_seconds(self.face())
    }

    fn wish(&mut self) -> Option<Wish> {
        self.wish.take()
    }

    fn text(&self) -> &str {
        self.editor.text()
    }

    fn written(&mut self, now: Duration, written: io::Result<String>) {
        match written {
            Ok(text) => {
                if !self.step(now, Input::Tick) {
                    self.editor.apply(Command::SelectAll, self.now);
                    self.edit(Command::Insert(text));
                }
            }
            Err(error) => self.say(format!("The text is as it was: {error}.")),
        }
    }

    fn tell(&mut self, notice: String) {
        self.alarm = Some(notice);
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        view::mock::draw(self, frame);
    }

    fn next_event(&self, now: Duration) -> Duration {
        let second = view::next_second(self.face());
        let events = [self.session.next_event(), self.keeping.due_in(self.now)].into_iter().flatten();
        events.fold(second, Duration::min).saturating_sub(now.saturating_sub(self.now))
    }

    fn left(&self) -> Option<Left> {
        if self.session.state() == SessionState::Open { self.left } else { Some(Left::Over) }
    }
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        // A panic anywhere in the room costs nothing that was typed.
        if std::thread::panicking() {
            self.keep_now();
        }
    }
}

/// The line that a page stands at after a key; nothing where the key closes it.
pub(super) fn scrolled(line: usize, act: &Act) -> Option<usize> {
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

/// Why something was not done.
fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::LastQuestion => "This is the part's last question; Ctrl-S hands it in.",
        Refusal::FirstQuestion => "This is the part's first question.",
        Refusal::NoSuchQuestion => "The part has no question at that place.",
        Refusal::NotHere => "That cannot be done here.",
    }
}
