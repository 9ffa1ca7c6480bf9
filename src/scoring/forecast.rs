//! How sure the scores are: marks redrawn from their chances, scored again and again.
//!
//! Errors within one answer go together (an engine that misreads a candidate's way of speaking misreads it throughout):
//! each draw gives every answer a shared normal factor, and each of its points a normal deviate correlated with it (a
//! Gaussian copula). A point's three chances stay exactly what its mark says. The correlation *between* answers is
//! unmeasured, and taken as none.

use serde::Serialize;

use super::chance::{Generator, normal_quantile};
use super::exact::Exact;
use super::worth::Worth;
use crate::mark::{Chances, Status};

/// Correlation of the errors of two marks in one answer (of the normal deviates behind them).
///
/// First value: taking errors as independent, an 80 % range held the labelled score of a prototype 61 % of the time, so
/// its spread was too small by 1.28 / 0.86; over answers of seven points that is a correlation of 0.2 between marks, and
/// a little more between the deviates.
pub const ERROR_CORRELATION: f64 = 0.25;
/// Chance with which the likely range holds the score.
pub const RANGE_CHANCE: f64 = 0.8;
/// Draws. A chance of one half is then off by about one in a hundred, and a whole session takes milliseconds.
const DRAWS: u32 = 4_000;
/// Any number would do; that it never changes is what keeps an old report as it was.
const SEED: u64 = 90;

/// The range that holds an amount with a chance of [`RANGE_CHANCE`]; it always holds the amount shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Likely {
    /// Lower end.
    pub low: Exact,
    /// Upper end.
    pub high: Exact,
}

/// A rule with its subject looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    /// Index of the area; none for the total.
    pub(super) area: Option<usize>,
    /// Least whole points.
    pub(super) at_least: u32,
}

/// What the draws say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Forecast {
    /// Likely range of each area: in whole points where all its sources were asked.
    pub(super) areas: Vec<Likely>,
    /// Likely range of the total.
    pub(super) total: Likely,
    /// Chance that each bar is met.
    pub(super) bars: Vec<f64>,
    /// Chance that all are.
    pub(super) all_bars: f64,
}

/// The status and chances of each slot's mark.
pub(super) type Drawn = (Status, Chances);

/// Redraws the marks and scores them through the same rounding as the result.
pub(super) fn forecast(worth: &Worth, marks: &[Drawn], bars: &[Bar]) -> Forecast {
    let draws = Draws::new(worth, marks);
    let rounds_total = worth.areas.iter().all(|area| area.whole);
    let mut areas: Vec<Vec<i64>> = worth.areas.iter().map(|_| Vec::with_capacity(DRAWS as usize)).collect();
    let mut totals = Vec::with_capacity(DRAWS as usize);
    let mut met = vec![0_u32; bars.len()];
    let mut all_met = 0_u32;
    draws.each(ERROR_CORRELATION, |earned| {
        let mut total = 0;
        for ((area, values), &units) in worth.areas.iter().zip(&mut areas).zip(earned) {
            let value = if area.whole { worth.round(units) * worth.unit } else { units };
            values.push(value);
            total += if rounds_total { value } else { units };
        }
        totals.push(total);
        let mut all = true;
        for (bar, count) in bars.iter().zip(&mut met) {
            let units = bar.area.map_or(total, |area| worth.round(earned[area]) * worth.unit);
            let holds = units >= i64::from(bar.at_least) * worth.unit;
            *count += u32::from(holds);
            all &= holds;
        }
        all_met += u32::from(all);
    });
    let earned = shown(worth, marks);
    let shown_area = |area: usize| {
        if worth.areas[area].whole { worth.round(earned[area]) * worth.unit } else { earned[area] }
    };
    let shown_total = if rounds_total { (0..areas.len()).map(shown_area).sum() } else { earned.iter().sum() };
    let likely = |values: &mut Vec<i64>, shown: i64| range(values, shown, worth.unit);
    Forecast {
        areas: areas.iter_mut().enumerate().map(|(area, values)| likely(values, shown_area(area))).collect(),
        total: likely(&mut totals, shown_total),
        bars: met.into_iter().map(share_of_draws).collect(),
        all_bars: share_of_draws(all_met),
    }
}

