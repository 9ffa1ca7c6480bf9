//! Figures of agreement between labels and marks.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Pair;
use crate::mark::Status;

/// Agreement over a set of pairs of label and mark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// How many pairs.
    pub pairs: usize,
    /// Quadratic-weighted kappa (Cohen 1968); nothing where labels and marks do not vary.
    pub kappa: Option<f64>,
    /// Where kappa lies 95 times in 100 if other answers of the same kind had been drawn, low and high: from the jackknife
    /// (J. Tukey, 1958) over whole answers, as the marks of one answer err together. Nothing where that cannot be said.
    pub kappa_interval: Option<[f64; 2]>,
    /// Share of pairs that are the same.
    pub exact: f64,
    /// Share of pairs where one says covered and the other missed.
    pub flips: f64,
    /// Of the marks that say covered, the share labelled so; nothing where there are none.
    pub covered_precision: Option<f64>,
    /// Of the labels that say covered, the share marked so; nothing where there are none.
    pub covered_recall: Option<f64>,
    /// Mean squared difference of confidence and label / 2 (Brier 1950).
    pub brier: f64,
    /// Mean credit by the labels, in [0, 1].
    pub labelled_credit: f64,
    /// Mean credit by the marks, in [0, 1].
    pub marked_credit: f64,
    /// Reliability of confidence: pairs by confidence in tenths; empty tenths are left out.
    pub reliability: Vec<Bin>,
}

/// A tenth of confidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bin {
    /// Least confidence in it.
    pub from: f64,
    /// How many pairs.
    pub pairs: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// Their mean label / 2.
    pub credit: f64,
}

impl Figures {
    /// The figures of these pairs; `None` where there are none.
    pub fn of<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> Option<Self> {
        let pairs: Vec<&Pair> = pairs.into_iter().collect();
        if pairs.is_empty() {
            return None;
        }
        let count = |holds: &dyn Fn(&Pair) -> bool| pairs.iter().filter(|pair| holds(pair)).count();
        let hits = count(&|pair| pair.label == Status::Covered && pair.mark.status == Status::Covered);
        let marked = count(&|pair| pair.mark.status == Status::Covered);
        let labelled = count(&|pair| pair.label == Status::Covered);
        let table: Table = pairs.iter().map(|pair| (pair.label, pair.mark.status)).collect();
        Some(Self {
            pairs: pairs.len(),
            kappa: table.kappa(),
            kappa_interval: kappa_interval(&pairs, table),
            exact: ratio(count(&|pair| pair.label == pair.mark.status), pairs.len()),
            flips: ratio(
                count(&|pair| pair.label.double_credit().abs_diff(pair.mark.status.double_credit()) == 2),
                pairs.len(),
            ),
            covered_precision: (marked > 0).then(|| ratio(hits, marked)),
            covered_recall: (labelled > 0).then(|| ratio(hits, labelled)),
            brier: mean(pairs.iter().map(|pair| (pair.mark.confidence() - credit(pair.label)).powi(2))),
            labelled_credit: mean(pairs.iter().map(|pair| credit(pair.label))),
            marked_credit: mean(pairs.iter().map(|pair| credit(pair.mark.status))),
            reliability: reliability(&pairs),
        })
    }
}

fn reliability(pairs: &[&Pair]) -> Vec<Bin> {
    let tenth = |pair: &&&Pair| (pair.mark.confidence() * 10.0).clamp(0.0, 9.0).floor();
    let bins = (0..10).map(f64::from).map(|bin| {
        let inside: Vec<&&Pair> = pairs.iter().filter(|pair| (tenth(pair) - bin).abs() < f64::EPSILON).collect();
        Bin {
            from: bin / 10.0,
            pairs: inside.len(),
            confidence: mean(inside.iter().map(|pair| pair.mark.confidence())),
            credit: mean(inside.iter().map(|pair| credit(pair.label))),
        }
    });
    bins.filter(|bin| bin.pairs > 0).collect()
}

