//! What would flip the verdict: the fewest points which, raised to covered, would meet every unmet rule.
//!
//! A point may feed two areas and the total, and areas are rounded before they are added up, so picking the largest
//! gain again and again is not enough. Areas that share no point are independent: for each such group of areas the best
//! whole points that `n` raises can reach, its own rules met, are found for every `n`, and the groups are then combined
//! for the total. Within one area the largest gains are best; within areas that share points every way of sharing out
//! the raises that no other way beats is kept.

use super::worth::Worth;
use crate::mark::Status;

/// Ways of sharing out raises that are kept at each count of raises. The seed guide needs 9; a guide that needs more
/// gets a small set that is no longer proven to be the smallest.
const WAYS_KEPT: usize = 64;

/// Slots to raise, and whether fewer cannot do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raise {
    pub(super) slots: Vec<usize>,
    pub(super) fewest: bool,
}

/// What has to be reached, in whole points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Goal {
    /// For each area, the most an unmet rule asks of it; 0 where none does.
    pub(super) areas: Vec<u32>,
    /// What an unmet rule asks of the total; 0 where none does.
    pub(super) total: u32,
}

/// The fewest slots to raise to covered; none where even all do not reach the goal. Nothing to reach needs nothing.
pub(super) fn fewest(worth: &Worth, statuses: &[Status], goal: &Goal) -> Option<Raise> {
    let field = Field::new(worth, statuses);
    let mut best: Vec<Option<Way>> = vec![Some(Way::default())];
    let mut fewest = true;
    for group in field.groups() {
        let (ways, exact) = field.ways(&group, goal);
        fewest &= exact;
        best = combine(&best, &ways);
    }
    let way = best.into_iter().flatten().find(|way| way.points >= i64::from(goal.total))?;
    let mut slots = way.slots;
    slots.sort_unstable();
    Some(Raise { slots, fewest })
}

/// A way to raise some slots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Way {
    /// Whole points of the areas reckoned with so far.
    points: i64,
    /// What was raised.
    slots: Vec<usize>,
}

/// The best way for every sum of the two counts of raises. The earlier of equals stays.
fn combine(left: &[Option<Way>], right: &[Option<Way>]) -> Vec<Option<Way>> {
    let mut best: Vec<Option<Way>> = vec![None; left.len() + right.len() - 1];
    for (count, way) in left.iter().enumerate() {
        for (more, other) in right.iter().enumerate() {
            let (Some(way), Some(other)) = (way, other) else { continue };
            let points = way.points + other.points;
            if best[count + more].as_ref().is_none_or(|known| points > known.points) {
                let slots = way.slots.iter().chain(&other.slots).copied().collect();
                best[count + more] = Some(Way { points, slots });
            }
        }
    }
    best
}

/// The marks as they stand, and what raising them would gain.
struct Field<'a> {
    worth: &'a Worth,
    /// Units earned in each area.
    earned: Vec<i64>,
    /// Slots that can be raised.
    raisable: Vec<Raisable>,
}

struct Raisable {
    slot: usize,
    /// Units gained in each area.
    gains: Vec<i64>,
    /// Units of half credit in each area: raises with the same are alike, but for where they start.
    halves: Vec<i64>,
}

impl<'a> Field<'a> {
    fn new(worth: &'a Worth, statuses: &[Status]) -> Self {
        let areas = worth.areas.len();
        let mut halves = vec![vec![0; areas]; worth.slots.len()];
        for (area, counted) in worth.areas.iter().enumerate() {
            for &(slot, half) in &counted.weights {
                halves[slot][area] += half;
            }
        }
        let raisable = halves.into_iter().enumerate().filter_map(|(slot, halves)| {
            let lacking = i64::from(2 - statuses[slot].double_credit());
            let gains: Vec<i64> = halves.iter().map(|half| half * lacking).collect();
            gains.iter().any(|gain| *gain > 0).then_some(Raisable { slot, gains, halves })
        });
        let earned = worth.areas.iter().map(|area| area.earned(|slot| statuses[slot].double_credit()));
        Self { worth, earned: earned.collect(), raisable: raisable.collect() }
    }

