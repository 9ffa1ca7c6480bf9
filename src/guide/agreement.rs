//! What was measured of the engine on a guide.

use serde::{Deserialize, Serialize};

/// How the engine's marks agreed with labelled answers of the guide; `guide test --record` writes it into `guide.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuredAgreement {
    /// Name of the set of labelled answers.
    pub set: String,
    /// Number of answers in it.
    pub answers: usize,
    /// Number of labels: marks that were compared.
    pub labels: usize,
    /// Quadratic-weighted kappa between label and mark, to two places.
    pub kappa: f64,
    /// Version of the engine that made the marks.
    pub engine: u32,
}
