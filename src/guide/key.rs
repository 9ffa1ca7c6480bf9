//! How a question is named on the command line, in `grade` and in a session.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Name of something that can be asked: `1` (a numbered question), `memory-debugging` (an alternative's slug),
/// `4.follow-up` (the first follow-up of Question 4; a second would be `4.follow-up-2`).
///
/// In JSON a number where it is one, else a string.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuestionKey(String);

impl QuestionKey {
    /// The key of a numbered question.
    pub fn number(number: u32) -> Self {
        Self(number.to_string())
    }

    /// The key written as text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The key of this question's follow-up at `index` (from 0).
    #[must_use]
    pub fn follow_up(&self, index: usize) -> Self {
        match index {
            0 => Self(format!("{}.follow-up", self.0)),
            _ => Self(format!("{}.follow-up-{}", self.0, index + 1)),
        }
    }

    /// The number, where it is one.
    pub fn as_number(&self) -> Option<u32> {
        self.0.parse().ok()
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it names a follow-up.
    pub fn is_follow_up(&self) -> bool {
        self.0.contains(".follow-up")
    }
}

impl fmt::Display for QuestionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for QuestionKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_number() {
            Some(number) => serializer.serialize_u32(number),
            None => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for QuestionKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = QuestionKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a question's number, an alternative's slug or a follow-up such as \"4.follow-up\"")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<QuestionKey, E> {
        Ok(QuestionKey(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<QuestionKey, E> {
        Ok(QuestionKey(value.to_string()))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<QuestionKey, E> {
        Ok(QuestionKey(value.to_owned()))
    }
}
