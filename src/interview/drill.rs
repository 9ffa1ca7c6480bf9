//! The state machine of a drill: one question after the other, without a clock, with marks after each answer.

use std::sync::Arc;
use std::time::Duration;

use super::book::millis;
use super::{Answer, Ending, Hint, HintLevel, Marker, Mode, SessionError, SessionRecord, SessionState, Stage};
use crate::guide::{Guide, Point, Question, QuestionKey};
use crate::mark::{Mark, Status};
use crate::plan::Plan;

/// A drill that is going on. It is driven as [`Session`](super::Session) is: with the time, the text in the editor, and what was asked
/// for.
pub struct Drill {
    guide: Arc<Guide>,
    plan: Plan,
    marker: Marker,
    candidate: Option<String>,
    state: SessionState,
    interrupted: bool,
    /// The turns, one for each question of the plan, in its order.
    turns: Vec<Turn>,
    at: usize,
    used: Duration,
    now: Duration,
}

/// What happened at one question.
struct Turn {
    key: QuestionKey,
    opened: bool,
    text: String,
    /// The texts handed in before this one, oldest first.
    before: Vec<String>,
    hints: Vec<Hint>,
    used: Duration,
    /// The marks of the text, once it was handed in.
    marks: Option<Vec<Mark>>,
    /// The marks of the text handed in before it, where there is one.
    marks_before: Option<Vec<Mark>>,
}

/// What a front end tells a drill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrillInput {
    /// Nothing; time has passed or the text has changed.
    Tick,
    /// Hand the answer in for its marks.
    Submit,
    /// Answer the marked question again, starting from the same text.
    Again,
    /// Go to the next question; behind the last one the drill ends.
    Next,
    /// Go to the previous question.
    Back,
    /// Give a hint.
    Hint,
    /// End the drill here.
    End,
}

/// What a drill tells a front end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrillEffect {
    /// Another question, or its marks, are to be shown; the editor holds [`Drill::text`].
    Show,
    /// A hint was given; [`Drill::hints`] has it.
    Hinted,
    /// There is no further hint.
    NoHint,
    /// It makes no sense here.
    Refused,
    /// What was saved is out of date.
    Save,
    /// The drill is over.
    Ended,
}

/// How a point's mark changed from one answer to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It earns more.
    Gained,
    /// It earns less.
    Lost,
}

impl Drill {
    /// A drill over the questions of a plan, which has no clock.
    ///
    /// # Errors
    /// [`SessionError::UnknownQuestion`] where the plan was made from another guide.
    pub fn new(guide: Arc<Guide>, plan: Plan, candidate: Option<String>, marker: Marker) -> Result<Self, SessionError> {
        if let Some(planned) = plan.questions().find(|planned| guide.question(&planned.key).is_none()) {
            return Err(SessionError::UnknownQuestion(planned.key.to_string()));
        }
        let mut turns = plan.questions().map(|planned| Turn::new(planned.key.clone())).collect::<Vec<_>>();
        turns.first_mut().ok_or(SessionError::Over)?.opened = true;
        Ok(Self {
            guide,
            plan,
            marker,
            candidate,
            state: SessionState::Open,
            interrupted: false,
            turns,
            at: 0,
            used: Duration::ZERO,
            now: Duration::ZERO,
        })
    }

    /// Goes on with a drill that was broken off.
    ///
    /// # Errors
    /// A [`SessionError`] where the drill is over, the guide is another one, or the record is damaged.
    pub fn resume(guide: Arc<Guide>, record: &SessionRecord, marker: Marker) -> Result<Self, SessionError> {
        if record.state != SessionState::Open {
            return Err(SessionError::Over);
        }
        let mut drill = Self::new(guide, record.plan.clone(), record.candidate.clone(), marker)?;
        let stage = record.stage.question().ok_or(SessionError::Damaged)?;
        let at = drill.places().position(|place| place == stage);
        drill.at = at.ok_or(SessionError::Damaged)?;
        drill.interrupted = true;
        drill.used = Duration::from_millis(record.interview_used_ms);
        for turn in &mut drill.turns {
            if let Some(answer) = record.answer(&turn.key) {
                turn.restore(answer);
                turn.marks = (answer.ending == Ending::Submitted).then(|| (drill.marker)(&turn.key, &turn.text));
                turn.marks_before = turn.before.last().map(|before| (drill.marker)(&turn.key, before));
            }
        }
        drill.turns[drill.at].opened = true;
        Ok(drill)
    }

