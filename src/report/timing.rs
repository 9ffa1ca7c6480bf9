//! Time used against time given, words a minute, and where time rather than knowledge may have cost points.

use serde::Serialize;

use super::model::QuestionReport;
use crate::guide::QuestionKey;
use crate::interview::{Ending, SessionRecord, SessionState};
use crate::mark::Status;
use crate::scoring::Exact;

/// Words a minute of unhurried English speech (some 120 to 150): what the guide's minutes are meant for.
pub(super) const SPOKEN_WORDS_A_MINUTE: u32 = 130;
/// Less time than this says nothing about words a minute.
const SHORTEST_PACE_MS: u64 = 10_000;
/// A clock counts as used up with no more than this left: not enough to begin an answer in.
const USED_UP_LEFT_MS: u64 = 5_000;

/// Time and words of a session.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timing {
    /// Time of each planned part.
    pub parts: Vec<PartTime>,
    /// Seconds used of the interview clock.
    pub used_seconds: u64,
    /// Seconds of the interview clock.
    pub budget_seconds: u32,
    /// Words typed in all answers and follow-ups.
    pub words: usize,
    /// Seconds spent with them.
    pub answering_seconds: u64,
    /// Words a minute, where enough time was spent to tell.
    pub words_a_minute: Option<u32>,
    /// Questions where time may have cost points.
    pub limits: Vec<TimeLimit>,
}

/// Time of a planned part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartTime {
    /// Key of the part.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Seconds used.
    pub used_seconds: u64,
    /// Seconds of its clock.
    pub budget_seconds: u32,
}

/// A question where time may have cost points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeLimit {
    /// The question.
    pub question: QuestionKey,
    /// What the clock did.
    pub kind: LimitKind,
    /// Points not covered.
    pub open_points: usize,
    /// All points of the question.
    pub points: usize,
    /// What covering them would have gained in all areas together.
    pub at_stake: Exact,
}

/// What the clock did to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// It ended the answer.
    CutOff,
    /// It ran out before the question was opened.
    NotReached,
}

impl Timing {
    pub(super) fn new(record: &SessionRecord, questions: &[QuestionReport]) -> Self {
        let words = record.answers.iter().map(|answer| word_count(&answer.text)).sum();
        let answering_ms = record.answers.iter().map(|answer| answer.used_ms).sum();
        let used = record.part_used_ms.iter().copied().chain(std::iter::repeat(0));
        let parts = record.plan.parts.iter().zip(used).map(|(part, used_ms)| PartTime {
            key: part.key.clone(),
            title: part.title.clone(),
            used_seconds: used_ms / 1_000,
            budget_seconds: part.seconds,
        });
        let limits = questions.iter().filter_map(|question| {
            let kind = limit_kind(record, question)?;
            limit(question, kind)
        });
        Self {
            parts: parts.collect(),
            used_seconds: record.interview_used_ms / 1_000,
            budget_seconds: record.plan.interview_seconds,
            words,
            answering_seconds: answering_ms / 1_000,
            words_a_minute: words_a_minute(words, answering_ms),
            limits: limits.collect(),
        }
    }
}

/// What the clock did to the question, if anything.
fn limit_kind(record: &SessionRecord, question: &QuestionReport) -> Option<LimitKind> {
    if record.plan.untimed {
        None
    } else if question.ending == Some(Ending::CutOff) {
        Some(LimitKind::CutOff)
    } else if !question.reached && record.state == SessionState::Finished && used_up(record, &question.part) {
        Some(LimitKind::NotReached)
    } else {
        None
    }
}

/// Whether the part's clock or the interview's ran out.
fn used_up(record: &SessionRecord, part: &str) -> bool {
    let out = |used_ms: u64, seconds: u32| used_ms + USED_UP_LEFT_MS >= u64::from(seconds) * 1_000;
    let index = record.plan.parts.iter().position(|planned| planned.key == part);
    let part_out = index.is_some_and(|index| {
        let used_ms = record.part_used_ms.get(index).copied().unwrap_or(0);
        out(used_ms, record.plan.parts[index].seconds)
    });
    part_out || out(record.interview_used_ms, record.plan.interview_seconds)
}

fn limit(question: &QuestionReport, kind: LimitKind) -> Option<TimeLimit> {
    let open_points = question.points.iter().filter(|point| point.status != Status::Covered).count();
    (open_points > 0).then(|| TimeLimit {
        question: question.key.clone(),
        kind,
        open_points,
        points: question.points.len(),
        at_stake: question.points.iter().map(|point| point.gain).sum(),
    })
}

/// Words as a person counts them: what stands between spaces.
pub(super) fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Words a minute, rounded; none where the time is too short to tell, or nothing was typed.
pub(super) fn words_a_minute(words: usize, used_ms: u64) -> Option<u32> {
    if used_ms < SHORTEST_PACE_MS || words == 0 {
        return None;
    }
    let words = u64::try_from(words).ok()?;
    u32::try_from((words * 60_000 + used_ms / 2) / used_ms).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Report, sample};
    use crate::scoring::Marks;

    fn limits(record: &SessionRecord) -> Vec<(String, LimitKind)> {
        let report = sample::report(&(record.clone(), Marks::new()));
        let limits = report.timing.limits.iter();
        limits.map(|limit| (limit.question.to_string(), limit.kind)).collect()
    }

    #[test]
    fn a_question_left_out_with_time_to_spare_is_no_matter_of_time() {
        let (mut record, _) = sample::empty();
        record.part_used_ms = vec![300_000, 900_000, 0];
        record.interview_used_ms = 1_200_000;
        assert_eq!(limits(&record), [("3".to_owned(), LimitKind::NotReached)]);
        record.plan.untimed = true;
        assert_eq!(limits(&record), []);
    }

    #[test]
    fn the_interview_clock_ends_what_the_part_clock_did_not() {
        let (mut record, _) = sample::empty();
        record.part_used_ms = vec![300_000, 0, 0];
        record.interview_used_ms = 1_799_000;
        assert_eq!(limits(&record).len(), 2);
    }

    #[test]
    fn an_answer_cut_off_with_everything_said_lost_nothing() {
        let (mut record, marks) = sample::pass();
        record.answers[0].ending = Ending::CutOff;
        assert_eq!(sample::report(&(record, marks)).timing.limits, []);
    }

    #[test]
    fn words_a_minute_are_told_from_ten_seconds_on() {
        assert_eq!(words_a_minute(20, 9_999), None);
        assert_eq!(words_a_minute(20, 10_000), Some(120));
        assert_eq!(words_a_minute(0, 60_000), None);
        let report: Report = sample::report(&sample::pass());
        assert_eq!((report.timing.words, report.timing.answering_seconds), (86, 1_380));
    }
}
