//! A guide of the seed guide's shape, and marks for it: for tests here and of the report.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Value, json};

use super::Marks;
use crate::guide::{Guide, Question, QuestionKey};
use crate::mark::{Chances, Mark, Status};
use crate::plan::{FollowUps, Plan, PlannedPart, PlannedQuestion};

fn points(count: usize, section: Option<&str>) -> Vec<Value> {
    let prefix = section.map_or(String::new(), |title| format!("{}-", title.to_lowercase()));
    let point =
        |n| json!({ "id": format!("{prefix}p{n}"), "title": format!("Point {n}"), "detail": "", "section": section });
    (1..=count).map(point).collect()
}

fn question(number: u32, minutes: (u32, u32), count: usize) -> Value {
    json!({
        "number": number, "title": format!("Question {number}"), "min_minutes": minutes.0, "max_minutes": minutes.1,
        "prompt": "", "points": points(count, None),
    })
}

fn alternative(slug: &str, minutes: (u32, u32)) -> Value {
    json!({ "slug": slug, "title": slug, "min_minutes": minutes.0, "max_minutes": minutes.1, "prompt": "", "points": points(4, None) })
}

/// The ticket booking system: sections `High` (m1), `Inventory` (m2) and `Data` (m3).
fn design() -> Value {
    let section = |title: &str, min: u32, max: u32| json!({ "title": title, "min_minutes": min, "max_minutes": max });
    let points = [points(8, Some("High")), points(5, Some("Inventory")), points(7, Some("Data"))].concat();
    json!({
        "number": 9, "title": "Question 9", "min_minutes": 25, "max_minutes": 25, "prompt": "",
        "sections": [section("High", 8, 10), section("Inventory", 10, 12), section("Data", 8, 10)],
        "points": points,
    })
}

fn areas() -> Value {
    let bands = |lines: [u32; 5]| -> Vec<Value> {
        let named = ["Weak", "Adequate", "Strong", "Exceptional"].into_iter().enumerate().rev();
        let band = |(n, name): (usize, &str)| {
            let max = lines[n + 1] - u32::from(n < 3);
            json!({ "name": name, "min": lines[n], "max": max, "description": "" })
        };
        named.map(band).collect()
    };
    let whole = |numbers: &[u32]| -> Vec<Value> { numbers.iter().map(|n| json!({ "question": n })).collect() };
    json!([
        { "title": "Advanced Go Mastery", "max": 25, "sources": whole(&[1, 2, 3, 4, 5]), "bands": bands([0, 13, 18, 23, 25]) },
        { "title": "Database Architecture", "max": 10, "sources": whole(&[6]), "bands": bands([0, 5, 7, 9, 10]) },
        { "title": "Leadership", "max": 20, "sources": whole(&[7, 8]), "bands": bands([0, 10, 14, 18, 20]) },
        { "title": "System Design", "max": 20, "sources": whole(&[9]), "bands": bands([0, 10, 14, 18, 20]) },
        { "title": "System Architecture", "max": 25, "sources": [{ "question": 9, "sections": ["High", "Data"] }] },
    ])
}

fn rules() -> Value {
    let area = |title: &str, at_least: u32, of: u32| json!({ "text": format!("At least {at_least}/{of} in {title}"), "subject": { "area": title }, "at_least": at_least, "of": of });
    json!([
        { "text": "Total: 75/100", "subject": "total", "at_least": 75, "of": 100 },
        area("Advanced Go Mastery", 18, 25), area("System Architecture", 18, 25),
        area("Leadership", 14, 20), area("System Design", 14, 20),
    ])
}

