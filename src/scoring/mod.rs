//! From marks to scores: coverage, areas, bands, pass rules, how sure they are, and what would flip the verdict. Pure.
//!
//! [`score`] judges a session; [`Scorer`] scores single answers. The arithmetic:
//!
//! - A point earns its status's credit (1, 1/2, 0). The points of a question or section weigh the same unless the guide
//!   gives weights.
//! - An area's points go to its sources by their midpoint minutes; within a question that has sections, to the sections by
//!   theirs. An alternative swapped in takes the numbered question's place, minutes and points. With the optional round,
//!   that round's questions are the only source of its area.
//! - Scores are exact; an area's is rounded half up once, before bands, rules and the total, which adds up rounded areas.
//! - A rule is judged only where everything it counts was asked; the verdict only where all rules are and the session was
//!   not broken off.
//!
//! Only a mark's status and chances count, so whoever made the mark (the engine, or a mentor whose mark replaces it with
//! [`Chances::certain`]) is scored alike.

mod calibration;
mod card;
mod chance;
mod coverage;
mod exact;
#[cfg(test)]
pub(crate) mod fixture;
mod flip;
mod forecast;
mod judge;
mod question;
mod seating;
#[cfg(test)]
mod tests;
mod worth;

use std::collections::BTreeMap;

pub use calibration::{Calibration, calibration};
pub use card::{AreaResult, Flip, Judgement, NoVerdict, Raised, RuleResult, Scorecard, Standing, Total, Verdict};
pub use coverage::{Coverage, PartCoverage};
pub use exact::Exact;
pub use forecast::{ERROR_CORRELATION, Likely, RANGE_CHANCE};
pub use question::{QuestionScore, Scorer, question_score};
pub use seating::Asked;

use crate::guide::{Guide, QuestionKey};
use crate::mark::{Chances, Mark, Status};
use crate::plan::Plan;

/// The marks of a session, by question or follow-up. An asked question without marks was left blank.
pub type Marks = BTreeMap<QuestionKey, Vec<Mark>>;

/// Judges a session.
pub fn score(guide: &Guide, plan: &Plan, marks: &Marks, asked: Asked<'_>) -> Scorecard {
    judge::judge(&seating::Seating { guide, plan: Some(plan), asked }, plan, marks)
}

/// The status of a point, missed where it has no mark.
fn status_of(marks: &[Mark], point: &str) -> Status {
    drawn(marks, point).0
}

/// The status and chances of a point; surely missed where it has no mark.
fn drawn(marks: &[Mark], point: &str) -> (Status, Chances) {
    let mark = marks.iter().find(|mark| mark.id == point);
    mark.map_or((Status::Missed, Chances::certain(Status::Missed)), |mark| (mark.status, mark.chances))
}