/// The likely range of one amount made of these slots, unrounded, with a correlation to try.
pub(super) fn likely(worth: &Worth, marks: &[Drawn], correlation: f64) -> Likely {
    let draws = Draws::new(worth, marks);
    let mut values = Vec::with_capacity(DRAWS as usize);
    draws.each(correlation, |earned| values.push(earned.iter().sum()));
    range(&mut values, shown(worth, marks).iter().sum(), worth.unit)
}

fn share_of_draws(count: u32) -> f64 {
    f64::from(count) / f64::from(DRAWS)
}

/// The middle [`RANGE_CHANCE`] of the values by rank, widened to hold the value shown.
fn range(values: &mut [i64], shown: i64, unit: i64) -> Likely {
    values.sort_unstable();
    // 80 % of 4,000 leaves a tenth, 400 values, on each side.
    let tail = values.len() / 10;
    let end = |index: usize| values.get(index).copied().unwrap_or(shown);
    let low = end(tail).min(shown);
    let high = end(values.len().saturating_sub(tail + 1)).max(shown);
    Likely { low: Exact::new(low, unit), high: Exact::new(high, unit) }
}

/// Units that the marks as shown earn in each area.
fn shown(worth: &Worth, marks: &[Drawn]) -> Vec<i64> {
    worth.areas.iter().map(|area| area.earned(|slot| marks[slot].0.double_credit())).collect()
}

/// A mark that may come out otherwise.
struct Uncertain {
    /// Deviates above these make it at least partial, and covered.
    thresholds: [f64; 2],
    /// Areas it feeds, with the units of half credit.
    halves: Vec<(usize, i64)>,
}

/// The slots made ready for drawing.
struct Draws {
    /// Units that marks without doubt earn in each area.
    certain: Vec<i64>,
    /// The others, answer by answer.
    answers: Vec<Vec<Uncertain>>,
}

impl Draws {
    fn new(worth: &Worth, marks: &[Drawn]) -> Self {
        let mut halves: Vec<Vec<(usize, i64)>> = vec![Vec::new(); worth.slots.len()];
        for (area, counted) in worth.areas.iter().enumerate() {
            for &(slot, half) in &counted.weights {
                halves[slot].push((area, half));
            }
        }
        let mut certain = vec![0; worth.areas.len()];
        let mut answers: Vec<Vec<Uncertain>> = Vec::new();
        for ((slot, halves), (_, chances)) in worth.slots.iter().zip(halves).zip(marks) {
            let thresholds = [normal_quantile(chances.missed), normal_quantile(chances.missed + chances.partial)];
            if thresholds.iter().all(|threshold| threshold.is_infinite()) {
                let double: i64 = thresholds.iter().map(|threshold| i64::from(*threshold < 0.0)).sum();
                for (area, half) in halves {
                    certain[area] += half * double;
                }
            } else {
                answers.resize_with(answers.len().max(slot.answer + 1), Vec::new);
                answers[slot.answer].push(Uncertain { thresholds, halves });
            }
        }
        answers.retain(|answer| !answer.is_empty());
        Self { certain, answers }
    }

    /// Calls `draw` with the units earned in each area, [`DRAWS`] times.
    fn each(&self, correlation: f64, mut draw: impl FnMut(&[i64])) {
        let correlation = correlation.clamp(0.0, 1.0);
        let (shared, own) = (correlation.sqrt(), (1.0 - correlation).sqrt());
        let mut generator = Generator::new(SEED);
        let mut earned = self.certain.clone();
        for _ in 0..DRAWS {
            earned.copy_from_slice(&self.certain);
            for answer in &self.answers {
                let factor = shared * generator.normal();
                for mark in answer {
                    let deviate = factor + own * generator.normal();
                    let double: i64 = mark.thresholds.iter().map(|threshold| i64::from(deviate > *threshold)).sum();
                    for &(area, half) in &mark.halves {
                        earned[area] += half * double;
                    }
                }
            }
            draw(&earned);
        }
    }
}
