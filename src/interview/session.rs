//! The state machine of an interview.

use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

use super::book::{Book, Entry, millis};
use super::time::Used;
use super::{Effect, Ending, Input, Mode, Refusal, SessionRecord, SessionState, Stage};
use crate::guide::{Guide, QuestionKey};
use crate::mark::Mark;
use crate::plan::Plan;

/// Marks an answer: [`Matcher::mark`](crate::matching::Matcher::mark), which decides what a design is probed for.
pub type Marker = Box<dyn Fn(&QuestionKey, &str) -> Vec<Mark> + Send>;

/// An interview that is going on.
///
/// A front end owns the editor and the clock, and calls [`step`](Self::step) whenever something happens: with the time, with the
/// text as it stands in the editor, and with what the person asked for. The session never sees a key and never waits.
pub struct Session {
    pub(super) guide: Arc<Guide>,
    pub(super) plan: Plan,
    marker: Marker,
    candidate: Option<String>,
    pub(super) state: SessionState,
    pub(super) interrupted: bool,
    pub(super) stage: Stage,
    pub(super) book: Book,
    pub(super) used: Used,
    pub(super) candidate_questions: String,
    /// Time of the last step.
    now: Duration,
}

/// Why a session cannot start or go on.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SessionError {
    /// The plan asks for something the guide has not.
    #[error("the guide has no question {0:?}, which the session asks; use the guide it was planned with")]
    UnknownQuestion(String),
    /// There is nothing to go on with.
    #[error("the session is over; start a new one")]
    Over,
    /// The record contradicts itself.
    #[error("the session's record is damaged: it stands at a place that its plan does not have; start a new session")]
    Damaged,
}

impl Session {
    /// A session at its start screen. Its time runs from 0.
    ///
    /// # Errors
    /// [`SessionError::UnknownQuestion`] where the plan was made from another guide.
    pub fn new(guide: Arc<Guide>, plan: Plan, candidate: Option<String>, marker: Marker) -> Result<Self, SessionError> {
        if let Some(planned) = plan.questions().find(|planned| guide.question(&planned.key).is_none()) {
            return Err(SessionError::UnknownQuestion(planned.key.to_string()));
        }
        let used = Used { parts: vec![Duration::ZERO; plan.parts.len()], interview: Duration::ZERO };
        Ok(Self {
            guide,
            plan,
            marker,
            candidate,
            state: SessionState::Open,
            interrupted: false,
            stage: Stage::Briefing,
            book: Book::default(),
            used,
            candidate_questions: String::new(),
            now: Duration::ZERO,
        })
    }

    /// Goes on with a session that was broken off: at the same stage, its clocks from what had been used. Its time runs from 0
    /// again; the time in between does not count. It is marked as interrupted. The editor starts with [`text`](Self::text).
    ///
    /// # Errors
    /// A [`SessionError`] where the session is over, the guide is another one, or the record is damaged.
    pub fn resume(guide: Arc<Guide>, record: &SessionRecord, marker: Marker) -> Result<Self, SessionError> {
        if record.state != SessionState::Open {
            return Err(SessionError::Over);
        }
        let mut session = Self::new(guide, record.plan.clone(), record.candidate.clone(), marker)?;
        if record.part_used_ms.len() != session.plan.parts.len() || !session.has(&record.stage) {
            return Err(SessionError::Damaged);
        }
        session.stage = record.stage.clone();
        session.interrupted = record.interrupted || record.stage != Stage::Briefing;
        session.book = Book::from_answers(&record.answers);
        session.used.parts = record.part_used_ms.iter().map(|used| Duration::from_millis(*used)).collect();
        session.used.interview = Duration::from_millis(record.interview_used_ms);
        session.candidate_questions.clone_from(&record.candidate_questions);
        session.enter(session.stage.clone());
        Ok(session)
    }

    /// Everything as it stood at the last step, the text being typed included.
    pub fn record(&self) -> SessionRecord {
        SessionRecord {
            guide: self.guide.slug.clone(),
            mode: Mode::Mock,
            candidate: self.candidate.clone(),
            plan: self.plan.clone(),
            state: self.state,
            interrupted: self.interrupted,
            answers: self.book.answers(),
            part_used_ms: self.used.parts.iter().map(|used| millis(*used)).collect(),
            interview_used_ms: millis(self.used.interview),
            candidate_questions: self.candidate_questions.clone(),
            stage: self.stage.clone(),
        }
    }

