//! What a report says, before it has a form.

use serde::Serialize;

use super::timing::Timing;
use crate::guide::{MeasuredAgreement, QuestionKey, Reading};
use crate::interview::{Ending, Mode, SelfRating, SessionState};
use crate::mark::{Status, Why};
use crate::scoring::{Coverage, Exact, QuestionScore, Scorecard};

/// A session's report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Title of the guide.
    pub guide: String,
    /// Slug of the guide.
    pub guide_slug: String,
    /// Which session it is.
    pub heading: Heading,
    /// Mock, drill and so on.
    pub mode: Mode,
    /// Who answered, where that was said.
    pub candidate: Option<String>,
    /// Whether it was finished, given up or is open.
    pub state: SessionState,
    /// Whether it was broken off and gone on with later.
    pub interrupted: bool,
    /// How time was given.
    pub pace: Pace,
    /// Whether the optional round was planned.
    pub full: bool,
    /// Alternatives that took a question's place.
    pub swaps: Vec<Swapped>,
    /// Coverage, areas, rules and verdict.
    pub card: Scorecard,
    /// The same by the machine's marks alone, where a mentor marked some points otherwise.
    pub machine_card: Option<Scorecard>,
    /// How the candidate's own marks compare with those that count: first over all, then by part. Empty without own marks.
    pub calibration: Vec<OwnRating>,
    /// How the candidate judged themselves before the marks were shown, where they did.
    pub self_rating: Option<SelfRating>,
    /// Time used and words typed.
    pub timing: Timing,
    /// How the areas moved over the sessions that can be compared with this one, which is the last of them; none where
    /// there are no others.
    pub trend: Option<Trend>,
    /// Every planned question, in order.
    pub questions: Vec<QuestionReport>,
    /// What would flip the verdict; empty where nothing needs to, or nothing could.
    pub raises: Vec<Raise>,
    /// The missed or partial points worth most, best first.
    pub study: Vec<Study>,
    /// The guide's flags of which there are signs in the answers, green ones first. Never scored.
    pub flags: Vec<FlagReport>,
    /// The questions the candidate would ask, as typed.
    pub candidate_questions: String,
    /// How the guide's contradictions that can move the verdict are read.
    pub readings: Vec<Reading>,
    /// How the engine's marks agreed with the guide's labelled answers, where that was measured.
    pub agreement: Option<MeasuredAgreement>,
}

/// Which session a report is of; nothing here is reckoned with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Heading {
    /// The session's number in the store.
    pub session: Option<i64>,
    /// When it was held, in words.
    pub when: Option<String>,
    /// When it began, as RFC 3339 writes it: for programs.
    pub started_at: Option<String>,
    /// Version of the engine that made the marks.
    pub engine: Option<String>,
}

/// Areas over sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// The sessions' numbers, oldest first.
    pub sessions: Vec<i64>,
    /// The areas all of which were asked in each of them.
    pub areas: Vec<AreaTrend>,
}

/// An area over sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaTrend {
    /// Its title.
    pub area: String,
    /// Its most points.
    pub max: u32,
    /// Its score in each session, in whole points.
    pub scores: Vec<u32>,
    /// Points that pass, where a rule asks for some.
    pub pass_line: Option<u32>,
}

/// How time was given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// No clock.
    Untimed,
    /// Budgets times this.
    Times(f64),
}

/// An alternative that took a question's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Swapped {
    /// The numbered question.
    pub place: u32,
    /// Title of the alternative.
    pub title: String,
}

/// A planned question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionReport {
    /// Key of its part in the plan.
    pub part: String,
    /// Its key.
    pub key: QuestionKey,
    /// Its title.
    pub title: String,
    /// What the interviewer asks.
    pub prompt: String,
    /// The numbered question whose place it took.
    pub in_place_of: Option<u32>,
    /// Whether it was put to the candidate; what a finished session never reached counts as put, and blank.
    pub asked: bool,
    /// Whether it was opened.
    pub reached: bool,
    /// The answer, as typed.
    pub answer: String,
    /// How the answer ended; none where it was not reached.
    pub ending: Option<Ending>,
    /// Whether it was flagged for the closing discussion.
    pub flagged: bool,
    /// Seconds spent with it.
    pub used_seconds: u64,
    /// Seconds of guidance.
    pub budget_seconds: u32,
    /// Words typed.
    pub words: usize,
    /// Words a minute, where enough time was spent to tell.
    pub words_a_minute: Option<u32>,
    /// Byte offset from which the answer was prompted, by a probe or the closing discussion.
    pub prompted_from: Option<usize>,
    /// Points earned, and out of how many.
    pub score: Option<QuestionScore>,
    /// Coverage of its points.
    pub coverage: Coverage,
    /// Its points, in the guide's order.
    pub points: Vec<PointReport>,
    /// Its follow-ups.
    pub follow_ups: Vec<FollowUpReport>,
}