/// The guide as JSON, for tests that change it.
pub(crate) fn guide_json() -> Value {
    let part = |title: &str, minutes: u32, questions: &[u32]| json!({ "title": title, "minutes": minutes, "objective": "", "questions": questions });
    json!({
        "slug": "shape", "title": "Shape of the seed guide", "minutes": 90, "format": "", "target_level": "", "total": 100,
        "parts": [
            part("Advanced Go Mastery", 15, &[1, 2, 3, 4, 5]), part("Database Architecture", 10, &[6]),
            part("Leadership", 15, &[7, 8]), part("System Design", 25, &[9]), part("Discussion", 5, &[]),
        ],
        "questions": [
            question(1, (6, 8), 6), question(2, (5, 6), 5), question(3, (3, 4), 5), question(4, (5, 6), 6),
            question(5, (3, 4), 5), question(6, (10, 10), 6), question(7, (7, 8), 6), question(8, (7, 8), 6), design(),
        ],
        "areas": areas(), "rules": rules(), "green_flags": [], "red_flags": [], "checklist": [], "time_management": [],
        "alternatives_note": null, "closing": null, "readings": [], "words": {},
        "alternatives": [
            { "title": "Go", "replaces": [1, 2, 3, 4, 5], "questions": [alternative("memory-debugging", (7, 9))] },
            { "title": "Architecture", "questions": [
                alternative("event-sourcing", (7, 7)), alternative("api-versioning", (6, 6)), alternative("observability", (7, 7)),
            ] },
        ],
        "round": {
            "key": "architecture", "title": "System Architecture", "minutes": 20, "objective": "", "after_part": 4,
            "area": "System Architecture", "questions": ["event-sourcing", "api-versioning", "observability"],
        },
    })
}

/// A guide of the seed guide's shape.
pub(crate) fn guide() -> Guide {
    serde_json::from_value(guide_json()).unwrap()
}

/// The plan that asks everything as written, without the optional round.
pub(crate) fn plan(guide: &Guide) -> Plan {
    let planned = |number: &u32| PlannedQuestion { key: QuestionKey::number(*number), in_place_of: None, seconds: 60 };
    let parts = guide.parts.iter().enumerate().map(|(index, part)| PlannedPart {
        key: (index + 1).to_string(),
        title: part.title.clone(),
        objective: part.objective.clone(),
        seconds: part.minutes * 60,
        questions: part.questions.iter().map(planned).collect(),
    });
    Plan {
        parts: parts.collect(),
        pace: 1.0,
        untimed: false,
        full: false,
        interview_seconds: guide.minutes * 60,
        follow_ups: FollowUps::Never,
    }
}

/// The plan with the optional round.
pub(crate) fn full_plan(guide: &Guide) -> Plan {
    let mut plan = plan(guide);
    let round = guide.round.as_ref().unwrap();
    let planned = |slug: &String| PlannedQuestion { key: QuestionKey::new(slug), in_place_of: None, seconds: 60 };
    let part = PlannedPart {
        key: round.key.clone(),
        title: round.title.clone(),
        objective: String::new(),
        seconds: round.minutes * 60,
        questions: round.questions.iter().map(planned).collect(),
    };
    plan.parts.insert(round.after_part as usize, part);
    plan.full = true;
    plan
}

/// A mark without doubt.
pub(crate) fn mark(id: &str, status: Status) -> Mark {
    Mark { status, chances: Chances::certain(status), ..Mark::blank(id) }
}

/// Marks for every question of the guide, each point's by what is asked of it: the question's key and the point's id.
pub(crate) fn marks(guide: &Guide, status: impl Fn(&str, &str) -> Status) -> Marks {
    let of = |question: &Question| {
        let key = question.key();
        let marks = question.points.iter().map(|point| mark(&point.id, status(key.as_str(), &point.id))).collect();
        (key, marks)
    };
    guide.all_questions().map(of).collect()
}

/// The same marks with doubt: the given chance of the status shown, the rest shared out evenly.
pub(crate) fn doubted(mut marks: Marks, chance: f64) -> Marks {
    let rest = (1.0 - chance) / 2.0;
    for mark in marks.values_mut().flatten() {
        let of = |status: Status| if mark.status == status { chance } else { rest };
        mark.chances =
            Chances { missed: of(Status::Missed), partial: of(Status::Partial), covered: of(Status::Covered) };
    }
    marks
}
