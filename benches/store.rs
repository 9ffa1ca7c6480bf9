//! Speed of the store with many sessions. Run with `cargo bench --bench store`.
//!
//! Ten thousand finished mocks of the shipped guide, each marked: listing them should take under 100 ms with all that
//! `history` shows, and one report under 20 ms.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::{Bencher, black_box};
use greenroom::authoring;
use greenroom::guide::Guide;
use greenroom::interview::{Answer, Ending, Mode, SessionRecord, SessionState, Stage};
use greenroom::mark::{Chances, Mark, MarkedBy, Status};
use greenroom::plan::{Plan, PlanOptions};
use greenroom::progress;
use greenroom::report::{self, Heading, People, Report};
use greenroom::scoring::Marks;
use greenroom::store::{Ended, Filter, Owner, SessionId, Store, Summary};
use jiff::{SignedDuration, Timestamp};

const SESSIONS: i64 = 10_000;
const OWNER: Owner<'_> = Owner { candidate: "", guide: "senior-go" };

fn main() {
    divan::main();
}

fn record(guide: &Guide, state: SessionState) -> SessionRecord {
    let plan = Plan::new(guide, &PlanOptions::default()).unwrap();
    let answer = |key: &_| Answer {
        question: Clone::clone(key),
        text: "An idle processor takes half of another's queue. ".repeat(20),
        used_ms: 300_000,
        ending: Ending::Submitted,
        flagged: false,
        prompted: Vec::new(),
        hints: Vec::new(),
        attempts: Vec::new(),
    };
    let answers = plan.questions().map(|planned| answer(&planned.key)).collect();
    let parts = plan.parts.len();
    SessionRecord {
        guide: guide.slug.clone(),
        mode: Mode::Mock,
        candidate: None,
        plan,
        state,
        interrupted: false,
        answers,
        part_used_ms: vec![600_000; parts],
        interview_used_ms: 3_600_000,
        candidate_questions: String::new(),
        stage: Stage::Over,
    }
}

fn marks(guide: &Guide, number: usize) -> Marks {
    let status = |index: usize| [Status::Missed, Status::Partial, Status::Covered][(index + number) % 3];
    let mark = |(index, point): (usize, &greenroom::guide::Point)| Mark {
        id: point.id.clone(),
        status: status(index),
        chances: Chances::certain(status(index)),
        evidence: Vec::new(),
        contradicted: false,
    };
    let of = |question: &greenroom::guide::Question| question.points.iter().enumerate().map(mark).collect();
    guide.questions.iter().map(|question| (question.key(), of(question))).collect()
}

/// A store of ten thousand sessions, in a folder that is deleted with it.
fn store() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    let guide = authoring::builtin("senior-go").unwrap();
    let (open, finished) = (record(&guide, SessionState::Open), record(&guide, SessionState::Finished));
    for number in 0..SESSIONS {
        let at = Timestamp::from_second(1_700_000_000 + number * 3_600).unwrap();
        let marks = marks(&guide, usize::try_from(number).unwrap());
        let id = store.begin_session(at, &open, &guide).unwrap();
        let at = at.checked_add(SignedDuration::from_hours(1)).unwrap();
        let summary = Summary::of(&report::scorecard(&guide, &finished, &marks));
        store
            .finish_session(id, &Ended { at, record: &finished, marks: &marks, summary: &summary, engine: 2 })
            .unwrap();
    }
    (store, folder)
}

/// What `history` reads and reckons.
#[divan::bench(sample_count = 20)]
fn history(bencher: Bencher<'_, '_>) {
    let (store, _folder) = store();
    bencher.bench_local(|| {
        let sessions = store.list(&Filter::default()).unwrap();
        let standings = progress::standings(&store.past_marks(OWNER).unwrap(), Timestamp::now());
        black_box((sessions.len(), standings.len()))
    });
}

/// One report, from the store to the text.
#[divan::bench(sample_count = 50)]
fn one_report(bencher: Bencher<'_, '_>) {
    let (store, _folder) = store();
    bencher.bench_local(|| {
        let id = SessionId(SESSIONS / 2);
        let session = store.session(id).unwrap();
        let marks = store.marks(id, MarkedBy::Machine).unwrap();
        let people = People { mentor: store.persons_marks(id, MarkedBy::Mentor).unwrap(), ..People::default() };
        let report = Report::build_with(&session.guide, &session.record, &marks, &people, Heading::default());
        black_box(report::text(&report, 80))
    });
}
