//! What each answer point is worth in each area, in whole numbers of one small unit.
//!
//! Everything that scores (the exact result, the draws behind the likely range, the search for what would flip the
//! verdict) adds up the same whole numbers, so that they cannot disagree.

use std::collections::BTreeMap;

use num_rational::Ratio;

use super::seating::Seating;
use crate::guide::{Area, Point, Question, QuestionKey};

/// Largest minutes, weight or points that are reckoned with; more is taken as this. No guide comes near it, and it keeps
/// the products of four such numbers far inside 128 bits.
const LARGEST: u32 = 10_000;
/// Largest unit count of a point. Scores of [`LARGEST`] points then stay inside 64 bits, with room to add areas up.
const FINEST_UNIT: i128 = 1 << 44;

/// A share of something whole.
type Share = Ratio<i128>;

/// What every point of the asked questions is worth.
#[derive(Debug, Clone)]
pub(super) struct Worth {
    /// The points that can earn something, in the order of areas and sources.
    pub(super) slots: Vec<Slot>,
    /// The guide's areas, in its order.
    pub(super) areas: Vec<AreaWorth>,
    /// Units of one point of score.
    pub(super) unit: i64,
}

/// A point that can earn something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    /// The question asked.
    pub(super) question: QuestionKey,
    /// Index of that question among those asked; errors within one answer go together.
    pub(super) answer: usize,
    /// Id of the point.
    pub(super) point: String,
}

/// What an area counts.
#[derive(Debug, Clone, Default)]
pub(super) struct AreaWorth {
    /// Slot, and the units that *half* credit of it earns.
    pub(super) weights: Vec<(usize, i64)>,
    /// Whether all its sources were asked.
    pub(super) whole: bool,
}

impl Worth {
    /// Shares out the points of every area of the guide over the points of the questions asked.
    pub(super) fn new(seating: &Seating<'_>) -> Self {
        let mut builder = Builder::default();
        let areas: Vec<(Vec<(usize, Share)>, bool)> =
            seating.guide.areas.iter().map(|area| builder.area(seating, area)).collect();
        let unit = common_unit(areas.iter().flat_map(|(weights, _)| weights.iter().map(|(_, half)| *half)));
        let areas = areas
            .into_iter()
            .map(|(weights, whole)| AreaWorth {
                weights: weights.into_iter().map(|(slot, half)| (slot, in_units(half, unit))).collect(),
                whole,
            })
            .collect();
        Self { slots: builder.slots, areas, unit }
    }

    /// Units to whole points, half up.
    pub(super) fn round(&self, units: i64) -> i64 {
        // At most 2^58 units, so twice that is still inside 64 bits.
        (2 * units + self.unit).div_euclid(2 * self.unit)
    }
}

impl AreaWorth {
    /// Units earned by these double credits (0, 1 or 2 a slot).
    pub(super) fn earned(&self, double_credit: impl Fn(usize) -> u32) -> i64 {
        self.weights.iter().map(|&(slot, half)| half * i64::from(double_credit(slot))).sum()
    }

    /// Units of full marks in everything asked.
    pub(super) fn full(&self) -> i64 {
        self.earned(|_| 2)
    }
}

#[derive(Default)]
struct Builder {
    slots: Vec<Slot>,
    index: BTreeMap<(QuestionKey, usize), usize>,
    answers: BTreeMap<QuestionKey, usize>,
}

impl Builder {
    /// What half credit of each point earns in an area, and whether all its sources were asked.
    fn area(&mut self, seating: &Seating<'_>, area: &Area) -> (Vec<(usize, Share)>, bool) {
        let sources = sources(seating, area);
        let minutes: i128 = sources.iter().map(|source| source.minutes).sum();
        let whole = !sources.is_empty() && sources.iter().all(|source| source.asked);
        let mut weights = Vec::new();
        for source in sources.iter().filter(|source| source.asked) {
            let half = Share::new(amount(area.max) * source.minutes, 2 * minutes);
            for &(point, share) in &source.points {
                let slot = self.slot(source.question, point);
                weights.push((slot, half * share));
            }
        }
        (weights, whole)
    }

    fn slot(&mut self, question: &Question, point: usize) -> usize {
        let key = question.key();
        let answers = self.answers.len();
        let answer = *self.answers.entry(key.clone()).or_insert(answers);
        *self.index.entry((key.clone(), point)).or_insert_with(|| {
            self.slots.push(Slot { question: key, answer, point: question.points[point].id.clone() });
            self.slots.len() - 1
        })
    }
}

/// A source of an area with what stands in its place.
struct Source<'a> {
    question: &'a Question,
    /// Twice the midpoint minutes by which it shares the area's points.
    minutes: i128,
    /// Points that count, with their shares of the source.
    points: Vec<(usize, Share)>,
    asked: bool,
}

