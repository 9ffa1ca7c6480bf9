//! How a candidate's own marks compare with those that count: over- and under-confidence.

use crate::mark::Status;

/// Points of difference in the mean credit that are said to be over- or under-rating; less is within what two people differ by.
const NOTABLE: f64 = 0.1;

/// How own marks compare with those that count, over a set of points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Calibration {
    /// Points that have both.
    pub points: usize,
    /// Mean credit by the candidate, in [0, 1].
    pub own: f64,
    /// Mean credit by the marks that count, in [0, 1].
    pub counted: f64,
    /// Share of points on which both agree, in [0, 1].
    pub agreement: f64,
}

impl Calibration {
    /// In words, without a full stop.
    pub fn words(&self) -> &'static str {
        match self.own - self.counted {
            difference if difference > NOTABLE => "you rate yourself higher than your answers show",
            difference if difference < -NOTABLE => "you rate yourself lower than your answers show",
            _ => "you judge yourself well",
        }
    }
}

/// Compares pairs of the candidate's mark and the one that counts; nothing where there are none.
pub fn calibration(pairs: &[(Status, Status)]) -> Option<Calibration> {
    #[expect(clippy::cast_precision_loss, reason = "some dozens of points")]
    let count = pairs.len() as f64;
    let credit = |status: Status| f64::from(status.double_credit()) / 2.0;
    let mean = |value: &dyn Fn(&(Status, Status)) -> f64| pairs.iter().map(value).sum::<f64>() / count;
    (!pairs.is_empty()).then(|| Calibration {
        points: pairs.len(),
        own: mean(&|(own, _)| credit(*own)),
        counted: mean(&|(_, counted)| credit(*counted)),
        agreement: mean(&|(own, counted)| if own == counted { 1.0 } else { 0.0 }),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Status::{Covered, Missed, Partial};

    #[test]
    fn over_and_under_rating_are_told_apart() {
        let words = |pairs: &[(Status, Status)]| calibration(pairs).unwrap().words();
        assert!(words(&[(Covered, Missed), (Covered, Covered)]).contains("higher"));
        assert!(words(&[(Missed, Covered), (Partial, Partial)]).contains("lower"));
        assert!(words(&[(Covered, Covered), (Missed, Missed)]).contains("well"));
        assert_eq!(calibration(&[]), None);
    }

    #[test]
    fn agreement_is_the_share_of_equal_marks() {
        let calibration = calibration(&[(Covered, Covered), (Partial, Missed)]).unwrap();
        assert_eq!((calibration.points, calibration.agreement), (2, 0.5));
        assert!((calibration.own - 0.75).abs() < 1e-9 && (calibration.counted - 0.5).abs() < 1e-9);
    }
}
