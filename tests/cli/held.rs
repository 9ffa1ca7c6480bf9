//! Sessions put into a data folder as `mock` would, but at a date of the test's choosing.

use std::path::Path;

use greenroom::authoring;
use greenroom::guide::{Guide, QuestionKey};
use greenroom::interview::{Answer, Ending, Mode, SessionRecord, SessionState, Stage};
use greenroom::mark::{Chances, Evidence, Mark, Status, Why};
use greenroom::plan::{Plan, PlanOptions};
use greenroom::report::scorecard;
use greenroom::scoring::Marks;
use greenroom::store::{Ended, SessionId, Store, Summary};
use jiff::{SignedDuration, Timestamp};

fn guide() -> Guide {
    authoring::resolve("senior-go").unwrap()
}

/// A session that one answer was given in.
pub(crate) struct Held<'a> {
    /// When it began, as `2026-01-31T14:00:00Z`.
    pub(crate) at: &'a str,
    /// Who answered.
    pub(crate) candidate: Option<&'a str>,
    /// The parts that were asked; none for all.
    pub(crate) parts: &'a [&'a str],
    /// What was said to Question 1.
    pub(crate) answer: &'a str,
    /// How it ended.
    pub(crate) state: SessionState,
}

impl Default for Held<'_> {
    fn default() -> Self {
        Self {
            at: "2026-01-31T14:00:00Z",
            candidate: None,
            parts: &[],
            answer: "I would rather talk about the weather",
            state: SessionState::Finished,
        }
    }
}

impl Held<'_> {
    /// Puts it into the data folder; an open one is let go of at once, as if its program had died.
    pub(crate) fn put(&self, dir: &Path) -> SessionId {
        let mut store = Store::open(dir).unwrap();
        let id = self.begin(&mut store);
        if self.state != SessionState::Open {
            let (guide, record) = (guide(), self.record());
            let marks = Marks::from([(QuestionKey::number(1), vec![self.mark(&guide)])]);
            let summary = Summary::of(&scorecard(&guide, &record, &marks));
            let at = self.at() + SignedDuration::from_mins(70);
            let ended = Ended { at, record: &record, marks: &marks, summary: &summary, engine: 41 };
            store.finish_session(id, &ended).unwrap();
        }
        id
    }

    /// Begins it, and no more.
    pub(crate) fn begin(&self, store: &mut Store) -> SessionId {
        let begun = SessionRecord { state: SessionState::Open, ..self.record() };
        store.begin_session(self.at(), &begun, &guide()).unwrap()
    }

    /// When it began.
    pub(crate) fn at(&self) -> Timestamp {
        self.at.parse().unwrap()
    }

    /// A mark that no engine would give: who shows it has not marked again.
    fn mark(&self, guide: &Guide) -> Mark {
        let quote = Evidence {
            start: 0,
            end: self.answer.len(),
            text: self.answer.to_owned(),
            idea: "speaks of the weather".to_owned(),
            why: Why::Pattern,
        };
        Mark {
            id: guide.questions[0].points[0].id.clone(),
            status: Status::Covered,
            chances: Chances::certain(Status::Covered),
            evidence: vec![quote],
            contradicted: false,
        }
    }

    /// Its record at its end.
    pub(crate) fn record(&self) -> SessionRecord {
        let parts = self.parts.iter().map(ToString::to_string).collect();
        let plan = Plan::new(&guide(), &PlanOptions { parts, ..PlanOptions::default() }).unwrap();
        SessionRecord {
            guide: "senior-go".to_owned(),
            mode: Mode::Mock,
            candidate: self.candidate.map(str::to_owned),
            state: self.state,
            interrupted: false,
            answers: vec![Answer {
                question: QuestionKey::number(1),
                text: self.answer.to_owned(),
                used_ms: 90_000,
                ending: Ending::Submitted,
                flagged: false,
                prompted: vec![],
                hints: vec![],
                attempts: vec![],
            }],
            part_used_ms: vec![90_000; plan.parts.len()],
            plan,
            interview_used_ms: 900_000,
            candidate_questions: String::new(),
            stage: Stage::Over,
        }
    }
}
