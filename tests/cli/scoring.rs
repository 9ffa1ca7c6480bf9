//! The built-in guide under the scorer: the arithmetic that its readings promise, computed here a second time.

use greenroom::authoring;
use greenroom::guide::{Guide, QuestionKey};
use greenroom::mark::{Chances, Mark, Status};
use greenroom::plan::{Plan, PlanOptions};
use greenroom::scoring::{Asked, Exact, Marks, Scorecard, Scorer, Standing, Verdict, score};

const HIGH_LEVEL: &str = "High-Level Architecture & Scalability";
const DATA: &str = "Data Architecture & Consistency";

fn guide() -> Guide {
    authoring::builtin("senior-go").unwrap()
}

/// Marks without doubt for every question; the status is asked for by the question's key, the point's place and section.
fn marks(guide: &Guide, status: impl Fn(&str, usize, Option<&str>) -> Status) -> Marks {
    let mut marks = Marks::new();
    for question in guide.all_questions() {
        let of = question.points.iter().enumerate().map(|(place, point)| {
            let status = status(question.key().as_str(), place, point.section.as_deref());
            Mark { status, chances: Chances::certain(status), ..Mark::blank(&point.id) }
        });
        marks.insert(question.key(), of.collect());
    }
    marks
}

fn card(guide: &Guide, status: impl Fn(&str, usize, Option<&str>) -> Status) -> Scorecard {
    let plan = Plan::new(guide, &PlanOptions::default()).unwrap();
    score(guide, &plan, &marks(guide, status), Asked::WholePlan)
}

fn exact(card: &Scorecard, area: &str) -> f64 {
    card.areas.iter().find(|result| result.title == area).unwrap().exact.to_f64()
}

fn covered_if(holds: bool) -> Status {
    if holds { Status::Covered } else { Status::Missed }
}

#[test]
fn questions_have_the_points_that_the_readings_promise() {
    let guide = guide();
    let scorer = Scorer::new(&guide, None);
    let own = |number: u32| scorer.score(&QuestionKey::number(number), &[]).unwrap().max.to_string();
    let shares: Vec<String> = (1..=9).map(own).collect();
    assert_eq!(shares, ["7", "5.5", "3.5", "5.5", "3.5", "10", "10", "10", "20"]);
}

#[test]
fn the_design_feeds_system_design_and_system_architecture() {
    let guide = guide();
    // Every other point of each section covered, from the first: 4 of 8, 3 of 5, 4 of 7.
    let card = card(&guide, |key, place, section| {
        let first = match section {
            Some(HIGH_LEVEL) => 0,
            Some(DATA) => 13,
            _ => 8,
        };
        covered_if(key == "9" && (place - first) % 2 == 0)
    });
    let (m1, m2, m3) = (4.0 / 8.0, 3.0 / 5.0, 4.0 / 7.0);
    assert!((exact(&card, "System Design") - 20.0 * (9.0 * m1 + 11.0 * m2 + 9.0 * m3) / 29.0).abs() < 1e-9);
    assert!((exact(&card, "System Architecture") - (12.5 * m1 + 12.5 * m3)).abs() < 1e-9);
}

#[test]
fn full_marks_are_100_points_and_blank_answers_0() {
    let guide = guide();
    let all = card(&guide, |_, _, _| Status::Covered);
    assert_eq!((all.total.of, all.total.rounded, all.total.exact), (100, Some(100), Exact::from(100)));
    assert_eq!(all.rules.len(), 5);
    assert!(all.rules.iter().all(|rule| rule.standing == Standing::Met));
    let bands: Vec<&str> = all.areas.iter().filter_map(|area| Some(area.band.as_ref()?.name.as_str())).collect();
    assert_eq!(bands, ["Exceptional"; 4]);

    let none = card(&guide, |_, _, _| Status::Missed);
    assert_eq!(none.total.rounded, Some(0));
    assert_eq!(none.parts.iter().map(|part| part.coverage.missed).sum::<u32>(), 65);
    assert!(matches!(none.verdict, Verdict::Judged(judgement) if !judgement.passed && judgement.chance < 0.001));
}

#[test]
fn what_would_flip_the_verdict_of_a_blank_session_does() {
    let guide = guide();
    let flip = card(&guide, |_, _, _| Status::Missed).flip.unwrap();
    assert!(flip.fewest);
    let raised = |key: &str, place: usize| {
        let question = guide.question(&QuestionKey::new(key)).unwrap();
        flip.points.iter().any(|raised| raised.question == question.key() && raised.point == question.points[place].id)
    };
    let after = card(&guide, |key, place, _| covered_if(raised(key, place)));
    assert!(after.rules.iter().all(|rule| rule.standing == Standing::Met));
}
