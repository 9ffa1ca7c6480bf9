//! Which points are weakest: the credit of every past mark, the older the less.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::guide::QuestionKey;
use crate::mark::Status;

/// Days after which a mark counts half: about what one remembers of a rehearsal without repeating it.
const HALF_LIFE_DAYS: f64 = 21.0;
const SECONDS_A_DAY: f64 = 86_400.0;

/// The mark of a point in a session of the past.
#[derive(Debug, Clone, PartialEq)]
pub struct PastMark {
    /// When the session ended.
    pub at: Timestamp,
    /// The question.
    pub question: QuestionKey,
    /// The point's id.
    pub point: String,
    /// The mark that counts: a mentor's, else the machine's.
    pub status: Status,
}

/// How a point stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PointStanding {
    /// The question.
    pub question: QuestionKey,
    /// The point's id.
    pub point: String,
    /// Mean credit in [0, 1], each mark weighing half as much for every 21 days of age.
    pub credit: f64,
    /// Credit of the last mark less that of the first: what was gained.
    pub gained: f64,
    /// How many times it was marked.
    pub times: usize,
}

/// The standing of every point that was ever marked, the weakest first.
pub fn standings(marks: &[PastMark], now: Timestamp) -> Vec<PointStanding> {
    let mut by_point: BTreeMap<(&QuestionKey, &str), Vec<&PastMark>> = BTreeMap::new();
    for mark in marks {
        by_point.entry((&mark.question, mark.point.as_str())).or_default().push(mark);
    }
    let standing = |((question, point), mut marks): ((&QuestionKey, &str), Vec<&PastMark>)| {
        marks.sort_by_key(|mark| mark.at);
        let weights = marks.iter().map(|mark| weight(mark.at, now));
        let (sum, earned) = weights
            .zip(&marks)
            .fold((0.0, 0.0), |(sum, earned), (weight, mark)| (sum + weight, earned + weight * credit(mark.status)));
        let ends = marks.first().zip(marks.last());
        PointStanding {
            question: question.clone(),
            point: point.to_owned(),
            credit: if sum > 0.0 { earned / sum } else { 0.0 },
            gained: ends.map_or(0.0, |(first, last)| credit(last.status) - credit(first.status)),
            times: marks.len(),
        }
    };
    let mut standings: Vec<PointStanding> = by_point.into_iter().map(standing).collect();
    // Stable: questions keep their order among equals.
    standings.sort_by(|one, other| one.credit.total_cmp(&other.credit));
    standings
}

/// The questions by the mean credit of their points, the weakest first; only those that were marked.
pub fn weakest_questions(standings: &[PointStanding]) -> Vec<(QuestionKey, f64)> {
    let mut by_question: BTreeMap<&QuestionKey, Vec<f64>> = BTreeMap::new();
    for standing in standings {
        by_question.entry(&standing.question).or_default().push(standing.credit);
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of points")]
    let mean = |credits: &[f64]| credits.iter().sum::<f64>() / credits.len().max(1) as f64;
    let mut questions: Vec<(QuestionKey, f64)> =
        by_question.into_iter().map(|(question, credits)| (question.clone(), mean(&credits))).collect();
    questions.sort_by(|one, other| one.1.total_cmp(&other.1));
    questions
}

fn credit(status: Status) -> f64 {
    f64::from(status.double_credit()) / 2.0
}

#[expect(clippy::cast_precision_loss, reason = "a century of seconds fits")]
fn weight(at: Timestamp, now: Timestamp) -> f64 {
    let age = (now.as_second() - at.as_second()).max(0) as f64 / SECONDS_A_DAY;
    0.5_f64.powf(age / HALF_LIFE_DAYS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn mark(day: i64, question: u32, point: &str, status: Status) -> PastMark {
        let at = Timestamp::from_second(1_800_000_000 + day * 86_400).unwrap();
        PastMark { at, question: QuestionKey::number(question), point: point.to_owned(), status }
    }

    fn now() -> Timestamp {
        mark(42, 1, "", Status::Missed).at
    }

    #[test]
    fn recent_marks_count_more_than_old_ones() {
        let improved = [mark(0, 1, "a", Status::Missed), mark(42, 1, "a", Status::Covered)];
        let slipped = [mark(0, 1, "b", Status::Covered), mark(42, 1, "b", Status::Missed)];
        let standings = standings(&[improved, slipped].concat(), now());
        // Two half-lives: the old mark weighs a quarter.
        assert_eq!(standings.iter().map(|standing| standing.point.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert!((standings[0].credit - 0.2).abs() < 1e-9 && (standings[1].credit - 0.8).abs() < 1e-9, "{standings:?}");
        assert!((standings[1].gained - 1.0).abs() < 1e-9 && standings[1].times == 2);
    }

    #[test]
    fn questions_are_ordered_by_their_points() {
        let marks =
            [mark(42, 1, "a", Status::Covered), mark(42, 1, "b", Status::Missed), mark(42, 2, "c", Status::Missed)];
        let weakest = weakest_questions(&standings(&marks, now()));
        assert_eq!(weakest[0], (QuestionKey::number(2), 0.0));
        assert_eq!(weakest[1], (QuestionKey::number(1), 0.5));
        assert!(weakest_questions(&[]).is_empty());
    }
}
