//! Fitting the chances of marks to labels, and how well that does on answers it was not fitted on.
//!
//! One pooled table from how a mark came about to its three chances, and one correlation of errors within an answer:
//! nothing per point. Both are checked by cross-validation over answers.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use strum::VariantArray;

use super::{LabelledAnswer, Pair, Trial};
use crate::guide::Guide;
use crate::mark::{Chances, Mark, Status};
use crate::matching::Outcome;
use crate::scoring::{ERROR_CORRELATION, Scorer};

/// Chances by outcome.
pub type Table = BTreeMap<Outcome, Chances>;

/// Parts the answers are cut into: each is judged by a table fitted on the others.
const FOLDS: usize = 10;
/// Pairs' worth of belief in the chances of all outcomes with the same mark, so that a rare outcome is not trusted blindly.
const PRIOR_PAIRS: f64 = 4.0;
/// Correlations tried.
const CORRELATIONS: [f64; 8] = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4];

/// What fitting gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Pairs by outcome, and the chances fitted on all of them.
    pub table: Vec<Row>,
    /// Brier score of the engine's own chances.
    pub brier: f64,
    /// Brier score where every answer is judged by a table fitted on others.
    pub brier_cross_validated: f64,
    /// Share of answers whose labelled score lies in the likely range, by the correlation assumed; cross-validated.
    pub ranges: Vec<RangeHolds>,
    /// The same with the engine's own chances and correlation.
    pub range_holds: f64,
}

/// One outcome's pairs and chances.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The outcome.
    pub outcome: String,
    /// How many pairs.
    pub pairs: usize,
    /// Fitted chances.
    pub chances: Chances,
}

/// How often the likely range held the labelled score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RangeHolds {
    /// Correlation of errors within an answer.
    pub correlation: f64,
    /// Share of answers.
    pub share: f64,
}

impl Calibration {
    /// Fits and cross-validates; `None` where there are no pairs.
    pub fn new(guide: &Guide, answers: &[LabelledAnswer], trial: &Trial) -> Option<Self> {
        if trial.pairs.is_empty() {
            return None;
        }
        let outside = |fold: usize| trial.pairs.iter().filter(move |pair| pair.answer % FOLDS != fold);
        let tables: Vec<Table> = (0..FOLDS).map(|fold| fit(outside(fold))).collect();
        let unseen = |pair: &Pair| chances_of(&tables[pair.answer % FOLDS], pair);
        let scorer = Scorer::new(guide, None);
        let holds = |correlation, chances: &(dyn Fn(&Pair) -> Chances + Sync)| {
            range_holds(&scorer, answers, trial, correlation, chances)
        };
        let whole = fit(&trial.pairs);
        Some(Self {
            table: rows(&whole, &trial.pairs),
            brier: brier(&trial.pairs, |pair| pair.mark.chances),
            brier_cross_validated: brier(&trial.pairs, unseen),
            ranges: CORRELATIONS
                .iter()
                .map(|&correlation| RangeHolds { correlation, share: holds(correlation, &unseen) })
                .collect(),
            range_holds: holds(ERROR_CORRELATION, &|pair| pair.mark.chances),
        })
    }
}

/// The pooled table of these pairs: shares of the labels by outcome, drawn towards those of all outcomes with the same mark.
pub fn fit<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> Table {
    let mut by_outcome: BTreeMap<Outcome, [f64; 3]> = BTreeMap::new();
    let mut by_status: BTreeMap<Status, [f64; 3]> = BTreeMap::new();
    for pair in pairs {
        let label = pair.label.double_credit() as usize;
        by_outcome.entry(pair.outcome).or_default()[label] += 1.0;
        by_status.entry(pair.outcome.status()).or_default()[label] += 1.0;
    }
    let table = Outcome::VARIANTS.iter().map(|outcome| {
        let own = by_outcome.get(outcome).copied().unwrap_or_default();
        let alike = by_status.get(&outcome.status()).copied().unwrap_or([1.0; 3]);
        let (total, alike_total): (f64, f64) = (own.iter().sum(), alike.iter().sum());
        let chance = |label: usize| (own[label] + PRIOR_PAIRS * alike[label] / alike_total) / (total + PRIOR_PAIRS);
        (*outcome, Chances { missed: chance(0), partial: chance(1), covered: chance(2) })
    });
    table.collect()
}

fn chances_of(table: &Table, pair: &Pair) -> Chances {
    table.get(&pair.outcome).copied().unwrap_or(pair.mark.chances)
}

fn rows(table: &Table, pairs: &[Pair]) -> Vec<Row> {
    let row = |(outcome, chances): (&Outcome, &Chances)| Row {
        outcome: format!("{outcome:?}"),
        pairs: pairs.iter().filter(|pair| pair.outcome == *outcome).count(),
        chances: *chances,
    };
    table.iter().map(row).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers, far below 2^52")]
fn brier(pairs: &[Pair], chances: impl Fn(&Pair) -> Chances) -> f64 {
    let credit = |pair: &Pair| f64::from(pair.label.double_credit()) / 2.0;
    let sum: f64 = pairs.iter().map(|pair| (chances(pair).expected_credit() - credit(pair)).powi(2)).sum();
    sum / pairs.len() as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers, far below 2^52")]
fn range_holds(
    scorer: &Scorer,
    answers: &[LabelledAnswer],
    trial: &Trial,
    correlation: f64,
    chances: &(dyn Fn(&Pair) -> Chances + Sync),
) -> f64 {
    let holds = |pairs: &[Pair]| {
        let key = &answers[pairs[0].answer].question;
        let marks: Vec<Mark> = pairs.iter().map(|pair| Mark { chances: chances(pair), ..pair.mark.clone() }).collect();
        let labelled: Vec<Mark> = pairs.iter().map(|pair| Mark { status: pair.label, ..pair.mark.clone() }).collect();
        let (likely, truth) = (scorer.likely(key, &marks, correlation)?, scorer.score(key, &labelled)?);
        Some((likely.low..=likely.high).contains(&truth.score))
    };
    let held: Vec<bool> = trial.pairs.par_chunk_by(|a, b| a.answer == b.answer).filter_map(holds).collect();
    if held.is_empty() { 0.0 } else { held.iter().filter(|held| **held).count() as f64 / held.len() as f64 }
}
