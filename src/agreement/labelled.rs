//! A labelled answer, as the files in a guide's `answers/` folder hold them: one JSON object a line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::guide::{Point, QuestionKey};
use crate::mark::Status;

/// An answer with the labels an interviewer gave its points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LabelledAnswer {
    /// Name of the answer.
    pub id: String,
    /// What it answers.
    pub question: QuestionKey,
    /// Way it is written ("plain", "mixed", ...). Never shown to the engine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// The answer.
    pub answer: String,
    /// Label of each point, by title, or by "section / title" where the question has sections.
    pub points: BTreeMap<String, Label>,
    /// The words that earned a label, where the labeller gave them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence: BTreeMap<String, String>,
    /// The words that are false, where the labeller gave them.
    #[serde(default, rename = "false", skip_serializing_if = "BTreeMap::is_empty")]
    pub false_statements: BTreeMap<String, String>,
}

/// An interviewer's label: 0 missed, 1 partial, 2 covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Label(Status);

impl Label {
    /// The status it stands for.
    pub fn status(self) -> Status {
        self.0
    }
}

impl From<Status> for Label {
    fn from(status: Status) -> Self {
        Self(status)
    }
}

impl TryFrom<u8> for Label {
    type Error = String;

    fn try_from(label: u8) -> Result<Self, String> {
        match label {
            0 => Ok(Self(Status::Missed)),
            1 => Ok(Self(Status::Partial)),
            2 => Ok(Self(Status::Covered)),
            _ => Err(format!("{label} is no label; write 0 (missed), 1 (partial) or 2 (covered)")),
        }
    }
}

impl From<Label> for u8 {
    fn from(label: Label) -> Self {
        match label.0 {
            Status::Missed => 0,
            Status::Partial => 1,
            Status::Covered => 2,
        }
    }
}

impl LabelledAnswer {
    /// The key under which a point's label stands.
    pub fn label_key(point: &Point) -> String {
        match &point.section {
            Some(section) => format!("{section} / {}", point.title),
            None => point.title.clone(),
        }
    }
}
