//! Coverage: how many of the expected points were heard.

use serde::Serialize;

use super::Exact;
use crate::mark::Status;

/// Counts of points by mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Coverage {
    /// Points covered.
    pub covered: u32,
    /// Points touched.
    pub partial: u32,
    /// Points missed.
    pub missed: u32,
}

impl Coverage {
    /// Counts one more point.
    pub fn add(&mut self, status: Status) {
        match status {
            Status::Covered => self.covered += 1,
            Status::Partial => self.partial += 1,
            Status::Missed => self.missed += 1,
        }
    }

    /// All points counted.
    pub fn points(self) -> u32 {
        self.covered + self.partial + self.missed
    }

    /// (covered + partial / 2) / all, in [0, 1]; 0 where there are no points.
    pub fn share(self) -> f64 {
        let credit = Exact::new(i64::from(2 * self.covered + self.partial), 2);
        credit.share_of(Exact::from(self.points()))
    }
}

impl FromIterator<Status> for Coverage {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut coverage = Self::default();
        statuses.into_iter().for_each(|status| coverage.add(status));
        coverage
    }
}

impl std::iter::Sum for Coverage {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |sum, part| Self {
            covered: sum.covered + part.covered,
            partial: sum.partial + part.partial,
            missed: sum.missed + part.missed,
        })
    }
}

/// Coverage of a planned part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartCoverage {
    /// Key of the part in the plan.
    pub key: String,
    /// Title.
    pub title: String,
    /// Points of its questions that were asked; follow-ups are not among them.
    pub coverage: Coverage,
    /// Questions asked.
    pub asked: usize,
    /// Questions planned.
    pub planned: usize,
}
