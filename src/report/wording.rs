//! Words and figures, the same in every format that is read by people.

use super::{PointReport, QuestionReport};
use crate::guide::QuestionKey;
use crate::mark::Status;
use crate::scoring::{Exact, Likely, Standing};

/// A count with its noun: "1 point", "3 points".
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Points with their noun: "1 point", "2.5 points".
pub(super) fn points(amount: Exact) -> String {
    let noun = if amount == Exact::from(1) { "point" } else { "points" };
    format!("{amount} {noun}")
}

/// Seconds as minutes and seconds: "7:05".
pub(super) fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A share in [0, 1] as whole per cent.
pub(super) fn per_cent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A chance in [0, 1]. No estimate is sure enough for 0 or 100 %.
pub(super) fn chance(chance: f64) -> String {
    if chance < 0.01 {
        "under 1%".to_owned()
    } else if chance > 0.99 {
        "over 99%".to_owned()
    } else {
        per_cent(chance)
    }
}

/// "likely 64 to 76", or one number where both ends are the same.
pub(super) fn likely(range: Likely) -> String {
    let (low, high) = (range.low.to_string(), range.high.to_string());
    if low == high { format!("likely {low}") } else { format!("likely {low} to {high}") }
}

/// "Question 3", or a slug or follow-up's key as it is.
pub(super) fn question_name(key: &QuestionKey) -> String {
    if key.as_number().is_some() { format!("Question {key}") } else { key.to_string() }
}

/// A point by name, with its section where it has one.
pub(super) fn point_name(title: &str, section: Option<&str>) -> String {
    match section {
        Some(section) => format!("{title} ({section})"),
        None => title.to_owned(),
    }
}

/// A question's heading: "Question 3: Profiling (for Question 2)"; what has no number goes by its title.
pub(super) fn question_title(question: &QuestionReport) -> String {
    let place = question.in_place_of.map(|number| format!(" (for Question {number})")).unwrap_or_default();
    if question.key.as_number().is_some() || question.key.is_follow_up() {
        format!("{}: {}{place}", question_name(&question.key), question.title)
    } else {
        format!("{}{place}", question.title)
    }
}

/// Symbol and word of a mark.
pub(super) fn mark(point: &PointReport) -> (char, &'static str) {
    match (point.status, point.contradicted) {
        (Status::Missed, true) => ('✗', "false"),
        (status, _) => (symbol(status), self::status(status)),
    }
}

/// The symbol of a status.
pub(super) fn symbol(status: Status) -> char {
    match status {
        Status::Covered => '✓',
        Status::Partial => '~',
        Status::Missed => '✗',
    }
}

/// The word of a status.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Covered => "covered",
        Status::Partial => "partial",
        Status::Missed => "missed",
    }
}

/// Symbol and words of a rule's standing.
pub(super) fn standing(standing: Standing) -> (char, &'static str) {
    match standing {
        Standing::Met => ('✓', "met"),
        Standing::NotMet => ('✗', "not met"),
        Standing::NotJudged => ('-', "not judged"),
    }
}
