//! Answer points, and what an author writes to have them recognised.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Named word classes: class name to its words, space-separated (`take = "take steal grab help_itself"`).
pub type Words = BTreeMap<String, String>;

/// One thing a senior answer is expected to hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Stable slug, unique in its question. Sessions, answers and marks refer to it.
    pub id: String,
    /// Title, as the guide words it.
    pub title: String,
    /// Detail, as the guide words it.
    pub detail: String,
    /// Title of the section it belongs to, where the question has sections.
    #[serde(default)]
    pub section: Option<String>,
    /// Weight within its question or section; points weigh the same unless the guide says otherwise.
    #[serde(default = "one")]
    pub weight: u32,
    /// A short question that asks for this point alone, for reviewing it.
    #[serde(default)]
    pub cue: Option<String>,
    /// Why an interviewer listens for it.
    #[serde(default)]
    pub why: Option<String>,
    /// Patterns that merely name it: partial at most.
    #[serde(default)]
    pub names: Vec<String>,
    /// Rules any of which makes it covered: idea keys joined by `+`, or `2 of a, b, c`.
    #[serde(default)]
    pub covered: Vec<String>,
    /// Rules any of which makes it partial.
    #[serde(default)]
    pub partial: Vec<String>,
    /// The ideas, by key.
    #[serde(default)]
    pub ideas: BTreeMap<String, Idea>,
    /// False statements about it.
    #[serde(default, alias = "misconception")]
    pub misconceptions: Vec<Misconception>,
}

fn one() -> u32 {
    1
}

/// One thing a point asks to hear.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    /// The idea in words; shown as the reason of a mark.
    pub says: String,
    /// Patterns, any of which expresses it.
    pub any: Vec<String>,
    /// Sentences that express it, run by `guide test`.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Sentences that do not, run by `guide test`.
    #[serde(default)]
    pub no: Vec<String>,
}

/// A false statement tied to a point. Heard un-negated, it costs the point its credit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misconception {
    /// The correction, shown to the candidate.
    pub says: String,
    /// Patterns, any of which expresses the false statement.
    pub any: Vec<String>,
    /// Sentences that make the false statement, run by `guide test`.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Sentences that do not, run by `guide test`.
    #[serde(default)]
    pub no: Vec<String>,
}
