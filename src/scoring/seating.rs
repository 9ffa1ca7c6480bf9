//! Which question stands where in a session: swaps, the optional round, and what was not asked.

use crate::guide::{Area, Guide, QuestionKey, Round};
use crate::plan::Plan;

/// How much of a plan was put to the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// All of it: what was left blank, or never reached before the clock, earns nothing.
    WholePlan,
    /// Only these questions: the session was given up or is still open, and has no overall verdict.
    Only(&'a [QuestionKey]),
}

/// A guide with the plan that was asked from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seating<'a> {
    pub(super) guide: &'a Guide,
    /// Without a plan, everything stands as the guide writes it and is asked.
    pub(super) plan: Option<&'a Plan>,
    pub(super) asked: Asked<'a>,
}

impl<'a> Seating<'a> {
    /// The question at a numbered question's place, where it was asked.
    pub(super) fn seat(&self, number: u32) -> Option<QuestionKey> {
        let key = match self.plan {
            Some(plan) => plan.at(number)?.key.clone(),
            None => QuestionKey::number(number),
        };
        self.put(&key).then_some(key)
    }

    /// Whether the question was asked in its own right, in nobody's place.
    pub(super) fn asks(&self, key: &QuestionKey) -> bool {
        let planned = self
            .plan
            .is_some_and(|plan| plan.questions().any(|planned| &planned.key == key && planned.in_place_of.is_none()));
        planned && self.put(key)
    }

    /// The optional round, where it is what the area's points come from.
    pub(super) fn round_of(&self, area: &Area) -> Option<&'a Round> {
        let full = self.plan.is_some_and(|plan| plan.full);
        self.guide.round.as_ref().filter(|round| full && round.area == area.title)
    }

    /// Whether a planned question was put to the candidate.
    pub(super) fn put(&self, key: &QuestionKey) -> bool {
        match self.asked {
            Asked::WholePlan => true,
            Asked::Only(keys) => keys.contains(key),
        }
    }
}