    /// Takes what has happened at `now`, with `draft` in the editor. The draft is kept before anything else.
    pub fn step(&mut self, now: Duration, draft: &str, input: DrillInput) -> Vec<DrillEffect> {
        if self.state != SessionState::Open {
            return Vec::new();
        }
        let elapsed = now.saturating_sub(self.now);
        self.now = self.now.max(now);
        self.used += elapsed;
        let turn = &mut self.turns[self.at];
        let mut kept = false;
        if turn.marks.is_none() {
            turn.used += elapsed;
            kept = turn.text != draft;
            draft.clone_into(&mut turn.text);
        }
        let mut effects = self.act(input);
        if kept || effects.iter().any(|effect| matches!(effect, DrillEffect::Show | DrillEffect::Hinted)) {
            effects.push(DrillEffect::Save);
        }
        effects
    }

    fn act(&mut self, input: DrillInput) -> Vec<DrillEffect> {
        let last = self.turns.len() - 1;
        let turn = &mut self.turns[self.at];
        match (input, turn.marks.is_some()) {
            (DrillInput::Tick, _) => return Vec::new(),
            (DrillInput::Submit, false) => turn.marks = Some((self.marker)(&turn.key, &turn.text)),
            (DrillInput::Again, true) => {
                turn.before.push(turn.text.clone());
                turn.marks_before = turn.marks.take();
            }
            (DrillInput::Hint, false) => {
                return vec![if self.hint() { DrillEffect::Hinted } else { DrillEffect::NoHint }];
            }
            (DrillInput::Next, _) if self.at < last => self.at += 1,
            (DrillInput::Back, _) if self.at > 0 => self.at -= 1,
            // Behind the last question's marks comes the end.
            (DrillInput::Next, true) | (DrillInput::End, _) => {
                self.state = SessionState::Finished;
                return vec![DrillEffect::Ended];
            }
            _ => return vec![DrillEffect::Refused],
        }
        self.turns[self.at].opened = true;
        vec![DrillEffect::Show]
    }

    /// Gives the next hint: for the first point that the text does not cover yet, its cue, and asked again why it matters.
    fn hint(&mut self) -> bool {
        let turn = &self.turns[self.at];
        let marks = (self.marker)(&turn.key, &turn.text);
        let covered = |point: &Point| marks.iter().any(|mark| mark.id == point.id && mark.status == Status::Covered);
        let points = self.question().map(|question| question.points.as_slice()).unwrap_or_default();
        let levels = [HintLevel::Cue, HintLevel::Why];
        let mut hints = points
            .iter()
            .filter(|point| !covered(point))
            .flat_map(|point| levels.map(|level| Hint { point: point.id.clone(), level }));
        let Some(hint) = hints.find(|hint| !turn.hints.contains(hint)) else { return false };
        self.turns[self.at].hints.push(hint);
        true
    }

    /// Everything as it stood at the last step.
    pub fn record(&self) -> SessionRecord {
        let (part, question) = self.places().nth(self.at).unwrap_or_default();
        SessionRecord {
            guide: self.guide.slug.clone(),
            mode: Mode::Drill,
            candidate: self.candidate.clone(),
            plan: self.plan.clone(),
            state: self.state,
            interrupted: self.interrupted,
            answers: self.turns.iter().filter(|turn| turn.opened).map(|turn| turn.answer(self.state)).collect(),
            part_used_ms: self.plan.parts.iter().map(|part| self.used_in(part)).collect(),
            interview_used_ms: millis(self.used),
            candidate_questions: String::new(),
            stage: if self.state == SessionState::Open { Stage::Question { part, question } } else { Stage::Over },
        }
    }

