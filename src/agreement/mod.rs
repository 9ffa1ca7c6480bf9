//! How the engine's marks agree with labelled answers: what `guide test` reports. Pure.
//!
//! | file | job |
//! |---|---|
//! | `labelled` | an answer with an interviewer's labels |
//! | `figures` | kappa, precision and recall, Brier score, reliability |
//! | `trial` | marking labelled answers, and pairing marks with labels |
//! | `patterns` | what every pattern did: right and wrong fires |
//! | `calibration` | chances fitted to labels, cross-validated; how often ranges hold |
//! | `suggest` | wordings that no pattern caught |
//! | `study` | all of it for one guide |
//! | `text` | the study for a guide's author |

mod calibration;
mod figures;
mod labelled;
mod patterns;
mod study;
mod suggest;
mod text;
mod trial;

pub use calibration::{Calibration, RangeHolds, Row, Table, fit};
pub use figures::{Bin, Figures, quadratic_weighted_kappa};
pub use labelled::{Label, LabelledAnswer};
pub use patterns::{PatternUse, pattern_uses};
pub use study::{PointFigures, Study, Summary};
pub use suggest::{Suggestion, suggestions};
pub use text::{TextOptions, text};
pub use trial::{Pair, Problem, Trial, example_failures};
