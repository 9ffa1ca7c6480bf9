//! Exact amounts of points.

use std::fmt;
use std::ops::{Add, Sub};

use num_rational::Ratio;
use serde::{Serialize, Serializer};

/// An amount of points, exact: rounding happens once, where a rule asks for whole points.
///
/// In JSON it is a number; as text it has at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Ratio<i64>);

impl Exact {
    /// No points.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));

    /// `numerator / denominator` points. A denominator of 0 reads as 1, so that no input can panic.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        Self(Ratio::new(numerator, if denominator == 0 { 1 } else { denominator }))
    }

    /// Whole points, rounded half up: floor(x + 1/2). Less than nothing is nothing.
    pub fn rounded(self) -> u32 {
        let (numerator, denominator) = (i128::from(*self.0.numer()), i128::from(*self.0.denom()));
        u32::try_from((2 * numerator + denominator).div_euclid(2 * denominator).max(0)).unwrap_or(u32::MAX)
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// The nearest floating-point number.
    #[expect(clippy::cast_precision_loss, reason = "for people and JSON only; no decision is made on it")]
    pub fn to_f64(self) -> f64 {
        *self.0.numer() as f64 / *self.0.denom() as f64
    }

    /// This amount as a share of another, in [0, 1] where it is part of it; 0 of nothing is 0.
    pub fn share_of(self, whole: Self) -> f64 {
        if whole == Self::ZERO { 0.0 } else { self.to_f64() / whole.to_f64() }
    }
}

impl From<u32> for Exact {
    fn from(points: u32) -> Self {
        Self(Ratio::from_integer(i64::from(points)))
    }
}

impl Add for Exact {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Exact {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// At most two decimals, without trailing zeros. An amount just under a half never shows as the half, so that what is
/// read and what rounding does agree ("17.49", not "17.5", of 17.4966).
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (i128::from(*self.0.numer()), i128::from(*self.0.denom()));
        let nearest = (200 * numerator + denominator).div_euclid(2 * denominator);
        let lifted_to_half = nearest.rem_euclid(100) == 50 && nearest * denominator > 100 * numerator;
        let hundredths = if lifted_to_half { nearest - 1 } else { nearest };
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        let text = match rest {
            0 => format!("{sign}{whole}"),
            _ if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
            _ => format!("{sign}{whole}.{rest:02}"),
        };
        f.pad(&text)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_up_and_anything_less_does_not() {
        assert_eq!(Exact::new(35, 2).rounded(), 18);
        assert_eq!(Exact::new(1749, 100).rounded(), 17);
        assert_eq!(Exact::new(1, 3).rounded(), 0);
        assert_eq!(Exact::from(25).rounded(), 25);
        assert_eq!(Exact::ZERO.rounded(), 0);
    }

    #[test]
    fn text_never_hides_on_which_side_of_a_half_an_amount_lies() {
        let text = |numerator, denominator| Exact::new(numerator, denominator).to_string();
        assert_eq!(text(35, 2), "17.5");
        assert_eq!(text(174_966, 10_000), "17.49");
        assert_eq!(text(20, 3), "6.67");
        assert_eq!(text(7, 1), "7");
        assert_eq!(text(1, 20), "0.05");
        assert_eq!(text(-1, 2), "-0.5");
    }
}
