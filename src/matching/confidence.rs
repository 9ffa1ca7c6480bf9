//! Calibrated chances of a mark: one pooled table, nothing per point.

use strum::VariantArray;

use crate::mark::Chances;

/// How a mark came about. The chances depend on nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray)]
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
    CoveredAgain,
    /// A rule for covered holds, and the point's ideas are heard in many wordings.
    CoveredOften,
    /// Missed, of a point without patterns: its own words were not heard.
    OwnMissed,
    /// Partial, of a point without patterns.
    OwnPartial,
    /// Covered, of a point without patterns.
    OwnCovered,
}

/// Chances of missed, partial and covered for an outcome: the shares of the labels of the 404 answers of the sets `unread` and
/// `fresh` of the senior Go guide, rounded, and drawn a little together where there were few.
///
/// What is silent lies between them and the sets that authors read, in which nothing stays unheard: how much people say in words
/// that nobody thought of depends on who listens for them.
pub(crate) fn chances(outcome: Outcome) -> Chances {
    let (partial, covered) = match outcome {
        Outcome::Blank => (0.0, 0.0),
        Outcome::Contradicted => (0.04, 0.08),
        Outcome::Disputed => (0.05, 0.62),
        Outcome::DoubtedCovered => (0.10, 0.55),
        Outcome::DoubtedPartial => (0.31, 0.08),
        Outcome::PassingCovered => (0.20, 0.32),
        Outcome::PassingPartial => (0.23, 0.12),
        Outcome::Silent => (0.11, 0.09),
        Outcome::Denied => (0.15, 0.12),
        Outcome::Touched => (0.23, 0.28),
        Outcome::Named | Outcome::Weak => (0.65, 0.18),
        Outcome::Partial => (0.53, 0.22),
        Outcome::Covered => (0.15, 0.69),
        Outcome::CoveredAgain => (0.10, 0.80),
        Outcome::CoveredOften => (0.03, 0.95),
        Outcome::OwnMissed => (0.14, 0.38),
        Outcome::OwnPartial => (0.19, 0.50),
        Outcome::OwnCovered => (0.17, 0.62),
    };
    Chances { missed: 1.0 - partial - covered, partial, covered }
}
