//! Calibrated chances of a mark: one pooled table, nothing per point.

use crate::mark::Chances;

/// How a mark came about. The chances depend on nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The answer has no words.
    Blank,
    /// A false statement was heard.
    Contradicted,
    /// A false statement was heard, and the truth in many wordings.
    Disputed,
    /// Covered, but hardly said, beside falsehoods about other points.
    DoubtedCovered,
    /// Partial, but hardly said, beside falsehoods about other points.
    DoubtedPartial,
    /// Covered, but only in passing, among words about other points.
    PassingCovered,
    /// Partial, but only in passing, among words about other points.
    PassingPartial,
    /// Nothing about the point was heard.
    Silent,
    /// Only denied, rejected or echoed words were heard.
    Denied,
    /// Something was heard, but less than partial asks for.
    Touched,
    /// Merely named.
    Named,
    /// Ideas only hedged or in a bare list.
    Weak,
    /// A rule for partial holds.
    Partial,
    /// A rule for covered holds, each idea in one wording.
    Covered,
    /// A rule for covered holds, an idea in more wordings than one.
    CoveredOften,
    /// Missed, of a point without patterns: its own words were not heard.
    OwnMissed,
    /// Partial, of a point without patterns.
    OwnPartial,
    /// Covered, of a point without patterns.
    OwnCovered,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 18] = [
        Self::Blank,
        Self::Contradicted,
        Self::Disputed,
        Self::DoubtedCovered,
        Self::DoubtedPartial,
        Self::PassingCovered,
        Self::PassingPartial,
        Self::Silent,
        Self::Denied,
        Self::Touched,
        Self::Named,
        Self::Weak,
        Self::Partial,
        Self::Covered,
        Self::CoveredOften,
        Self::OwnMissed,
        Self::OwnPartial,
        Self::OwnCovered,
    ];
}

/// Chances of missed, partial and covered for an outcome.
pub(crate) fn chances(outcome: Outcome) -> Chances {
    let (partial, covered) = match outcome {
        Outcome::Blank => (0.0, 0.0),
        Outcome::Contradicted => (0.05, 0.05),
        Outcome::DoubtedCovered => (0.15, 0.45),
        Outcome::DoubtedPartial => (0.35, 0.15),
        Outcome::PassingCovered => (0.15, 0.40),
        Outcome::PassingPartial => (0.25, 0.12),
        Outcome::Disputed => (0.10, 0.45),
        Outcome::Silent => (0.10, 0.10),
        Outcome::Denied => (0.10, 0.15),
        Outcome::Touched => (0.25, 0.25),
        Outcome::Named | Outcome::Weak => (0.55, 0.15),
        Outcome::Partial => (0.45, 0.30),
        Outcome::Covered => (0.12, 0.75),
        Outcome::CoveredOften => (0.07, 0.87),
        Outcome::OwnMissed => (0.14, 0.38),
        Outcome::OwnPartial => (0.19, 0.50),
        Outcome::OwnCovered => (0.17, 0.62),
    };
    Chances { missed: 1.0 - partial - covered, partial, covered }
}
