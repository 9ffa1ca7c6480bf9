//! The plan of a session: what is asked, in which order, with how much time. Made once from a guide and options.

mod make;
#[cfg(test)]
pub(crate) mod sample;

pub use make::{PlanError, PlanOptions, Swap, SwapIn};

use serde::{Deserialize, Serialize};

use crate::guide::QuestionKey;

/// What a session asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Planned parts in order, the optional round among them.
    pub parts: Vec<PlannedPart>,
    /// Multiplier of every budget: 1 as written, 2 twice the time.
    pub pace: f64,
    /// Whether there is no clock at all.
    pub untimed: bool,
    /// Whether the optional round is asked.
    pub full: bool,
    /// Seconds of the whole interview at this pace; covers the screens between the parts.
    pub interview_seconds: u32,
    /// When follow-ups are asked.
    pub follow_ups: FollowUps,
}

/// A part of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedPart {
    /// Key for `--part`: the part's number from 1, or the round's key.
    pub key: String,
    /// Title.
    pub title: String,
    /// Objective.
    pub objective: String,
    /// Firm clock in seconds, at the plan's pace.
    pub seconds: u32,
    /// Questions in order; empty for the closing discussion.
    pub questions: Vec<PlannedQuestion>,
}

/// A question of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedQuestion {
    /// What is asked.
    pub key: QuestionKey,
    /// The numbered question whose place, minutes and points it takes, where it was swapped in.
    pub in_place_of: Option<u32>,
    /// Guidance in seconds: midpoint minutes scaled to the part, at the plan's pace.
    pub seconds: u32,
}

/// When follow-ups are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FollowUps {
    /// After every question that has one.
    Always,
    /// When the clocks leave room for it.
    Fit,
    /// Not at all.
    Never,
}

impl Plan {
    /// Every planned question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &PlannedQuestion> {
        self.parts.iter().flat_map(|part| &part.questions)
    }

    /// The planned question that stands at a numbered question's place.
    pub fn at(&self, number: u32) -> Option<&PlannedQuestion> {
        let key = QuestionKey::number(number);
        self.questions().find(|planned| {
            planned.in_place_of == Some(number) || (planned.in_place_of.is_none() && planned.key == key)
        })
    }
}
