//! What every pattern did on labelled answers.

use serde::Serialize;

use super::LabelledAnswer;
use super::trial::points_of;
use crate::guide::{Guide, Question, QuestionKey};
use crate::mark::Status;
use crate::matching::{Matcher, Role, State};

/// What one pattern did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternUse {
    /// The question or follow-up.
    pub question: QuestionKey,
    /// Id of the point.
    pub point: String,
    /// `name`, the idea's key, or `misconception 1`.
    pub role: String,
    /// The pattern as written.
    pub pattern: String,
    /// Asserted fires on answers whose label fits: partial or covered for an idea or name, missed for a misconception.
    pub right: usize,
    /// Asserted fires on answers whose label does not fit.
    pub wrong: usize,
    /// Ids of those answers, the first few.
    pub wrong_on: Vec<String>,
    /// Asserted fires on answers to other questions.
    pub elsewhere: usize,
    /// Whether it is a misconception's and fires on a correction of its point: on what is right.
    pub in_correction: bool,
}

/// Most ids kept of answers a pattern fired on wrongly.
const MOST_IDS: usize = 5;

/// What every pattern did on these answers, in the guide's order.
pub fn pattern_uses(guide: &Guide, matcher: &Matcher, answers: &[LabelledAnswer]) -> Vec<PatternUse> {
    let mut marker = matcher.marker();
    let mut all = Vec::new();
    for (key, ..) in guide.all_questions().flat_map(Question::askable) {
        let (Some(points), Some(patterns)) = (points_of(guide, &key), matcher.patterns(&key)) else { continue };
        let patterns: Vec<_> = patterns.collect();
        let mut uses: Vec<PatternUse> = patterns
            .iter()
            .map(|pattern| PatternUse {
                question: key.clone(),
                point: pattern.point.to_owned(),
                role: role_name(pattern.role, points.iter().find(|point| point.id == pattern.point)),
                pattern: pattern.text.to_owned(),
                right: 0,
                wrong: 0,
                wrong_on: Vec::new(),
                elsewhere: 0,
                in_correction: false,
            })
            .collect();
        let mut asserted = |text: &str| {
            let found = marker.matches(&key, text).unwrap_or_default().into_iter();
            found.filter(|found| found.state == State::Asserted).map(|found| found.pattern).collect::<Vec<_>>()
        };
        let is_false = |pattern: usize| matches!(patterns[pattern].role, Role::Misconception(_));
        for point in points {
            for misconception in &point.misconceptions {
                for pattern in asserted(&misconception.says) {
                    uses[pattern].in_correction |= is_false(pattern) && uses[pattern].point == point.id;
                }
            }
        }
        for answer in answers {
            for pattern in asserted(&answer.answer) {
                let entry = &mut uses[pattern];
                if answer.question != key {
                    entry.elsewhere += 1;
                    continue;
                }
                let point = points.iter().find(|point| point.id == entry.point);
                let label = point.and_then(|point| answer.points.get(&LabelledAnswer::label_key(point)));
                let Some(label) = label else { continue };
                if (label.status() == Status::Missed) == is_false(pattern) {
                    entry.right += 1;
                } else {
                    entry.wrong += 1;
                    if entry.wrong_on.len() < MOST_IDS {
                        entry.wrong_on.push(answer.id.clone());
                    }
                }
            }
        }
        all.extend(uses);
    }
    all
}

fn role_name(role: Role, point: Option<&crate::guide::Point>) -> String {
    match role {
        Role::Name => "name".to_owned(),
        Role::Misconception(index) => format!("misconception {}", index + 1),
        Role::Idea(index) => {
            point.and_then(|point| point.ideas.keys().nth(index)).map_or_else(|| "idea".to_owned(), Clone::clone)
        }
    }
}