    /// Groups of areas that share raisable points; each area is in one.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..self.earned.len()).map(|area| vec![area]).collect();
        for raisable in &self.raisable {
            let feeds = |group: &Vec<usize>| group.iter().any(|area| raisable.gains[*area] > 0);
            let (mut shared, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(feeds);
            let joined = shared.iter_mut().flat_map(std::mem::take).collect();
            groups = rest;
            groups.push(joined);
        }
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable();
        groups
    }

    /// For every count of raises within a group of areas, the way to most whole points that meets the group's own
    /// rules, if there is one; and whether every way worth keeping was kept.
    fn ways(&self, group: &[usize], goal: &Goal) -> (Vec<Option<Way>>, bool) {
        let classes = self.classes(group);
        let mut nothing = vec![Spread { gains: vec![0; group.len()], counts: Vec::new(), points: 0 }];
        let mut exact = self.keep_unbeaten(&mut nothing, group);
        let mut fronts = vec![nothing];
        for class in &classes {
            let mut next: Vec<Vec<Spread>> = vec![Vec::new(); fronts.len() + class.len()];
            for (count, front) in fronts.iter().enumerate() {
                for spread in front {
                    for more in 0..=class.len() {
                        next[count + more].push(spread.extended(&class[..more], group));
                    }
                }
            }
            for front in &mut next {
                exact &= self.keep_unbeaten(front, group);
            }
            fronts = next;
        }
        let best = |front: &Vec<Spread>| -> Option<Way> {
            let meets = |spread: &&Spread| {
                let mut areas = group.iter().zip(&spread.gains);
                areas.all(|(area, gain)| self.worth.round(self.earned[*area] + gain) >= i64::from(goal.areas[*area]))
            };
            let spread =
                front.iter().filter(meets).max_by_key(|spread| (spread.points, spread.gains.iter().sum::<i64>()))?;
            let raised = classes.iter().zip(&spread.counts).flat_map(|(class, count)| &class[..*count]);
            Some(Way { points: spread.points, slots: raised.map(|raisable| raisable.slot).collect() })
        };
        (fronts.iter().map(best).collect(), exact)
    }

    /// The raisable points of a group in classes, each ordered so that its first so many are the best so many to raise:
    /// in a single area all are one class by gain; else those that weigh the same, missed before partial.
    fn classes(&self, group: &[usize]) -> Vec<Vec<&Raisable>> {
        let feeding = |raisable: &&Raisable| group.iter().any(|area| raisable.gains[*area] > 0);
        let mut classes: Vec<Vec<&Raisable>> = Vec::new();
        for raisable in self.raisable.iter().filter(feeding) {
            match classes.iter_mut().find(|class| group.len() == 1 || class[0].halves == raisable.halves) {
                Some(class) => class.push(raisable),
                None => classes.push(vec![raisable]),
            }
        }
        for class in &mut classes {
            class.sort_by_key(|raisable| std::cmp::Reverse(raisable.gains.iter().sum::<i64>()));
        }
        classes
    }

    /// Drops every spread that another one equals or beats in all areas. Returns whether the rest could be kept whole.
    fn keep_unbeaten(&self, front: &mut Vec<Spread>, group: &[usize]) -> bool {
        front.sort_by_key(|spread| std::cmp::Reverse(spread.gains.iter().sum::<i64>()));
        let mut kept: Vec<Spread> = Vec::new();
        for mut spread in front.drain(..) {
            // Only an earlier one, whose sum is no less, can beat it.
            let beaten = kept.iter().any(|other| other.gains.iter().zip(&spread.gains).all(|(a, b)| a >= b));
            if !beaten {
                let reached =
                    group.iter().zip(&spread.gains).map(|(area, gain)| self.worth.round(self.earned[*area] + gain));
                spread.points = reached.sum();
                kept.push(spread);
            }
        }
        let whole = kept.len() <= WAYS_KEPT;
        kept.truncate(WAYS_KEPT);
        *front = kept;
        whole
    }
}

/// How many of each class are raised, and what that gains.
#[derive(Debug, Clone)]
struct Spread {
    /// Units gained in each area of the group.
    gains: Vec<i64>,
    /// Raised of each class so far.
    counts: Vec<usize>,
    /// Whole points of the group's areas then.
    points: i64,
}