    fn used_in(&self, part: &crate::plan::PlannedPart) -> u64 {
        let of_part = |turn: &&Turn| part.questions.iter().any(|planned| planned.key == turn.key);
        millis(self.turns.iter().filter(of_part).map(|turn| turn.used).sum())
    }

    /// Part and place of each turn.
    fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let parts = self.plan.parts.iter().enumerate();
        parts.flat_map(|(part, planned)| (0..planned.questions.len()).map(move |question| (part, question)))
    }

    /// The text of the open question, as the editor is to hold it.
    pub fn text(&self) -> &str {
        &self.turns[self.at].text
    }

    /// The marks of the text, once it was handed in.
    pub fn marks(&self) -> Option<&[Mark]> {
        self.turns[self.at].marks.as_deref()
    }

    /// Points whose marks differ from those of the answer before, where there was one.
    pub fn changes(&self) -> Option<Vec<(&Point, Change)>> {
        let turn = &self.turns[self.at];
        let (now, before) = (turn.marks.as_ref()?, turn.marks_before.as_ref()?);
        let status = |marks: &[Mark], id: &str| {
            marks.iter().find(|mark| mark.id == id).map_or(Status::Missed, |mark| mark.status)
        };
        let change = |point: &Point| match status(now, &point.id).cmp(&status(before, &point.id)) {
            std::cmp::Ordering::Greater => Some(Change::Gained),
            std::cmp::Ordering::Less => Some(Change::Lost),
            std::cmp::Ordering::Equal => None,
        };
        let points = &self.question()?.points;
        Some(points.iter().filter_map(|point| Some((point, change(point)?))).collect())
    }

    /// The hints given for the open question, in words.
    pub fn hints(&self) -> impl Iterator<Item = &str> {
        let points = self.question().map(|question| question.points.as_slice()).unwrap_or_default();
        self.turns[self.at].hints.iter().filter_map(move |hint| {
            let point = points.iter().find(|point| point.id == hint.point)?;
            Some(match hint.level {
                HintLevel::Cue => point.cue.as_deref().unwrap_or(&point.title),
                HintLevel::Why => point.why.as_deref().unwrap_or(&point.detail),
            })
        })
    }

    /// The open question.
    pub fn question(&self) -> Option<&Question> {
        self.guide.question(&self.turns[self.at].key)
    }

    /// Key of the open question.
    pub fn key(&self) -> &QuestionKey {
        &self.turns[self.at].key
    }

    /// Place of the open question, from 0, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at, self.turns.len())
    }

    /// How often the open question was handed in before.
    pub fn attempts(&self) -> usize {
        self.turns[self.at].before.len()
    }

    /// Time spent on the open question.
    pub fn spent(&self) -> Duration {
        self.turns[self.at].used
    }

    /// Whether it is going on.
    pub fn state(&self) -> SessionState {
        self.state
    }

    /// The guide.
    pub fn guide(&self) -> &Guide {
        &self.guide
    }
}

impl Turn {
    fn new(key: QuestionKey) -> Self {
        let (text, before, hints) = (String::new(), Vec::new(), Vec::new());
        Self { key, opened: false, text, before, hints, used: Duration::ZERO, marks: None, marks_before: None }
    }

    fn restore(&mut self, answer: &Answer) {
        self.opened = true;
        self.text.clone_from(&answer.text);
        self.before.clone_from(&answer.attempts);
        self.hints.clone_from(&answer.hints);
        self.used = Duration::from_millis(answer.used_ms);
    }

