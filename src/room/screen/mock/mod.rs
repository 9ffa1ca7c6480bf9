//! The state of the timed room: the session, the editor, and what lies on top of them.

mod acts;

use std::io;
use std::time::Duration;

use ratatui::Frame;

use super::editor::{Command, Editor};
use super::input::Event;
use super::keys;
use super::look::Look;
use super::{Scene, Wish, view};
use crate::interview::{Effect, Input, Refusal, Session, SessionRecord, SessionState, Stage, TimeMark};
use crate::room::Left;
use crate::room::keeping::Keeping;
use crate::room::signals::Signal;
use crate::room::wording::{in_words, part_name};
pub(super) use acts::scrolled;

/// How long what happened is told.
const TOLD: Duration = Duration::from_secs(8);

/// How long keys do nothing after a cut-off: they were still meant for what is over.
const QUIET: Duration = Duration::from_secs(1);

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

/// Why something was not done.
fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::LastQuestion => "This is the part's last question; Ctrl-S hands it in.",
        Refusal::FirstQuestion => "This is the part's first question.",
        Refusal::NoSuchQuestion => "The part has no question at that place.",
        Refusal::NotHere => "That cannot be done here.",
    }
}