/// The sources of an area. One that has no points (nobody has authored it yet) is left out, so that full marks can be had.
fn sources<'a>(seating: &Seating<'a>, area: &'a Area) -> Vec<Source<'a>> {
    let sources: Vec<Source<'a>> = match seating.round_of(area) {
        Some(round) => round
            .questions
            .iter()
            .filter_map(|slug| {
                let key = QuestionKey::new(slug);
                let question = seating.guide.question(&key)?;
                let minutes = midpoint(question.double_midpoint());
                Some(Source { question, minutes, points: shares(question, &[]), asked: seating.asks(&key) })
            })
            .collect(),
        None => area.sources.iter().filter_map(|source| numbered(seating, source.question, &source.sections)).collect(),
    };
    sources.into_iter().filter(|source| !source.points.is_empty()).collect()
}

/// A numbered question as a source. An alternative in its place takes its minutes, and so its points; having other
/// sections or none, it then counts whole.
fn numbered<'a>(seating: &Seating<'a>, number: u32, sections: &[String]) -> Option<Source<'a>> {
    let written = seating.guide.question(&QuestionKey::number(number))?;
    let seat = seating.seat(number);
    let question = seat.as_ref().map_or(Some(written), |key| seating.guide.question(key))?;
    let minutes = match sections {
        [] => written.double_midpoint(),
        _ => {
            sections.iter().filter_map(|title| written.section(title)).map(crate::guide::Section::double_midpoint).sum()
        }
    };
    let sections = if question.number == Some(number) { sections } else { &[] };
    Some(Source { question, minutes: midpoint(minutes), points: shares(question, sections), asked: seat.is_some() })
}

/// Shares of a question's points, summing to 1: sections by their midpoint minutes, points within one by weight.
///
/// With `sections`, only those. Sections without points do not count; a question none of whose points names a section
/// is one section.
pub(super) fn shares(question: &Question, sections: &[String]) -> Vec<(usize, Share)> {
    let members = |belongs: &dyn Fn(&Point) -> bool| -> Vec<(usize, i128)> {
        let points = question.points.iter().enumerate();
        points.filter(|(_, point)| belongs(point)).map(|(index, point)| (index, amount(point.weight))).collect()
    };
    let counted = question.sections.iter().filter(|section| sections.is_empty() || sections.contains(&section.title));
    let mut groups: Vec<(i128, Vec<(usize, i128)>)> = counted
        .map(|section| {
            (midpoint(section.double_midpoint()), members(&|point| point.section.as_ref() == Some(&section.title)))
        })
        .filter(|(_, points)| weight(points) > 0)
        .collect();
    if groups.is_empty() && sections.is_empty() {
        groups = vec![(1, members(&|_| true))];
        groups.retain(|(_, points)| weight(points) > 0);
    }
    let minutes: i128 = groups.iter().map(|(minutes, _)| minutes).sum();
    let of_group = |(group, points): &(i128, Vec<(usize, i128)>)| -> Vec<(usize, Share)> {
        let whole = minutes * weight(points);
        points.iter().map(|&(index, weight)| (index, Share::new(group * weight, whole))).collect()
    };
    groups.iter().flat_map(of_group).collect()
}

fn weight(points: &[(usize, i128)]) -> i128 {
    points.iter().map(|(_, weight)| weight).sum()
}

fn amount(number: u32) -> i128 {
    i128::from(number.min(LARGEST))
}

/// Minutes as a weight: never 0, so that a question without minutes still counts a little and nothing divides by 0.
fn midpoint(double_minutes: u32) -> i128 {
    amount(double_minutes).max(1)
}

/// The least unit count in which all these amounts are whole.
///
/// Past [`FINEST_UNIT`] (dozens of questions with odd numbers of points and minutes) amounts are rounded to that unit,
/// which is some 10^-13 points.
pub(super) fn common_unit(amounts: impl Iterator<Item = Share>) -> i64 {
    let mut unit: i128 = 1;
    for amount in amounts {
        // lcm(a, b) = a * (b / gcd(a, b)), and b / gcd is the denominator of a / b in lowest terms.
        unit *= Share::new(unit, *amount.denom()).denom();
        if unit > FINEST_UNIT {
            unit = FINEST_UNIT;
            break;
        }
    }
    i64::try_from(unit).unwrap_or(1)
}

/// An amount in units, to the nearest one.
pub(super) fn in_units(amount: Share, unit: i64) -> i64 {
    i64::try_from((amount * i128::from(unit)).round().to_integer()).unwrap_or(0)
}

/// Units of each point and the unit count, where `whole` points are shared out over the question alone.
pub(super) fn alone(question_points: &[(usize, Share)]) -> (Vec<(usize, i64)>, i64) {
    let halves: Vec<(usize, Share)> = question_points.iter().map(|&(point, share)| (point, share / 2)).collect();
    let unit = common_unit(halves.iter().map(|(_, half)| *half));
    (halves.into_iter().map(|(point, half)| (point, in_units(half, unit))).collect(), unit)
}
