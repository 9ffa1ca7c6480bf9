//! Figures of agreement between labels and marks.

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
        Some(Self {
            pairs: pairs.len(),
            kappa: quadratic_weighted_kappa(pairs.iter().map(|pair| (pair.label, pair.mark.status))),
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
    let mut seen = [[0.0_f64; 3]; 3];
    for (first, second) in pairs {
        seen[first.double_credit() as usize][second.double_credit() as usize] += 1.0;
    }
    let total: f64 = seen.iter().flatten().sum();
    let rows: [f64; 3] = std::array::from_fn(|row| seen[row].iter().sum());
    let columns: [f64; 3] = std::array::from_fn(|column| seen.iter().map(|row| row[column]).sum());
    let (mut observed, mut expected) = (0.0, 0.0);
    for (row, counts) in seen.iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            let squared =
                if row == column { 0.0 } else { f64::from(u8::try_from(row.abs_diff(column).pow(2)).unwrap_or(4)) };
            observed += squared * count;
            expected += squared * rows[row] * columns[column] / total;
        }
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
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
}
