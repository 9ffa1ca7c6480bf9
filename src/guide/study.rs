//! What a question's guide teaches beside its marks: model answers, and what to know of each point.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Material for studying one question.
///
/// In a guide's folder it stands in `study/`, in a file of the same name as the question's own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// How to structure an answer, step by step.
    #[serde(default)]
    pub outline: Vec<String>,
    /// A model answer as spoken, within the question's minutes.
    #[serde(default)]
    pub spoken: Option<String>,
    /// A model answer in notes, as one would type it within the question's minutes.
    #[serde(default)]
    pub notes: Option<String>,
    /// What to know of each point, by the point's id.
    #[serde(default)]
    pub points: BTreeMap<String, PointStudy>,
}

/// Material for studying one answer point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointStudy {
    /// What a senior answer sounds like: a few sentences as spoken, with numbers and trade-offs.
    pub sounds: String,
    /// The usual shallow answer.
    pub shallow: String,
    /// Where to read more: document and section by name.
    #[serde(default)]
    pub read: Vec<String>,
}
