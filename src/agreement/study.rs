//! A guide's labelled answers, studied whole: the figures, and where they come from.

use std::collections::BTreeMap;

use serde::Serialize;

use super::trial::points_of;
use super::{Calibration, Figures, LabelledAnswer, Pair, PatternUse, Problem, Trial, example_failures, pattern_uses};
use crate::guide::{Guide, MeasuredAgreement, Point, QuestionKey};
use crate::matching::{ENGINE_VERSION, Matcher};

/// Everything `guide test` knows.
#[derive(Debug)]
pub struct Study<'a> {
    guide: &'a Guide,
    answers: &'a [LabelledAnswer],
    /// The marks beside the labels.
    pub trial: Trial,
    /// Figures over all pairs; nothing where there are none.
    pub figures: Option<Figures>,
    /// What every pattern did.
    pub patterns: Vec<PatternUse>,
    /// Fitted chances and ranges, cross-validated; nothing where there are no pairs.
    pub calibration: Option<Calibration>,
    /// Examples of ideas and misconceptions that are not heard as they should be.
    pub example_failures: Vec<Problem>,
}

/// The study as JSON: the figures of everything, of every style, and of every point; and the patterns.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    answers: usize,
    all: Option<&'a Figures>,
    calibration: Option<&'a Calibration>,
    styles: BTreeMap<&'a str, Figures>,
    questions: BTreeMap<String, Figures>,
    points: Vec<PointFigures>,
    patterns: &'a [PatternUse],
    problems: Vec<String>,
}

/// Figures of one point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointFigures {
    /// The question or follow-up.
    pub question: QuestionKey,
    /// Id of the point.
    pub point: String,
    /// Its figures.
    pub figures: Figures,
}

impl<'a> Study<'a> {
    /// Marks the answers and counts.
    pub fn new(guide: &'a Guide, matcher: &Matcher, answers: &'a [LabelledAnswer]) -> Self {
        let trial = Trial::run(guide, matcher, answers);
        let figures = Figures::of(&trial.pairs);
        let patterns = pattern_uses(guide, matcher, answers);
        let calibration = Calibration::new(guide, answers, &trial);
        Self {
            guide,
            answers,
            trial,
            figures,
            patterns,
            calibration,
            example_failures: example_failures(guide, matcher),
        }
    }

    /// How many answers.
    pub fn answers(&self) -> usize {
        self.answers.len()
    }

    /// The answer of a pair.
    pub fn answer(&self, pair: &Pair) -> &'a LabelledAnswer {
        &self.answers[pair.answer]
    }

    /// The point of a pair.
    pub fn point(&self, pair: &Pair) -> Option<&'a Point> {
        points_of(self.guide, &self.answer(pair).question)?.get(pair.point)
    }

    /// Figures of every style of answer.
    pub fn by_style(&self) -> BTreeMap<&'a str, Figures> {
        self.grouped(|pair| self.answer(pair).style.as_deref().unwrap_or("(no style)"))
    }

    /// Figures of every question.
    pub fn by_question(&self) -> BTreeMap<&'a QuestionKey, Figures> {
        self.grouped(|pair| &self.answer(pair).question)
    }

    /// Figures of every point, in the guide's order of questions.
    pub fn by_point(&self) -> Vec<PointFigures> {
        let figures = self.grouped(|pair| (&self.answer(pair).question, pair.point));
        let points = figures.into_iter().filter_map(|((question, index), figures)| {
            let point = points_of(self.guide, question)?.get(index)?;
            Some(PointFigures { question: question.clone(), point: point.id.clone(), figures })
        });
        points.collect()
    }

    /// Pairs that differ, the largest difference first, then the surest mark.
    pub fn disagreements(&self) -> Vec<&Pair> {
        let mut pairs: Vec<&Pair> = self.trial.pairs.iter().filter(|pair| pair.label != pair.mark.status).collect();
        let difference = |pair: &Pair| pair.label.double_credit().abs_diff(pair.mark.status.double_credit());
        pairs.sort_by_key(|pair| std::cmp::Reverse(difference(pair)));
        pairs
    }

    /// What is recorded of the study in the guide, kappa to two places; nothing where kappa is not defined.
    pub fn measured(&self, set: &str) -> Option<MeasuredAgreement> {
        let figures = self.figures.as_ref()?;
        Some(MeasuredAgreement {
            set: set.to_owned(),
            answers: self.answers.len(),
            labels: figures.pairs,
            kappa: (figures.kappa? * 100.0).round() / 100.0,
            engine: ENGINE_VERSION,
        })
    }

    /// The study for other programs.
    pub fn summary(&self) -> Summary<'_> {
        let problems = self.trial.problems.iter().chain(&self.example_failures);
        Summary {
            answers: self.answers.len(),
            all: self.figures.as_ref(),
            calibration: self.calibration.as_ref(),
            styles: self.by_style(),
            questions: self.by_question().into_iter().map(|(key, figures)| (key.to_string(), figures)).collect(),
            points: self.by_point(),
            patterns: &self.patterns,
            problems: problems.map(|problem| format!("{}: {}", problem.answer, problem.message)).collect(),
        }
    }

    fn grouped<K: Ord>(&self, key: impl Fn(&Pair) -> K) -> BTreeMap<K, Figures> {
        let mut groups: BTreeMap<K, Vec<&Pair>> = BTreeMap::new();
        for pair in &self.trial.pairs {
            groups.entry(key(pair)).or_default().push(pair);
        }
        groups.into_iter().filter_map(|(key, pairs)| Some((key, Figures::of(pairs)?))).collect()
    }
}
