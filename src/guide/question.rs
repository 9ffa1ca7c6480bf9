//! A question and what belongs to it.

use serde::{Deserialize, Serialize};

use super::{Point, QuestionKey, Study, Words};

/// A question: numbered, or an alternative with a slug.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Number, for a question of the main plan.
    #[serde(default)]
    pub number: Option<u32>,
    /// Slug, for an alternative.
    #[serde(default)]
    pub slug: Option<String>,
    /// Title.
    pub title: String,
    /// Least minutes the guide gives it.
    pub min_minutes: u32,
    /// Most minutes the guide gives it.
    pub max_minutes: u32,
    /// What the interviewer asks.
    pub prompt: String,
    /// Sections of the answer, each with its own minutes. Empty for most questions.
    #[serde(default, alias = "section")]
    pub sections: Vec<Section>,
    /// What a senior answer holds, in the guide's order.
    #[serde(default, alias = "point")]
    pub points: Vec<Point>,
    /// The code structure the guide expects.
    #[serde(default)]
    pub code: Option<Code>,
    /// Follow-up questions.
    #[serde(default, alias = "follow_up")]
    pub follow_ups: Vec<FollowUp>,
    /// Guided interview questions, in their groups.
    #[serde(default, alias = "probe_group")]
    pub probes: Vec<ProbeGroup>,
    /// Where the question comes from, as the guide cites it.
    #[serde(default)]
    pub references: Vec<String>,
    /// For an alternative: whom it suits, for proposing it.
    #[serde(default)]
    pub suits: Option<Suits>,
    /// What there is for studying it.
    #[serde(default)]
    pub study: Study,
    /// Word classes of this file, beside the guide's.
    #[serde(default)]
    pub words: Words,
}

/// Whom an alternative question suits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suits {
    /// The background, as a candidate would tick it ("I have hunted memory problems in production").
    pub background: String,
    /// Number of the question whose place it takes best; none for a question of the optional round.
    #[serde(default)]
    pub replaces: Option<u32>,
    /// Why it is proposed to somebody with that background.
    pub reason: String,
}

/// A section of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Title, which its points name.
    pub title: String,
    /// Least minutes.
    pub min_minutes: u32,
    /// Most minutes.
    pub max_minutes: u32,
}

/// Code that belongs to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Heading above it.
    pub title: String,
    /// Language of the fence.
    pub language: String,
    /// The code.
    pub text: String,
}

/// A follow-up question. It is matched like a question, and reported, but not scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// What the interviewer asks.
    pub prompt: String,
    /// What a senior answer holds; empty where nobody has authored it yet.
    #[serde(default, alias = "point")]
    pub points: Vec<Point>,
}

/// A group of guided questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProbeGroup {
    /// Title of the group.
    pub title: String,
    /// Title of the section the group belongs to, where it belongs to one.
    #[serde(default)]
    pub section: Option<String>,
    /// Least minutes, where the guide gives them.
    #[serde(default)]
    pub min_minutes: Option<u32>,
    /// Most minutes, where the guide gives them.
    #[serde(default)]
    pub max_minutes: Option<u32>,
    /// What the guide says of the group's use in place of minutes ("Additional probing").
    #[serde(default)]
    pub remark: Option<String>,
    /// The questions.
    #[serde(default, alias = "probe")]
    pub probes: Vec<Probe>,
}

/// A guided interview question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// What the interviewer asks.
    pub prompt: String,
    /// Ids of the points it is meant to draw out.
    #[serde(default)]
    pub draws: Vec<String>,
    /// What a good reply contains.
    #[serde(default)]
    pub good: Option<String>,
}

impl Question {
    /// The question's name: its number or its slug.
    ///
    /// A question with neither (which loading refuses) is named by its title.
    pub fn key(&self) -> QuestionKey {
        match (self.number, &self.slug) {
            (Some(number), _) => QuestionKey::number(number),
            (None, Some(slug)) => QuestionKey::new(slug),
            (None, None) => QuestionKey::new(&self.title),
        }
    }

    /// All that is asked with it, itself and its follow-ups: key, prompt and points of each.
    pub fn askable(&self) -> impl Iterator<Item = (QuestionKey, &str, &[Point])> {
        let follow_ups = self.follow_ups.iter().enumerate().map(|(index, follow_up)| {
            (self.key().follow_up(index), follow_up.prompt.as_str(), follow_up.points.as_slice())
        });
        std::iter::once((self.key(), self.prompt.as_str(), self.points.as_slice())).chain(follow_ups)
    }

    /// Twice the midpoint of its minutes: a whole number, so that shares stay exact.
    pub fn double_midpoint(&self) -> u32 {
        self.min_minutes + self.max_minutes
    }

    /// The section of that title.
    pub fn section(&self, title: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.title == title)
    }
}

impl Section {
    /// Twice the midpoint of its minutes: a whole number, so that shares stay exact.
    pub fn double_midpoint(&self) -> u32 {
        self.min_minutes + self.max_minutes
    }
}
