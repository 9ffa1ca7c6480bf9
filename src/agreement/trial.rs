//! Marking labelled answers, and pairing marks with labels.

use super::LabelledAnswer;
use crate::guide::{Guide, Point, QuestionKey};
use crate::mark::{Mark, Status};
use crate::matching::{Judged, Matcher, Outcome, Role, State};

/// A label and the mark the engine gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Index of the answer.
    pub answer: usize,
    /// Index of the point in its question.
    pub point: usize,
    /// The interviewer's label.
    pub label: Status,
    /// The engine's mark.
    pub mark: Mark,
    /// How the mark came about.
    pub outcome: Outcome,
}

/// All pairs of a set of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The pairs, by answer, then in the guide's order of points.
    pub pairs: Vec<Pair>,
    /// Labels that fit no point of the guide.
    pub problems: Vec<Problem>,
}

/// A labelled answer that does not fit the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Id of the answer.
    pub answer: String,
    /// What is wrong with it, and what to do.
    pub message: String,
}

impl Trial {
    /// Marks every answer and pairs the marks with the labels.
    pub fn run(guide: &Guide, matcher: &Matcher, answers: &[LabelledAnswer]) -> Self {
        let mut marker = matcher.marker();
        let mut trial = Self { pairs: Vec::new(), problems: Vec::new() };
        for (index, answer) in answers.iter().enumerate() {
            let points = points_of(guide, &answer.question);
            let (Some(points), Some(marks)) = (points, marker.judge(&answer.question, &answer.answer)) else {
                trial.problem(answer, format!("the guide has no question `{}`", answer.question));
                continue;
            };
            trial.pair(index, answer, points, marks);
        }
        trial
    }

    fn pair(&mut self, index: usize, answer: &LabelledAnswer, points: &[Point], marks: Vec<Judged>) {
        let known: Vec<String> = points.iter().map(LabelledAnswer::label_key).collect();
        for key in answer.points.keys().filter(|key| !known.contains(key)) {
            self.problem(
                answer,
                format!("question {} has no point `{key}`; label points by their title", answer.question),
            );
        }
        for (point, (key, Judged { mark, outcome })) in known.iter().zip(marks).enumerate() {
            if let Some(label) = answer.points.get(key) {
                self.pairs.push(Pair { answer: index, point, label: label.status(), mark, outcome });
            }
        }
    }

    fn problem(&mut self, answer: &LabelledAnswer, message: String) {
        self.problems.push(Problem { answer: answer.id.clone(), message });
    }
}

/// The points of a question or follow-up.
pub(super) fn points_of<'a>(guide: &'a Guide, key: &QuestionKey) -> Option<&'a [Point]> {
    let question = guide.question(key).map(|question| question.points.as_slice());
    question.or_else(|| guide.follow_up(key).map(|(_, follow_up)| follow_up.points.as_slice()))
}

/// Runs the `yes` and `no` example sentences of every idea and misconception; a sentence for each that fails.
pub fn example_failures(guide: &Guide, matcher: &Matcher) -> Vec<Problem> {
    let mut failures = Vec::new();
    for question in guide.all_questions() {
        for (key, _, points) in question.askable() {
            check_points(matcher, &key, points, &mut failures);
        }
    }
    failures
}

fn check_points(matcher: &Matcher, key: &QuestionKey, points: &[Point], failures: &mut Vec<Problem>) {
    let Some(patterns) = matcher.patterns(key).map(Iterator::collect::<Vec<_>>) else { return };
    let mut marker = matcher.marker();
    let mut check = |point: &Point, role: Role, name: &str, sentence: &str, expected: bool| {
        let found = marker.matches(key, sentence).unwrap_or_default();
        let heard = found.iter().any(|found| {
            let pattern = patterns[found.pattern];
            found.state == State::Asserted && pattern.point == point.id && pattern.role == role
        });
        if heard != expected {
            let verdict = if expected { "is not heard in" } else { "is heard in" };
            let message = format!("point `{}`, {name} {verdict} its example \"{sentence}\"", point.id);
            failures.push(Problem { answer: format!("question {key}"), message });
        }
    };
    for point in points {
        for (index, (name, idea)) in point.ideas.iter().enumerate() {
            let name = format!("idea `{name}`");
            idea.yes.iter().for_each(|sentence| check(point, Role::Idea(index), &name, sentence, true));
            idea.no.iter().for_each(|sentence| check(point, Role::Idea(index), &name, sentence, false));
        }
        for (index, misconception) in point.misconceptions.iter().enumerate() {
            let name = format!("misconception {}", index + 1);
            misconception
                .yes
                .iter()
                .for_each(|sentence| check(point, Role::Misconception(index), &name, sentence, true));
            misconception
                .no
                .iter()
                .for_each(|sentence| check(point, Role::Misconception(index), &name, sentence, false));
        }
    }
}