    fn answer(&self, state: SessionState) -> Answer {
        // What stands there when the drill ends counts, as everywhere.
        let is_done = self.marks.is_some() || state != SessionState::Open;
        Answer {
            question: self.key.clone(),
            text: self.text.clone(),
            used_ms: millis(self.used),
            ending: if is_done { Ending::Submitted } else { Ending::Open },
            flagged: false,
            prompted: Vec::new(),
            hints: self.hints.clone(),
            attempts: self.before.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::plan::{FollowUps, PlanOptions, sample};

    /// A point counts as covered when the answer holds its id.
    fn marker() -> Marker {
        Box::new(|key, answer| {
            let guide = sample::guide();
            let points = guide.question(key).unwrap().points.clone();
            let status = |id: &str| if answer.contains(id) { Status::Covered } else { Status::Missed };
            points.iter().map(|point| Mark { status: status(&point.id), ..Mark::blank(&point.id) }).collect()
        })
    }

    fn drill() -> Drill {
        let options = PlanOptions {
            parts: vec!["1".to_owned()],
            untimed: true,
            follow_ups: FollowUps::Never,
            ..PlanOptions::default()
        };
        let guide = sample::guide();
        let plan = Plan::new(&guide, &options).unwrap();
        Drill::new(Arc::new(guide), plan, None, marker()).unwrap()
    }

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn an_answer_is_marked_and_another_try_shows_what_changed() {
        let mut drill = drill();
        drill.step(at(9), "stealing", DrillInput::Submit);
        assert_eq!(drill.marks().unwrap().len(), 2);
        assert_eq!(drill.changes(), None);
        drill.step(at(10), "", DrillInput::Again);
        assert_eq!(drill.text(), "stealing", "what stands in the editor of the marks' screen is nobody's draft");
        drill.step(at(12), "preemption", DrillInput::Submit);
        let changes = drill.changes().unwrap();
        let changes = changes.iter().map(|(point, change)| (point.id.as_str(), *change)).collect::<Vec<_>>();
        assert_eq!(changes, [("stealing", Change::Lost), ("preemption", Change::Gained)]);
        let record = drill.record();
        assert_eq!((record.mode, record.answers[0].used_ms), (Mode::Drill, 11_000), "reading marks is no answering");
        assert_eq!(record.answers[0].attempts, ["stealing"]);
    }

    #[test]
    fn hints_come_one_at_a_time_for_what_is_not_covered_and_are_recorded() {
        let mut drill = drill();
        let mut hint = |text: &str| drill.step(at(1), text, DrillInput::Hint);
        assert!(hint("").contains(&DrillEffect::Hinted));
        assert!(hint("").contains(&DrillEffect::Hinted));
        assert!(hint("stealing").contains(&DrillEffect::Hinted));
        assert!(hint("stealing, preemption").contains(&DrillEffect::NoHint));
        assert_eq!(drill.hints().collect::<Vec<_>>(), ["Stealing", "of work", "Preemption"]);
        assert_eq!(drill.record().answers[0].hints.len(), 3);
    }

    #[test]
    fn the_last_questions_marks_end_the_drill_and_so_does_asking_for_it() {
        let mut drill = drill();
        assert_eq!(drill.step(at(1), "", DrillInput::Back), [DrillEffect::Refused]);
        drill.step(at(1), "one", DrillInput::Next);
        assert_eq!(drill.step(at(1), "", DrillInput::Next), [DrillEffect::Refused], "nothing lies behind the last");
        drill.step(at(2), "two", DrillInput::Submit);
        assert_eq!(drill.step(at(3), "", DrillInput::Next), [DrillEffect::Ended]);
        let texts = drill.record().answers.into_iter().map(|answer| answer.text).collect::<Vec<_>>();
        assert_eq!(texts, ["one", "two"]);

        let mut drill = self::drill();
        drill.step(at(1), "half", DrillInput::End);
        let record = drill.record();
        assert_eq!((record.state, record.answers.len()), (SessionState::Finished, 1));
        assert_eq!((record.answers[0].text.as_str(), record.answers[0].ending), ("half", Ending::Submitted));
    }

    #[test]
    fn a_drill_that_was_broken_off_goes_on_where_it_stood() {
        let mut before = drill();
        before.step(at(3), "stealing", DrillInput::Submit);
        before.step(at(4), "", DrillInput::Next);
        before.step(at(6), "bou", DrillInput::Tick);
        let record = before.record();
        let mut drill = Drill::resume(Arc::new(sample::guide()), &record, marker()).unwrap();
        assert_eq!((drill.place(), drill.text(), drill.spent()), ((1, 2), "bou", at(2)));
        assert_eq!(drill.record(), SessionRecord { interrupted: true, ..record });
        drill.step(at(1), "bounds", DrillInput::Back);
        assert_eq!(drill.marks().unwrap()[0].status, Status::Covered);
    }
}
