//! The interview guide: what is asked, what a senior answer holds, how it is scored. Data only; no IO.
//!
//! A guide is read from a folder of TOML files by [`crate::authoring`]. The field names here are the keys of those
//! files (an array of tables may be written in the singular: `[[point]]` for `points`), and of `guide show --format json`.

mod agreement;
mod area;
mod flag;
mod key;
mod point;
mod question;
mod study;

pub use agreement::MeasuredAgreement;
pub use area::{Area, AreaSource, Band, PassRule, RuleSubject};
pub use flag::{Flag, Sign};
pub use key::QuestionKey;
pub use point::{Idea, Misconception, Point, Words};
pub use question::{Code, FollowUp, Probe, ProbeGroup, Question, Section, Suits};
pub use study::{PointStudy, Study};

use serde::{Deserialize, Serialize};

/// A whole interview guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Stable name for the command line; the name of the guide's folder.
    pub slug: String,
    /// Title as the guide's author wrote it.
    pub title: String,
    /// Length of the whole interview, in minutes.
    pub minutes: u32,
    /// Kind of interview ("Technical interview focusing on ...").
    pub format: String,
    /// Whom the guide is for.
    pub target_level: String,
    /// Points of the whole interview.
    pub total: u32,
    /// Parts in the order they are held.
    pub parts: Vec<Part>,
    /// Numbered questions, ascending.
    pub questions: Vec<Question>,
    /// What points are awarded in.
    pub areas: Vec<Area>,
    /// Conditions of passing, all of which must be met.
    pub rules: Vec<PassRule>,
    /// Signs that speak for the candidate.
    pub green_flags: Vec<Flag>,
    /// Signs of concern.
    pub red_flags: Vec<Flag>,
    /// What to do before the interview.
    pub checklist: Vec<String>,
    /// Notes on keeping time.
    pub time_management: Vec<Note>,
    /// When to reach for an alternative question.
    pub alternatives_note: Option<String>,
    /// Alternative questions, in their groups.
    pub alternatives: Vec<AlternativeGroup>,
    /// An optional extra round, asked with `--full`.
    pub round: Option<Round>,
    /// The guide's closing remark.
    pub closing: Option<String>,
    /// Contradictions of the source, and how this guide reads them.
    pub readings: Vec<Reading>,
    /// How the engine's marks agree with people's on this guide, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<MeasuredAgreement>,
    /// Short forms and other spellings, for all patterns: full form to its short ones (`load_balancer = "lb elb"`).
    #[serde(default)]
    pub aliases: Words,
    /// Word classes every question's patterns may use.
    pub words: Words,
}

/// One part of the interview, with its own firm clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Title.
    pub title: String,
    /// Length in minutes.
    pub minutes: u32,
    /// What the part is to find out.
    pub objective: String,
    /// Numbers of the questions asked in it. Empty for the closing discussion.
    #[serde(default)]
    pub questions: Vec<u32>,
}

impl Part {
    /// A part without questions is the closing discussion: clarifications, and the candidate's own questions.
    pub fn is_discussion(&self) -> bool {
        self.questions.is_empty()
    }
}

/// A titled remark, such as a note on keeping time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
}

/// A group of alternative questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlternativeGroup {
    /// Title of the group.
    pub title: String,
    /// Numbers of the questions whose place one of these may take (`--swap`); empty where none.
    #[serde(default)]
    pub replaces: Vec<u32>,
    /// The questions; each carries a slug in place of a number.
    #[serde(default)]
    pub questions: Vec<Question>,
}

/// An optional round made of alternative questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Key for `--part`.
    pub key: String,
    /// Title.
    pub title: String,
    /// Length in minutes.
    pub minutes: u32,
    /// What the round is to find out.
    pub objective: String,
    /// Number of the part (from 1) that it follows.
    pub after_part: u32,
    /// Title of the area it becomes the only source of.
    pub area: String,
    /// Slugs of its questions.
    pub questions: Vec<String>,
}

/// A contradiction or gap of the source, and how the guide reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// What the source says.
    pub says: String,
    /// What is wrong with it.
    pub trouble: String,
    /// How it is read.
    pub resolution: String,
    /// Whether it can move the verdict, so that reports name it.
    #[serde(default)]
    pub moves_verdict: bool,
}

impl Guide {
    /// Every question the guide can ask on its own: the numbered ones, then the alternatives.
    pub fn all_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().chain(self.alternatives.iter().flat_map(|group| &group.questions))
    }

    /// The question of that key, where it names a question (not a follow-up).
    pub fn question(&self, key: &QuestionKey) -> Option<&Question> {
        self.all_questions().find(|question| &question.key() == key)
    }

    /// The follow-up of that key, with the question it belongs to.
    pub fn follow_up(&self, key: &QuestionKey) -> Option<(&Question, &FollowUp)> {
        self.all_questions().find_map(|question| {
            let mut keyed = question.follow_ups.iter().enumerate();
            keyed
                .find(|(index, _)| &question.key().follow_up(*index) == key)
                .map(|(_, follow_up)| (question, follow_up))
        })
    }

    /// The area of that title.
    pub fn area(&self, title: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.title == title)
    }

    /// Index of the part that asks the numbered question.
    pub fn part_of(&self, number: u32) -> Option<usize> {
        self.parts.iter().position(|part| part.questions.contains(&number))
    }
}
