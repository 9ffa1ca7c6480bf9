//! Speed of reports. Run with `cargo bench --bench report`.
//!
//! The session is a full interview on the shipped guide, each question answered with the longest labelled answer to it, and
//! marked by the engine. A report should be there at once: under 5 ms from record and marks to the whole text, in any format.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use greenroom::authoring;
use greenroom::guide::{Guide, QuestionKey};
use greenroom::interview::{Answer, Ending, Mode, SessionRecord, SessionState, Stage};
use greenroom::matching::Matcher;
use greenroom::plan::{Plan, PlanOptions};
use greenroom::report::{self, Heading, Report};
use greenroom::scoring::Marks;

const GUIDE: &str = "senior-go";
/// Columns of the text.
const WIDTH: usize = 80;

fn main() {
    // What is measured is the layout, with the colour a terminal would get.
    colored::control::set_override(true);
    divan::main();
}

fn session() -> (Guide, SessionRecord, Marks) {
    let guide = authoring::builtin(GUIDE).unwrap();
    let labelled: Vec<_> =
        authoring::labelled_answers(GUIDE).unwrap().into_iter().flat_map(|set| set.answers).collect();
    let longest = |key: &QuestionKey| {
        let answers = labelled.iter().filter(|answer| answer.question == *key).map(|answer| &answer.answer);
        answers.max_by_key(|answer| answer.len()).cloned().unwrap_or_default()
    };
    let plan = Plan::new(&guide, &PlanOptions::default()).unwrap();
    let answer = |key: &QuestionKey| Answer {
        question: key.clone(),
        text: longest(key),
        used_ms: 300_000,
        ending: Ending::Submitted,
        flagged: false,
        prompted: Vec::new(),
        hints: Vec::new(),
        attempts: Vec::new(),
    };
    let answers: Vec<Answer> = plan.questions().map(|planned| answer(&planned.key)).collect();
    let matcher = Matcher::new(&guide).unwrap();
    let mut marker = matcher.marker();
    let mark = |answer: &Answer| {
        let marks = marker.mark(&answer.question, &answer.text).unwrap_or_default();
        (answer.question.clone(), marks)
    };
    let marks = answers.iter().map(mark).collect();
    let record = SessionRecord {
        guide: GUIDE.to_owned(),
        mode: Mode::Mock,
        candidate: Some("Ada".to_owned()),
        state: SessionState::Finished,
        interrupted: false,
        answers,
        part_used_ms: plan.parts.iter().map(|part| u64::from(part.seconds) * 1_000).collect(),
        interview_used_ms: u64::from(plan.interview_seconds) * 1_000,
        plan,
        candidate_questions: "Who is on call?".to_owned(),
        stage: Stage::Over,
    };
    (guide, record, marks)
}

fn build((guide, record, marks): &(Guide, SessionRecord, Marks)) -> Report {
    Report::build(guide, record, marks, Heading::default())
}

/// From record and marks to the model: all the reckoning.
#[divan::bench]
fn model(bencher: Bencher<'_, '_>) {
    let session = session();
    bencher.bench(|| build(black_box(&session)));
}

fn render(bencher: Bencher<'_, '_>, renderer: impl Fn(&Report) -> String + Sync) {
    let report = build(&session());
    let length = renderer(&report).len();
    bencher.counter(BytesCount::new(length)).bench(|| renderer(black_box(&report)));
}

#[divan::bench]
fn text(bencher: Bencher<'_, '_>) {
    render(bencher, |report| report::text(report, WIDTH));
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    render(bencher, report::markdown);
}

#[divan::bench]
fn html(bencher: Bencher<'_, '_>) {
    render(bencher, report::html);
}

#[divan::bench]
fn json(bencher: Bencher<'_, '_>) {
    render(bencher, report::json);
}
