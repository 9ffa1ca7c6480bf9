//! The record of a session: what was asked, typed and used. Times are *used* time, never clock readings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Stage;
use crate::guide::QuestionKey;
use crate::plan::Plan;

/// Everything a session leaves behind, apart from its marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Slug of the guide.
    pub guide: String,
    /// Mock, drill and so on.
    pub mode: Mode,
    /// Who answered, where that was said.
    pub candidate: Option<String>,
    /// What was to be asked.
    pub plan: Plan,
    /// Where it stands.
    pub state: SessionState,
    /// Whether it was broken off and gone on with later.
    pub interrupted: bool,
    /// Answers in the order in which they were first opened. A question never reached has none.
    pub answers: Vec<Answer>,
    /// Milliseconds used of each planned part's clock, in the plan's order.
    pub part_used_ms: Vec<u64>,
    /// Milliseconds used of the interview clock.
    pub interview_used_ms: u64,
    /// The questions the candidate would ask, as typed.
    pub candidate_questions: String,
    /// The stage it stands at, to go on from.
    #[serde(default)]
    pub stage: Stage,
}

/// How a candidate judged themselves after a mock, before any marks were shown. Never counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfRating {
    /// The band they would give themselves, by the area's title.
    #[serde(default)]
    pub bands: BTreeMap<String, String>,
    /// Titles of the flags they see in their answers.
    #[serde(default)]
    pub flags: Vec<String>,
}

/// Kind of session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The timed interview, marked at the end.
    Mock,
    /// Practice with marks after each answer.
    Drill,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionState {
    /// Still going on, or broken off; it can be resumed.
    Open,
    /// Ended as planned.
    Finished,
    /// Given up; it has coverage, but no overall verdict.
    Abandoned,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question or follow-up answered.
    pub question: QuestionKey,
    /// What was typed, replies to probes and clarifications included.
    pub text: String,
    /// Milliseconds spent with it.
    pub used_ms: u64,
    /// How it ended.
    pub ending: Ending,
    /// Whether it was flagged for the closing discussion.
    pub flagged: bool,
    /// Parts of the text that were prompted: replies to probes, later clarifications.
    pub prompted: Vec<Prompted>,
    /// Hints given in a drill, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
    /// Texts handed in before this one in a drill, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<String>,
}

/// A hint that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// Id of the point it is about.
    pub point: String,
    /// How much it gave away.
    pub level: HintLevel,
}

/// How much a hint gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HintLevel {
    /// The short question that asks for the point alone.
    Cue,
    /// Why an interviewer listens for it.
    Why,
}

/// How an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Still being written.
    Open,
    /// Handed in.
    Submitted,
    /// The part's clock ended it; what was typed counts.
    CutOff,
}

/// A stretch of an answer that came after something the interviewer said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompted {
    /// Byte offset in the answer where the reply starts.
    pub start: usize,
    /// The probe asked; nothing for a clarification in the closing discussion.
    pub probe: Option<String>,
}

impl SessionRecord {
    /// The answer to that question, where it was opened.
    pub fn answer(&self, key: &QuestionKey) -> Option<&Answer> {
        self.answers.iter().find(|answer| &answer.question == key)
    }
}
