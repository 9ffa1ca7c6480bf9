//! The scorecard of a session: the vocabulary of its result.

use serde::Serialize;

use super::coverage::PartCoverage;
use super::exact::Exact;
use super::forecast::Likely;
use crate::guide::{Band, QuestionKey};
use crate::mark::Status;

/// Everything a session's marks say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scorecard {
    /// Coverage of each planned part that has questions.
    pub parts: Vec<PartCoverage>,
    /// The guide's areas, in its order.
    pub areas: Vec<AreaResult>,
    /// The sum of the areas.
    pub total: Total,
    /// The guide's pass rules, in its order.
    pub rules: Vec<RuleResult>,
    /// The verdict.
    pub verdict: Verdict,
    /// What would meet every rule that was judged and is not met; none where all are met, or none can be reached.
    pub flip: Option<Flip>,
}

/// The result of an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaResult {
    /// Title.
    pub title: String,
    /// Most points the guide awards.
    pub max: u32,
    /// Most points of what was asked; 0 where none of its sources was.
    pub asked: Exact,
    /// Points earned.
    pub exact: Exact,
    /// Points earned, rounded half up; none unless all its sources were asked.
    pub rounded: Option<u32>,
    /// Likely range: whole points where the area has a rounded score.
    pub likely: Likely,
    /// The band of the rounded score, where the guide has one for it.
    pub band: Option<Band>,
    /// Whether the guide gives it bands.
    pub has_bands: bool,
    /// The most that a pass rule asks of it.
    pub pass_line: Option<u32>,
    /// Whether its points come from the optional round.
    pub from_round: bool,
    /// Questions whose points it shares with areas before it.
    pub shared_questions: Vec<QuestionKey>,
}

/// The sum of the areas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Points of the whole interview.
    pub of: u32,
    /// Most points of what was asked.
    pub asked: Exact,
    /// Points earned before rounding.
    pub exact: Exact,
    /// Sum of the rounded areas; none unless all of every area was asked.
    pub rounded: Option<u32>,
    /// Likely range.
    pub likely: Likely,
}

/// The result of a pass rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleResult {
    /// The rule as the guide words it.
    pub text: String,
    /// The area it is about; none for the total.
    pub area: Option<String>,
    /// Least points.
    pub at_least: u32,
    /// Out of how many.
    pub of: u32,
    /// Whole points earned; none where it is not judged.
    pub have: Option<u32>,
    /// Whether it is met.
    pub standing: Standing,
    /// Chance that it is met; none where it is not judged.
    pub chance: Option<f64>,
    /// Whether it would have come out otherwise without rounding.
    pub by_rounding: bool,
}

/// How a pass rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Enough points.
    Met,
    /// Too few points.
    NotMet,
    /// Not all that it counts was asked.
    NotJudged,
}

/// The verdict of a session.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every rule was judged.
    Judged(Judgement),
    /// There is none.
    NotJudged(NoVerdict),
}

/// A verdict.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Judgement {
    /// Whether all rules are met.
    pub passed: bool,
    /// Chance that all are.
    pub chance: f64,
    /// Whether that chance is too near one half to call it.
    pub too_close: bool,
    /// Whether it would have come out otherwise without rounding.
    pub by_rounding: bool,
}

/// Why there is no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoVerdict {
    /// The session was given up, or is still open.
    NotFinished,
    /// Not everything that the rules count was planned.
    PartialPlan,
    /// The guide has no rules.
    NoRules,
}

/// What would meet every unmet rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// Points to raise to covered.
    pub points: Vec<Raised>,
    /// Whether no fewer would do.
    pub fewest: bool,
}

/// A point to raise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Raised {
    /// Its question.
    pub question: QuestionKey,
    /// Its id.
    pub point: String,
    /// Its status now.
    pub from: Status,
    /// Points gained in all areas together, before rounding.
    pub gain: Exact,
}