fn credit(status: Status) -> f64 {
    f64::from(status.double_credit()) / 2.0
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers, far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Quadratic-weighted kappa of two raters over the three statuses: 1 minus the observed over the expected squared
/// difference (J. Cohen, "Weighted kappa", 1968). `None` where the expected difference is zero.
pub fn quadratic_weighted_kappa(pairs: impl IntoIterator<Item = (Status, Status)>) -> Option<f64> {
    pairs.into_iter().collect::<Table>().kappa()
}

/// How often two raters gave which two statuses: the first's by row, the second's by column.
#[derive(Debug, Clone, Copy, Default)]
struct Table([[f64; 3]; 3]);

impl FromIterator<(Status, Status)> for Table {
    fn from_iter<I: IntoIterator<Item = (Status, Status)>>(pairs: I) -> Self {
        let mut table = Self::default();
        pairs.into_iter().for_each(|(first, second)| table.count(first, second));
        table
    }
}

impl Table {
    fn count(&mut self, first: Status, second: Status) {
        self.0[first.double_credit() as usize][second.double_credit() as usize] += 1.0;
    }

    fn without(mut self, other: &Self) -> Self {
        for (count, less) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *count -= less;
        }
        self
    }

    fn kappa(&self) -> Option<f64> {
        let total: f64 = self.0.iter().flatten().sum();
        let rows: [f64; 3] = std::array::from_fn(|row| self.0[row].iter().sum());
        let columns: [f64; 3] = std::array::from_fn(|column| self.0.iter().map(|row| row[column]).sum());
        let (mut observed, mut expected) = (0.0, 0.0);
        for (row, counts) in self.0.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                let squared =
                    if row == column { 0.0 } else { f64::from(u8::try_from(row.abs_diff(column).pow(2)).unwrap_or(4)) };
                observed += squared * count;
                expected += squared * rows[row] * columns[column] / total;
            }
        }
        (expected > 0.0).then(|| 1.0 - observed / expected)
    }
}

/// Standard errors on either side of a figure within which it lies 95 times in 100 (normal distribution).
const STANDARD_ERRORS: f64 = 1.96;

/// See [`Figures::kappa_interval`]; `all` is the table of these pairs.
fn kappa_interval(pairs: &[&Pair], all: Table) -> Option<[f64; 2]> {
    let mut answers: BTreeMap<usize, Table> = BTreeMap::new();
    for pair in pairs {
        answers.entry(pair.answer).or_default().count(pair.label, pair.mark.status);
    }
    let kappa = all.kappa()?;
    // Where kappa stands or falls with one answer there is too little to say.
    let without: Vec<f64> = answers.values().map(|answer| all.without(answer).kappa()).collect::<Option<_>>()?;
    if without.len() < 2 {
        return None;
    }
    let center = mean(without.iter().copied());
    let variance = mean(without.iter().map(|kappa| (kappa - center).powi(2))) * (ratio(without.len(), 1) - 1.0);
    let reach = STANDARD_ERRORS * variance.sqrt();
    Some([(kappa - reach).max(-1.0), (kappa + reach).min(1.0)])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::mark::Status::{Covered, Missed, Partial};

    #[test]
    fn kappa_is_one_for_the_same_labels_and_nothing_where_they_do_not_vary() {
        assert_eq!(quadratic_weighted_kappa([(Missed, Missed), (Covered, Covered), (Partial, Partial)]), Some(1.0));
        assert_eq!(quadratic_weighted_kappa([(Missed, Missed)]), None);
    }

    #[test]
    fn kappa_agrees_with_a_table_worked_by_hand() {
        // Rows label, columns mark: 2 1 0 / 0 1 1 / 1 0 4. Observed squared difference (1 + 1 + 4) / 10; expected, from
        // the margins 3 2 5 and 3 2 5: (3*2 + 2*3 + 2*5 + 5*2 + 4*(3*5 + 5*3)) / 100.
        let table = [
            (Missed, Missed),
            (Missed, Missed),
            (Missed, Partial),
            (Partial, Partial),
            (Partial, Covered),
            (Covered, Missed),
            (Covered, Covered),
            (Covered, Covered),
            (Covered, Covered),
            (Covered, Covered),
        ];
        let kappa = quadratic_weighted_kappa(table).unwrap();
        assert!((kappa - (1.0 - 0.6 / 1.52)).abs() < 1e-12, "{kappa}");
    }

    fn pair(answer: usize, label: Status, status: Status) -> Pair {
        let chances = crate::mark::Chances { missed: 1.0, partial: 0.0, covered: 0.0 };
        let mark = crate::mark::Mark { id: String::new(), status, chances, evidence: Vec::new(), contradicted: false };
        Pair { answer, point: 0, label, outcome: crate::matching::Outcome::Silent, mark }
    }

    #[test]
    fn the_interval_is_wider_where_the_marks_of_an_answer_err_together() {
        let interval = |answers: usize| {
            let pairs: Vec<Pair> = (0..120)
                .map(|index| {
                    // A third of the answers are marked the wrong way round.
                    let answer = index % answers;
                    let label = if (index / answers).is_multiple_of(2) { Covered } else { Missed };
                    let wrong = if label == Covered { Missed } else { Covered };
                    pair(answer, label, if answer.is_multiple_of(3) { wrong } else { label })
                })
                .collect();
            let figures = Figures::of(&pairs).unwrap();
            let ([low, high], kappa) = (figures.kappa_interval.unwrap(), figures.kappa.unwrap());
            assert!(low < kappa && kappa < high, "{low} {kappa} {high}");
            high - low
        };
        assert!(interval(6) > 1.5 * interval(60), "{} {}", interval(6), interval(60));
        let one = [pair(0, Covered, Covered), pair(0, Missed, Missed)];
        assert_eq!(Figures::of(&one).unwrap().kappa_interval, None);
    }
}