impl Spread {
    fn extended(&self, raised: &[&Raisable], group: &[usize]) -> Self {
        let mut gains = self.gains.clone();
        for raisable in raised {
            for (gain, area) in gains.iter_mut().zip(group) {
                *gain += raisable.gains[*area];
            }
        }
        let counts = self.counts.iter().copied().chain([raised.len()]).collect();
        Self { gains, counts, points: 0 }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::guide::QuestionKey;
    use crate::scoring::worth::{AreaWorth, Slot};

    const UNIT: i64 = 12;

    /// Areas given as (slot, half units) lists.
    fn worth(slots: usize, areas: &[Vec<(usize, i64)>]) -> Worth {
        let slot = |index: usize| Slot { question: QuestionKey::number(1), answer: 0, point: format!("p{index}") };
        Worth {
            slots: (0..slots).map(slot).collect(),
            areas: areas.iter().map(|weights| AreaWorth { weights: weights.clone(), whole: true }).collect(),
            unit: UNIT,
        }
    }

    fn reached(worth: &Worth, statuses: &[Status], raised: &[usize], goal: &Goal) -> bool {
        let after = |slot: usize| if raised.contains(&slot) { 2 } else { statuses[slot].double_credit() };
        let points: Vec<i64> = worth.areas.iter().map(|area| worth.round(area.earned(after))).collect();
        let areas = points.iter().zip(&goal.areas).all(|(points, goal)| *points >= i64::from(*goal));
        areas && points.iter().sum::<i64>() >= i64::from(goal.total)
    }

    fn by_trying_all(worth: &Worth, statuses: &[Status], goal: &Goal) -> Option<u32> {
        let sets = 0..(1_u32 << worth.slots.len());
        let raised = |set: u32| (0..worth.slots.len()).filter(move |slot| set >> slot & 1 == 1).collect::<Vec<_>>();
        sets.filter(|set| reached(worth, statuses, &raised(*set), goal)).map(u32::count_ones).min()
    }

    #[test]
    fn a_point_that_feeds_two_areas_is_preferred_to_one_for_each() {
        let worth = worth(3, &[vec![(0, 12), (2, 6)], vec![(1, 12), (2, 6)]]);
        let goal = Goal { areas: vec![1, 1], total: 0 };
        let raise = fewest(&worth, &[Status::Missed; 3], &goal).unwrap();
        assert_eq!(raise, Raise { slots: vec![2], fewest: true });
    }

    #[test]
    fn what_cannot_be_reached_is_said_to_be_so() {
        let worth = worth(1, &[vec![(0, 6)]]);
        assert_eq!(fewest(&worth, &[Status::Missed], &Goal { areas: vec![2], total: 0 }), None);
        assert_eq!(fewest(&worth, &[Status::Missed], &Goal { areas: vec![0], total: 2 }), None);
    }

    #[test]
    fn nothing_unmet_needs_nothing() {
        let worth = worth(1, &[vec![(0, 6)]]);
        let raise = fewest(&worth, &[Status::Missed], &Goal { areas: vec![0], total: 0 }).unwrap();
        assert!(raise.slots.is_empty());
    }

    fn status() -> impl Strategy<Value = Status> {
        prop_oneof![Just(Status::Missed), Just(Status::Partial), Just(Status::Covered)]
    }

    proptest! {
        /// Three areas over nine points, with overlaps, whose gains are a few twelfths of a point.
        #[test]
        fn it_is_the_fewest_that_trying_all_finds(
            weights in prop::collection::vec(prop::collection::vec(0_i64..15, 9), 3),
            statuses in prop::collection::vec(status(), 9),
            areas in prop::collection::vec(0_u32..16, 3),
            total in 0_u32..40,
        ) {
            // A third of the weights are none, so that the areas share some points and not others.
            let areas_of: Vec<Vec<(usize, i64)>> = weights
                .iter()
                .map(|row| row.iter().copied().enumerate().filter(|(_, half)| *half >= 5).collect())
                .collect();
            let worth = worth(9, &areas_of);
            let goal = Goal { areas, total };
            let expected = by_trying_all(&worth, &statuses, &goal);
            let found = fewest(&worth, &statuses, &goal);
            prop_assert_eq!(found.as_ref().map(|raise| u32::try_from(raise.slots.len()).unwrap()), expected);
            if let Some(raise) = found {
                prop_assert!(raise.fewest);
                prop_assert!(reached(&worth, &statuses, &raise.slots, &goal));
            }
        }
    }
}
