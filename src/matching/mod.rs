//! From an answer to marks: the pattern language, polarity and evidence. Pure.
//!
//! [`Matcher::new`] compiles a guide once; [`Matcher::mark`] marks one answer.
#![allow(missing_docs)] // STUB, replaced

use crate::guide::{Guide, QuestionKey};
use crate::mark::Mark;

/// A guide's compiled patterns. `Send + Sync`; marking needs only `&self`.
pub struct Matcher { ids: Vec<(QuestionKey, Vec<String>)> }

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError { pub question: QuestionKey, pub point: String, /// Where: `names`, `covered`, an idea's key, `misconception 1`...
 pub place: String, pub pattern: String, pub message: String }

impl Matcher {
    /// # Errors
    /// All patterns and rules that cannot be read.
    pub fn new(guide: &Guide) -> Result<Self, Vec<PatternError>> {
        Ok(Self { ids: guide.all_questions().map(|q| (q.key(), q.points.iter().map(|p| p.id.clone()).collect())).collect() })
    }

    /// Marks of every point of the question or follow-up, in the guide's order; `None` where the guide has no such key.
    pub fn mark(&self, key: &QuestionKey, _answer: &str) -> Option<Vec<Mark>> {
        self.ids.iter().find(|(k, _)| k == key).map(|(_, ids)| ids.iter().map(|id| Mark::blank(id)).collect())
    }
}
