//! What matching gives and everything later reads: a mark and the evidence behind it.

use serde::{Deserialize, Serialize};

use crate::guide::QuestionKey;

/// How far an answer holds a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not there, or denied: no credit.
    Missed,
    /// Touched, vague or merely named: half credit.
    Partial,
    /// There, with substance: full credit.
    Covered,
}

impl Status {
    /// Twice the credit: 0, 1 or 2. A whole number, so that scores stay exact.
    pub fn double_credit(self) -> u32 {
        match self {
            Self::Missed => 0,
            Self::Partial => 1,
            Self::Covered => 2,
        }
    }
}

/// Chances of the three statuses; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Chances {
    /// Chance that an interviewer would call it missed.
    pub missed: f64,
    /// Chance of partial.
    pub partial: f64,
    /// Chance of covered.
    pub covered: f64,
}

impl Chances {
    /// Expected credit: P(covered) + P(partial) / 2.
    pub fn expected_credit(&self) -> f64 {
        self.covered + self.partial / 2.0
    }

    /// The chances of a mark that is certain.
    pub fn certain(status: Status) -> Self {
        let is = |other| if status == other { 1.0 } else { 0.0 };
        Self { missed: is(Status::Missed), partial: is(Status::Partial), covered: is(Status::Covered) }
    }
}

/// Why a span is evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A pattern of an idea matched, asserted.
    Pattern,
    /// A pattern matched, but hedged or in a bare list.
    Weak,
    /// A pattern matched, but little was heard of the point, in an answer that states falsehoods about others: it counts one
    /// step less.
    Doubted,
    /// A pattern matched, but in passing, among words about another point: it counts one step less.
    InPassing,
    /// The point was merely named.
    Named,
    /// A false statement about the point.
    Misconception,
    /// A pattern matched words that are negated or rejected; it earned nothing.
    Negated,
}

impl Why {
    /// What evidence of that kind earned.
    pub fn earned(self) -> Status {
        match self {
            Self::Pattern => Status::Covered,
            Self::Weak | Self::Doubted | Self::InPassing | Self::Named => Status::Partial,
            Self::Misconception | Self::Negated => Status::Missed,
        }
    }

    /// What a candidate is told that words of that kind did for an idea; of a false statement, `idea` is what is true.
    pub fn told(self, idea: &str) -> String {
        match self {
            Self::Pattern => idea.to_owned(),
            Self::Weak => format!("{idea} - hedged, or only listed"),
            Self::Doubted => format!("{idea} - hardly said, beside false statements, so it counts one step less"),
            Self::InPassing => {
                format!("{idea} - in passing, among words about something else, so it counts one step less")
            }
            Self::Named => "named, not explained".to_owned(),
            Self::Negated => format!("{idea} - denied, so it earned nothing"),
            Self::Misconception => format!("false; rather: {idea}"),
        }
    }

    /// What is said beside the number of a point that the words did not help.
    pub fn remark(self) -> &'static str {
        match self {
            Self::Misconception => " false",
            Self::Negated => " denied",
            Self::Pattern | Self::Weak | Self::Doubted | Self::InPassing | Self::Named => "",
        }
    }
}

/// A quoted span of the answer behind a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Byte offset of its start in the answer.
    pub start: usize,
    /// Byte offset after its end.
    pub end: usize,
    /// The answer's words between the two.
    pub text: String,
    /// The idea it expresses, or the correction of a false statement; in words a candidate can read.
    pub idea: String,
    /// Why it counts.
    pub why: Why,
}

/// Who made a mark. A point may have one of each; the verdict uses the mentor's over the machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkedBy {
    /// The engine.
    Machine,
    /// The candidate, before seeing the machine's; never counts for the score.
    #[serde(rename = "self")]
    Candidate,
    /// A mentor.
    Mentor,
}

/// A mark that a person made: a mentor's counts before the machine's, the candidate's own never counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonsMark {
    /// The question or follow-up.
    pub question: QuestionKey,
    /// The point's id.
    pub point: String,
    /// The mark.
    pub status: Status,
    /// Why, where that was said.
    pub reason: Option<String>,
}

/// The mark of one point in one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Id of the point.
    pub id: String,
    /// Covered, partial or missed.
    pub status: Status,
    /// Calibrated chances.
    pub chances: Chances,
    /// The spans that decided it, by position.
    pub evidence: Vec<Evidence>,
    /// Whether a false statement cost the point its credit.
    pub contradicted: bool,
}

impl Mark {
    /// Expected credit in [0, 1]: P(covered) + P(partial) / 2.
    pub fn confidence(&self) -> f64 {
        self.chances.expected_credit()
    }

    /// The mark of a point in a blank answer: missed, without doubt.
    pub fn blank(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            status: Status::Missed,
            chances: Chances::certain(Status::Missed),
            evidence: Vec::new(),
            contradicted: false,
        }
    }
}