/// A point with its mark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its detail.
    pub detail: String,
    /// Its section.
    pub section: Option<String>,
    /// Why an interviewer listens for it, where the guide says so.
    pub why: Option<String>,
    /// Its mark.
    pub status: Status,
    /// The marks that people made beside the machine's, where there are any.
    pub people: Option<PeopleMarks>,
    /// Expected credit, in [0, 1].
    pub confidence: f64,
    /// Chance that the status is right, in [0, 1].
    pub sureness: f64,
    /// Whether a false statement cost it its credit.
    pub contradicted: bool,
    /// The quoted spans behind the mark.
    pub evidence: Vec<Quote>,
    /// Points that covering it would gain, in all areas together.
    pub gain: Exact,
}

/// The marks of one point that were made beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleMarks {
    /// The candidate's own; it never counts.
    pub own: Option<Status>,
    /// Why the candidate marked it so.
    pub own_reason: Option<String>,
    /// The machine's.
    pub machine: Status,
    /// A mentor's; it counts before the machine's.
    pub mentor: Option<Status>,
    /// Why the mentor marked it so.
    pub mentor_reason: Option<String>,
}

/// How the candidate's own marks compare with those that count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnRating {
    /// Title of the part; none over all.
    pub part: Option<String>,
    /// Points that have both.
    pub points: usize,
    /// Mean credit by the candidate, in [0, 1].
    pub own: f64,
    /// Mean credit by the marks that count, in [0, 1].
    pub counted: f64,
    /// Share of points on which both agree, in [0, 1].
    pub agreement: f64,
    /// What that says, in words.
    pub words: &'static str,
}

/// A quoted span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Byte offset of its start in the answer.
    pub start: usize,
    /// Byte offset after its end.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The idea expressed, or the correction of a false statement.
    pub idea: String,
    /// Why it counts.
    pub why: Why,
    /// Whether it was said only when prompted.
    pub prompted: bool,
}

/// A follow-up question. It is not scored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FollowUpReport {
    /// Its key.
    pub key: QuestionKey,
    /// What the interviewer asks.
    pub prompt: String,
    /// Whether it was asked.
    pub asked: bool,
    /// The answer, as typed.
    pub answer: String,
    /// Coverage of its points.
    pub coverage: Coverage,
    /// Its points; empty where it was not asked, or the guide has none.
    pub points: Vec<PointReport>,
}

/// A point to raise to covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Raise {
    /// Its question.
    pub question: QuestionKey,
    /// Its id.
    pub point: String,
    /// Its title.
    pub title: String,
    /// Its section.
    pub section: Option<String>,
    /// Its mark now.
    pub from: Status,
    /// Points gained in all areas together.
    pub gain: Exact,
}

/// A point worth studying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Study {
    /// Its question.
    pub question: QuestionKey,
    /// Title of its question.
    pub question_title: String,
    /// Its id.
    pub point: String,
    /// Its title.
    pub title: String,
    /// Its detail.
    pub detail: String,
    /// Its section.
    pub section: Option<String>,
    /// Why an interviewer listens for it.
    pub why: Option<String>,
    /// Its mark.
    pub status: Status,
    /// The correction of what was said about it, where that was false.
    pub correction: Option<String>,
    /// What a senior answer to it sounds like, where the guide says so.
    pub sounds: Option<String>,
    /// Where to read about it.
    pub read: Vec<String>,
    /// Points it would gain.
    pub gain: Exact,
}

/// A green or red flag, with what in the answers speaks for and against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagReport {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Whether it speaks for the candidate.
    pub green: bool,
    /// What speaks for it.
    pub signs: Vec<SignQuote>,
    /// What speaks against it.
    pub counter_signs: Vec<SignQuote>,
}

/// A sign of a flag, quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignQuote {
    /// The sign in words.
    pub says: String,
    /// The question it was said at.
    pub question: QuestionKey,
    /// The words.
    pub text: String,
}

impl QuestionReport {
    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.words == 0
    }
}