    /// Takes what has happened: it is `now` (time since the session was started or resumed, counting sleep; one that goes
    /// backwards counts as no time), `draft` stands in the editor, and the person asked for `input`.
    ///
    /// The draft is kept before anything else, so that no cut-off can lose it. An input that comes with the end of its stage is
    /// dropped: it was meant for what is over. After an [`Effect::Show`] the editor holds [`text`](Self::text).
    pub fn step(&mut self, now: Duration, draft: &str, input: Input) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.state != SessionState::Open {
            return effects;
        }
        let stage = self.stage.clone();
        let kept = self.keep(draft);
        let elapsed = now.saturating_sub(self.now);
        self.now = self.now.max(now);
        if !self.pass(elapsed, &mut effects) || input == Input::Abandon {
            self.act(input, &mut effects);
        }
        if kept || self.stage != stage || effects.iter().any(|effect| matches!(effect, Effect::Flagged(_))) {
            effects.push(Effect::Save);
        }
        effects
    }

    fn act(&mut self, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Tick => {}
            Input::Abandon => self.end(SessionState::Abandoned, effects),
            Input::Begin => match self.stage {
                Stage::Briefing => self.start_part(0, effects),
                Stage::Between { next } => self.start_part(next, effects),
                _ => effects.push(Effect::Refused(Refusal::NotHere)),
            },
            Input::Submit => self.submit(effects),
            Input::Next | Input::Back | Input::GoTo(_) => match self.target(input) {
                Ok(stage) => self.show(stage, effects),
                Err(refusal) => effects.push(Effect::Refused(refusal)),
            },
            Input::Flag => match self.stage.question() {
                Some((part, question)) => {
                    let key = self.key(part, question).clone();
                    let entry = self.book.entry(&key, Ending::Open);
                    entry.flagged = !entry.flagged;
                    effects.push(Effect::Flagged(entry.flagged));
                }
                None => effects.push(Effect::Refused(Refusal::NotHere)),
            },
        }
    }

    fn submit(&mut self, effects: &mut Vec<Effect>) {
        let next = match self.stage {
            Stage::Briefing | Stage::Between { .. } | Stage::Over => {
                effects.push(Effect::Refused(Refusal::NotHere));
                return;
            }
            Stage::Question { part, question }
            | Stage::FollowUp { part, question, .. }
            | Stage::Probe { part, question, .. } => {
                self.hand_in();
                self.asked_next(part, question).or_else(|| self.next_open(part, question))
            }
            Stage::Clarify { part, .. } | Stage::CandidateQuestions { part } => {
                let items = self.discussion(part);
                let here = items.iter().position(|item| *item == self.stage);
                here.and_then(|here| items.get(here + 1).cloned())
            }
        };
        match (next, self.stage.part()) {
            (Some(stage), _) => self.show(stage, effects),
            (None, Some(part)) => self.end_part(part, effects),
            (None, None) => {}
        }
    }

    /// Marks the open question or follow-up as handed in. A question that is probed was handed in before.
    fn hand_in(&mut self) {
        if matches!(self.stage, Stage::Question { .. } | Stage::FollowUp { .. })
            && let Some(entry) = self.open_entry()
        {
            entry.ending = Ending::Submitted;
        }
    }

    /// The part's next question that was not handed in, from this one on and round again.
    fn next_open(&self, part: usize, from: usize) -> Option<Stage> {
        let count = self.plan.parts[part].questions.len();
        let question =
            (1..=count).map(|step| (from + step) % count).find(|question| !self.is_submitted(part, *question))?;
        Some(Stage::Question { part, question })
    }

    pub(super) fn start_part(&mut self, part: usize, effects: &mut Vec<Effect>) {
        let Some(planned) = self.plan.parts.get(part) else {
            self.end(SessionState::Finished, effects);
            return;
        };
        let first = if planned.questions.is_empty() {
            self.discussion(part).swap_remove(0)
        } else {
            Stage::Question { part, question: 0 }
        };
        self.show(first, effects);
    }

    pub(super) fn cut_off(&mut self, part: usize, effects: &mut Vec<Effect>) {
        self.book.cut_off();
        self.end_part(part, effects);
    }

    fn end_part(&mut self, part: usize, effects: &mut Vec<Effect>) {
        let next = part + 1;
        if next >= self.plan.parts.len() {
            self.end(SessionState::Finished, effects);
            return;
        }
        self.stage = Stage::Between { next };
        if self.slack().is_some_and(|slack| slack.is_zero()) {
            self.start_part(next, effects);
        } else {
            effects.push(Effect::Show);
        }
    }

    fn end(&mut self, state: SessionState, effects: &mut Vec<Effect>) {
        self.stage = Stage::Over;
        self.state = state;
        effects.extend([Effect::Show, Effect::Ended(state)]);
    }

    pub(super) fn show(&mut self, stage: Stage, effects: &mut Vec<Effect>) {
        // Leaving a follow-up ends it; it is not asked again.
        if matches!(self.stage, Stage::FollowUp { .. }) {
            self.hand_in();
        }
        self.enter(stage);
        effects.push(Effect::Show);
    }

    /// Makes a stage the open one, and what it needs to take a text.
    fn enter(&mut self, stage: Stage) {
        self.stage = stage;
        let Some((part, question)) = self.stage.question() else { return };
        let key = self.key(part, question).clone();
        match self.stage {
            Stage::FollowUp { follow_up, .. } => drop(self.book.entry(&key.follow_up(follow_up), Ending::Open)),
            Stage::Probe { .. } => {
                let prompt = self.prompt().map(str::to_owned);
                let entry = self.book.entry(&key, Ending::Open);
                if let Some(prompt) = prompt {
                    entry.ask(prompt);
                }
            }
            _ => drop(self.book.entry(&key, Ending::Open)),
        }
    }

    /// Keeps the text being typed. Says whether it is another one than before.
    fn keep(&mut self, draft: &str) -> bool {
        if self.text() == draft {
            return false;
        }
        let prompt = self.prompt().map(str::to_owned);
        let text = match self.stage.clone() {
            Stage::Briefing | Stage::Between { .. } | Stage::Over => None,
            Stage::CandidateQuestions { .. } => Some(&mut self.candidate_questions),
            // What was never reached was ended by its part's clock.
            Stage::Clarify { question, .. } => Some(self.book.entry(&question, Ending::CutOff).clarification_mut()),
            Stage::Probe { .. } => self.open_entry().zip(prompt).and_then(|(entry, prompt)| entry.reply_mut(&prompt)),
            Stage::Question { .. } | Stage::FollowUp { .. } => self.open_entry().map(|entry| {
                entry.ending = Ending::Open;
                &mut entry.main
            }),
        };
        let Some(text) = text else { return false };
        draft.clone_into(text);
        true
    }

    /// The entry that time and text go to.
    pub(super) fn open_entry(&mut self) -> Option<&mut Entry> {
        let key = self.open_key()?;
        match self.stage {
            // One that was never reached has no entry until something is typed.
            Stage::Clarify { .. } => self.book.get_mut(&key),
            _ => Some(self.book.entry(&key, Ending::Open)),
        }
    }

    pub(super) fn key(&self, part: usize, question: usize) -> &QuestionKey {
        &self.plan.parts[part].questions[question].key
    }

    pub(super) fn entry(&self, key: &QuestionKey) -> Option<&Entry> {
        self.book.get(key)
    }

    pub(super) fn marks(&self, key: &QuestionKey, answer: &str) -> Vec<Mark> {
        (self.marker)(key, answer)
    }

    /// Whether the plan and the guide have that stage.
    fn has(&self, stage: &Stage) -> bool {
        let parts = &self.plan.parts;
        let planned = |part: usize, question: usize| {
            let key = &parts.get(part)?.questions.get(question)?.key;
            self.guide.question(key)
        };
        match stage {
            Stage::Briefing => true,
            Stage::Between { next } => *next < parts.len(),
            Stage::Question { part, question } => planned(*part, *question).is_some(),
            Stage::FollowUp { part, question, follow_up } => {
                planned(*part, *question).is_some_and(|question| *follow_up < question.follow_ups.len())
            }
            Stage::Probe { part, question, group, probe } => planned(*part, *question)
                .and_then(|question| question.probes.get(*group))
                .is_some_and(|group| *probe < group.probes.len()),
            Stage::Clarify { part, question } => *part < parts.len() && self.guide.question(question).is_some(),
            Stage::CandidateQuestions { part } => *part < parts.len(),
            Stage::Over => false,
        }
    }
}
