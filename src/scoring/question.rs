//! The score of one question, for `grade` and for drills.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::exact::Exact;
use super::forecast::{self, Drawn, Likely};
use super::seating::{Asked, Seating};
use super::worth::{AreaWorth, Slot, Worth, alone, shares};
use super::{drawn, status_of};
use crate::guide::{Guide, Question, QuestionKey};
use crate::mark::Mark;
use crate::plan::Plan;

/// What an answer earned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionScore {
    /// Points earned out of `max`.
    pub score: Exact,
    /// The question's own points: what it is worth in the area that counts most of its answer points. 1 for what has
    /// no points of its own: alternatives that take nobody's place, and follow-ups.
    pub max: Exact,
    /// Points earned in each area it feeds, by the area's title. Empty for what feeds none.
    pub scores: BTreeMap<String, Exact>,
}

/// Scores answers to single questions. Made once; scoring one answer is then a few additions.
#[derive(Debug, Clone)]
pub struct Scorer {
    questions: HashMap<QuestionKey, Entry>,
    areas: Vec<String>,
    unit: i64,
}

/// A question made ready: its point ids, and the units that half credit of each earns.
#[derive(Debug, Clone)]
struct Entry {
    points: Vec<String>,
    own: Vec<i64>,
    /// The unit of `own`.
    own_unit: i64,
    areas: Vec<(usize, Vec<i64>)>,
}

impl Scorer {
    /// Prepares every question and follow-up of the guide. Without a plan, each numbered question has the points the
    /// guide gives it; with one, what was swapped in has its place's points, and an optional round its own.
    pub fn new(guide: &Guide, plan: Option<&Plan>) -> Self {
        let worth = Worth::new(&Seating { guide, plan, asked: Asked::WholePlan });
        let mut questions = HashMap::new();
        for question in guide.all_questions() {
            let key = question.key();
            for (index, follow_up) in question.follow_ups.iter().enumerate() {
                let asked = Question { points: follow_up.points.clone(), sections: Vec::new(), ..question.clone() };
                questions.insert(key.follow_up(index), Entry::alone(&asked));
            }
            questions.insert(key, Entry::new(question, &worth));
        }
        Self { questions, areas: guide.areas.iter().map(|area| area.title.clone()).collect(), unit: worth.unit }
    }

    /// The score of these marks; none where the guide has no such question. A point without a mark is missed.
    pub fn score(&self, key: &QuestionKey, marks: &[Mark]) -> Option<QuestionScore> {
        let entry = self.questions.get(key)?;
        let double: Vec<i64> = entry.points.iter().map(|id| i64::from(status_of(marks, id).double_credit())).collect();
        let earned = |halves: &[i64]| -> i64 { halves.iter().zip(&double).map(|(half, double)| half * double).sum() };
        let scores =
            entry.areas.iter().map(|(area, halves)| (self.areas[*area].clone(), Exact::new(earned(halves), self.unit)));
        Some(QuestionScore {
            score: Exact::new(earned(&entry.own), entry.own_unit),
            max: entry.max(),
            scores: scores.collect(),
        })
    }

    /// What raising each point to covered would gain in all areas together, in the guide's order; for a question that
    /// feeds none, out of its 1 point. Nothing for what is covered; empty where the guide has no such question.
    pub fn gains(&self, key: &QuestionKey, marks: &[Mark]) -> Vec<Exact> {
        let Some(entry) = self.questions.get(key) else { return Vec::new() };
        let gain = |(index, id): (usize, &String)| {
            let lacking = 2 - i64::from(status_of(marks, id).double_credit());
            match entry.areas.as_slice() {
                [] => Exact::new(entry.own[index] * lacking, entry.own_unit),
                areas => Exact::new(areas.iter().map(|(_, halves)| halves[index] * lacking).sum(), self.unit),
            }
        };
        entry.points.iter().enumerate().map(gain).collect()
    }

    /// The likely range of the question's own points, with a correlation of errors to try (see
    /// [`super::ERROR_CORRELATION`]); none where the guide has no such question.
    pub fn likely(&self, key: &QuestionKey, marks: &[Mark], correlation: f64) -> Option<Likely> {
        let entry = self.questions.get(key)?;
        let slots = entry.points.iter().map(|point| Slot { question: key.clone(), answer: 0, point: point.clone() });
        let area = AreaWorth { weights: entry.own.iter().copied().enumerate().collect(), whole: false };
        let worth = Worth { slots: slots.collect(), areas: vec![area], unit: entry.own_unit };
        let marks: Vec<Drawn> = entry.points.iter().map(|id| drawn(marks, id)).collect();
        Some(forecast::likely(&worth, &marks, correlation))
    }
}

impl Entry {
    /// A question with what it earns in the areas that count it.
    fn new(question: &Question, worth: &Worth) -> Self {
        let key = question.key();
        let halves = |area: &AreaWorth| -> Vec<i64> {
            let mut halves = vec![0; question.points.len()];
            for &(slot, half) in &area.weights {
                let slot = &worth.slots[slot];
                if slot.question == key {
                    let point = question.points.iter().position(|point| point.id == slot.point);
                    if let Some(point) = point {
                        halves[point] += half;
                    }
                }
            }
            halves
        };
        let counted = |halves: &[i64]| halves.iter().filter(|half| **half > 0).count();
        let areas: Vec<(usize, Vec<i64>)> =
            worth.areas.iter().map(halves).enumerate().filter(|(_, halves)| counted(halves) > 0).collect();
        // The first of equals: `max_by_key` gives the last.
        match areas.iter().rev().max_by_key(|(_, halves)| counted(halves)) {
            Some((_, own)) => Self { own: own.clone(), own_unit: worth.unit, areas, ..Self::alone(question) },
            None => Self::alone(question),
        }
    }

    /// The question's own points; 1 also where nobody has authored answer points yet.
    fn max(&self) -> Exact {
        if self.points.is_empty() {
            Exact::new(1, 1)
        } else {
            Exact::new(2 * self.own.iter().sum::<i64>(), self.own_unit)
        }
    }

    /// A question that no area counts: one point in all.
    fn alone(question: &Question) -> Self {
        let (halves, own_unit) = alone(&shares(question, &[]));
        let mut own = vec![0; question.points.len()];
        for (point, half) in halves {
            own[point] = half;
        }
        let points = question.points.iter().map(|point| point.id.clone()).collect();
        Self { points, own, own_unit, areas: Vec::new() }
    }
}

/// The score of one question's marks; none where the guide has no such question. For more than a few answers make one
/// [`Scorer`].
pub fn question_score(guide: &Guide, plan: Option<&Plan>, key: &QuestionKey, marks: &[Mark]) -> Option<QuestionScore> {
    Scorer::new(guide, plan).score(key, marks)
}
