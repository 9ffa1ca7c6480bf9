//! Areas, bands and pass rules: how a guide awards points.

use serde::{Deserialize, Serialize};

/// What points are awarded in: usually one part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Title, which pass rules name.
    pub title: String,
    /// Most points.
    pub max: u32,
    /// Where its points come from; shares go by midpoint minutes.
    #[serde(alias = "source")]
    pub sources: Vec<AreaSource>,
    /// Bands, best first. May be empty.
    #[serde(default, alias = "band")]
    pub bands: Vec<Band>,
}

/// A source of an area's points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaSource {
    /// Number of the question.
    pub question: u32,
    /// Titles of the sections that count; empty means the whole question.
    #[serde(default)]
    pub sections: Vec<String>,
}

/// A band of an area's points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Name ("Strong").
    pub name: String,
    /// Least points.
    pub min: u32,
    /// Most points.
    pub max: u32,
    /// What the guide says of it.
    pub description: String,
}

/// A condition of passing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassRule {
    /// The rule as the guide words it.
    pub text: String,
    /// What it is about.
    pub subject: RuleSubject,
    /// Least points.
    pub at_least: u32,
    /// Out of how many.
    pub of: u32,
}

/// What a pass rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSubject {
    /// The sum of all areas.
    Total,
    /// The area of that title.
    Area(String),
}
