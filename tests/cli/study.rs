//! The study material of the built-in guides: complete, within its time, and marked as it says.

use greenroom::authoring;
use greenroom::guide::{Guide, Question};
use greenroom::mark::{Mark, Status};
use greenroom::matching::Matcher;
use greenroom::plan::{Plan, PlanOptions};

/// Words a minute of somebody who speaks calmly.
const SPOKEN: u32 = 130;
/// Words a minute of somebody who types while thinking.
const TYPED: u32 = 40;

fn guides() -> Vec<(Guide, Matcher)> {
    let guide = |name: &&str| authoring::builtin(name).unwrap();
    let guides = authoring::builtin_names().iter().map(guide).collect::<Vec<_>>();
    guides.into_iter().map(|guide| (guide.clone(), Matcher::new(&guide).unwrap())).collect()
}

/// Seconds the question has in a plan that asks it.
fn seconds(guide: &Guide, question: &Question) -> u32 {
    let plan = Plan::new(guide, &PlanOptions::default()).unwrap();
    let planned = plan.questions().find(|planned| planned.key == question.key());
    planned.map_or(question.double_midpoint() * 30, |planned| planned.seconds)
}

fn less_than_covered(marks: &[Mark]) -> impl Iterator<Item = &str> {
    marks.iter().filter(|mark| mark.status != Status::Covered).map(|mark| mark.id.as_str())
}

#[test]
fn every_point_has_its_reason_an_example_and_somewhere_to_read() {
    for (guide, _) in guides() {
        for question in guide.all_questions() {
            for point in &question.points {
                let place = format!("question {}, point {}", question.key(), point.id);
                assert!(point.why.is_some() && point.cue.is_some(), "{place}: no reason or cue");
                let study = question.study.points.get(&point.id);
                assert!(study.is_some_and(|study| !study.read.is_empty()), "{place}: nothing to study");
            }
        }
    }
}

#[test]
fn model_answers_fit_their_time_and_cover_every_point() {
    for (guide, matcher) in guides() {
        for question in guide.all_questions() {
            let key = question.key();
            let study = &question.study;
            assert!(!study.outline.is_empty(), "question {key} has no outline");
            for (kind, text, pace) in [("spoken", &study.spoken, SPOKEN), ("typed", &study.notes, TYPED)] {
                let text = text.as_deref().unwrap_or_else(|| panic!("question {key} has no {kind} answer"));
                let words = text.split_whitespace().count();
                let most = (seconds(&guide, question) * pace / 60) as usize;
                assert!(words <= most, "question {key}, {kind}: {words} words, {most} are the most");
                let marks = matcher.mark(&key, text).unwrap();
                let less: Vec<&str> = less_than_covered(&marks).collect();
                assert!(less.is_empty(), "question {key}, {kind}: {less:?} not covered");
            }
        }
    }
}

#[test]
fn what_a_senior_says_of_a_point_covers_it_and_the_shallow_answer_covers_nothing() {
    for (guide, matcher) in guides() {
        for question in guide.all_questions() {
            for (id, study) in &question.study.points {
                let key = question.key();
                let marks = matcher.mark(&key, &study.sounds).unwrap();
                assert!(!less_than_covered(&marks).any(|less| less == id), "question {key}: {id}: {:?}", study.sounds);
                let marks = matcher.mark(&key, &study.shallow).unwrap();
                let covered = marks.iter().find(|mark| mark.status == Status::Covered);
                assert_eq!(covered, None, "question {key}: {id}: {:?}", study.shallow);
            }
        }
    }
}
