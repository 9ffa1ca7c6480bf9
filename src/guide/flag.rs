//! Green and red flags, and the signs by which an answer shows them.

use serde::{Deserialize, Serialize};

/// Something that speaks for or against a candidate. Never scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// Signs in an answer that the flag is there.
    #[serde(default, alias = "sign")]
    pub signs: Vec<Sign>,
    /// Signs in an answer of its contrary.
    #[serde(default, alias = "counter_sign")]
    pub counter_signs: Vec<Sign>,
}

/// Something in an answer that is evidence for or against a flag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The sign in words, shown with the quote.
    pub says: String,
    /// Patterns, any of which shows it.
    pub any: Vec<String>,
    /// Sentences that show it, run by `guide test`.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Sentences that do not, run by `guide test`.
    #[serde(default)]
    pub no: Vec<String>,
}
